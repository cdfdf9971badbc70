"""What is compared: the tokens, figures, Latin words and katakana names of one text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from align.text.kana import katakana_words
from align.text.quantity import Quantity, en_quantities, ja_quantities
from align.text.tokens import en_tokens, ja_tokens, latin_words, stem

_EN_NAME = re.compile(r"[A-Z][A-Za-zÀ-ɏ'’]+")


@dataclass(frozen=True, slots=True)
class Features:
    """Of a Japanese sentence or an English one.

    Attributes:
        tokens: Japanese normal forms or English stems, in order, with repetitions.
        latin: lower-cased Latin words of a Japanese text with their digits (``gpt-5``); all words of
            an English one.
        names: katakana words; capitalised words of an English text.
        quantities: figures by value.
        text: the text they come from.
    """

    tokens: tuple[str, ...]
    latin: tuple[str, ...]
    names: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    text: str


def _keys(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(w.lower() for w in words))


def ja_features(text: str) -> Features:
    """The features of a Japanese sentence."""
    return Features(
        tuple(ja_tokens(text)), _keys(latin_words(text)), tuple(dict.fromkeys(katakana_words(text))), tuple(ja_quantities(text)), text
    )


def en_features(text: str) -> Features:
    """The features of an English sentence or passage."""
    return Features(
        tuple(en_tokens(text)), _keys(latin_words(text)), tuple(dict.fromkeys(_EN_NAME.findall(text))), tuple(en_quantities(text)), text
    )


def latin_stems(word: str) -> list[str]:
    """The stems under which a Latin word of a Japanese text may stand in English."""
    return [stem(p) for p in re.findall(r"[^\W\d_]+", word) if len(p) > 1]
