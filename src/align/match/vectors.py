"""Sentences as sparse vectors over English stems and figures, so that the two languages meet.

A Japanese sentence is projected through the lexicon: each token spreads its weight over its
translations. Latin words, figures by value, and katakana names stand on both sides as they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.match.features import Features, latin_stems
from align.match.lexicon import lexicon
from align.text.kana import sound_keys, sounds_like
from align.text.quantity import Quantity
from align.text.tokens import stem, unaccented

#: What one agreeing figure or Latin word weighs beside the square root of a stem's idf.
_FIGURE_WEIGHT = 2.2
_LATIN_WEIGHT = 3.0
#: From this score on (see :func:`sounds_like`) a katakana word can be a name of the other side.
_SOUNDS_LIKE = 0.72
#: What a reading counts of the weight of a word.
_READING = 0.9
_B_OR_P = re.compile(r"n(?=[bpm])")
#: Rows of a product that are dense at a time.
_ROWS = 1024
#: A katakana word that the lexicon translates with so much certainty is no name.
_KNOWN = 0.35


#: A year of three digits.
_SHORT = 100


def figure_keys(q: Quantity) -> list[str]:
    """Keys under which equal figures meet: ``d2025``, ``d2025-10``, ``n5e+11``."""
    if q.kind == "date":
        keys = []
        if q.year:
            keys.append(f"d{q.year}{q.part}")
            if _SHORT <= q.year < 1000 and not q.part:
                keys.append(f"n{q.year}")  # 985年 may be a length of time
        if q.month:
            keys.append(f"m{q.month}" + (f"-{q.day}" if q.day else ""))
        elif q.part:
            keys.append(f"p{q.part}")
        return keys
    return [f"n{v:.3g}" for v in dict.fromkeys((q.low, q.high))]


@lru_cache(maxsize=1)
def _spread() -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """What each entry of the lexicon puts into the vector of its token: column and weight."""
    lex = lexicon()
    weights: NDArray[np.float32] = (lex.en_given_ja * np.sqrt(np.maximum(lex.en_idf[lex.col], 0.1))).astype(np.float32)
    return lex.col.astype(np.int32), weights


@lru_cache(maxsize=1)
def _certainties() -> NDArray[np.float32]:
    """The highest probability that a translation of each Japanese token has."""
    lex = lexicon()
    highest: NDArray[np.float32] = np.zeros(len(lex.ja), np.float32)
    some = np.flatnonzero(np.diff(lex.start))
    highest[some] = np.maximum.reduceat(lex.en_given_ja, lex.start[some])
    return highest


class _Stems(dict[str, tuple[int, float]]):
    """English stem → column and weight, made when a stem is looked up for the first time."""

    def __init__(self, make: Callable[[str], tuple[int, float]]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, token: str) -> tuple[int, float]:
        found = self[token] = self._make(token)
        return found


class Space:
    """A vector space for two sets of texts. The English stems of the lexicon are its first columns; more are made as they are met."""

    def __init__(self) -> None:
        self.lex = lexicon()
        self._more: dict[str, int] = {}
        self._met: set[int] = set()
        self._readings: dict[str, list[tuple[int, float]]] = {}
        self._names: dict[str, list[str]] = defaultdict(list)
        self._hyphened: dict[str, tuple[str, ...]] = {}
        self._seen: set[str] = set()
        self._sounding: dict[str, tuple[int, list[tuple[str, float]]]] = {}
        self._stems = _Stems(self._stem)

    @property
    def width(self) -> int:
        """How many columns there are so far."""
        return len(self.lex.en) + len(self._more)

    def _column(self, key: str) -> int:
        """The column of what is no stem of the lexicon."""
        return len(self.lex.en) + self._more.setdefault(key, len(self._more))

    def english(self, features: Features) -> dict[int, float]:
        """The vector of an English text, as column → weight; its names and words are learned."""
        vector = self.draft(features)
        for word in [w for w in features.latin if "-" in w and not any(c.isdigit() for c in w)]:
            parts = word.split("-")
            self._hyphened.setdefault(unaccented("".join(parts)), tuple(stem(p) for p in parts if p))
        for name in features.names:
            if name not in self._seen:
                self._seen.add(name)
                for key in sound_keys(name):
                    self._names[key].append(name)
        self._met.update(vector)
        self._readings.clear()
        return vector

    def draft(self, features: Features) -> dict[int, float]:
        """The vector of English that is no text of the other side, but a translation into it, as column → weight."""
        vector = dict(map(self._stems.__getitem__, features.tokens))  # a call for each word would cost as much as the rest
        for word in [w for w in features.latin if not w.isalpha() and any(c.isdigit() for c in w)]:
            vector[self._column("w" + word)] = _LATIN_WEIGHT
        for q in features.quantities:
            for key in figure_keys(q):
                vector[self._column(key)] = _FIGURE_WEIGHT
        return vector

    def _stem(self, token: str) -> tuple[int, float]:
        """The column of an English stem that is met for the first time, and its weight."""
        column = self.lex.en.get(token)
        return self._column(token) if column is None else column, max(self.lex.idf_en(token), 0.1) ** 0.5

    def japanese(self, texts: Sequence[Features]) -> Any:
        """The vectors of Japanese texts as rows of a sparse matrix. Call it after :meth:`english` for the other side's names."""
        from scipy.sparse import csr_matrix

        known = self.lex.ja
        rows = [[known[token] for token in dict.fromkeys(f.tokens) if token in known] for f in texts]
        raised = [self._named(f) for f in texts]
        row = np.fromiter((r for some in rows for r in some), np.int64, sum(map(len, rows)))
        first, count = self.lex.start[row], self.lex.start[row + 1] - self.lex.start[row]
        # The entries of all tokens, one after the other: for each token those from its first on.
        ends = np.cumsum(count)
        entries = np.repeat(first - (ends - count), count) + np.arange(int(ends[-1]) if len(ends) else 0)
        columns, weights = _spread()
        start = np.concatenate([[0], ends])[np.cumsum([0, *map(len, rows)])]
        summed = csr_matrix((weights[entries], columns[entries], start), shape=(len(texts), self.width))
        summed.sum_duplicates()
        return summed.maximum(self.rows(raised))

    def beside(self, texts: Sequence[Features], vector: Mapping[int, float]) -> NDArray[np.float32]:
        """Cosine, 0 to 1, of each of a few Japanese texts with one English vector; without the matrices that many need."""
        raised = [self._named(f) for f in texts]
        columns, weights = np.fromiter(vector, np.int32, len(vector)), np.fromiter(vector.values(), np.float32, len(vector))
        spread, each = _spread()
        dense = np.empty(self.width, np.float32)
        found = np.zeros(len(texts), np.float32)
        for i, (features, above) in enumerate(zip(texts, raised, strict=True)):
            dense[:] = 0
            for token in dict.fromkeys(features.tokens):
                where = self.lex.entries(token)
                dense[spread[where]] += each[where]
            for column, weight in above.items():
                dense[column] = max(dense[column], weight)
            lengths = float(dense @ dense) * float(weights @ weights)
            found[i] = float(dense[columns] @ weights) / lengths**0.5 if lengths else 0.0
        return found

    def _named(self, features: Features) -> dict[int, float]:
        """What stands in a Japanese text as it may stand in English: Latin words, figures, names, readings; as column → weight."""
        vector: dict[int, float] = defaultdict(float)
        lex = self.lex
        for word in features.latin:
            for part in latin_stems(word):
                column, weight = self._stems[part]
                vector[column] = max(vector[column], weight)
            if not word.isalpha() and any(c.isdigit() for c in word):
                vector[self._column("w" + word)] = _LATIN_WEIGHT
        for q in features.quantities:
            for key in figure_keys(q):
                vector[self._column(key)] = _FIGURE_WEIGHT
        known = self._readings
        for reading in features.readings:
            for column, weight in known[reading] if reading in known else self._reading(reading):
                vector[column] = max(vector[column], weight)
        for kana in features.names:
            if self.certainty(kana) > _KNOWN:
                continue
            for name, score in self.sounding(kana):
                stemmed = stem(name)
                column = self._stems[stemmed][0]
                vector[column] = max(vector[column], score * lex.idf_en(stemmed) ** 0.5)
        return vector

    def _reading(self, reading: str) -> list[tuple[int, float]]:
        """Where the reading of a name stands on the English side, and its weight there."""
        found = self._readings[reading] = []
        for spelt in dict.fromkeys((reading, _B_OR_P.sub("m", reading))) if "n" in reading else (reading,):
            for stemmed in self._hyphened.get(spelt, (stem(spelt),)):
                # A reading that happens to be an English word («to», «sake») says little: idf weighs it.
                if stemmed in self._stems and (column := self._stems[stemmed][0]) in self._met:
                    found.append((column, _READING * max(self.lex.idf_en(stemmed) - 4.0, 0.0) ** 0.5))
        return found

    def certainty(self, token: str) -> float:
        """The highest probability that the lexicon gives to a translation of the token."""
        row = self.lex.ja.get(token)
        return 0.0 if row is None else float(_certainties()[row])

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
        return csr_matrix((data, indices, start), shape=(len(vectors), self.width))


