"""A quote that ends in a sentence mark goes on when the sentence around it goes on.

``「…。」と述べた`` is one sentence. ``（…。）`` and ``「…。」`` that are whole sentences themselves end
with their bracket.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from align.segment.rules.marks import Mark

#: What carries on the sentence after a quote or after ！ and ？.
_CARRIES = re.compile(r"[\s　]*(?:[、，,・／/：:〜～…—―]|と(?!ころで|はいえ|もあれ)|って|など|の(?!ち)|を|が(?![、,])|に(?!もかかわらず)|は(?!じめ|っきり)|も(?!ちろん|っとも|し|う|ともと)|で(?!も|は[、,]|すが|あれば)|や(?!が|はり|っと)|か(?!つて|なり|らは)|へ|より(?!も)|から|まで|だ(?!が|から)|です|である|という|さ(?!らに|て)|ら(?!しい))")
_TERMINAL = "。．！？!?｡‼⁇⁈⁉."


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
            return opening > start or bool(_CARRIES.match(text, mark.end))
        if text[opening:start].strip() == "" and opening >= start and not text[start:opening].strip():
            follow = text[mark.end : mark.end + 1]
            return bool(_CARRIES.match(text, mark.end)) or ("ぁ" <= follow <= "ん" and bool(re.match(r"(?:と|って|っ)", text[mark.end :])))
        return not re.match(r"[\s　]*(?:$|[「『（(])", text[mark.end :])
    final = text[mark.start : mark.end].rstrip()[-1:]
    if final in "！？!?‼⁇⁈⁉☆★♪♡♥":
        return bool(_CARRIES.match(text, mark.end))
    return False
