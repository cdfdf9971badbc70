"""How like each other texts are in meaning: a translation and the passage that says the same, a sentence and its translations."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from align.match.encoder import shipped
from align.match.features import en_features, en_words, ja_words

#: Roughly, the ends of sentences; one too many or too few changes little.
_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“(])")


def likeness(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """Cosine, −1 to 1, higher is more alike, of each text with its passage or the sentence of it that is most like it.

    By the English side of the shipped encoder: of 833 pairs of English sentences that translate the same
    Japanese one (Tatoeba), one in 200 has less than 0.48; of unrelated pairs, one in 100 has more than 0.38.
    """
    encoder = shipped()
    parts = [[b, *_ENDS.split(b)] for _, b in pairs]
    left = encoder.encode([en_features(a) for a, _ in pairs], "en")
    right = encoder.encode([en_features(p) for some in parts for p in some], "en")
    ends = np.cumsum([len(p) for p in parts])
    return [float((right[end - len(some) : end] @ vector).max()) for vector, some, end in zip(left, parts, ends, strict=True)]


def of_translations(ja: Sequence[str], en: Sequence[Sequence[str]]) -> list[list[float]]:
    """Cosine, −1 to 1, higher is more alike, of each Japanese text with each of the English ones that may translate it.

    By the shipped encoder; of 600 pairs of the held-out training text, human translations have 0.53 on average, and one in 20 less than 0.38.
    """
    encoder = shipped()
    left = encoder.encode([ja_words(t) for t in ja], "ja")
    right = encoder.encode([en_words(t) for some in en for t in some], "en")
    ends = np.cumsum([len(some) for some in en])
    return [[float(x) for x in right[end - len(some) : end] @ vector] for vector, some, end in zip(left, en, ends, strict=True)]
