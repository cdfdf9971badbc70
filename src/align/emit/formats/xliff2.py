"""XLIFF 2.1 (OASIS Standard, 13 February 2018; its core namespace is that of 2.0).

A ``file`` for each report, a ``unit`` with one segment for each row; an identifier must be an NMTOKEN, so the
``sentence_id`` is the unit's ``name``. The status is the segment's ``subState``, and its ``state`` goes with it:

========  ==========  ==============
status    state       subState
========  ==========  ==============
(empty)   initial (no -
          English) or
          translated
accepted  final       align:accepted
edited    final       align:edited
rejected  initial     align:rejected
recheck   translated  align:recheck
========  ==========  ==============

A tool that changes the state deletes the subState or should have; so a subState counts only beside its own state.
Otherwise ``reviewed`` and ``final`` are read as accepted, and the other states as open. Characters that XML can't hold
become U+FFFD.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from align.emit.formats.files import unique
from align.emit.formats.format import Corpus, Edited, Format
from align.emit.formats.xmlfile import SPACE, add, document, parse, plain, start
from align.model.row import ReviewStatus, Row

_NS = "urn:oasis:names:tc:xliff:document:2.0"
_PREFIX = "align:"
_STATES = {
    ReviewStatus.ACCEPTED: "final",
    ReviewStatus.EDITED: "final",
    ReviewStatus.REJECTED: "initial",
    ReviewStatus.RECHECK: "translated",
}
_DONE = ("reviewed", "final")
_TEXT = ("mrk", "pc")
_REVIEWED_AT = "reviewed-at"
_OURS = ("section", "cite-keys", "verdict", "source", "passage", "findings", _REVIEWED_AT)


def _q(name: str) -> str:
    return f"{{{_NS}}}{name}"


def _add_unit(file: etree._Element, row: Row, n: int) -> None:
    unit = add(file, _q("unit"), id=f"u{n}", name=row.sentence_id, canResegment="no")
    unit.set(SPACE, "preserve")
    source = f"{row.source_key}:{row.source_span}" if row.source_key else ""
    about = (row.section, row.cite_keys, row.verdict, source, row.source_passage, row.findings, row.reviewed_at)
    notes = add(unit, _q("notes"))
    if row.comment:
        add(notes, _q("note"), row.comment, category="comment", appliesTo="target")
    for category, value in zip(_OURS, about, strict=True):
        if value:
            add(notes, _q("note"), value, category=category)
    if not len(notes):
        unit.remove(notes)
    status = ReviewStatus(row.status)
    state = _STATES.get(status, "translated" if row.en else "initial")
    segment = add(unit, _q("segment"), state=state, subState=_PREFIX + status if status else "")
    add(segment, _q("source"), row.ja)
    add(segment, _q("target"), row.en)


def write(corpus: Corpus) -> bytes:
    root = start(_NS, "xliff", version="2.1", srcLang="ja", trgLang="en")
    files: dict[str, etree._Element] = {}
    for n, row in enumerate(corpus.rows, 1):
        if row.report not in files:
            files[row.report] = add(root, _q("file"), id=f"f{len(files) + 1}", original=row.report)
        _add_unit(files[row.report], row, n)
    return document(root)


def _status(segment: etree._Element) -> str:
    state, sub = segment.get("state", "initial"), segment.get("subState", "")
    if sub.startswith(_PREFIX):
        status = sub.removeprefix(_PREFIX)
        if status not in _STATES or _STATES[ReviewStatus(status)] == state:
            return status
    return ReviewStatus.ACCEPTED if state in _DONE else ReviewStatus.OPEN


def _side(unit: etree._Element, name: str) -> str:
    """The text of a unit in one language, over all its segments and what is between them."""
    return "".join(plain(part.find(_q(name)), _TEXT) for part in unit.iterchildren(_q("segment"), _q("ignorable")))


def _units(root: etree._Element) -> Iterator[Edited]:
    for n, unit in enumerate(root.iter(_q("unit")), 1):
        sentence_id = unit.get("name")
        if not sentence_id:  # of another tool
            continue
        statuses = {_status(s) for s in unit.iterfind(_q("segment"))}
        notes = list(unit.iterfind(f"{_q('notes')}/{_q('note')}"))
        values = {
            **({"en": _side(unit, "target")} if unit.find(f".//{_q('target')}") is not None else {}),
            # closed is only what is closed as a whole; without a state nothing is said
            **({"status": str(statuses.pop()) if len(statuses) == 1 else ""} if any(s.get("state") for s in unit.iterfind(_q("segment"))) else {}),
            "comment": "\n".join(note.text or "" for note in notes if note.get("category") not in _OURS),
        }
        at = next((note.text or "" for note in notes if note.get("category") == _REVIEWED_AT), "")
        yield Edited(sentence_id, values, _side(unit, "source"), at, f"unit {n}")


def read(path: Path) -> list[Edited]:
    root = parse(path, _q("xliff"), "XLIFF 2", "Files with XLIFF 1.2 are read as xliff and have the suffix .xlf.")
    return unique(_units(root), path)


FORMAT = Format("xliff2", ".xliff", "for computer-assisted translation tools (XLIFF 2.1)", write, read)
