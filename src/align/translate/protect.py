"""What an engine must not touch: URLs, e-mail addresses, code, markers. Taken out before, put back after."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.text.markup import protected_spans

#: Engines leave figures in double brackets alone; the pattern forgives what some do to them.
_PLACE = "[[{}]]"
_FOUND = re.compile(r"[\[［【]\s?[\[［【]?\s?(\d{1,3})\s?[\]］】]?\s?[\]］】]")


def protect(text: str) -> tuple[str, tuple[str, ...]]:
    """Replace what must not change by numbered placeholders.

    Returns:
        The text to send and the pieces taken out; piece *i* stands at placeholder ``[[i + 1]]``.
    """
    pieces: list[str] = []
    out: list[str] = []
    at = 0
    for start, end in protected_spans(text):
        pieces.append(text[start:end])
        out += [text[at:start], _PLACE.format(len(pieces))]
        at = end
    return "".join(out) + text[at:], tuple(pieces)


def restore(text: str, pieces: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Put the pieces back.

    Returns:
        The text, and the pieces for which the engine left no place.
    """
    if not pieces:
        return text, ()
    used: set[int] = set()

    def piece(m: re.Match[str]) -> str:
        n = int(m[1])
        if 1 <= n <= len(pieces) and m[0].count("[") + m[0].count("［") + m[0].count("【") == 2:
            used.add(n)
            return pieces[n - 1]
        return m[0]

    restored = _FOUND.sub(piece, text)
    return restored, tuple(p for n, p in enumerate(pieces, 1) if n not in used and p not in restored)
