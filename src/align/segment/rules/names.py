"""Names that hold a sentence mark: モーニング娘。の歌 goes on."""

from __future__ import annotations

import re

from align.segment.rules.marks import Mark
from align.text.sudachi import morphemes

_PARTICLE = re.compile(r"(?:の(?!ち|で)|を|が(?![、,])|は(?!じめ)|に(?!もかかわらず)|と(?!ころ|は|も)|も(?!ちろん|し|う|っとも)|や(?!は|が))(?=[^ぁ-ん]|[、，])")


def forbids(text: str, mark: Mark) -> bool:
    """Whether 。 closes a noun that a particle follows."""
    if text[mark.start : mark.end] not in ("。", "！", "!") or not _PARTICLE.match(text, mark.end):
        return False
    before = morphemes(text[max(0, mark.start - 30) : mark.start])
    return bool(before) and before[-1].pos[0] == "名詞"
