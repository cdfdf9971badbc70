"""Emoji, stars, ticks and notes of a text, which no small vocabulary has: they go round the model and keep their end of the text."""

from __future__ import annotations

import re

from align.text.markup import protected_spans

#: No arrows, crosses and numbers in circles: these belong where they stand.
_PICTURES = re.compile("[\u2600-\u2714\u2717-\u2775\U0001f000-\U0001faff\u2b50\ufe0f\u200d]+")
_FIRST = re.compile(rf"\s*({_PICTURES.pattern})\s*")


def apart(text: str) -> tuple[str, str, str]:
    """The pictures that a text begins with, the text without any, and the other pictures; those in code and addresses stay."""
    first = _FIRST.match(text)
    rest = text[first.end() :] if first else text
    kept = protected_spans(rest)
    others = [m for m in _PICTURES.finditer(rest) if not any(start <= m.start() < end for start, end in kept)]
    for m in reversed(others):
        rest = rest[: m.start()] + " " + rest[m.end() :]
    return (first[1] if first else ""), rest.strip() if others else rest, "".join(m[0] for m in others)
