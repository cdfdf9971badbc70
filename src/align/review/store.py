"""The database of a review: units as they stand, what was done to them, and what the corpus was built as.

Every action is one transaction, durable when the method returns. Units carry versions: who changes one says
which they saw, so that two people never overwrite each other unawares.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from align import database
from align.errors import AlignError, InputError, OutputError
from align.model.row import Row
from align.review.attach import Orphan, attach, index
from align.review.build import Build
from align.review.decision import Decision, Vote, decision_of
from align.review.ledger import newest
from align.review.tables import BASE, BUILD, EVENT, META, ORPHAN, UNIT, VOTE, digest, search_text
from align.review.unit import Unit
from align.review.worth import worth

_CHUNK = 2000


class ConflictError(AlignError):
    """Somebody changed a unit in the meantime; ``units`` are as they are now (none: they are gone)."""

    def __init__(self, what: str, units: Sequence[Unit]) -> None:
        super().__init__(what)
        self.units = units


@dataclass(frozen=True, slots=True)
class Event:
    """One action: the units before and after it."""

    id: int
    at: str
    reviewer: str
    action: str
    before: Sequence[Unit]
    after: Sequence[Unit]


def now() -> str:
    """The time, ISO 8601 in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Store:
    """A review.

    Args:
        where: a file, or the address of a database.

    Raises:
        OutputError: the database can't be used. SettingsError: its address makes no sense.
    """

    def __init__(self, where: str | Path) -> None:
        self.where = database.shown(where)
        self._db = database.connect(where)
        self._reading = database.reading(self._db)
        try:
            META.create_all(self._db)
        except database.ERRORS as error:
            self._db.dispose()
            raise self._failed(error) from None

    def _failed(self, error: Exception) -> OutputError:
        return OutputError(
            f"the database of the review can't be used ({database.reason(error)})", where=self.where,
            next_step="Check the folder and the disk, or the server. If the file is damaged, move it away: it is made again from the file of decisions.",
        )  # fmt: skip

    def close(self) -> None:
        self._db.dispose()

    # Loading

    def load(self, builds: Sequence[Build], decisions: Iterable[Decision] = ()) -> None:
        """Take in a corpus: decisions of the database and those given are put on its rows, the later of two winning.

        Reports that are no longer in the corpus keep their decisions as orphans.
        """
        given: dict[str, list[Decision]] = {}
        for d in decisions:
            given.setdefault(d.report, []).append(d)
        own = {d.id: d for d in self.decisions()}
        try:
            with self._db.begin() as db:
                loaded = {r.report: r.digest for r in db.execute(sa.select(BUILD))}
                for build in builds:
                    mine = [d for d in own.values() if d.report == build.report]
                    merged = newest(mine, given.get(build.report, ()))
                    if loaded.get(build.report) != build.digest or any(own.get(d.id) != d for d in merged):
                        self._load(db, build, merged)
                for report in {*loaded, *given} - {b.report for b in builds}:
                    merged = newest([d for d in own.values() if d.report == report], given.get(report, ()))
                    self._clear(db, report)
                    self._orphans(db, [Orphan(d, "the report isn't in the corpus any more") for d in merged])
        except database.ERRORS as error:
            raise self._failed(error) from None

    def _load(self, db: sa.Connection, build: Build, decisions: Sequence[Decision]) -> None:
        known = {Row(**json.loads(r.row)).ja for r in db.execute(sa.select(BASE.c.row).where(BASE.c.report == build.report))} or None
        same = known is not None and known == {r.ja for r in build.rows}
        found = attach(decisions, build.rows, None if same else known)
        versions = {r.id: r.version for r in db.execute(sa.select(UNIT.c.id, UNIT.c.version).where(UNIT.c.report == build.report))}
        self._clear(db, build.report)
        db.execute(sa.insert(BUILD), {"report": build.report, "digest": build.digest})
        for at in range(0, len(build.rows), _CHUNK):
            db.execute(sa.insert(BASE), [
                {"sentence_id": r.sentence_id, "report": build.report, "n": r.n, "row": json.dumps(asdict(r), ensure_ascii=False),
                 "details": json.dumps(build.details.get(r.sentence_id, {}), ensure_ascii=False)}
                for r in build.rows[at : at + _CHUNK]
            ])  # fmt: skip
        units = [replace(u, version=versions.get(u.id, 0) + 1) for u in found.units]
        for at in range(0, len(units), _CHUNK):
            db.execute(sa.insert(UNIT), [_values(u) for u in units[at : at + _CHUNK]])
        votes = [{"unit": found.homes[d.id], **_vote(v)} for d in decisions if d.id in found.homes for v in d.votes]
        if votes:
            db.execute(sa.insert(VOTE), votes)
        self._orphans(db, found.orphans)

    @staticmethod
    def _clear(db: sa.Connection, report: str) -> None:
        db.execute(sa.delete(VOTE).where(VOTE.c.unit.in_(sa.select(UNIT.c.id).where(UNIT.c.report == report))))
        for table in (UNIT, BASE, BUILD, ORPHAN):
            db.execute(sa.delete(table).where(table.c.report == report))

    @staticmethod
    def _orphans(db: sa.Connection, orphans: Sequence[Orphan]) -> None:
        if orphans:
            db.execute(sa.insert(ORPHAN), [
                {"id": o.decision.id, "report": o.decision.report, "reason": o.reason, "decision": json.dumps(o.decision.to_json(), ensure_ascii=False)} for o in orphans
            ])  # fmt: skip

    # Reading

    def read(self, query: sa.Select[Any]) -> Sequence[Any]:
        """The rows of a query.

        Raises:
            OutputError: the database fails.
        """
        try:
            with self._reading.connect() as db:
                return db.execute(query).all()
        except database.ERRORS as error:
            raise self._failed(error) from None

    def unit(self, unit_id: str) -> Unit:
        """One unit.

        Raises:
            InputError: there is none of that id.
        """
        found = self.read(sa.select(UNIT.c.data).where(UNIT.c.id == unit_id))
        if not found:
            raise InputError("there is no such row; the corpus may have been built anew", where=unit_id, next_step="Load the page again.")
        return Unit.from_json(json.loads(found[0].data))

    def units(self, report: str = "") -> list[Unit]:
        """All units of a report, or of all, in order."""
        query = sa.select(UNIT.c.data).order_by(UNIT.c.report, UNIT.c.position)
        return [Unit.from_json(json.loads(r.data)) for r in self.read(query.where(UNIT.c.report == report) if report else query)]

    def touched(self) -> list[Unit]:
        """The units that a person has done something with, in order."""
        query = sa.select(UNIT.c.data).where(UNIT.c.touched.is_(True)).order_by(UNIT.c.report, UNIT.c.position)
        return [Unit.from_json(json.loads(r.data)) for r in self.read(query)]

    def neighbour(self, unit: Unit, step: int) -> Unit | None:
        """The unit after (1) or before (−1) another in its report."""
        query = sa.select(UNIT.c.data).where(UNIT.c.report == unit.row.report)
        query = query.where(UNIT.c.position > unit.position).order_by(UNIT.c.position) if step > 0 else query.where(UNIT.c.position < unit.position).order_by(UNIT.c.position.desc())
        found = self.read(query.limit(1))
        return Unit.from_json(json.loads(found[0].data)) if found else None

    def base(self, ids: Collection[str]) -> dict[str, tuple[Row, dict[str, Any]]]:
        """Rows as they were built, and what stands behind them."""
        found = self.read(sa.select(BASE.c.sentence_id, BASE.c.row, BASE.c.details).where(BASE.c.sentence_id.in_(ids)))
        return {r.sentence_id: (Row(**json.loads(r.row)), json.loads(r.details)) for r in found}

    def orphans(self) -> list[Orphan]:
        """Decisions without a place."""
        found = self.read(sa.select(ORPHAN.c.decision, ORPHAN.c.reason).order_by(ORPHAN.c.report, ORPHAN.c.id))
        return [Orphan(Decision.from_json(json.loads(r.decision)), r.reason) for r in found]

    def votes(self) -> list[tuple[str, Vote]]:
        """Who decided what, by unit."""
        found = self.read(sa.select(VOTE).order_by(VOTE.c.unit, VOTE.c.reviewer))
        return [(r.unit, Vote(r.reviewer, r.status, r.en, r.source, r.at)) for r in found]

    def decisions(self) -> list[Decision]:
        """Everything that people decided, in the order of the reports; orphans at the end of theirs."""
        votes: dict[str, list[Vote]] = {}
        for unit_id, vote in self.votes():
            votes.setdefault(unit_id, []).append(vote)
        decided = self.touched()
        known = {u.id for u in decided}
        lacking = [i for i in votes if i not in known]
        for at in range(0, len(lacking), _CHUNK):
            decided += [Unit.from_json(json.loads(r.data)) for r in self.read(sa.select(UNIT.c.data).where(UNIT.c.id.in_(lacking[at : at + _CHUNK])))]
        decided.sort(key=lambda u: (u.row.report, u.position))
        found = []
        bases: dict[str, tuple[list[Row], Mapping[str, int], Mapping[str, int]]] = {}
        for unit in decided:
            report = unit.row.report
            if report not in bases:
                rows = [Row(**json.loads(r.row)) for r in self.read(sa.select(BASE.c.row).where(BASE.c.report == report).order_by(BASE.c.n))]
                bases[report] = (rows, *index(rows))
            found.append(decision_of(unit, *bases[report], votes.get(unit.id, ())))
        orphans: dict[str, list[Decision]] = {}
        for o in self.orphans():
            orphans.setdefault(o.decision.report, []).append(o.decision)
        reports = sorted({*bases, *orphans})
        return [d for report in reports for d in (*(f for f in found if f.report == report), *orphans.get(report, ()))]

    # Changing

    def change(self, before: Sequence[Unit], after: Sequence[Unit], reviewer: str, action: str, votes: Mapping[str, Vote] | None = None) -> list[Unit]:
        """Put units in the place of others, in one step that can be undone.

        Args:
            before: as the reviewer saw them. ``after``: as they shall be; those of the same id are changed, others added or removed.
            votes: what the reviewer decided, by unit.

        Returns:
            ``after`` with their new versions.

        Raises:
            ConflictError: one of ``before`` isn't as it was seen.
        """
        try:
            with self._db.begin() as db:
                db.execute(sa.update(EVENT).where(EVENT.c.reviewer == reviewer, EVENT.c.state == "undone").values(state="dropped"))
                return self._change(db, before, after, reviewer, action, votes or {})
        except sa.exc.IntegrityError:
            raise ConflictError("somebody changed this in the meantime", []) from None
        except database.ERRORS as error:
            raise self._failed(error) from None

    def _change(self, db: sa.Connection, before: Sequence[Unit], after: Sequence[Unit], reviewer: str, action: str, votes: Mapping[str, Vote], state: str = "done") -> list[Unit]:
        changed = self._swap(db, before, after)
        for unit_id, vote in votes.items():
            db.execute(sa.delete(VOTE).where(VOTE.c.unit == unit_id, VOTE.c.reviewer == vote.reviewer))
            if vote.status:
                db.execute(sa.insert(VOTE), {"unit": unit_id, **_vote(vote)})
        db.execute(sa.insert(EVENT), {
            "at": now(), "reviewer": reviewer, "action": action, "state": state,
            "before": _dump(before), "after": _dump(changed),
        })  # fmt: skip
        return changed

    @staticmethod
    def _swap(db: sa.Connection, before: Sequence[Unit], after: Sequence[Unit], *, by_content: bool = False) -> list[Unit]:
        """Put ``after`` in the place of ``before``, which must be there in the version, or with the content, that they have here."""
        ids = [u.id for u in before]
        there = {u.id: u for r in db.execute(sa.select(UNIT.c.data).where(UNIT.c.id.in_(ids)).with_for_update()) if (u := Unit.from_json(json.loads(r.data)))}
        stale = [u for u in before if u.id not in there or (replace(there[u.id], version=u.version) != u if by_content else there[u.id].version != u.version)]
        if stale:
            raise ConflictError("somebody changed this in the meantime", [there[u.id] for u in stale if u.id in there])
        # A version is never used twice, even of a unit that went and came again.
        top = max((u.version for u in (*there.values(), *after)), default=0)
        changed = [replace(u, version=top + 1) for u in after]
        db.execute(sa.delete(UNIT).where(UNIT.c.id.in_(ids)))
        if changed:
            db.execute(sa.insert(UNIT), [_values(u) for u in changed])
        return changed

    def undo(self, reviewer: str) -> Event | None:
        """Take back the reviewer's last action; ``None`` if there is none.

        Raises:
            ConflictError: what it changed was changed again since, by somebody else or by a new build.
        """
        return self._step(reviewer, "done", "undone")

    def redo(self, reviewer: str) -> Event | None:
        """Do again what was undone last. Raises: as :meth:`undo`."""
        return self._step(reviewer, "undone", "done")

    def _step(self, reviewer: str, state: str, then: str) -> Event | None:
        query = sa.select(EVENT).where(EVENT.c.reviewer == reviewer, EVENT.c.state == state)
        query = query.order_by(EVENT.c.id.desc() if state == "done" else EVENT.c.id).limit(1)
        try:
            with self._db.begin() as db:
                row = db.execute(query).first()
                if row is None:
                    return None
                before, after = (tuple(Unit.from_json(u) for u in json.loads(text)) for text in (row.before, row.after))
                there, wanted = (after, before) if state == "done" else (before, after)
                changed = self._swap(db, there, wanted, by_content=True)
                db.execute(sa.update(EVENT).where(EVENT.c.id == row.id).values(state=then))
                for unit in changed:
                    db.execute(sa.delete(VOTE).where(VOTE.c.unit == unit.id, VOTE.c.reviewer == reviewer))
                    if unit.row.status and unit.row.reviewer == reviewer:
                        db.execute(sa.insert(VOTE), {"unit": unit.id, **_vote(vote_of(unit))})
                db.execute(sa.insert(EVENT), {
                    "at": now(), "reviewer": reviewer, "action": "undo" if state == "done" else "redo", "state": "log",
                    "before": _dump(there), "after": _dump(changed),
                })  # fmt: skip
                return Event(row.id, row.at, row.reviewer, row.action, there, changed)
        except sa.exc.IntegrityError:
            raise ConflictError("somebody changed this in the meantime", []) from None
        except database.ERRORS as error:
            raise self._failed(error) from None

    def events(self, since: int = 0) -> list[Event]:
        """What was done after an event, in order."""
        found = self.read(sa.select(EVENT).where(EVENT.c.id > since).order_by(EVENT.c.id))
        return [Event(r.id, r.at, r.reviewer, r.action, *([Unit.from_json(u) for u in json.loads(t)] for t in (r.before, r.after))) for r in found]

    def last_event(self) -> int:
        """The number of the last event; 0 before the first."""
        return int(self.read(sa.select(sa.func.max(EVENT.c.id)))[0][0] or 0)


def vote_of(unit: Unit) -> Vote:
    """What the reviewer of a unit decided."""
    row = unit.row
    return Vote(row.reviewer, row.status, row.en, f"{row.source_key}:{row.source_span}" if row.source_span else "", row.reviewed_at)


def _dump(units: Sequence[Unit]) -> str:
    return json.dumps([u.to_json() for u in units], ensure_ascii=False)


def _vote(vote: Vote) -> dict[str, str]:
    return {"reviewer": vote.reviewer, "status": vote.status, "en": vote.en, "source": vote.source, "at": vote.at}


def _values(unit: Unit) -> dict[str, Any]:
    row = unit.row
    return {
        "id": unit.id, "report": row.report, "position": unit.position, "version": unit.version, "status": row.status, "verdict": row.verdict, "kind": row.kind,
        "section": row.section, "keys": f";{row.cite_keys};", "findings": f";{row.findings};", "score": float(row.score) if row.score else None,
        "worth": worth(unit), "touched": unit.decided, "ja_digest": digest(row.ja), "text": search_text(row.ja, row.en, row.comment),
        "data": json.dumps(unit.to_json(), ensure_ascii=False),
    }  # fmt: skip
