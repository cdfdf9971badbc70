"""A review at work: actions on units, checks of what was written, the memory, and the file of decisions."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from align import glossary
from align.check import Subject, check
from align.emit.atomic import write_bytes
from align.errors import AlignError, InputError, OutputError, SettingsError
from align.model.document import Kind, Span
from align.model.finding import Finding, Severity
from align.model.match import Candidate, Match, Passage, Verdict
from align.model.row import ReviewStatus, Row, check_row
from align.model.translation import Status, Translation
from align.review import actions, build, ledger
from align.review.attach import numbered
from align.review.library import Library, ends
from align.review.store import ConflictError, Event, Store, now, vote_of
from align.review.unit import EN, SOURCE, Unit
from align.settings import Settings
from align.translate import Memory
from align.translate.memory import REVIEWED, Entry

#: The file of decisions is written so many seconds after the last of a row of actions.
_WAIT, _AT_LEAST = 1.0, 5.0
#: Rows of these kinds go to the memory when they are accepted.
_REMEMBERED = (Kind.TITLE, Kind.HEADING, Kind.SENTENCE, Kind.CELL, Kind.CAPTION)
#: Findings that say what the English is, which a person's English isn't; and those of the stages before the checks, which stay.
_DRAFT = ("draft", "not-translated", "unsure")
_OF_STAGES = ("marker-without-reference", "reference-not-cited", "source-unreadable", "supported-elsewhere")


class Review:
    """A review of a corpus. Safe to use from several threads.

    Args:
        settings: ``out`` is the corpus, ``review`` the folder of the decisions.

    Raises:
        AlignError: there is no corpus, or the database or the file of decisions can't be used.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.file = settings.review / ledger.NAME
        paths = build.reports(settings.out)
        try:
            settings.review.mkdir(parents=True, exist_ok=True)
            ignore = settings.review / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*.sqlite*\n", encoding="utf-8")
        except OSError as error:
            raise OutputError(f"the folder of the review can't be written ({error.strerror})", where=settings.review, next_step="Name another: review in align.toml, or ALIGN_REVIEW.") from None
        self.library = Library(settings.out, settings.sources, settings.max_megabytes)
        self._terms = glossary.read(settings.glossary) if settings.glossary else ()
        self.store = Store(settings.review_database or settings.review / "review.sqlite")
        other = foreign(self.store, settings)
        if other:
            self.store.close()
            raise SettingsError(
                f"the folder of the review is that of another corpus, {other}", where=settings.review,
                next_step="Name another folder for this one: review in align.toml, or ALIGN_REVIEW.",
            )  # fmt: skip
        self.store.tell("out", _place(settings))
        self.memory = Memory(settings.memory)
        self._lock = threading.Lock()
        self._seen: bytes | None = None
        self._timer: threading.Timer | None = None
        self._waiting = threading.Lock()
        self._since = 0.0
        #: What is wrong with the file or the memory, for the page; empty while nothing is.
        self.trouble = ""
        try:
            self._take_in([build.read(p) for p in paths])
        except AlignError:
            self.close(write=False)
            raise

    def _bytes(self) -> bytes | None:
        try:
            return self.file.read_bytes()
        except FileNotFoundError:
            return None

    def _take_in(self, builds: Sequence[build.Build]) -> None:
        self._seen = self._bytes()
        # A file that this database wrote itself, or has taken in, says nothing new, and may be older than the database.
        known = self.store.told("file") == _digest(self._seen)
        self.store.load(builds, () if known else ledger.read(self.file))
        self.store.tell("file", _digest(self._seen))
        self._look_again()
        self._move_passages()

    def _look_again(self) -> None:
        """What was decided of a sentence that has changed since is checked against the sentence as it is."""
        again = [u for u in self.store.touched() if u.row.status == ReviewStatus.RECHECK]
        self.store.refresh([c for u in again if (c := self.checked(u)) != u])

    def _move_passages(self) -> None:
        """Passages that a person chose may stand elsewhere in their source by now, or not at all."""
        for unit in self.store.touched():
            row = unit.row
            if SOURCE not in unit.settled or not row.source_passage or (row.source_key, row.source_passage) == (unit.machine.source_key, unit.machine.source_passage):
                continue
            span = self.library.find_span(row.report, row.source_key, row.source_passage)
            note = f"The source has changed; it had: {row.source_passage}"
            if span and span != row.source_span:
                self.store.change([unit], [replace(unit, row=replace(row, source_span=span))], "", "source-moved")
            elif span == "" and note not in unit.note:
                status = ReviewStatus.RECHECK if row.status else ReviewStatus.OPEN
                self.store.change([unit], [replace(unit, row=replace(row, status=status), note=f"{unit.note}\n{note}".strip())], "", "source-changed")

    def close(self, *, write: bool = True) -> None:
        """Write the file of decisions and let go of the databases."""
        if self._timer:
            self._timer.cancel()
        try:
            if write:
                self.write()
        finally:
            self.store.close()
            self.memory.close()

    # The file of decisions

    def write(self) -> None:
        """Write the file of decisions; what somebody else put there in the meantime comes in first.

        Raises:
            AlignError: it can't be written, or what is there can't be read; the database has everything all the same.
        """
        with self._lock:
            while True:
                there = self._bytes()
                if there != self._seen:
                    self.store.take(ledger.read(self.file))
                    self._look_again()
                    self._seen = there
                data = ledger.dump(self.store.decisions())
                if data == there or (there is None and not data):
                    return
                if self._bytes() == there:  # else somebody wrote it in the meantime
                    break
            write_bytes(self.file, data)
            self._seen = data
            self.store.tell("file", _digest(data))

    def _later(self) -> None:
        """Write the file in a moment, and at least every so many seconds while actions go on."""
        with self._waiting:
            if self._timer and time.monotonic() - self._since < _AT_LEAST:
                self._timer.cancel()
            elif self._timer and self._timer.is_alive():
                return
            else:
                self._since = time.monotonic()
            self._timer = threading.Timer(_WAIT, self._write_quietly)
            self._timer.daemon = True
            self._timer.start()

    def _write_quietly(self) -> None:
        """In the background nobody is told; the page shows what is wrong, and closing tries again."""
        with self._waiting:
            self._since = time.monotonic()
        try:
            self.write()
            self.trouble = ""
        except AlignError as error:
            self.trouble = f"The file of decisions isn't written: {error.what} ({error.where}). The database has everything."

    # Actions

    def act(self, unit_id: str, version: int, action: str, values: Mapping[str, Any], reviewer: str) -> tuple[list[Unit], list[str]]:
        """Do one action to a unit as the reviewer saw it.

        Args:
            values: what the action needs: ``en``, ``comment``, ``key`` and ``span``, ``verdict``, ``keys``, ``ja_at`` and ``en_at``,
                ``next`` and ``next_version``: the row that a merge takes in.

        Returns:
            The units that are new or changed, and the ids of those that are gone.

        Raises:
            ConflictError: the unit isn't as it was seen. InputError: the action isn't possible.
        """
        unit = self.store.unit(unit_id)
        if unit.version != version:
            raise ConflictError("somebody changed this in the meantime", [unit])
        if action == "vote":
            return self._second(unit, values, reviewer), []
        at = now()
        before, after = self._do(unit, action, values, reviewer, at)
        if action in ("edit", "merge", "split", "relink", "nosource", "judge", "same"):
            after = [self.checked(u) for u in after]
        for u in after:
            check_row(u.row, f"row {u.row.n}")
        if not before or (len(after) == len(before) and all(replace(a, version=0) == replace(b, version=0) for a, b in zip(after, before, strict=True))):
            return [unit], []
        votes = {u.id: vote_of(u) for u in after} if action in ("accept", "edit", "reject", "same", "reopen", "pending") else {}
        try:
            changed = self.store.change(before, after, reviewer, action, votes)
        except ConflictError as error:
            if error.units:
                raise
            # A server that lets two write at once doesn't say what the other made of the row.
            raise ConflictError(error.what, [self.store.unit(unit_id)]) from None
        self._remember(before, changed)
        self._later()
        return changed, [u.id for u in before if u.id not in {c.id for c in changed}]

    def _do(self, unit: Unit, action: str, values: Mapping[str, Any], reviewer: str, at: str) -> tuple[list[Unit], list[Unit]]:
        def text(name: str) -> str:
            value = values.get(name, "")
            if not isinstance(value, str):
                raise InputError(f"{name} is no text")
            return value

        row = unit.row
        if action == "accept":
            return [unit], [actions.accept(unit, reviewer, at)]
        if action == "edit":
            return [unit], [actions.edit(unit, text("en"), reviewer, at)]
        if action == "reject":
            return [unit], [actions.reject(unit, reviewer, at)]
        if action == "pending":
            return [unit], [actions.pending(unit, reviewer, at)]
        if action == "reopen":
            return [unit], [actions.reopen(unit, reviewer, at)]
        if action == "comment":
            return [unit], [actions.comment(unit, text("comment"), reviewer, at)]
        if action == "relink":
            first, last = ends(text("span"))
            passage = self.library.passage(row.report, text("key"), first, last)
            return [unit], [actions.relink(unit, text("key"), text("span"), passage, reviewer, at)]
        if action == "nosource":
            return [unit], [actions.relink(unit, "", "", "", reviewer, at)]
        if action == "judge":
            return [unit], [actions.judge(unit, text("verdict"), reviewer, at)]
        if action == "keys":
            known = {*self.library.keys(row.report), *self.library.references, *unit.machine.cite_keys.split(";")}
            return [unit], [actions.keys(unit, text("keys"), known, reviewer, at)]
        if action == "same":
            return [unit], [actions.same_as(unit, self.store.unit(text("other")), reviewer, at)]
        if action == "merge":
            other = self.store.neighbour(unit, 1)
            if other is None:
                raise InputError("there is no row after this one")
            if (values.get("next"), values.get("next_version")) != (other.id, other.version):
                raise ConflictError("the next row isn't the one that you saw", [other])
            ids = {p.sentence_id for u in (unit, other) for p in u.pieces}
            return [unit, other], [actions.merge(unit, other, {k: r for k, (r, _) in self.store.base(ids).items()}, reviewer, at)]
        if action == "split":
            places = values.get("ja_at"), values.get("en_at")
            if not all(isinstance(p, int) for p in places):
                raise InputError("a place to cut is a number")
            base = {k: r for k, (r, _) in self.store.base({p.sentence_id for p in unit.pieces}).items()}
            return [unit], list(actions.split(unit, *places, base, reviewer, at))  # type: ignore[arg-type]
        raise InputError("there is no such action", where=action)

    def _second(self, unit: Unit, values: Mapping[str, Any], reviewer: str) -> list[Unit]:
        """A second opinion, given on the row as the program made it; the first decision stays."""
        seen = replace(unit, row=replace(unit.machine, status=""), settled=frozenset())
        at, status = now(), values.get("status")
        if status == "accepted":
            seen = actions.accept(seen, reviewer, at)
        elif status == "edited":
            seen = actions.edit(seen, str(values.get("en", "")), reviewer, at)
        elif status == "rejected":
            seen = actions.reject(seen, reviewer, at)
        else:
            raise InputError("there is no such opinion", where=status, choices=("accepted", "edited", "rejected"))
        changed = self.store.change([unit], [unit], reviewer, "second", {unit.id: vote_of(seen)})
        self._later()
        return changed

    def undo(self, reviewer: str) -> Event | None:
        """Take back the last action of a reviewer. Raises: as :meth:`align.review.store.Store.undo`."""
        return self._stepped(self.store.undo(reviewer))

    def redo(self, reviewer: str) -> Event | None:
        """Do again what was undone last. Raises: as :meth:`undo`."""
        return self._stepped(self.store.redo(reviewer))

    def _stepped(self, event: Event | None) -> Event | None:
        if event:
            self._remember(event.before, event.after)
            self._later()
        return event

    # What is derived from decisions

    def _entry(self, unit: Unit) -> Entry | None:
        row = unit.row
        if row.status not in (ReviewStatus.ACCEPTED, ReviewStatus.EDITED) or row.kind not in _REMEMBERED or not row.ja or EN not in unit.settled:
            return None
        context = str(self.store.base([unit.id]).get(unit.id, (None, {}))[1].get("context", "")) if unit.whole else ""
        return Entry(REVIEWED, "", row.ja, row.en, row.reviewed_at, context)

    def _remember(self, before: Sequence[Unit], after: Sequence[Unit]) -> None:
        """Accepted rows go to the memory; what is no longer accepted leaves it. Decisions don't wait for it."""
        try:
            self._exchange(before, after)
        except OutputError as error:
            self.trouble = f"Decisions are saved, but not in the translation memory: {error.what} ({error.where})."

    def _exchange(self, before: Sequence[Unit], after: Sequence[Unit]) -> None:
        old, new = ([e for u in units if (e := self._entry(u))] for units in (before, after))
        keep = {(e.ja, e.context) for e in new}
        gone = [e for e in old if (e.ja, e.context) not in keep]
        if gone:
            self.memory.remove(gone)
        if new:
            self.memory.put_many(new)

    def checked(self, unit: Unit) -> Unit:
        """A unit with the findings that its English has now."""
        kept = [f for f in unit.machine.findings.split(";") if f.rpartition(":")[2] in _OF_STAGES]
        codes = dict.fromkeys([*kept, *(str(f) for f in self.findings(unit))])
        return replace(unit, row=replace(unit.row, findings=";".join(codes)))

    def findings(self, unit: Unit) -> list[Finding]:
        """What the checks say of a unit as it stands."""
        row = unit.row
        draft = row.en == unit.machine.en and any(f.endswith(":draft") for f in unit.machine.findings.split(";"))
        status = Status.DRAFT if draft else Status.DONE if row.en else Status.FAILED
        unsure = draft and "warning:unsure" in unit.machine.findings.split(";")
        english = Translation(row.en or None, status, row.en_engine, confidence=0.0 if unsure else None)
        found = list(check(Subject(row.ja, Kind(row.kind), english, self._match(unit), {}, self._terms)))
        return [f for f in found if not (row.status and f.code in _DRAFT)]

    def _match(self, unit: Unit) -> Match | None:
        row = unit.row
        if not row.source_passage:
            return None
        first, last = ends(row.source_span)
        conflicts: list[str] = []
        missing: list[str] = []
        if (row.source_key, row.source_passage) == (unit.machine.source_key, unit.machine.source_passage):
            for _, details in self.store.base({p.sentence_id for p in unit.pieces}).values():
                for m in details.get("matches", ()):
                    if m["cite_key"] == row.source_key:
                        conflicts += [c for c in m["conflicts"] if c.split(" ≠ ")[0].strip() in row.ja]
                        missing += [x for x in m["missing"] if x in row.ja]
        passage = Passage(row.source_key, first, last, row.source_passage)
        return Match(row.source_key, Verdict(row.verdict), (Candidate(passage, float(row.score or 0)),), tuple(conflicts), tuple(missing))

    def shown_findings(self, unit: Unit, details: Mapping[str, Any]) -> list[Finding]:
        """The findings of a unit in words: those of the build while nothing was changed.

        Args:
            details: what the build says of the unit's sentence.
        """
        if unit.whole and unit.row.findings == unit.machine.findings and unit.row.en == unit.machine.en:
            return [_finding(f) for f in details.get("findings", ())]
        fresh = {str(f): f for f in self.findings(unit)}
        return [fresh.get(code) or Finding(Severity(code.partition(":")[0]), code.partition(":")[2], "") for code in unit.row.findings.split(";") if code]

    def rows(self, report: str = "") -> list[Row]:
        """The rows as they stand, numbered by report."""
        units = self.store.units(report)
        reports = dict.fromkeys(u.row.report for u in units)
        return [row for name in reports for row in numbered([u for u in units if u.row.report == name])]


def _place(settings: Settings) -> str:
    """Where the corpus is, as seen from the review, so that both can move together."""
    return os.path.relpath(settings.out.resolve(), settings.review.resolve())


def foreign(store: Store, settings: Settings) -> str:
    """The corpus that a review is of, if it isn't that of the settings."""
    told = store.told("out")
    return str((settings.review / told).resolve()) if told and told != _place(settings) and not settings.review_database else ""


def _digest(data: bytes | None) -> str:
    return hashlib.sha256(data).hexdigest() if data is not None else ""


def _finding(value: Mapping[str, Any]) -> Finding:
    spans = {side: tuple(Span(*s) for s in value.get(side, ())) for side in ("ja", "en", "passage")}
    return Finding(Severity(value["severity"]), value["code"], value["message"], **spans)
