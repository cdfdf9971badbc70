"""The unit of review: a row as it stands now, what the program made of it, and the sentences it is made of."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, NamedTuple

from align.model.match import Verdict
from align.model.row import ReviewStatus, Row

#: What a person can settle of a row; what isn't settled follows the next build.
EN, SOURCE, KEYS = "en", "source", "keys"
#: Positions leave so much room between two sentences for the parts of a split one.
STEP = 1 << 20


class Piece(NamedTuple):
    """A part of a sentence of the built corpus, or all of it.

    Attributes:
        sentence_id: of the built corpus.
        start, end: code points in its Japanese.
    """

    sentence_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A row under review.

    Attributes:
        id: ``sentence_id`` of the row; the second part of a split sentence has one of its own.
        position: order in the report.
        pieces: what it is made of.
        row: as it stands.
        machine: as the program made it.
        settled: which of :data:`EN`, :data:`SOURCE` and :data:`KEYS` a person has settled.
        note: what a reviewer must know: the sentence was another when it was decided.
        version: counts changes; who changes a unit says which version they saw.
        changed: when anything was done to it last, ISO 8601 in UTC; taking something back counts too. Empty if nothing ever was.
    """

    id: str
    position: int
    pieces: tuple[Piece, ...]
    row: Row
    machine: Row
    settled: frozenset[str] = frozenset()
    note: str = ""
    version: int = 0
    changed: str = ""

    @property
    def decided(self) -> bool:
        """Whether a person has ever done anything with it."""
        return bool(self.changed or self.row.status or self.row.comment or self.settled or self.note or not self.whole)

    @property
    def whole(self) -> bool:
        """Whether it is one sentence of the built corpus as it was built."""
        return len(self.pieces) == 1 and self.pieces[0] == Piece(self.id, 0, len(self.machine.ja))

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id, "position": self.position, "pieces": [list(p) for p in self.pieces], "row": asdict(self.row),
            "machine": asdict(self.machine), "settled": sorted(self.settled), "note": self.note, "version": self.version, "changed": self.changed,
        }  # fmt: skip

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> Unit:
        return Unit(
            value["id"], value["position"], tuple(Piece(*p) for p in value["pieces"]), Row(**value["row"]), Row(**value["machine"]),
            frozenset(value["settled"]), value["note"], value["version"], value["changed"],
        )  # fmt: skip


def fresh(row: Row) -> Unit:
    """A row of the built corpus that nobody has touched."""
    row = replace(row, status="", reviewer="", reviewed_at="", comment="")
    return Unit(row.sentence_id, row.n * STEP, (Piece(row.sentence_id, 0, len(row.ja)),), row, row)


def part_id(report: str, piece: Piece) -> str:
    """The id of a part that begins within a sentence."""
    return f"{report}:{hashlib.sha256(f'{piece.sentence_id}@{piece.start}'.encode()).hexdigest()[:10]}"


def compose(base: Mapping[str, Row], pieces: Sequence[Piece]) -> tuple[str, int, Row]:
    """Id, position and machine row of a unit that is made of these pieces.

    The row of several sentences has all their keys, labels and findings, and the passage of the first that has one;
    it is supported if all of them are. A part of a sentence has no English yet: nothing says where to cut.
    """
    first = base[pieces[0].sentence_id]
    own = first.sentence_id if pieces[0].start == 0 else part_id(first.report, pieces[0])
    rows = [_part(base[p.sentence_id], p) for p in pieces]
    row = rows[0]
    for other in rows[1:]:
        row = join(row, other)
    return own, first.n * STEP + min(pieces[0].start, STEP - 1), replace(row, sentence_id=own)


def _part(row: Row, piece: Piece) -> Row:
    if piece.start == 0 and piece.end == len(row.ja):
        return row
    return replace(row, ja=row.ja[piece.start : piece.end], en="", findings="")


def _union(a: str, b: str) -> str:
    return ";".join(dict.fromkeys(x for x in (*a.split(";"), *b.split(";")) if x))


def join(a: Row, b: Row) -> Row:
    """Two rows in one."""
    verdicts = [Verdict(r.verdict) for r in (a, b) if r.verdict != Verdict.OWN]
    verdict = verdicts[0] if len(set(verdicts)) == 1 else (Verdict.PARTIAL if Verdict.SUPPORTED in verdicts else verdicts[0]) if verdicts else Verdict.OWN
    passage = a if a.source_key else b
    own = a.key_origin == "self" or b.key_origin == "self"
    keys = a if b.key_origin == "self" and a.key_origin != "self" else b if a.key_origin == "self" and b.key_origin != "self" else None
    adjacent = _adjacent(a, b)
    return replace(
        a, ja=a.ja + b.ja, en=" ".join(t for t in (a.en, b.en) if t), en_engine=a.en_engine if a.en_engine == b.en_engine or not b.en else _union(a.en_engine, b.en_engine),
        cite_keys=keys.cite_keys if keys and own else _union(a.cite_keys, b.cite_keys), cite_labels=_union(a.cite_labels, b.cite_labels),
        key_origin=keys.key_origin if keys and own else a.key_origin,
        source_key=passage.source_key, source_span=adjacent or passage.source_span,
        source_passage=f"{a.source_passage} {b.source_passage}" if adjacent and adjacent != a.source_span else passage.source_passage,
        score=min((r.score for r in (a, b) if r.score), default=""), verdict=verdict.value, findings=_union(a.findings, b.findings),
    )  # fmt: skip


def _adjacent(a: Row, b: Row) -> str:
    """The span of two passages that follow each other, or are the same."""
    if not a.source_span or a.source_key != b.source_key:
        return ""
    if a.source_span == b.source_span:
        return a.source_span
    ends = [int(x) for r in (a, b) for x in (r.source_span.split("-")[0], r.source_span.split("-")[-1])]
    return f"{ends[0]}-{ends[3]}" if ends[1] + 1 == ends[2] else ""


def overlay(machine: Row, row: Row, settled: Collection[str]) -> Row:
    """A row as the program makes it now, with what a person settled of it and said."""
    found = replace(machine, status=row.status, reviewer=row.reviewer, reviewed_at=row.reviewed_at, comment=row.comment)
    if EN in settled:
        found = replace(found, en=row.en, en_engine=row.en_engine)
    if KEYS in settled:
        found = replace(found, cite_keys=row.cite_keys, key_origin=row.key_origin)
    if SOURCE in settled:
        found = replace(found, source_key=row.source_key, source_span=row.source_span, source_passage=row.source_passage, score=row.score, verdict=row.verdict)
    return replace(found, findings=row.findings) if EN in settled or SOURCE in settled else found


def is_decided(status: str) -> bool:
    """Whether a status means that nothing is left to do."""
    return status in (ReviewStatus.ACCEPTED, ReviewStatus.EDITED, ReviewStatus.REJECTED)
