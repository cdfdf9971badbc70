"""Tab-separated values, as the corpus itself is written (:mod:`align.emit.tsv`).

A cell that begins with an apostrophe and one of ``= + - @`` is read without the apostrophe: that is how
``--spreadsheet`` guards such cells. One that has such an apostrophe of its own is written with one more. Of a file that comes back only what a
person can change is read, and the quotes that a spreadsheet has put around cells are taken off.
"""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path

from align.emit import tsv
from align.emit.formats.files import unique
from align.emit.formats.format import Corpus, Edited, Format
from align.model.row import COLUMNS


def write(corpus: Corpus) -> bytes:
    return tsv.lines(COLUMNS, (astuple(r) for r in corpus.rows), spreadsheet=corpus.spreadsheet)


def read(path: Path) -> list[Edited]:
    rows = [dict(zip(COLUMNS, map(_unquoted, cells), strict=True)) for cells in tsv.read_cells(path, COLUMNS)]
    return unique(
        (
            Edited(r["sentence_id"], {"en": r["en"], "status": r["status"].strip(), "comment": r["comment"]}, r["ja"], r["reviewed_at"], f"row {n}")
            for n, r in enumerate(rows, 1)
        ),
        path,
    )


def _unquoted(cell: str) -> str:
    """A cell without the quotes that a spreadsheet puts around one that has quotes, all of which it doubles."""
    inside = cell[1:-1]
    if len(cell) < 2 or cell[0] != '"' or cell[-1] != '"' or '""' not in inside or '"' in inside.replace('""', ""):
        return cell
    return tsv.unguarded(inside.replace('""', '"'))


FORMAT = Format("tsv", ".tsv", "a table as text, every column", write, read)
