"""Whether a text is English. Used for sources, before anything is matched against them."""

from __future__ import annotations

import re

_LETTER = re.compile(r"[^\W\d_]")
#: So much text is enough to tell.
_SAMPLE = 6000


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
    from py3langid import classify

    return bool(classify(sample)[0] == "en")
