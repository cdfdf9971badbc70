"""Put a corpus, and what people decided, into the database of a review."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace

import sqlalchemy as sa

from align.model.row import Row
from align.review.attach import Orphan, attach
from align.review.build import Build
from align.review.decision import Decision, Vote
from align.review.ledger import newest
from align.review.made import Made, unit_values
from align.review.tables import BASE, BUILD, ORPHAN, UNIT, VOTE

_CHUNK = 1000


def load(db: sa.Connection, made: Made, builds: Sequence[Build] | None, decisions: Iterable[Decision]) -> None:
    """See :meth:`align.review.store.Store.load`; with ``builds`` ``None``, the corpus that is there stays.

    The connection must write alone: decisions are read, put on new rows, and written again.
    """
    given: dict[str, list[Decision]] = {}
    for d in decisions:
        given.setdefault(d.report, []).append(d)
    own: dict[str, list[Decision]] = {}
    for d in made.decisions(db):
        own.setdefault(d.report, []).append(d)
    loaded = {r.report: r.digest for r in db.execute(sa.select(BUILD))}
    reports = {*loaded, *given} if builds is None else {b.report for b in builds}
    by_report = {b.report: b for b in builds or ()}
    for report in sorted(reports):
        mine = own.get(report, [])
        merged = newest(mine, given.get(report, ()))
        build = by_report.get(report)
        if build is None and report in loaded:
            if set(merged) - set(mine):
                _load(db, _as_built(db, report, loaded[report]), merged)
        elif build is None:
            _forget(db, report, merged)
        elif loaded.get(report) != build.digest or set(merged) - set(mine):
            _load(db, build, merged)
    if builds is not None:
        for report in {*loaded, *given, *own} - reports:
            _forget(db, report, newest(own.get(report, ()), given.get(report, ())))


def _as_built(db: sa.Connection, report: str, digest: str) -> Build:
    """A report as the database has it."""
    rows = db.execute(sa.select(BASE).where(BASE.c.report == report).order_by(BASE.c.n)).all()
    return Build(report, digest, [Row(**json.loads(r.row)) for r in rows], {r.sentence_id: json.loads(r.details) for r in rows})


def _load(db: sa.Connection, build: Build, decisions: Sequence[Decision]) -> None:
    known = {Row(**json.loads(r.row)).ja for r in db.execute(sa.select(BASE.c.row).where(BASE.c.report == build.report))} or None
    same = known is not None and known == {r.ja for r in build.rows}
    found = attach(decisions, build.rows, None if same else known)
    there = {r.id: (r.version, r.data) for r in db.execute(sa.select(UNIT.c.id, UNIT.c.version, UNIT.c.data).where(UNIT.c.report == build.report))}
    _clear(db, build.report)
    db.execute(sa.insert(BUILD), {"report": build.report, "digest": build.digest})
    for at in range(0, len(build.rows), _CHUNK):
        db.execute(sa.insert(BASE), [
            {"sentence_id": r.sentence_id, "report": build.report, "n": r.n, "row": json.dumps(asdict(r), ensure_ascii=False),
             "details": json.dumps(build.details.get(r.sentence_id, {}), ensure_ascii=False)}
            for r in build.rows[at : at + _CHUNK]
        ])  # fmt: skip
    # Versions are never used twice, and those of units that are as they were stay: open pages go on with them.
    top = max((version for version, _ in there.values()), default=int(time.time())) + 1
    units = []
    for unit in found.units:
        version, data = there.get(unit.id, (top, ""))
        kept = replace(unit, version=version)
        units.append(kept if not data or unit_values(kept)["data"] == data else replace(unit, version=top))
    for at in range(0, len(units), _CHUNK):
        db.execute(sa.insert(UNIT), [unit_values(u) for u in units[at : at + _CHUNK]])
    votes: dict[tuple[str, str], Vote] = {}
    for d in decisions:
        for vote in d.votes if d.id in found.homes else ():
            place = found.homes[d.id], vote.reviewer
            if place not in votes or vote.at > votes[place].at:
                votes[place] = vote
    values = [{"unit": unit_id, **asdict(v)} for (unit_id, _), v in votes.items()]
    for at in range(0, len(values), _CHUNK):
        db.execute(sa.insert(VOTE), values[at : at + _CHUNK])
    _orphans(db, found.orphans)


def _forget(db: sa.Connection, report: str, decisions: Sequence[Decision]) -> None:
    """A report that isn't there: only its decisions stay."""
    _clear(db, report)
    _orphans(db, [Orphan(d, "the report isn't in the corpus any more") for d in decisions if not d.empty])


def _clear(db: sa.Connection, report: str) -> None:
    db.execute(sa.delete(VOTE).where(VOTE.c.unit.in_(sa.select(UNIT.c.id).where(UNIT.c.report == report))))
    for table in (UNIT, BASE, BUILD, ORPHAN):
        db.execute(sa.delete(table).where(table.c.report == report))


def _orphans(db: sa.Connection, orphans: Sequence[Orphan]) -> None:
    if orphans:
        db.execute(sa.insert(ORPHAN), [
            {"id": o.decision.id, "report": o.decision.report, "reason": o.reason, "decision": json.dumps(o.decision.to_json(), ensure_ascii=False)} for o in orphans
        ])  # fmt: skip
