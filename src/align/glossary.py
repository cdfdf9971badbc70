"""Glossaries: TBX (:mod:`align.tbx`), or TSV with a header line and the columns ``ja``, ``en``, ``forbidden`` and ``note``.

Several renderings in a cell are parted by ``|``; the first is the preferred one. ``forbidden`` and
``note`` may be left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from align import columns, tbx
from align.errors import InputError
from align.model.term import Term

_COLUMNS = ("ja", "en", "forbidden", "note")


def _parts(cell: str | None) -> tuple[str, ...]:
    return tuple(p.strip() for p in (cell or "").split("|") if p.strip())


def read(path: Path) -> tuple[Term, ...]:
    """The terms of a glossary, longest Japanese first, so that «新海橋» wins over «橋». ``.tbx`` and ``.xml`` are TBX.

    Raises:
        InputError: the file can't be read, has no such columns, an entry lacks one side, or two entries disagree.
    """
    found: dict[str, Term] = {}
    if path.suffix.lower() in (".tbx", ".xml"):
        for term in tbx.read(path):
            known = found.get(term.ja)
            found[term.ja] = term if known is None else Term(term.ja, (*known.en, *term.en), (*known.forbidden, *term.forbidden), known.note or term.note)
    else:
        for term, where in _rows(path):
            if term.ja in found and found[term.ja] != term:
                raise InputError(f"{term.ja} has two entries that differ", where=where, next_step="Put all renderings into one, parted by |.")
            found[term.ja] = term
    return tuple(sorted(found.values(), key=lambda t: (-len(t.ja), t.ja)))


def _rows(path: Path) -> Iterator[tuple[Term, str]]:
    """The entries of a TSV, and where each stands."""
    for line, row in columns.rows(path, "glossary", ("ja", "en"), _COLUMNS):
        where = f"{path}, line {line}"
        ja, en = row["ja"], _parts(row["en"])
        if not ja and not en:
            continue
        if not ja or not en:
            raise InputError("an entry needs both ja and en", where=where)
        yield Term(ja, en, _parts(row.get("forbidden")), row.get("note", "")), where


def renderings(terms: Sequence[Term]) -> dict[str, str]:
    """Each term with its preferred rendering."""
    return {t.ja: t.en[0] for t in terms}
