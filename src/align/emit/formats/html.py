"""A bilingual table for reading on paper: one HTML file (WHATWG HTML) with its own styles (CSS Paged Media), no script."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from lxml import etree

from align.emit.formats.format import Corpus, Format
from align.emit.formats.xmlfile import add
from align.model.citation import Origin
from align.model.document import Kind
from align.model.match import Verdict
from align.model.row import ReviewStatus, Row

_CSS = """
@page { size: A4; margin: 18mm 15mm; }
body { font: 10.5pt/1.5 serif; max-width: 62em; margin: 0 auto; padding: 0 1em; }
h1, h2 { line-height: 1.3; break-after: avoid; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { width: 50%; padding: .35em .6em; border-top: 1px solid #bbb; text-align: left; vertical-align: top; white-space: pre-line; overflow-wrap: anywhere; }
.head td { font-weight: bold; font-size: 1.1em; padding-top: 1.2em; break-after: avoid; }
.remark { display: block; font: italic .85em sans-serif; }
sup { line-height: 0; }
a { color: inherit; text-decoration: none; }
@media print { body { max-width: none; padding: 0; } }
"""
_VERDICTS = {
    Verdict.PARTIAL: "Partly supported by its source",
    Verdict.CONTRADICTED: "Contradicted by its source",
    Verdict.UNSUPPORTED: "Not supported by its source",
    Verdict.SOURCE_MISSING: "The source is missing",
    Verdict.SOURCE_NOT_ENGLISH: "The source is not in English",
}
_STATUSES = {ReviewStatus.REJECTED: "Rejected", ReviewStatus.RECHECK: "To be checked again"}


def _add_row(table: etree._Element, row: Row, notes: dict[str, int]) -> None:
    line = add(table, "tr", **({"class": "head"} if row.kind in (Kind.TITLE, Kind.HEADING) else {}))
    add(line, "td", row.ja, lang="ja")
    english = add(line, "td", row.en, lang="en")
    # a row that cites nothing has the report's own key
    for key in row.cite_keys.split(";") if row.cite_keys and row.key_origin != Origin.SELF else ():
        number = notes.setdefault(key, len(notes) + 1)
        add(add(english, "sup"), "a", f"[{number}]", href=f"#ref-{number}")
    remarks = (_VERDICTS.get(Verdict(row.verdict)), _STATUSES.get(ReviewStatus(row.status)))
    for remark in filter(None, remarks):
        add(english, "span", remark, **{"class": "remark"})
    line.tail = "\n"


def _add_report(body: etree._Element, notes: dict[str, int], rows: Iterable[Row]) -> None:
    """One table a report; the rows of its headings are its sections."""
    table = add(body, "table")
    head = add(add(table, "thead"), "tr")
    for name in ("Japanese", "English"):
        add(head, "th", name, scope="col")
    lines = add(table, "tbody")
    for row in rows:
        _add_row(lines, row, notes)


def write(corpus: Corpus) -> bytes:
    root = etree.Element("html", lang="en")
    head = add(root, "head")
    add(head, "meta", charset="utf-8")
    add(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    add(head, "title", corpus.title)
    add(head, "style", _CSS)
    body = add(root, "body")
    add(body, "h1", corpus.title)
    notes: dict[str, int] = {}
    for report, rows in groupby(corpus.rows, lambda r: r.report):
        add(body, "h2", report)
        _add_report(body, notes, rows)
    if notes:
        add(body, "h2", "References")
        references = add(body, "ol")
        for key, number in notes.items():
            add(references, "li", corpus.references.get(key, key), id=f"ref-{number}")
    text: str = etree.tostring(root, method="html", encoding="unicode", doctype="<!DOCTYPE html>")
    return (text + "\n").encode("utf-8")


FORMAT = Format("html", ".html", "a bilingual table to read on paper", write)
