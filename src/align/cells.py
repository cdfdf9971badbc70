"""What the cells of a table say: a cell with a figure, that the first of its row is so much; and of a source, a row what it says by its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from align.model.document import Document, Kind, Sentence, Span

#: A row whose cells are longer, in characters altogether, is text set in columns.
_LONGEST = 300
_FIGURE = re.compile(r"[0-9０-９]")


def statements(document: Document, sentences: Sequence[Sentence]) -> dict[int, str]:
    """By index of the sentence: a cell with a figure as «スペイン、38億ユーロ», with the cells without figures that stand before it; any
    other with its row."""
    cells = [s for s in sentences if document.blocks[s.block].kind == Kind.CELL]
    rows: dict[tuple[int, int], dict[int, list[str]]] = {}
    for s in cells:
        block = document.blocks[s.block]
        rows.setdefault((block.table, block.row), {}).setdefault(block.column, []).append(s.text.strip())
    found = {}
    for s in cells:
        block = document.blocks[s.block]
        row = rows[block.table, block.row]
        first = min(row)
        alone = not block.header and block.column != first and _FIGURE.search(s.text)
        before = [t for column, texts in row.items() if column < block.column and (column == first or not _FIGURE.search("".join(texts))) for t in texts]
        found[s.index] = "、".join([*before, s.text.strip()] if alone else [t for texts in row.values() for t in texts])
    return found


def by_row(document: Document, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of a source with the cells of each row of a table in one, each under its heading: «Port: Akita | Quay (m): 190».

    A passage of cells would go over the end of its row, and a figure alone says nothing.
    """
    blocks = document.blocks
    heads: dict[tuple[int, int], str] = {}
    for s in sentences:
        block = blocks[s.block]
        if block.kind == Kind.CELL and block.header:
            heads[block.table, block.column] = f"{heads.get((block.table, block.column), '')} {s.text.strip()}".strip()
    found: list[Sentence] = []

    def row_of(s: Sentence) -> tuple[int, int, int]:
        block = blocks[s.block]
        return (block.table, block.row, -1) if block.kind == Kind.CELL else (-1, -1, s.index)

    for (table, _, _), group in groupby(sentences, row_of):
        members = list(group)
        if table < 0 or len(members) == 1 or sum(len(s.text) for s in members) > _LONGEST:
            found += members
            continue
        cells = []
        for s in members:
            block, text = blocks[s.block], s.text.strip()
            head = "" if block.header else heads.get((block.table, block.column), "")
            cells.append(f"{head.rstrip(':')}: {text}" if head else text)
        found.append(replace(members[0], span=Span(members[0].span.start, members[-1].span.end), text=" | ".join(cells)))
    return [replace(s, index=i) for i, s in enumerate(found)]
