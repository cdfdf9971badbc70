"""Reviews without the page: decisions onto the corpus, out to the files of other tools, and back from them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from align.emit import tsv
from align.emit.atomic import write_bytes
from align.emit.formats import Corpus, Edited, Format
from align.errors import AlignError, InputError
from align.model.row import ReviewStatus
from align.review import ledger
from align.review.service import Review, foreign
from align.review.store import Store
from align.review.unit import Unit
from align.settings import Settings


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of the decisions: how many stand on their rows, must be looked at again, or have no place."""

    decided: int
    again: int
    orphans: int


@dataclass
class Taken:
    """What came back from a file.

    Attributes:
        changed: rows that were changed, by column.
        refused: the place in the file, and why.
    """

    rows: int = 0
    changed: Counter[str] = field(default_factory=Counter)
    refused: list[tuple[str, str]] = field(default_factory=list)


def exists(settings: Settings) -> bool:
    """Whether anything of this corpus was reviewed."""
    if (settings.review / "review.sqlite").exists() and not settings.review_database:
        store = Store(settings.review / "review.sqlite")
        try:
            return not foreign(store, settings)
        finally:
            store.close()
    return bool(settings.review_database) or (settings.review / ledger.NAME).exists()


def apply(settings: Settings, reports: Collection[str] = ()) -> Applied:
    """Write the corpus files with what was decided, and the file of decisions for the corpus as it is now.

    Args:
        reports: those that ``corpus.tsv`` shall have; all without.

    Raises:
        AlignError: as :class:`align.review.service.Review`. OutputError: a file can't be written.
    """
    review = Review(settings)
    try:
        rows = review.rows()
        for report in dict.fromkeys(r.report for r in rows):
            tsv.write_rows(settings.out / f"{report}.tsv", [r for r in rows if r.report == report], spreadsheet=settings.spreadsheet)
        if (settings.out / "corpus.tsv").exists():
            tsv.write_rows(settings.out / "corpus.tsv", [r for r in rows if not reports or r.report in reports], spreadsheet=settings.spreadsheet)
        again = sum(r.status == ReviewStatus.RECHECK for r in rows)
        return Applied(sum(bool(r.status) for r in rows) - again, again, len(review.store.orphans()))
    finally:
        review.close()


def export(review: Review, one: Format, path: Path, report: str = "") -> int:
    """Write the rows as they stand; how many there are.

    Raises:
        InputError: there is no such report. OutputError: the file can't be written.
    """
    rows = review.rows(report)
    if not rows:
        raise InputError("there is no such report in the corpus", where=report, choices=sorted({r.report for r in review.rows()}))
    write_bytes(path, one.write(Corpus(report or "corpus", rows, review.library.references, review.settings.spreadsheet)))
    return len(rows)


def take_in(review: Review, one: Format, path: Path, reviewer: str) -> Taken:
    """Read a file that was edited elsewhere; each row that differs is decided as if on the page.

    Raises:
        InputError: the file can't be read, or files of this format don't come back.
    """
    if one.read is None:
        raise InputError(f"files of the format {one.name} are for reading and don't come back", where=path)
    taken = Taken()
    for edited in one.read(path):
        taken.rows += 1
        place = edited.place or edited.sentence_id
        try:
            unit = review.store.unit(edited.sentence_id)
            # A row that is as it was when the file was written, by an undo perhaps, takes in all that the file has.
            earlier = None if unit.row.reviewed_at == edited.reviewed_at else _earlier(review, edited, reviewer)
            fresh = edited if earlier is None else replace(edited, values={c: v for c, v in edited.values.items() if earlier.values.get(c) != v})
            if earlier and fresh.values and all(_flat(v) == _flat(earlier.base.get(c, "")) for c, v in fresh.values.items()):
                raise InputError("it is as it was before the file came in; take it back on the page if you mean that")
            _refuse(unit, fresh, earlier.left if earlier else edited.reviewed_at)
            if _do(review, unit, fresh, reviewer, taken):
                _remember(review, edited, reviewer, earlier.base if earlier else {c: str(getattr(unit.row, c)) for c in edited.values})
        except AlignError as error:
            taken.refused.append((place, error.what))
    return taken


@dataclass(frozen=True, slots=True)
class _Earlier:
    """What a row of the same export had when the same person brought it in before, what it had been, and when it was decided by that."""

    values: Mapping[str, str]
    base: Mapping[str, str]
    left: str


