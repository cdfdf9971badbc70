"""The tokens that matching and the learned tables speak of.

A Japanese token is the normalised form of a SudachiPy mode-A morpheme; an English token is the
lower-cased Snowball stem of a word. Numbers are left out on both sides (they are compared by value)
and so are Latin words in Japanese text (they are compared as they stand).
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from align.text.sudachi import Morpheme, morphemes
from align.text.width import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\?")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9]*(?:[.&+'’-][A-Za-z0-9]+)*\+*")
_DROPPED = {"補助記号", "空白", "記号"}
_DROPPED_PARTICLES = {"格助詞", "係助詞", "接続助詞", "準体助詞", "副助詞"}
_KEPT_PARTICLES = {"だけ", "しか", "ばかり", "ほど", "くらい", "など", "まで"}


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


def unaccented(text: str) -> str:
    """A text without its accents and macrons: Tofuku for Tōfuku."""
    return text if text.isascii() else "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Lower-case and stem one English word with the Snowball stemmer; accents and macrons go."""
    lowered = unaccented(word.lower()).replace("’", "'")
    if lowered.endswith("n't"):
        return "not"
    stemmed: str = _stemmer().stemWord(lowered.removesuffix("'s"))
    return stemmed


def en_tokens(text: str) -> list[str]:
    """Stems of the English words of ``text``, in order, and ``?``."""
    return [stem(word) for word in _WORD.findall(text)]


def latin_words(text: str) -> list[str]:
    """Latin words of Japanese text as they stand (full-width folded): ``GPT``, ``OpenAI``."""
    return _LATIN.findall(fold(text))


def ja_tokens(text: str) -> list[str]:
    """Normalised forms of the morphemes of ``text`` that carry meaning, in order."""
    return content(morphemes(text))


def content(analysed: Sequence[Morpheme]) -> list[str]:
    """Normalised forms of those of the morphemes that carry meaning, in order."""
    found = []
    for m in analysed:
        kind, sub = m.pos[0], m.pos[1]
        if kind in _DROPPED:
            if m.normal == "?":
                found.append("?")
            continue
        if kind == "助詞" and sub in _DROPPED_PARTICLES and m.normal not in _KEPT_PARTICLES:
            continue
        if sub == "数詞" or m.normal.isascii() or m.surface.isascii():
            continue
        found.append(sys.intern(m.normal))  # a long document holds each word many times
    return found
