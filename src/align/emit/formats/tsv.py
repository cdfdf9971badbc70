"""Tab-separated values, as the corpus itself is written (:mod:`align.emit.tsv`).

A cell that begins with an apostrophe and one of ``= + - @`` is read without the apostrophe: that is how
``--spreadsheet`` guards such cells. One that has such an apostrophe of its own is written with one more.
"""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path

from align.emit import tsv
from align.emit.formats.files import unique
from align.emit.formats.format import Corpus, Edited, Format
from align.model.row import COLUMNS


def write(corpus: Corpus) -> bytes:
    return tsv.lines(COLUMNS, (astuple(r) for r in corpus.rows))


def read(path: Path) -> list[Edited]:
    return unique(
        (
            Edited(r.sentence_id, {"en": r.en, "status": r.status, "comment": r.comment}, r.ja, r.reviewed_at, f"row {n}")
            for n, r in enumerate(tsv.read_rows(path), 1)
        ),
        path,
    )


FORMAT = Format("tsv", ".tsv", "a table as text, every column", write, read)