def _earlier(review: Review, edited: Edited, reviewer: str) -> _Earlier | None:
    found = review.store.told(_name(edited, reviewer)) if edited.reviewed_at is not None else ""
    return _Earlier(**json.loads(found)) if found else None


def _remember(review: Review, edited: Edited, reviewer: str, base: Mapping[str, str]) -> None:
    """So that somebody may work on in the same file, and bring it in again."""
    if edited.reviewed_at is not None:
        values = {c: str(v) for c, v in edited.values.items()}
        review.store.tell(_name(edited, reviewer), json.dumps({"values": values, "base": dict(base), "left": review.store.unit(edited.sentence_id).row.reviewed_at}, ensure_ascii=False))


def _name(edited: Edited, reviewer: str) -> str:
    return f"import {edited.sentence_id} {edited.reviewed_at} {reviewer}"


def _refuse(unit: Unit, edited: Edited, known: str | None) -> None:
    """Raise where a row can't come in; ``known``: when the row was decided, as far as the file can know, if it can."""
    row = unit.row
    if edited.ja is not None and _flat(edited.ja) != _flat(row.ja):
        raise InputError("its Japanese isn't that of the row: the row was changed, merged or split")
    statuses, status = [s.value for s in ReviewStatus], edited.values.get("status", row.status)
    if status not in statuses:
        raise InputError(f"there is no status {status!r}; there are " + ", ".join(s for s in statuses if s))
    if status != row.status and status == ReviewStatus.RECHECK:
        raise InputError("a person can't give the status recheck")
    if row.en.strip() and not edited.values.get("en", row.en).strip():
        raise InputError("its English was emptied; give it the status rejected, or write another")
    if status != row.status and status in (ReviewStatus.ACCEPTED, ReviewStatus.EDITED) and not edited.values.get("en", row.en).strip():
        raise InputError("a row without English can't be accepted")
    differs = any(_flat(v) != _flat(getattr(row, c)) for c, v in edited.values.items())
    if differs and known is not None and known != row.reviewed_at:
        raise InputError(f"{row.reviewer or 'somebody'} has decided it since the file was written")


def _flat(text: str) -> str:
    """Without what files can't carry, and without what ends lines."""
    return " ".join("".join(c if c >= " " and c not in "\ufffd\ufffe\uffff" else " " for c in text).split())


def _do(review: Review, unit: Unit, edited: Edited, reviewer: str, taken: Taken) -> bool:
    """Decide as the file has it; whether anything changed."""
    before = taken.changed.total()
    values, row = edited.values, unit.row
    english, status, comment = values.get("en", row.en), values.get("status", row.status), values.get("comment", row.comment)

    def act(unit: Unit, action: str, **more: Any) -> Unit:
        return review.act(unit.id, unit.version, action, more, reviewer)[0][0]

    if _flat(comment) != _flat(row.comment):
        unit = act(unit, "comment", comment=comment)
        taken.changed["comment"] += 1
    if _flat(english) != _flat(row.en):
        unit = act(unit, "edit", en=english)
        taken.changed["en"] += 1
        if status in (ReviewStatus.ACCEPTED, ReviewStatus.EDITED) or status == row.status != ReviewStatus.REJECTED:  # changing the English says enough
            return True
    if status != unit.row.status and (status != row.status or status == ReviewStatus.REJECTED):
        # What can't be was refused before anything was done.
        action = {ReviewStatus.ACCEPTED: "accept", ReviewStatus.EDITED: "accept", ReviewStatus.REJECTED: "reject", ReviewStatus.OPEN: "pending"}[ReviewStatus(status)]
        act(unit, action)
        taken.changed["status"] += 1
    return taken.changed.total() > before


def pairs(review: Review) -> list[dict[str, Any]]:
    """What people decided about passages, for training and evaluation: one case each, as it was and as it is.

    Nothing learns from it unasked.
    """
    found = []
    for unit in review.store.units():
        row, machine = unit.row, unit.machine
        if "source" in unit.settled and row.status in (ReviewStatus.ACCEPTED, ReviewStatus.EDITED, ReviewStatus.OPEN):
            found.append({
                "sentence_id": row.sentence_id, "ja": row.ja, "en": row.en if row.status else "", "cite_keys": row.cite_keys, "source_key": row.source_key,
                "passage": row.source_passage, "verdict": row.verdict, "machine_source_key": machine.source_key, "machine_passage": machine.source_passage,
                "machine_verdict": machine.verdict, "machine_score": machine.score, "reviewer": row.reviewer, "reviewed_at": row.reviewed_at,
            })  # fmt: skip
    return found
