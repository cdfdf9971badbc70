"""Whether a text is English. Used for sources, before anything is matched against them."""

from __future__ import annotations

import re

_LETTER = re.compile(r"[^\W\d_]")
#: So much text is enough to tell.
_SAMPLE = 6000
_COMMON = re.compile(r"\b(?:the|of|and|in|to|is|are|was|were|on|for|with|that|by|from|has|have)\b", re.I)
#: Of every ten words of a text, one of these is enough: no other language has so many.
_ENGLISH = re.compile(r"\b(?:the|of|and|that|with|from|have|has|were)\b", re.I)
_WORD = re.compile(r"[^\W\d_]+")
#: Letters of a text of a sentence or two, and how many such words make it English.
_SHORT, _ENOUGH = 300, 2


def is_english(text: str) -> bool:
    """Whether ``text`` is English in the main (py3langid on a sample; Japanese shows by its script)."""
    sample = re.sub(r"https?://\S+|<[^>]*>|`[^`]*`", " ", text[:_SAMPLE])
    letters = _LETTER.findall(sample)
    if not letters:
        return False
    if sum(c >= "\u0250" for c in letters) > 0.3 * len(letters):
        return False
    if len(letters) < 20:
        return True  # too short to tell apart from a name
    if len(letters) < _SHORT and len(_COMMON.findall(sample)) >= _ENOUGH:
        return True  # of a sentence or two the words tell more than the letters
    if len(letters) >= _SHORT and 10 * len(_ENGLISH.findall(sample)) >= len(_WORD.findall(sample)):
        return True  # to load what tells languages apart takes half a second
    from py3langid import classify

    return bool(classify(sample)[0] == "en")
