"""XLIFF 1.2 (OASIS Standard, 1 February 2008).

A ``file`` for each report, a ``trans-unit`` for each row. The status is the pair of ``state`` and
``state-qualifier`` of the target:

========  ========================  ===============  ========
status    state                     state-qualifier  approved
========  ========================  ===============  ========
(empty)   needs-translation (no     -                -
          English), otherwise
          needs-review-translation
accepted  signed-off                -                yes
edited    final                     -                yes
rejected  needs-adaptation          x-rejected       -
recheck   needs-review-translation  x-recheck        -
========  ========================  ===============  ========

Tools have their own ways to close a unit: a unit with ``approved="yes"`` and any other state is read as accepted, one
with ``approved="no"`` and a closed state as open again, and all else as open; one without either says
nothing of its status, and one without a target nothing of its English. Characters that XML can't hold become U+FFFD.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from align.emit.formats.files import unique
from align.emit.formats.format import Corpus, Edited, Format
from align.emit.formats.xmlfile import LANG, SPACE, add, document, parse, plain, start
from align.model.row import ReviewStatus, Row

_NS = "urn:oasis:names:tc:xliff:document:1.2"
_STATES = {
    ReviewStatus.ACCEPTED: ("signed-off", ""),
    ReviewStatus.EDITED: ("final", ""),
    ReviewStatus.REJECTED: ("needs-adaptation", "x-rejected"),
    ReviewStatus.RECHECK: ("needs-review-translation", "x-recheck"),
}
_STATUSES = {state: status for status, state in _STATES.items()}
_CLOSED = (ReviewStatus.ACCEPTED, ReviewStatus.EDITED)
_TEXT = ("g", "mrk", "sub")
#: Who speaks in the notes that aren't a person's.
_US = "align"
_REVIEWED_AT = "x-reviewed-at"


def _q(name: str) -> str:
    return f"{{{_NS}}}{name}"


def _add_unit(body: etree._Element, row: Row) -> None:
    status = ReviewStatus(row.status)
    unit = add(body, _q("trans-unit"), id=row.sentence_id, approved="yes" if status in _CLOSED else "")
    unit.set(SPACE, "preserve")
    add(unit, _q("source"), row.ja).set(LANG, "ja")
    state, qualifier = _STATES.get(status, ("needs-review-translation" if row.en else "needs-translation", ""))
    add(unit, _q("target"), row.en, state=state, state_qualifier=qualifier).set(LANG, "en")
    if row.reviewed_at:
        group = add(unit, _q("context-group"), purpose="information")
        add(group, _q("context"), row.reviewed_at, context_type=_REVIEWED_AT)
    if row.source_passage:
        cited = add(unit, _q("alt-trans"), origin=row.source_key, alttranstype="reference")
        add(cited, _q("target"), row.source_passage).set(LANG, "en")
    if row.comment:
        add(unit, _q("note"), row.comment, **{"from": "reviewer"}, annotates="target")
    notes = {
        "Section": row.section,
        "Cites": row.cite_keys,
        "Verdict": row.verdict,
        "Passage": f"{row.source_key}:{row.source_span}" if row.source_key else "",
        "Findings": row.findings,
    }
    for label, value in notes.items():
        if value:
            add(unit, _q("note"), f"{label}: {value}", **{"from": _US}, annotates="general")


def write(corpus: Corpus) -> bytes:
    root = start(_NS, "xliff", version="1.2")
    bodies: dict[str, etree._Element] = {}
    for row in corpus.rows:
        if row.report not in bodies:
            file = add(root, _q("file"), original=row.report, source_language="ja", target_language="en", datatype="plaintext")
            bodies[row.report] = add(file, _q("body"))
        _add_unit(bodies[row.report], row)
    return document(root)


def _status(unit: etree._Element, target: etree._Element | None) -> str:
    pair = ("", "") if target is None else (target.get("state", ""), target.get("state-qualifier", ""))
    status = _STATUSES.get(pair, ReviewStatus.OPEN)
    approved = unit.get("approved")
    if approved == "yes" and status not in _CLOSED:
        return ReviewStatus.ACCEPTED
    return ReviewStatus.OPEN if approved == "no" and status in _CLOSED else status


def _units(root: etree._Element) -> Iterator[Edited]:
    for n, unit in enumerate(root.iter(_q("trans-unit")), 1):
        target = unit.find(_q("target"))
        values = {
            **({"en": plain(target, _TEXT)} if target is not None else {}),
            **({"status": str(_status(unit, target))} if unit.get("approved") or (target is not None and target.get("state")) else {}),
            "comment": "\n".join(note.text or "" for note in unit.iterfind(_q("note")) if note.get("from") != _US),
        }
        at = next((c.text or "" for c in unit.iter(_q("context")) if c.get("context-type") == _REVIEWED_AT), "")
        yield Edited(unit.get("id", ""), values, plain(unit.find(_q("source")), _TEXT), at, f"unit {n}")


def read(path: Path) -> list[Edited]:
    root = parse(path, _q("xliff"), "XLIFF 1.2", "Files with XLIFF 2 are read as xliff2 and have the suffix .xliff.")
    return unique(_units(root), path)


FORMAT = Format("xliff", ".xlf", "for computer-assisted translation tools (XLIFF 1.2)", write, read)
