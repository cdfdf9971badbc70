"""On which side of a cut in an English text the words of a Japanese one stand."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import lru_cache

from align.match.lexicon import lexicon
from align.match.signals import renderings
from align.text.kana import sounds_like
from align.text.quantity import Quantity
from align.text.tokens import en_tokens, ja_tokens, latin_words, stem

#: Where an English sentence ends within a passage.
SENTENCE_END = re.compile(r"[.!?][”\"']?\s+(?=[A-Z“\"'])")
#: A word stands in a half if this likely translations of it do, and doesn't if less likely ones do.
THERE, NOWHERE = 0.06, 0.03
#: Words that more of the pairs have tell nothing.
_COMMON = 3.0
#: Adjectives that things are told apart by: «poorer states» are poor ones.
_COMPARED = re.compile(r"\b(rich|poor|old|young|warm|cold|dark)(?:er|est)\b", re.I)
_KATAKANA = re.compile("[ァ-ヴー]{3,}")
_SOUNDS = 0.75


@lru_cache(maxsize=4096)
def words(text: str) -> frozenset[str]:
    """The words of a Japanese text, and its names in Latin letters."""
    return frozenset(t for t in ja_tokens(text) if any(map(_telling, renderings(t))) or _KATAKANA.fullmatch(t)) | {w.lower() for w in latin_words(text)}


def _telling(rendering: tuple[str, float, float]) -> bool:
    """Whether an English word can show where it belongs."""
    return lexicon().idf_en(rendering[0]) >= _COMMON


class Half:
    """The words and figures on one side of the cut of an English text."""

    def __init__(self, text: str, quantities: Sequence[Quantity]) -> None:
        self.words = frozenset(en_tokens(text)) | {stem(m[1]) for m in _COMPARED.finditer(text)}
        self.latin = re.findall(r"[A-Za-zÀ-ÿ'’-]{3,}", text)
        self._names = frozenset(stem(w.lower()) for w in self.latin if w[0].isupper())
        self.quantities = quantities

    def has(self, token: str) -> float:
        """How surely a Japanese word stands in it, 0 to 1."""
        if found := renderings(token):
            # A name has several names, of which each may be a rare one: «Britain» for 英国.
            return sum(max(p, q) if word in self._names else p for word, p, q in found if word in self.words and _telling((word, p, q)))
        if token.isascii():
            return float(stem(token) in self.words)
        return float(any(sounds_like(token, word) >= _SOUNDS for word in self.latin))


def moved(tokens: Set[str], near: Set[str], right: Half, wrong: Half) -> tuple[int, int]:
    """How many of the words that are ``near``, too, stand in the right half only, and how many of all in the wrong one only."""
    good = bad = 0
    for token in tokens:
        here, there = right.has(token), wrong.has(token)
        good += token in near and here >= THERE and there < NOWHERE
        bad += there >= THERE and here < NOWHERE
    return good, bad


def share_in(ja: str, en: str) -> float:
    """How many of the words of a Japanese text an English one has, 0 to 1."""
    tokens, text = words(ja), Half(en, ())
    return sum(text.has(t) >= THERE for t in tokens) / max(len(tokens), 1)
