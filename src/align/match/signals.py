"""The signals between a sentence and a passage, each from 0 to 1 and readable on its own."""

from __future__ import annotations

import math
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache

from align.match.features import Features, latin_stems
from align.match.lexicon import english_words, lexicon
from align.text.kana import sounds_like
from align.text.quantity import Quantity, missing, unsigned
from align.text.quantity.ja import MEASURES
from align.text.quantity.model import MOST
from align.text.sudachi import morphemes
from align.text.tokens import stem

#: In the order of the scorer's weights.
NAMES = (
    "coverage", "back_coverage", "cosine", "meaning", "distinct", "figures", "latin", "latin_lost", "names", "length",
)  # fmt: skip
#: Figures of these kinds are compared; ordinals and labels are too loose to count.
COUNTED = frozenset({"number", "percent", "money", "duration", "factor", "measure", "date", "time", "rank"})
#: Latin abbreviations of Japanese text, as the stems of what English writes out.
ALIASES = {
    "ceo": ("chief", "execut"), "cfo": ("chief", "financi"), "coo": ("chief", "oper"), "cto": ("chief", "technolog"), "ai": ("artifici", "intellig"),
    "llm": ("larg", "languag"), "eu": ("european", "union"), "un": ("unit", "nation"), "gdp": ("gross", "domest"), "pc": ("comput",), "tv": ("televis",),
    "ev": ("electr",), "it": ("technolog",), "sns": ("social",), "hp": ("websit",), "pr": ("public",), "nato": ("atlant",), "who": ("health",),
}  # fmt: skip
_OFFICERS = ("ceo", "cfo", "coo", "cto")
#: A word that sounds like a name is taken for it from the one on; below the other there is surely none.
_SOUNDS_LIKE, _PERHAPS = 0.72, 0.6
#: The same of words without a capital, of which there are many more.
_SURELY_LIKE = 0.85
#: 過半数 in English, where no figure says so.
_MAJORITY = re.compile(r"\bmajorit(?:y|ies)\b", re.I)
#: A token that is rarer than this (idf) tells something when it is shown as evidence.
_TELLING = 2.5


@dataclass(frozen=True, slots=True)
class Evidence:
    """The signals of one pair, and what they saw.

    Attributes:
        values: signal → value, see :data:`NAMES`.
        words: Japanese token or Latin word → English word that renders it, strongest first.
        lost: figures of the sentence that the passage doesn't have.
        absent: Latin words and katakana names of the sentence that the passage doesn't have.
    """

    values: dict[str, float]
    words: tuple[tuple[str, str], ...]
    lost: tuple[Quantity, ...]
    absent: tuple[str, ...]


@lru_cache(maxsize=100_000)
def renderings(token: str) -> tuple[tuple[str, float, float], ...]:
    """English stems of a Japanese token with p(en|ja) and p(ja|en)."""
    lex = lexicon()
    where = lex.entries(token)
    words = english_words()
    return tuple(
        (words[c], float(p), float(q))
        for c, p, q in zip(lex.col[where], lex.en_given_ja[where], lex.ja_given_en[where], strict=True)
    )


def counted(quantities: Sequence[Quantity]) -> list[Quantity]:
    """The figures that a source must have: a lone small count («一つ»), a «per tonne» or a «1日», which may be «a day», says nothing."""
    return [
        q for q in quantities
        if q.kind in COUNTED
        and not (q.kind == "number" and q.high < 4 and float(q.high).is_integer())
        and not (q.kind == "rank" and q.high < 2)
        and q.lone_day != 1
        and not (q.kind in ("measure", "duration", "factor", "money") and q.low == q.high == 1 and not q.qualifier)
    ]  # fmt: skip


def _in_lower_case(kana: str, passage: Features, have: Container[str]) -> bool:
    """Whether a katakana word that is no name stands in a passage: アロプリノール and «allopurinol», or, part by part, リアクションホイール
    and «reaction wheels»."""
    if any(sounds_like(kana, word) >= _SURELY_LIKE for word in passage.latin):
        return True
    parts = morphemes(kana, "A")
    return len(parts) > 1 and all(
        any(w in have for w, _, _ in renderings(m.normal)) or any(sounds_like(m.surface, word) >= _SOUNDS_LIKE for word in passage.latin) for m in parts
    )


def officers(stems: Container[str]) -> frozenset[str]:
    """The abbreviations of officers of a company that a text with these stems writes out."""
    return frozenset(word for word in _OFFICERS if all(s in stems for s in ALIASES[word]))


