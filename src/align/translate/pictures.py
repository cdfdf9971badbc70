"""Emoji, stars, ticks and notes of a text, which no small vocabulary has: they go round the model and keep their end of the text."""

from __future__ import annotations

import re

_PICTURES = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff\u2b50\u2b55\ufe0f\u200d]+")
_FIRST = re.compile(rf"\s*({_PICTURES.pattern})\s*")


def apart(text: str) -> tuple[str, str, str]:
    """The pictures that a text begins with, the text without any, and the other pictures."""
    first = _FIRST.match(text)
    rest = text[first.end() :] if first else text
    return (first[1] if first else ""), _PICTURES.sub(" ", rest).strip() if _PICTURES.search(rest) else rest, "".join(_PICTURES.findall(rest))
