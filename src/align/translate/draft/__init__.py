"""The offline draft: glosses in English order, with figures, dates and Latin text rendered right.

It is no translation and says so: it lets a reader see what a sentence is about, and gives a
translator figures and names that are right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from align.text.kana import romaji
from align.text.named import once
from align.text.sudachi import morphemes
from align.text.width import narrow
from align.translate.draft.chunks import chunk
from align.translate.draft.english import order

#: The number at the head of a heading, and a label that a colon closes: they keep their place.
_HEAD = re.compile(r"(?:[0-9０-９]+(?:[.．][0-9０-９]+)*[.．)）]?[\s　]+(?=\S))")
_LABEL = re.compile(r"(?P<label>[^。:：「」（）()]{1,30})[:：](?!//)[\s　]*(?=\S)")


def draft(text: str, terms: Mapping[str, str] | None = None) -> str:
    """An English draft of a Japanese sentence, never empty for a sentence that has a letter or digit.

    Args:
        terms: fixed renderings, such as アルトマン → Altman.
    """
    head = _HEAD.match(text)
    if head:
        return narrow(head[0]).strip() + " " + draft(text[head.end() :], terms)
    label = _LABEL.match(text)
    if label:
        return draft(label["label"], terms) + ": " + draft(text[label.end() :], terms)
    english = once(order(chunk(text, terms or {})))
    if not english:
        # Nothing but function words: how they read is at least no Japanese.
        return " ".join(romaji(m.reading or m.surface) for m in morphemes(text) if m.pos[0] not in ("補助記号", "空白")).strip() or text.strip()
    for i, c in enumerate(english):
        if c.isalpha() or english.startswith("http"):
            if not english.startswith("http") and c.islower() and (i == 0 or english[i - 1] in "“(\"' "):
                english = english[:i] + c.upper() + english[i + 1 :]
            break
    if re.search(r"[。！？!?]$", text.strip()) and english[-1] not in ".!?":
        english += "?" if re.search(r"[？?]$", text.strip()) else "."
    return english
