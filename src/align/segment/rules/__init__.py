"""Rules for Japanese sentence boundaries.

:mod:`marks` proposes a boundary after each sentence mark; every other module may forbid one. A
proposal stands when nothing forbids it.
"""

from __future__ import annotations

from align.segment.rules import brackets, latin, marks, names, quotes


def ja_boundaries(text: str) -> list[int]:
    """Where sentences begin in ``text``, 0 left out: the first character that isn't white space."""
    pairs = brackets.pairs(text)
    inside = brackets.depth(text, pairs)
    found: list[int] = []
    start = 0
    for mark in marks.propose(text, pairs):
        if inside[mark.last]:
            continue
        if latin.forbids(text, mark) or names.forbids(text, mark) or quotes.forbids(text, mark, pairs, start):
            continue
        begin = mark.end
        while begin < len(text) and text[begin].isspace():
            begin += 1
        if begin >= len(text):
            break
        found.append(begin)
        start = begin
    return found
