"""Sentences as sparse vectors over English stems and figures, so that the two languages meet.

A Japanese sentence is projected through the lexicon: each token spreads its weight over its
translations. Latin words, figures by value, and katakana names stand on both sides as they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from align.match.features import Features, latin_stems
from align.match.lexicon import english_words, lexicon
from align.text.kana import sound_keys, sounds_like
from align.text.quantity import Quantity
from align.text.tokens import stem

#: What one agreeing figure or Latin word weighs beside the square root of a stem's idf.
_FIGURE_WEIGHT = 2.2
_LATIN_WEIGHT = 3.0
#: From this score on (see :func:`sounds_like`) a katakana word can be a name of the other side.
_SOUNDS_LIKE = 0.72
#: What a reading counts of the weight of a word.
_READING = 0.9
_B_OR_P = re.compile(r"n(?=[bpm])")
#: A katakana word that the lexicon translates with so much certainty is no name.
_KNOWN = 0.35


def figure_keys(q: Quantity) -> list[str]:
    """Keys under which equal figures meet: ``d2025``, ``d2025-10``, ``n5e+11``."""
    if q.kind == "date":
        keys = []
        if q.year:
            keys.append(f"d{q.year}{q.part}")
        if q.month:
            keys.append(f"m{q.month}" + (f"-{q.day}" if q.day else ""))
        elif q.part:
            keys.append(f"p{q.part}")
        return keys
    return [f"n{v:.3g}" for v in dict.fromkeys((q.low, q.high))]


class Space:
    """A vector space for two sets of texts. Columns are made as they are met."""

    def __init__(self) -> None:
        self.columns: dict[str, int] = {}
        self.lex = lexicon()
        self._english = english_words()
        self._names: dict[str, list[str]] = defaultdict(list)
        self._seen: set[str] = set()
        self._sounding: dict[str, tuple[int, list[tuple[str, float]]]] = {}
        self._translated: dict[str, tuple[tuple[int, float], ...]] = {}

    def _column(self, key: str) -> int:
        return self.columns.setdefault(key, len(self.columns))

    def english(self, features: Features) -> dict[int, float]:
        """The vector of an English text, as column → weight; its names are learned."""
        vector: dict[int, float] = {}
        for token in dict.fromkeys(features.tokens):
            vector[self._column(token)] = max(self.lex.idf_en(token), 0.1) ** 0.5
        for word in features.latin:
            if any(c.isdigit() for c in word):
                vector[self._column("w" + word)] = _LATIN_WEIGHT
        for q in features.quantities:
            for key in figure_keys(q):
                vector[self._column(key)] = _FIGURE_WEIGHT
        for name in features.names:
            if name not in self._seen:
                self._seen.add(name)
                for key in sound_keys(name):
                    self._names[key].append(name)
        return vector

    def japanese(self, features: Features) -> dict[int, float]:
        """The vector of a Japanese text. Call it after :meth:`english` for the other side's names."""
        vector: dict[int, float] = defaultdict(float)
        lex = self.lex
        for token in dict.fromkeys(features.tokens):
            for place, weight in self._translations(token):
                vector[place] += weight
        for word in features.latin:
            stems = latin_stems(word)
            for part in stems:
                column = self._column(part)
                vector[column] = max(vector[column], max(lex.idf_en(part), 0.1) ** 0.5)
            if any(c.isdigit() for c in word):
                vector[self._column("w" + word)] = _LATIN_WEIGHT
        for q in features.quantities:
            for key in figure_keys(q):
                vector[self._column(key)] = _FIGURE_WEIGHT
        for reading in features.readings:
            for spelt in dict.fromkeys((reading, _B_OR_P.sub("m", reading))):
                known = self.columns.get(stem(spelt))
                # A reading that happens to be an English word («to», «sake») says little: idf weighs it.
                if known is not None:
                    vector[known] = max(vector[known], _READING * max(lex.idf_en(stem(spelt)) - 4.0, 0.0) ** 0.5)
        for kana in features.names:
            if self.certainty(kana) > _KNOWN:
                continue
            for name, score in self.sounding(kana):
                column = self._column(stem(name))
                vector[column] = max(vector[column], score * lex.idf_en(stem(name)) ** 0.5)
        return vector

    def _translations(self, token: str) -> tuple[tuple[int, float], ...]:
        """Columns of the English stems of a Japanese token, and their weights."""
        found = self._translated.get(token)
        if found is None:
            where = self.lex.entries(token)
            idf = self.lex.en_idf[self.lex.col[where]]
            found = tuple(
                (self._column(self._english[c]), float(p) * max(float(i), 0.1) ** 0.5)
                for c, p, i in zip(self.lex.col[where], self.lex.en_given_ja[where], idf, strict=True)
            )
            self._translated[token] = found
        return found

    def certainty(self, token: str) -> float:
        """The highest probability that the lexicon gives to a translation of the token."""
        where = self.lex.entries(token)
        return float(self.lex.en_given_ja[where].max()) if where.stop > where.start else 0.0

    def sounding(self, kana: str) -> list[tuple[str, float]]:
        """Names of the English side that the katakana word can be, with scores."""
        known = self._sounding.get(kana)
        if known and known[0] == len(self._seen):
            return known[1]
        found = []
        for key in sound_keys(kana):
            for name in self._names.get(key, ()):
                score = sounds_like(kana, name)
                if score >= _SOUNDS_LIKE:
                    found.append((name, score))
        best = sorted(found, key=lambda f: (-f[1], f[0]))[:4]
        self._sounding[kana] = (len(self._seen), best)
        return best

    def matrix(self, vectors: Sequence[dict[int, float]]):  # type: ignore[no-untyped-def]
        """Rows of unit length, as a sparse matrix over all columns met so far."""
        from scipy.sparse import csr_matrix

        lengths = [len(v) for v in vectors]
        indices = np.fromiter((c for v in vectors for c in v), np.int32, sum(lengths))
        data = np.fromiter((w for v in vectors for w in v.values()), np.float32, sum(lengths))
        start = np.concatenate([[0], np.cumsum(lengths)])
        norms = np.sqrt(np.add.reduceat(np.append(data, 0) ** 2, start[:-1])) if len(data) else np.ones(len(lengths))
        norms = np.where((np.array(lengths) == 0) | (norms == 0), 1, norms)
        data = data / np.repeat(norms, lengths)
        return csr_matrix((data, indices, start), shape=(len(vectors), max(len(self.columns), 1)))


def cosines(ja: Sequence[Features], en: Sequence[Features]) -> NDArray[np.float32]:
    """Cosine of every Japanese text with every English one, 0 to 1; shape (len(ja), len(en))."""
    space = Space()
    right = [space.english(f) for f in en]
    left = [space.japanese(f) for f in ja]
    result: NDArray[np.float32] = (space.matrix(left) @ space.matrix(right).T).toarray()
    return result
