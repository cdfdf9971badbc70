"""What is in the database of a review: decisions, votes and orphans, read within a transaction of any kind."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from align.model.row import Row
from align.review.attach import Orphan
from align.review.decision import Base, Decision, Vote, decision_of
from align.review.tables import BASE, BUILD, ORPHAN, UNIT, VOTE, digest, search_text
from align.review.unit import Unit
from align.review.worth import worth

_CHUNK = 500


class Made:
    """The decisions of a database. Those of units that didn't change since they were last asked for aren't made again."""

    def __init__(self) -> None:
        self._bases: dict[str, tuple[str, Base]] = {}
        self._known: dict[str, tuple[int, tuple[Vote, ...], str, Decision]] = {}

    def base(self, db: sa.Connection, report: str, build: str) -> Base:
        """The sentences of a report as it was built; ``build``: its digest."""
        known = self._bases.get(report)
        if known is None or known[0] != build:
            rows = db.execute(sa.select(BASE.c.sentence_id, BASE.c.row).where(BASE.c.report == report).order_by(BASE.c.n)).all()
            known = self._bases[report] = build, Base.of((r.sentence_id, Row(**json.loads(r.row)).ja) for r in rows)
        return known[1]

    def decisions(self, db: sa.Connection) -> list[Decision]:
        """Everything that people decided, in the order of the reports; orphans at the end of theirs."""
        builds = {r.report: r.digest for r in db.execute(sa.select(BUILD))}
        votes: dict[str, list[Vote]] = {}
        for unit_id, vote in votes_in(db):
            votes.setdefault(unit_id, []).append(vote)
        columns = (UNIT.c.id, UNIT.c.version, UNIT.c.report)
        place = (UNIT.c.report, UNIT.c.position)
        voted = sa.select(VOTE.c.unit)
        decided = db.execute(sa.select(*columns).where(sa.or_(UNIT.c.touched.is_(True), UNIT.c.id.in_(voted))).order_by(*place)).all()
        signs = {r.id: (r.version, tuple(votes.get(r.id, ())), builds.get(r.report, "")) for r in decided}
        new = [i for i, sign in signs.items() if i not in self._known or self._known[i][:3] != sign]
        for at in range(0, len(new), _CHUNK):
            for row in db.execute(sa.select(UNIT.c.data).where(UNIT.c.id.in_(new[at : at + _CHUNK]))):
                unit = Unit.from_json(json.loads(row.data))
                sign = signs[unit.id]
                self._known[unit.id] = *sign, decision_of(unit, self.base(db, unit.row.report, sign[2]), sign[1])
        lost: dict[str, list[Decision]] = {}
        for o in orphans_in(db):
            lost.setdefault(o.decision.report, []).append(o.decision)
        found: dict[str, list[Decision]] = {report: [] for report in sorted({*(r.report for r in decided), *lost})}
        for r in decided:
            found[r.report].append(self._known[r.id][3])
        return [d for report, some in found.items() for d in (*some, *lost.get(report, ()))]


def votes_in(db: sa.Connection, ids: Sequence[str] | None = None) -> list[tuple[str, Vote]]:
    """Who decided what, by unit, of some units or of all."""
    query = sa.select(VOTE).order_by(VOTE.c.unit, VOTE.c.reviewer)
    rows = db.execute(query if ids is None else query.where(VOTE.c.unit.in_(ids))).all()
    return [(r.unit, Vote(r.reviewer, r.status, r.en, r.source, r.at)) for r in rows]


def orphans_in(db: sa.Connection) -> list[Orphan]:
    """Decisions without a place."""
    rows = db.execute(sa.select(ORPHAN.c.decision, ORPHAN.c.reason).order_by(ORPHAN.c.report, ORPHAN.c.id, ORPHAN.c.number)).all()
    return [Orphan(Decision.from_json(json.loads(r.decision)), r.reason) for r in rows]


def unit_values(unit: Unit) -> dict[str, Any]:
    """A unit as the table has it."""
    row = unit.row
    return {
        "id": unit.id, "report": row.report, "position": unit.position, "version": unit.version, "status": row.status, "verdict": row.verdict, "kind": row.kind,
        "section": row.section, "keys": f";{row.cite_keys};", "findings": f";{row.findings};", "score": float(row.score) if row.score else None,
        "worth": worth(unit), "touched": unit.decided, "commented": bool(row.comment), "ja_digest": digest(row.ja),
        "text": search_text(row.ja, row.en, row.comment), "data": json.dumps(unit.to_json(), ensure_ascii=False),
    }  # fmt: skip
