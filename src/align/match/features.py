"""What is compared: the tokens, figures, Latin words and katakana names of one text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from align.text.kana import katakana_words, romaji
from align.text.quantity import Quantity, en_quantities, ja_quantities
from align.text.sudachi import Morpheme, morphemes
from align.text.tokens import content, en_tokens, latin_words, stem

_EN_NAME = re.compile(r"[A-Z][A-Za-zÀ-ɏ'’]+")


@dataclass(frozen=True, slots=True)
class Features:
    """Of a Japanese sentence or an English one.

    Attributes:
        tokens: Japanese normal forms or English stems, in order, with repetitions.
        latin: lower-cased Latin words of a Japanese text with their digits (``gpt-5``); all words of
            an English one.
        names: katakana words; capitalised words of an English text.
        readings: romanised readings of Japanese nouns and of what stands in kana in brackets: ``tofuku``.
        quantities: figures by value.
        text: the text they come from.
    """

    tokens: tuple[str, ...]
    latin: tuple[str, ...]
    names: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    text: str
    readings: tuple[str, ...] = ()


@lru_cache(maxsize=100_000)
def _romanised(reading: str) -> str:
    return romaji(reading)


#: A reading given in brackets: 老女（ろうじょ）.
_GIVEN = re.compile(r"[（(](?P<kana>[ぁ-ん][ぁ-んー 　]{1,20})[）)、]")
_KANJI = re.compile(r"[一-鿿々]")
#: Parts of a name of several words, and so many of them at most.
_JOINED, _LONGEST_NAME = frozenset({"名詞", "接頭辞", "接尾辞"}), 3


def _readings(text: str, analysed: Sequence[Morpheme]) -> tuple[str, ...]:
    """How names and other nouns in kanji may stand in English: each alone, and joined to those beside it (蓮華王院: renge, rengeoin)."""
    found: dict[str, None] = {}
    run: list[Morpheme] = []
    for m in analysed:
        if not (m.pos[0] in _JOINED and m.pos[1] != "数詞" and _KANJI.search(m.surface)):
            run = []
            continue
        run = [*run[1 - _LONGEST_NAME :], m]
        if m.pos[0] == "名詞":
            found[_romanised(m.reading)] = None
        for n in range(2, len(run) + 1):
            found[_romanised("".join(part.reading for part in run[-n:]))] = None
    for m_ in _GIVEN.finditer(text):
        for part in m_["kana"].split():
            found[romaji(part)] = None
    return tuple(r for r in found if len(r) >= 2 and r.isascii())


def _keys(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(w.lower() for w in words))


def _without(text: str, quantities: Sequence[Quantity]) -> str:
    """A text with blanks for its figures."""
    out = list(text)
    for q in quantities:
        if q.kind == "measure" and not re.search(r"[A-Za-z-]$", text[: q.span.start]):
            out[q.span.start : q.span.end] = " " * (q.span.end - q.span.start)
    return "".join(out)


@lru_cache(maxsize=512)
def ja_features(text: str) -> Features:
    """The features of a Japanese sentence."""
    analysed = morphemes(text)
    quantities = tuple(ja_quantities(text))
    rest = _without(text, quantities)  # the words of a unit belong to its figure: 200km
    return Features(
        tuple(content(analysed)), _keys(latin_words(rest)), tuple(dict.fromkeys(katakana_words(rest))), quantities, text,
        _readings(text, analysed),
    )  # fmt: skip


def en_features(text: str) -> Features:
    """The features of an English sentence or passage."""
    return Features(
        tuple(en_tokens(text)), _keys(latin_words(text)), tuple(dict.fromkeys(_EN_NAME.findall(text))), tuple(en_quantities(text)), text
    )


def ja_words(text: str) -> Features:
    """As much of :func:`ja_features` as the encoder needs."""
    return Features(tuple(content(morphemes(text))), _keys(latin_words(text)), (), (), text)


def en_words(text: str) -> Features:
    """As much of :func:`en_features` as the encoder needs."""
    return Features(tuple(en_tokens(text)), _keys(latin_words(text)), (), (), text)


def latin_stems(word: str) -> list[str]:
    """The stems under which a Latin word of a Japanese text may stand in English."""
    return [stem(p) for p in re.findall(r"[^\W\d_]+", word) if len(p) > 1]