def unit(rows: Any) -> Any:
    """The rows of a sparse matrix at length one; an empty row stays so."""
    lengths = np.diff(rows.indptr)
    norms = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    norms[norms == 0] = 1
    found = rows.copy()
    found.data = (found.data / np.repeat(norms, lengths)).astype(np.float32)
    return found


def product(left: Any, right: Any) -> NDArray[np.float32]:
    """Dot products of the rows of two sparse matrices, shape (rows of left, rows of right).

    In the few columns that the right side has, the left one is dense: that is five times as fast as a product of sparse matrices.
    """
    from scipy.sparse import csr_matrix

    used, column = np.unique(right.indices, return_inverse=True)
    right = csr_matrix((right.data, column, right.indptr), shape=(right.shape[0], len(used)))
    place = np.full(left.shape[1], -1, np.int32)
    place[used] = np.arange(len(used))
    found = np.empty((left.shape[0], right.shape[0]), np.float32)
    for at in range(0, len(found), _ROWS):
        block = left[at : at + _ROWS]
        where = place[block.indices]
        kept = where >= 0
        dense = np.zeros((len(used), block.shape[0]), np.float32)
        dense[where[kept], np.repeat(np.arange(block.shape[0]), np.diff(block.indptr))[kept]] = block.data[kept]
        found[at : at + _ROWS] = (right @ dense).T
    return found


def cosines(ja: Sequence[Features], en: Sequence[Features]) -> NDArray[np.float32]:
    """Cosine of every Japanese text with every English one, 0 to 1; shape (len(ja), len(en))."""
    space = Space()
    right = [space.english(f) for f in en]
    if len(right) == 1:
        return space.beside(ja, right[0])[:, None]
    left, other = unit(space.japanese(ja)), unit(space.rows(right))
    return product(left, other)
