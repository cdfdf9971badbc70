"""The database of a review: units as they stand, what was done to them, and what the corpus was built as.

Every action is one transaction, durable when the method returns. Units carry versions: who changes one says
which they saw, so that two people never overwrite each other unawares.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from align import database
from align.errors import AlignError, InputError, OutputError
from align.model.row import Row
from align.review import loading
from align.review.attach import Orphan
from align.review.build import Build
from align.review.decision import Decision, Vote
from align.review.made import Made, orphans_in, unit_values, votes_in
from align.review.tables import BASE, EVENT, META, TOLD, UNIT, VOTE
from align.review.unit import SOURCE, Unit, compose, overlay

_T = TypeVar("_T")
#: The number of our lock on a PostgreSQL server.
_LOCK = 0x616C69676E


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
        self._made = Made()
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

    # Reading

    def _read(self, what: Callable[[sa.Connection], _T]) -> _T:
        try:
            with self._reading.connect() as db:
                return what(db)
        except database.ERRORS as error:
            raise self._failed(error) from None

    def read(self, query: sa.Select[Any]) -> Sequence[Any]:
        """The rows of a query.

        Raises:
            OutputError: the database fails.
        """
        return self._read(lambda db: db.execute(query).all())

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
        return self._read(orphans_in)

    def votes(self, unit_id: str = "") -> list[tuple[str, Vote]]:
        """Who decided what, by unit; of one unit or of all."""
        return self._read(lambda db: votes_in(db, [unit_id] if unit_id else None))

    def decisions(self) -> list[Decision]:
        """Everything that people decided, in the order of the reports; orphans at the end of theirs."""
        return self._read(self._made.decisions)

    # Loading

    def load(self, builds: Sequence[Build], decisions: Iterable[Decision] = ()) -> None:
        """Take in a corpus: decisions of the database and those given are put on its rows, the later of two winning.

        Reports that are no longer in the corpus keep their decisions as orphans.
        """
        with self._writing(alone=True) as db:
            loading.load(db, self._made, builds, decisions)

    def take(self, decisions: Iterable[Decision]) -> None:
        """Take in decisions that were made elsewhere, onto the corpus that the database has."""
        with self._writing(alone=True) as db:
            loading.load(db, self._made, None, decisions)

    @contextmanager
    def _writing(self, *, alone: bool = False) -> Iterator[sa.Connection]:
        """A transaction that writes; ``alone``: while no other does.

        Raises:
            ConflictError: another did the same at the same time. OutputError: the database fails.
        """
        try:
            with self._db.begin() as db:
                if db.dialect.name == "postgresql":  # of a SQLite file, only one writes anyway
                    db.execute(sa.text(f"SELECT pg_advisory_xact_lock{'' if alone else '_shared'}({_LOCK})"))
                yield db
        except sa.exc.IntegrityError as error:
            if alone:
                raise self._failed(error) from None
            raise ConflictError("somebody changed this in the meantime", []) from None
        except database.ERRORS as error:
            raise self._failed(error) from None

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
        with self._writing() as db:
            db.execute(sa.update(EVENT).where(EVENT.c.reviewer == reviewer, EVENT.c.state == "undone").values(state="dropped"))
            changed = self._swap(db, before, after)
            ids = list(dict.fromkeys(u.id for u in (*before, *after)))
            old = votes_in(db, ids)
            # What was decided of a row that is now part of another counts for that one.
            gone = {u.id for u in before} - {u.id for u in after}
            new = {(changed[0].id if unit_id in gone and changed else unit_id, v.reviewer): v for unit_id, v in sorted(old, key=lambda o: o[0] not in gone)}
            for unit_id, vote in (votes or {}).items():
                new[unit_id, vote.reviewer] = vote
            _put_votes(db, old, [(unit_id, v) for (unit_id, _), v in new.items() if v.status])
            _log(db, reviewer, action, "done", before, changed, old, votes_in(db, ids))
            return changed

    @staticmethod
    def _swap(db: sa.Connection, before: Sequence[Unit], after: Sequence[Unit], *, by_content: bool = False) -> list[Unit]:
        """Put ``after`` in the place of ``before``, which must be there in the version, or with the content, that they have here."""
        ids = [u.id for u in before]
        there = {u.id: u for r in db.execute(sa.select(UNIT.c.data).where(UNIT.c.id.in_(ids)).with_for_update()) if (u := Unit.from_json(json.loads(r.data)))}
        stale = [u for u in before if u.id not in there or (_content(there[u.id]) != _content(u) if by_content else there[u.id].version != u.version)]
        if stale:
            raise ConflictError("somebody changed this in the meantime", [there[u.id] for u in stale if u.id in there])
        # A version is never used twice, even of a unit that went and came again.
        top = max((u.version for u in (*there.values(), *after)), default=0)
        changed = [replace(u, version=top + 1, changed=now()) for u in after]
        db.execute(sa.delete(UNIT).where(UNIT.c.id.in_(ids)))
        if changed:
            db.execute(sa.insert(UNIT), [unit_values(u) for u in changed])
        return changed

    def refresh(self, units: Sequence[Unit]) -> None:
        """Put what the program found of units in the place of what it had found, where they are in the version that they have here."""
        with self._writing() as db:
            for unit in units:
                db.execute(sa.update(UNIT).where(UNIT.c.id == unit.id, UNIT.c.version == unit.version).values(**unit_values(unit)))

    def told(self, name: str) -> str:
        """What :meth:`tell` was told last; empty if nothing."""
        found = self.read(sa.select(TOLD.c.value).where(TOLD.c.name == name))
        return str(found[0].value) if found else ""

    def tell(self, name: str, value: str) -> None:
        """Remember something."""
        with self._writing(alone=True) as db:
            db.execute(sa.delete(TOLD).where(TOLD.c.name == name))
            db.execute(sa.insert(TOLD), {"name": name, "value": value})

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
        row = None
        try:
            with self._writing() as db:
                row = db.execute(query).first()
                if row is None:
                    return None
                before, after = (tuple(Unit.from_json(u) for u in json.loads(text)) for text in (row.before, row.after))
                there, wanted = (after, before) if state == "done" else (before, after)
                changed = self._swap(db, there, [_present(db, u) for u in wanted], by_content=True)
                old, new = ([(unit_id, Vote(**v)) for unit_id, v in votes] for votes in json.loads(row.votes))
                if state == "undone":
                    old, new = new, old
                _put_votes(db, [v for v in new if v not in old], [v for v in old if v not in new])
                gone = votes_in(db, [u.id for u in there if u.id not in {c.id for c in changed}])
                _put_votes(db, gone, [(changed[0].id, v) for _, v in gone])  # what others decided of a part counts for the whole
                db.execute(sa.update(EVENT).where(EVENT.c.id == row.id).values(state=then))
                _log(db, reviewer, "undo" if state == "done" else "redo", "log", there, changed, [], [])
                return Event(row.id, row.at, row.reviewer, row.action, there, changed)
        except ConflictError:
            if row is not None:  # the steps before it can still be taken back
                with self._writing() as db:
                    db.execute(sa.update(EVENT).where(EVENT.c.id == row.id).values(state="blocked"))
            raise

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


def _content(unit: Unit) -> tuple[object, ...]:
    """What people made of a unit, whatever the program makes of it."""
    row = unit.row
    settled = overlay(replace(unit.machine, en="", source_passage="", cite_keys=""), row, unit.settled)
    return (
        unit.id, unit.pieces, unit.settled, row.status, row.reviewer, row.reviewed_at, row.comment,
        settled.en, settled.source_key if SOURCE in unit.settled else "", settled.source_passage, settled.cite_keys,
    )  # fmt: skip


def _present(db: sa.Connection, unit: Unit) -> Unit:
    """A unit of earlier on the corpus as it is now.

    Raises:
        ConflictError: its sentences aren't in it.
    """
    ids = {p.sentence_id for p in unit.pieces}
    base = {r.sentence_id: Row(**json.loads(r.row)) for r in db.execute(sa.select(BASE.c.sentence_id, BASE.c.row).where(BASE.c.sentence_id.in_(ids)))}
    if ids - set(base) or any(p.end > len(base[p.sentence_id].ja) for p in unit.pieces):
        raise ConflictError("its sentence isn't in the corpus any more", [])
    own, position, machine = compose(base, unit.pieces)
    if machine == unit.machine:
        return unit
    return replace(unit, id=own, position=position, machine=machine, row=overlay(machine, unit.row, unit.settled))


def _put_votes(db: sa.Connection, old: Iterable[tuple[str, Vote]], new: Iterable[tuple[str, Vote]]) -> None:
    """Put votes in the place of others."""
    for unit_id, vote in old:
        db.execute(sa.delete(VOTE).where(VOTE.c.unit == unit_id, VOTE.c.reviewer == vote.reviewer))
    values = [{"unit": unit_id, **asdict(vote)} for unit_id, vote in new]
    for value in values:
        db.execute(sa.delete(VOTE).where(VOTE.c.unit == value["unit"], VOTE.c.reviewer == value["reviewer"]))
    if values:
        db.execute(sa.insert(VOTE), values)


def _log(
    db: sa.Connection, reviewer: str, action: str, state: str, before: Sequence[Unit], after: Sequence[Unit], old: Sequence[tuple[str, Vote]], new: Sequence[tuple[str, Vote]]
) -> None:
    units = [json.dumps([u.to_json() for u in some], ensure_ascii=False) for some in (before, after)]
    votes = json.dumps([[[i, asdict(v)] for i, v in some] for some in (old, new)], ensure_ascii=False)
    db.execute(sa.insert(EVENT), {"at": now(), "reviewer": reviewer, "action": action, "state": state, "before": units[0], "after": units[1], "votes": votes})