def compare(
    sentence: Features, passage: Features, cosine: float, meaning: float, distinct: float, known: Container[str] = frozenset()
) -> Evidence:
    """Compare a Japanese sentence with an English passage.

    Args:
        cosine: of their sparse vectors (:mod:`align.match.vectors`), 0 to 1.
        meaning: of their dense vectors (:mod:`align.match.encoder`), -1 to 1.
        distinct: how much ``meaning`` exceeds what either has with unrelated text, about -1 to 1.
        known: Latin words that need not stand in the passage.
    """
    lex = lexicon()
    have = dict.fromkeys(passage.tokens)  # in order, so that sums are the same in every run
    words: list[tuple[float, str, str]] = []
    total = covered = 0.0
    back: dict[str, float] = {}
    for token in dict.fromkeys(sentence.tokens):
        weight = lex.idf_ja(token)
        mass, best, best_p = 0.0, "", 0.0
        for word, p, q in renderings(token):
            if word in have:
                mass += p
                back[word] = max(back.get(word, 0.0), q)
                if p > best_p:
                    best, best_p = word, p
        if not mass and token in sentence.names:
            for name in passage.names:
                score = sounds_like(token, name)
                if score >= _SOUNDS_LIKE and score > best_p:
                    best, best_p, mass = stem(name), score, score
                    back[best] = 1.0
        strength = min(1.0, 1.25 * mass) ** 0.5
        total += weight
        covered += weight * strength
        if best and weight >= _TELLING:
            words.append((weight * strength, token, best))
    absent: list[str] = []
    latin_total = latin_found = 0.0
    words_here = set(passage.latin)
    for word in sentence.latin:
        stems = latin_stems(word)
        if not stems and not any(c.isdigit() for c in word):
            continue
        weight = max((lex.idf_en(s) for s in stems), default=6.0)
        whole = word in words_here
        found = whole or (word in ALIASES and all(s in have for s in ALIASES[word])) or (bool(stems) and all(s in have for s in stems) and not any(c.isdigit() for c in word))
        if word in known and not found:
            continue
        latin_total += weight
        total += weight
        if found:
            latin_found += weight
            covered += weight
            words.append((weight, word, word))
            for s in stems:
                back[s] = 1.0
        else:
            absent.append(word)
    names_total, names_found = 0, 0
    for kana in sentence.names:
        if kana in MEASURES or any(p > 0.35 for _, p, _ in renderings(kana)):
            continue
        names_total += 1
        heard = max((sounds_like(kana, name) for name in passage.names), default=0.0)
        if heard >= _SOUNDS_LIKE or any(w in have for w, _, _ in renderings(kana)) or _in_lower_case(kana, passage, have):
            names_found += 1
        elif heard < _PERHAPS:
            absent.append(kana)
    wanted = counted(sentence.quantities)
    lost = missing(wanted, passage.quantities)
    if _MAJORITY.search(passage.text):
        lost = [q for q in lost if q.qualifier != MOST]
    lost += [q for q in unsigned(wanted, passage.text, passage.quantities) if q not in lost]
    back_total = back_found = 0.0
    for token in have:
        weight = lex.idf_en(token)
        back_total += weight
        back_found += weight * min(1.0, 1.25 * back.get(token, 0.0)) ** 0.5
    for figure in counted(passage.quantities):
        back_total += 5.0
        back_found += 5.0 if not missing([figure], sentence.quantities) else 0.0
    ja_length, en_length = max(len(sentence.text), 1), max(len(passage.text), 1)
    values = {
        "coverage": covered / total if total else 0.0,
        "back_coverage": back_found / back_total if back_total else 0.0,
        "cosine": cosine,
        "meaning": meaning,
        "distinct": distinct,
        "figures": (len(wanted) - len(lost)) / max(len(wanted), 2),
        "latin": latin_found / max(latin_total, 12.0),
        "latin_lost": (latin_total - latin_found) / max(latin_total, 12.0),
        "names": (names_found - (names_total - names_found)) / max(names_total, 1) if names_total else 0.0,
        "length": min(1.0, abs(math.log(en_length / ja_length / 2.2)) / 2),
    }
    seen = tuple((a, b) for _, a, b in sorted(words, key=lambda w: (-w[0], w[1]))[:8])
    return Evidence(values, seen, tuple(lost), tuple(absent))
