"""What the cells of a table say: a cell with a figure, that the first of its row is so much."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.model.document import Document, Kind, Sentence

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
