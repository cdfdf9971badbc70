"""How sentences and the units of a document go together: a unit may hold several, or a part of one."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: What ends a Japanese sentence; a mark before a closing quote or bracket ends none.
_JA_END = re.compile(r"[。！？!?．]+(?![」』）)”])")
_JA_TORN = re.compile(r"[、，,;；・—–-]\s*$")
_JA_CLOSED = re.compile(r"[。！？!?．」』）)]\s*$")
#: A mark after a small letter, a figure or a closing mark, before something that begins a sentence.
_EN_END = re.compile(r"(?<=[a-z0-9)\]\"'”’%])[.!?]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9]|\s*$)")
_EN_SHORT = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|No|vs|Inc|Ltd|Co|Corp|Jr|Sr|Gen|Gov|Sen|Rep|Fig|Vol|etc|cf|ca|approx)\.\s+[A-Z0-9]")
_EN_TORN = re.compile(r"[,;—–-]\s*$")
_EN_GOES_ON = re.compile(r"^[\"'“‘(\[]?[a-z]")
_EN_CLOSED = re.compile(r"[.!?][\"'”’)\]]*\s*$")


def torn(texts: Sequence[str], language: str) -> list[bool]:
    """For each unit whether it ends in the middle of a sentence."""
    if language == "ja":
        return [bool(_JA_TORN.search(t)) for t in texts]
    following = [*texts[1:], ""][: len(texts)]
    return [bool(_EN_TORN.search(t) or (_EN_GOES_ON.search(n) and not _EN_CLOSED.search(t))) for t, n in zip(texts, following, strict=True)]


def ended(texts: Sequence[str], language: str) -> list[int]:
    """For each unit how many sentences end in it; a heading or list item without a mark is one."""
    ja = language == "ja"
    found = []
    for text, goes_on in zip(texts, torn(texts, language), strict=True):
        count = len((_JA_END if ja else _EN_END).findall(text)) - (0 if ja else len(_EN_SHORT.findall(text)))
        closed = (_JA_CLOSED if ja else _EN_CLOSED).search(text)
        found.append(max(count, 0) + (not goes_on and (count <= 0 or not closed)))
    return found
