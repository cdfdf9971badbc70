"""Sentences as sparse vectors over English stems and figures, so that the two languages meet.

A Japanese sentence is projected through the lexicon: each token spreads its weight over its
translations. Latin words, figures by value, and katakana names stand on both sides as they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

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
        self._translated: dict[str, tuple[NDArray[np.int32], NDArray[np.float32]]] = {}
        self._stems: dict[str, tuple[int, float]] = {}

    def _column(self, key: str) -> int:
        return self.columns.setdefault(key, len(self.columns))

    def english(self, features: Features) -> dict[int, float]:
        """The vector of an English text, as column → weight; its names are learned."""
        vector: dict[int, float] = {}
        for token in features.tokens:
            column, weight = self._stem(token)
            vector[column] = weight
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

    def _stem(self, token: str) -> tuple[int, float]:
        """The column of an English stem, and its weight."""
        found = self._stems.get(token)
        if found is None:
            found = self._stems[token] = self._column(token), max(self.lex.idf_en(token), 0.1) ** 0.5
        return found

    def japanese(self, texts: Sequence[Features]) -> Any:
        """The vectors of Japanese texts as rows of a sparse matrix. Call it after :meth:`english` for the other side's names."""
        from scipy.sparse import csr_matrix

        columns, weights, sizes, raised = [], [], [], []
        for features in texts:
            translated = [self._translations(token) for token in dict.fromkeys(features.tokens)]
            columns += [c for c, _ in translated]
            weights += [w for _, w in translated]
            sizes.append(sum(len(c) for c, _ in translated))
            raised.append(self._named(features))
        start = np.concatenate([[0], np.cumsum(sizes)])
        shape = (len(texts), max(len(self.columns), 1))
        if not columns:
            return self.rows(raised)
        summed = csr_matrix((np.concatenate(weights), np.concatenate(columns), start), shape=shape)
        summed.sum_duplicates()
        return summed.maximum(self.rows(raised))

    def _named(self, features: Features) -> dict[int, float]:
        """What stands in a Japanese text as it may stand in English: Latin words, figures, names, readings; as column → weight."""
        vector: dict[int, float] = defaultdict(float)
        lex = self.lex
        for word in features.latin:
            for part in latin_stems(word):
                column, weight = self._stem(part)
                vector[column] = max(vector[column], weight)
            if any(c.isdigit() for c in word):
                vector[self._column("w" + word)] = _LATIN_WEIGHT
        for q in features.quantities:
            for key in figure_keys(q):
                vector[self._column(key)] = _FIGURE_WEIGHT
        for reading in features.readings:
            for spelt in dict.fromkeys((reading, _B_OR_P.sub("m", reading))):
                stemmed = stem(spelt)
                known = self.columns.get(stemmed)
                # A reading that happens to be an English word («to», «sake») says little: idf weighs it.
                if known is not None:
                    vector[known] = max(vector[known], _READING * max(lex.idf_en(stemmed) - 4.0, 0.0) ** 0.5)
        for kana in features.names:
            if self.certainty(kana) > _KNOWN:
                continue
            for name, score in self.sounding(kana):
                column = self._column(stem(name))
                vector[column] = max(vector[column], score * lex.idf_en(stem(name)) ** 0.5)
        return vector

    def _translations(self, token: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Columns of the English stems of a Japanese token, and their weights."""
        found = self._translated.get(token)
        if found is None:
            where = self.lex.entries(token)
            columns = np.fromiter((self._column(self._english[c]) for c in self.lex.col[where]), np.int32, where.stop - where.start)
            idf = np.maximum(self.lex.en_idf[self.lex.col[where]], 0.1)
            found = columns, (self.lex.en_given_ja[where] * np.sqrt(idf)).astype(np.float32)
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

    def rows(self, vectors: Sequence[Mapping[int, float]]) -> Any:
        """Vectors as rows of a sparse matrix over all columns met so far."""
        from scipy.sparse import csr_matrix

        lengths = [len(v) for v in vectors]
        indices = np.fromiter((c for v in vectors for c in v), np.int32, sum(lengths))
        data = np.fromiter((w for v in vectors for w in v.values()), np.float32, sum(lengths))
        start = np.concatenate([[0], np.cumsum(lengths)])
        return csr_matrix((data, indices, start), shape=(len(vectors), max(len(self.columns), 1)))


def unit(rows: Any) -> Any:
    """The rows of a sparse matrix at length one; an empty row stays so."""
    lengths = np.diff(rows.indptr)
    norms = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    norms[norms == 0] = 1
    found = rows.copy()
    found.data = (found.data / np.repeat(norms, lengths)).astype(np.float32)
    return found


def cosines(ja: Sequence[Features], en: Sequence[Features]) -> NDArray[np.float32]:
    """Cosine of every Japanese text with every English one, 0 to 1; shape (len(ja), len(en))."""
    space = Space()
    right = [space.english(f) for f in en]
    left = unit(space.japanese(ja))
    result: NDArray[np.float32] = (left @ unit(space.rows(right)).T).toarray()
    return result
