"""Bibliographies beside the report (``.bib``, CSL-JSON): their keys and fields win over our own."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from align.errors import InputError
from align.model.citation import Reference
from align.text.width import fold

#: Similarity of titles (0 to 100, rapidfuzz token_sort_ratio) from which they are the same.
_SAME_TITLE = 90


@dataclass(frozen=True, slots=True)
class BibEntry:
    """An entry of a bibliography."""

    key: str
    authors: tuple[str, ...] = ()
    title: str = ""
    container: str = ""
    date: str = ""
    url: str = ""
    doi: str = ""


def _plain(value: str) -> str:
    return re.sub(r"[{}]", "", value).strip()


def _read_bib(path: Path) -> list[BibEntry]:
    from pybtex.database import parse_file
    from pybtex.exceptions import PybtexError

    try:
        data = parse_file(str(path), bib_format="bibtex", encoding="utf-8")
    except (PybtexError, UnicodeDecodeError) as error:
        raise InputError(
            f"the bibliography can't be read ({error})", where=path, next_step="Export it again, or move it elsewhere."
        ) from error
    found = []
    for key, entry in data.entries.items():
        f = {k.lower(): _plain(v) for k, v in entry.fields.items()}
        people = entry.persons.get("author") or entry.persons.get("editor") or []
        names = []
        for p in people:
            family = _plain(" ".join([*p.prelast_names, *p.last_names]))
            given = _plain(" ".join([*p.first_names, *p.middle_names]))
            names.append(f"{family}, {given}" if given and not str(p).startswith("{") else _plain(str(p)) if str(p).startswith("{") else family)
        date = f.get("date") or "-".join(x for x in (f.get("year", ""), _month(f.get("month", "")), f.get("day", "").zfill(2) if f.get("day") else "") if x)
        container = f.get("journaltitle") or f.get("journal") or f.get("booktitle") or f.get("howpublished") or f.get("publisher") or ""
        found.append(BibEntry(key, tuple(names), f.get("title", ""), container, date, f.get("url", ""), f.get("doi", "")))
    return found


def _month(value: str) -> str:
    names = "jan feb mar apr may jun jul aug sep oct nov dec".split()
    if value.isdecimal():
        return value.zfill(2)
    return f"{names.index(value[:3].lower()) + 1:02d}" if value[:3].lower() in names else ""


def _read_csl(path: Path) -> list[BibEntry]:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, UnicodeDecodeError) as error:
        raise InputError(f"the bibliography is not valid JSON ({error})", where=path, next_step="Export it again as CSL-JSON.") from error
    items = data.get("items", []) if isinstance(data, dict) else data
    if not isinstance(items, list):
        return []
    found = []
    for item in items:
        if isinstance(item, dict) and item.get("id") and ("title" in item or "author" in item):
            found.append(_csl_entry(item))
    return found


def _csl_entry(item: dict[str, Any]) -> BibEntry:
    names = []
    for a in item.get("author", []):
        family, given = str(a.get("family", "")), str(a.get("given", ""))
        names.append(str(a["literal"]) if a.get("literal") else f"{family}, {given}" if given else family)
    parts = (item.get("issued", {}).get("date-parts") or [[]])[0]
    date = "-".join(f"{int(p):04d}" if i == 0 else f"{int(p):02d}" for i, p in enumerate(parts))
    key = str(item.get("citation-key") or item["id"])
    return BibEntry(
        key, tuple(names), str(item.get("title", "")), str(item.get("container-title", "")), date, str(item.get("URL", "")), str(item.get("DOI", ""))
    )


def bibliography(report: Path) -> list[BibEntry]:
    """The entries of every ``.bib`` and CSL-JSON file in the report's folder.

    A file named like the report comes first, so that it wins.

    Raises:
        InputError: a file isn't what its suffix says.
    """
    files = sorted(
        (p for p in report.parent.iterdir() if p.suffix.lower() in (".bib", ".json") and p.is_file()),
        key=lambda p: (not p.name.startswith(report.stem + "."), p.name),
    )
    entries: list[BibEntry] = []
    for path in files:
        entries += _read_bib(path) if path.suffix.lower() == ".bib" else _read_csl(path)
    return entries


def address(url: str) -> str:
    plain = re.sub(r"#:~:text=.*$|(?<=[?&])utm_[a-z_]+=[^&#]*&?", "", url.strip())
    return re.sub(r"^https?://(?:www\.)?|[/#?&]+$", "", plain).lower()


def same(reference: Reference, entry: BibEntry) -> bool:
    """Whether the two are the same work: by DOI, URL, or title and year."""
    from rapidfuzz import fuzz

    if reference.doi and entry.doi:
        return reference.doi.lower() == entry.doi.lower()
    if reference.url and entry.url and address(reference.url) == address(entry.url):
        return True
    if not reference.title or not entry.title:
        return False
    if reference.year and entry.date and reference.year != entry.date[:4]:
        return False
    return fuzz.token_sort_ratio(fold(reference.title).lower(), fold(entry.title).lower()) >= _SAME_TITLE


def apply(references: Sequence[Reference], entries: Sequence[BibEntry]) -> list[Reference]:
    """Give references the keys of the bibliography, and the fields that they don't have themselves."""
    used: set[str] = set()
    merged = []
    for r in references:
        hit = next((e for e in entries if e.key not in used and same(r, e)), None)
        if hit:
            used.add(hit.key)
            r = replace(
                r, key=hit.key, authors=hit.authors or r.authors, title=hit.title or r.title, container=hit.container or r.container,
                date=hit.date or r.date, url=hit.url or r.url, doi=hit.doi or r.doi,
            )  # fmt: skip
        merged.append(r)
    return merged
