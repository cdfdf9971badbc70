"""A quote that ends in a sentence mark goes on when the sentence around it goes on.

``「…。」と述べた`` is one sentence. ``（…。）`` and ``「…。」`` that are whole sentences themselves end
with their bracket.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from align.segment.rules.marks import Mark
from align.text.sudachi import morphemes

#: What carries on the sentence after a quote or after ！ and ？.
_CARRIES = re.compile(r"[\s　]*(?:[、，,・／/：:〜～…—―]|という|である|だと|だが|だけ)")
_TERMINAL = "。．！？!?｡‼⁇⁈⁉."


def _carries(text: str, at: int) -> bool:
    """Whether what stands at ``at`` carries on a sentence: a comma, a particle, an auxiliary."""
    if _CARRIES.match(text, at):
        return True
    following = text[at : at + 16].lstrip(" 　")
    if not following or not "ぁ" <= following[0] <= "ん":
        return False
    first = morphemes(following)[0]
    return first.pos[0] in ("助詞", "助動詞") and first.pos[1] != "終助詞"


def forbids(text: str, mark: Mark, pairs: Mapping[int, int], start: int) -> bool:
    """Whether the sentence that began at ``start`` goes on after the mark."""
    closed = [i for i in range(mark.start, mark.end) if pairs.get(i, mark.start) < mark.start]
    if closed:
        last = closed[-1]
        if any(c in "。｡" for c in text[last + 1 : mark.end]):
            return False  # 「…」。
        opening = pairs[last]
        if text[last] in "）)":
            # （…。） is a sentence of its own only when it began as one.
            return opening > start or _carries(text, mark.end)
        if text[opening:start].strip() == "" and opening >= start and not text[start:opening].strip():
            follow = text[mark.end : mark.end + 1]
            return _carries(text, mark.end) or ("ぁ" <= follow <= "ん" and bool(re.match(r"(?:と|って|っ)", text[mark.end :])))
        return not re.match(r"[\s　]*(?:$|[「『（(])", text[mark.end :])
    final = text[mark.start : mark.end].rstrip()[-1:]
    if final in "！？!?‼⁇⁈⁉☆★♪♡♥":
        return _carries(text, mark.end)
    return False
