"""Put decisions on the rows of a corpus, old or new."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from align.model.citation import Origin
from align.model.row import ReviewStatus, Row
from align.review.anchors import Place, locate, moved, whole
from align.review.decision import Anchor, Decision
from align.review.unit import EN, KEYS, SOURCE, Piece, Unit, compose, is_decided


@dataclass(frozen=True, slots=True)
class Orphan:
    """A decision whose sentence isn't in the corpus, and why it has no place."""

    decision: Decision
    reason: str


@dataclass(frozen=True, slots=True)
class Attached:
    """Units of one report in order, and decisions that found no place; ``homes``: id of a decision → id of its unit."""

    units: Sequence[Unit]
    orphans: Sequence[Orphan]
    homes: Mapping[str, str]


def attach(decisions: Sequence[Decision], rows: Sequence[Row], known: Collection[str] | None = None) -> Attached:
    """The units of a report.

    Args:
        decisions: of this report.
        rows: as built, in order.
        known: see :func:`align.review.anchors.locate`.
    """
    base = {r.sentence_id: r for r in rows}
    places = locate([a for d in decisions for a in d.anchors], rows, known)
    owners: dict[str, list[tuple[int, int]]] = {}
    units: list[Unit] = []
    orphans: list[Orphan] = []
    homes: dict[str, str] = {}
    # What is sure of its place comes first, then what was decided last.
    for decision in sorted(_joined(decisions, places), key=lambda d: (any(places.get(whole(a), _LOST).changed for a in d.anchors), tuple(-ord(c) for c in d.at), d.id)):
        lacking = [a for a in decision.anchors if whole(a) not in places]
        if lacking:
            orphans.append(Orphan(decision, f"there is no such sentence any more: {lacking[0].ja}"))
            continue
        pieces = _pieces(decision.anchors, places, rows)
        order = [i for a in decision.anchors for i in places[whole(a)].rows]
        if any(b - a not in (0, 1) for a, b in pairwise(order)) or not pieces:
            orphans.append(Orphan(decision, "its sentences don't stand together any more"))
            continue
        if any((p.start < e and s < p.end) or p.start == p.end for p in pieces for s, e in owners.get(p.sentence_id, ())):
            orphans.append(Orphan(decision, "another decision has its place"))
            continue
        for p in pieces:
            owners.setdefault(p.sentence_id, []).append((p.start, p.end))
        changed = any(places[whole(a)].changed for a in decision.anchors)
        unit = _unit(decision, pieces, base, changed)
        units.append(unit)
        homes |= dict.fromkeys(decision.id.split(_AND), unit.id)
    for row in rows:
        at = 0
        for start, end in [*sorted(owners.get(row.sentence_id, ())), (len(row.ja), len(row.ja))]:
            if start > at or (not row.ja and row.sentence_id not in owners):
                units.append(_bare([Piece(row.sentence_id, at, start)], base))
            at = end
    return Attached(sorted(units, key=lambda u: u.position), [o for o in orphans if not o.decision.empty], homes)


def _joined(decisions: Sequence[Decision], places: Mapping[Anchor, Place]) -> list[Decision]:
    """Decisions on sentences that have become one, as one decision."""
    groups: dict[tuple[int, ...], list[Decision]] = {}
    found: list[Decision] = []
    for d in decisions:
        [place, *more] = [places.get(whole(a)) for a in d.anchors]
        if not more and place and place.changed and len(place.rows) == 1 and (d.anchors[0].start, d.anchors[0].end) == (0, len(d.anchors[0].ja)):
            groups.setdefault(place.rows, []).append(d)
        else:
            found.append(d)
    for group in groups.values():
        # In the order in which they stood: one is before the other if the other comes after it.
        group.sort(key=lambda d: sum(d.anchors[0].before == other.anchors[0].ja for other in group))
        first = group[0]
        for d in group[1:]:
            first = replace(
                first, id=f"{first.id}{_AND}{d.id}", anchors=(*first.anchors, *d.anchors), status=first.status or d.status, settled=tuple(sorted({*first.settled, *d.settled})),
                en=" ".join(t for t in (first.en, d.en) if t), comment="\n".join(t for t in (first.comment, d.comment) if t), reviewed_at=max(first.reviewed_at, d.reviewed_at),
                changed=max(first.changed, d.changed), votes=(*first.votes, *d.votes),
            )  # fmt: skip
        found.append(first)
    return found


#: Between the ids of decisions that became one.
_AND = " + "
_LOST = Place((), True)


def _bare(pieces: Sequence[Piece], base: Mapping[str, Row]) -> Unit:
    own, position, machine = compose(base, pieces)
    return Unit(own, position, tuple(pieces), machine, machine)


def _pieces(anchors: Sequence[Anchor], places: Mapping[Anchor, Place], rows: Sequence[Row]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for a in anchors:
        place = places[whole(a)]
        if len(place.rows) > 1:  # now several sentences; a part of it can't be told in them
            if (a.start, a.end) != (0, len(a.ja)):
                return ()
            found += [Piece(rows[i].sentence_id, 0, len(rows[i].ja)) for i in place.rows]
            continue
        row = rows[place.rows[0]]
        start, end = (moved(a.start, a.ja, row.ja), moved(a.end, a.ja, row.ja)) if place.changed else (a.start, a.end)
        if start >= end and row.ja:
            return ()
        found.append(Piece(row.sentence_id, start, end))
    return tuple(dict.fromkeys(found))


def _unit(decision: Decision, pieces: tuple[Piece, ...], base: Mapping[str, Row], changed: bool) -> Unit:
    own, position, machine = compose(base, pieces)
    note = decision.note
    if changed:
        note = f"The sentence was: {decision.ja}" if decision.ja != machine.ja else "Of several equal sentences one is gone; see that this is the one that was decided."
    status = ReviewStatus.RECHECK if changed and is_decided(decision.status) else decision.status
    row = replace(settle(machine, decision, changed=changed), status=status, reviewer=decision.reviewer, reviewed_at=decision.reviewed_at, comment=decision.comment)
    if not changed and (EN in decision.settled or SOURCE in decision.settled):
        row = replace(row, findings=decision.findings)
    return Unit(own, position, pieces, row, machine, frozenset(decision.settled), note, changed=decision.changed or decision.reviewed_at)


def settle(machine: Row, decision: Decision, *, changed: bool = False) -> Row:
    """A row as the program made it, with what a person settled. Of a sentence that has changed, the same passage is judged anew."""
    row = machine
    if EN in decision.settled:
        row = replace(row, en=decision.en, en_engine=decision.en_engine)
    if KEYS in decision.settled and decision.cite_keys:
        row = replace(row, cite_keys=decision.cite_keys, key_origin=row.key_origin if decision.cite_keys == row.cite_keys else Origin.REVIEWED.value)
    if SOURCE in decision.settled:
        same = (row.source_key, row.source_passage) == (decision.source_key, decision.source_passage)
        row = row if same and changed else replace(
            row, source_key=decision.source_key, source_span=row.source_span if same else decision.source_span, source_passage=decision.source_passage,
            verdict=decision.verdict, score=row.score if same and row.verdict == decision.verdict else "",
        )  # fmt: skip
    return row


def numbered(units: Sequence[Unit]) -> list[Row]:
    """The rows of a report's units, numbered from 1; rows without a decision are as they were built."""
    return [replace(u.row, n=n) for n, u in enumerate(units, 1)]
