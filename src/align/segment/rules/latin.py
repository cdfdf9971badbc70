"""Marks that belong to Latin words and figures: decimals, abbreviations, ``Yahoo!ニュース``."""

from __future__ import annotations

import re

from align.segment.rules.marks import Mark

_ABBREVIATION = re.compile(
    r"(?:\b(?:Inc|Ltd|Co|Corp|Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|vs|etc|No|Vol|Fig|pp?|ed|eds|al|approx|cf|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Ph\.D|e\.g|i\.e)|\b[A-Za-z])\.$"
)
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ0-9０-９]")


def forbids(text: str, mark: Mark) -> bool:
    """Whether the mark is part of a word or a number."""
    body = text[mark.start : mark.end]
    before = text[mark.start - 1] if mark.start else ""
    after = text[mark.end] if mark.end < len(text) else ""
    if body in (".", "．"):
        if _LATIN.match(before) and _LATIN.match(after):
            return True
        return bool(_ABBREVIATION.search(text[max(0, mark.start - 12) : mark.start + 1])) and body == "."
    if body in ("!", "！") and text[: mark.start].endswith("Yahoo"):
        return True
    if body in ("!", "?", "！", "？") and re.match(r"[A-Za-z]", before) and after and not after.isspace():
        # A name or a URL: Yahoo!ニュース, page?id=1
        return True
    return body == "．" and bool(_LATIN.match(before)) and bool(_LATIN.match(after))
