"""References as tables and as BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from align.emit.atomic import write_bytes
from align.emit.tsv import lines
from align.model.citation import Reference, Source

COLUMNS = (
    "report", "label", "cite_key", "authors", "title", "container", "date", "url", "doi", "accessed", "language",
    "source_status", "source_file", "found_by", "note",
)  # fmt: skip
_SPECIAL = re.compile(r"([&%$#_])")


def write_references(path: Path, report: str, references: Iterable[Reference], sources: Mapping[str, Source], *, spreadsheet: bool = False) -> None:
    """Write ``<report>.references.tsv``: every reference, its fields, and the file found for it."""
    rows = []
    for r in references:
        s = sources[r.key]
        rows.append((
            report, r.label, r.key, "; ".join(r.authors), r.title, r.container, r.date, r.url, r.doi, r.accessed, r.language,
            s.status.value, s.name, s.how, s.note,
        ))  # fmt: skip
    write_bytes(path, lines(COLUMNS, rows, spreadsheet=spreadsheet))


def write_bib(path: Path, references: Iterable[Reference]) -> None:
    """Write ``references.bib``: UTF-8 BibTeX that Zotero and Pandoc read; each key once, sorted.

    Two reports may give different works the same key; the second of them gets a number.
    """
    entries: dict[str, list[Reference]] = {}
    for r in references:
        known = entries.setdefault(r.key, [])
        if not any(_same_work(r, other) for other in known):
            known.append(r)
    found = [_entry(replace(r, key=f"{key}-{n}") if n > 1 else r) for key in sorted(entries) for n, r in enumerate(entries[key], 1)]
    write_bytes(path, "\n".join(found).encode("utf-8"))


def _same_work(a: Reference, b: Reference) -> bool:
    return (a.doi or a.url or a.title) in (b.doi, b.url, b.title) or a.title == b.title


def _entry(r: Reference) -> str:
    parts = r.date.split("-")
    fields = {
        "author": " and ".join(a if "," in a else "{" + _tex(a) + "}" for a in map(str, r.authors)),
        "title": "{" + _tex(r.title) + "}" if r.title else "",
        "howpublished": _tex(r.container),
        "year": parts[0],
        "month": str(int(parts[1])) if len(parts) > 1 else "",
        "day": str(int(parts[2])) if len(parts) > 2 else "",
        "date": r.date,
        "url": r.url,
        "doi": r.doi,
        "urldate": r.accessed,
        "langid": {"ja": "japanese", "en": "english"}.get(r.language, ""),
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{r.key},\n{body}}}\n"


def _tex(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text.replace("\\", "").replace("{", "(").replace("}", ")"))
