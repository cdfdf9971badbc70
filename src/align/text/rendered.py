"""Whether a settled rendering of a term stands in an English text, however its words are inflected."""

from __future__ import annotations

import re

from align.text.tokens import stem


def stems(text: str) -> str:
    """Stems of the words, so that «satellites» is «satellite», with spaces around each."""
    return " " + " ".join(stem(w) for w in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text)) + " "


def has(english: str, words: str, rendering: str) -> bool:
    """Whether a rendering stands in the English; one with symbols (C++, %) to the letter.

    Args:
        words: the stems of ``english``.
    """
    if re.search(r"[^\w\s'’-]", rendering):
        return re.search(rf"(?<!\w){re.escape(rendering)}(?![\w+#])" if rendering[0].isalnum() else re.escape(rendering), english, re.I) is not None
    return stems(rendering) in words
