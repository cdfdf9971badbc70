"""What every bead that is possible in a band is worth, computed a block of rows at a time.

With all dot products of the band at hand, the similarity of two windows costs a few additions.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from align.match.costs import Weights
from align.match.side import Floats, Side, inner, norms, windows

#: The worth of what can't be; it fits into half precision.
NEVER = np.float32(-6e4)
#: Sentences that are worked on together, and runs of so many at the same time.
_BLOCK, _AT_ONCE = 512, 2


def alone(side: Side, weights: Weights) -> Floats:
    """What it is worth that a sentence has no partner."""
    worth: Floats = (weights["alone"] + weights["alone_size"] * side.size + weights["alone_short"] * shortness(side.size)).astype(np.float32)
    return worth


def shortness(size: Floats) -> Floats:
    """From 1 for an empty text to 0 for one of thirty characters of English or more."""
    short: Floats = np.maximum(1 - size / 0.3, 0).astype(np.float32)
    return short


class Gains:
    """The worth of the beads that end in the cells of a band.

    Args:
        start: for each number of Japanese sentences (0 to all of them) the first column of its band.
        width: of the band; a column is a number of English sentences.
        largest: sentences of one side in a bead at most.
    """

    def __init__(self, ja: Side, en: Side, start: NDArray[np.int64], width: int, largest: int, weights: Weights) -> None:
        self.ja, self.en, self.start, self.width, self.weights = ja, en, start, width, weights
        self.largest = largest
        self.types = [(m, n) for m in range(1, largest + 1) for n in range(1, largest + 1) if largest == 1 or m + n <= largest + 1 or m == n]
        self._norms = [(norms(a, largest), norms(b, largest)) for a, b in zip(ja.parts, en.parts, strict=True)]
        self._size = windows(ja.size, largest), windows(en.size, largest)
        self._common = windows(ja.common * ja.size, largest), windows(en.common * en.size, largest)
        self._breaks = inner(ja.breaks, largest), inner(en.breaks, largest)
        self._torn = inner(ja.torn, largest), inner(en.torn, largest)
        self._sentences = windows(ja.sentences, largest), windows(en.sentences, largest)

    def blocks(self) -> Iterator[tuple[slice, Floats]]:
        """Runs of Japanese sentences, and the worth of the bead of each type that ends with each of them: (sentences, types, width)."""
        runs = [slice(first, min(first + _BLOCK, len(self.ja))) for first in range(0, len(self.ja), _BLOCK)]
        # The threads of the linear algebra would only get in the way of these.
        with threadpool_limits(1, "blas"), ThreadPoolExecutor(_AT_ONCE) as pool:
            yield from zip(runs, pool.map(self._of_run, runs), strict=True)

    def _of_run(self, run: slice) -> Floats:
        return np.stack([self._worth(f) for f in self.features(run.start, run.stop)], axis=1)

    def _worth(self, features: dict[str, Floats]) -> Floats:
        impossible = features.pop("impossible").astype(bool)
        total = self.weights.worth(features, impossible.shape)
        total[impossible] = NEVER
        return total

    def features(self, first: int, last: int) -> list[dict[str, Floats]]:
        """For each type the features (see :mod:`align.match.costs`) of beads that end with Japanese sentences
        ``first`` to before ``last``: arrays that broadcast to (rows, width), and where they are ``impossible``."""
        rows = np.arange(first, last)
        ends = self.start[rows + 1][:, None] + np.arange(self.width)[None, :]  # English sentences before the end
        column = np.clip(ends - 1, 0, max(len(self.en) - 1, 0))
        dots = _Dots(self._rectangles(first, rows, ends), {}, {})
        found = []
        for m, n in self.types:
            features = self._features(dots, rows, column, m, n)
            features["impossible"] = ((ends < n) | (ends > len(self.en)) | (rows[:, None] + 1 < m)).astype(np.float32)
            found.append(features)
        return found

    def _features(self, dots: _Dots, rows: NDArray[np.int64], last: NDArray[np.int64], m: int, n: int) -> dict[str, Floats]:
        def both_sides(pair: tuple[list[Floats], list[Floats]]) -> tuple[Floats, Floats]:
            return pair[0][m - 1][rows][:, None], pair[1][n - 1][last]

        raw = self._similarity(dots, rows, last, m, n, 0, 0)
        words = self._words(dots, rows, last, m, n, 0, 0)
        size_ja, size_en = both_sides(self._size)
        common_ja, common_en = both_sides(self._common)
        breaks_ja, breaks_en = both_sides(self._breaks)
        torn_ja, torn_en = both_sides(self._torn)
        sentences_ja, sentences_en = both_sides(self._sentences)
        size: Floats = np.float32(0.5) * (size_ja + size_en)
        common = common_ja / np.maximum(size_ja, 1e-6) + common_en / np.maximum(size_en, 1e-6)
        similarity: Floats = (raw - np.float32(0.5) * common).astype(np.float32)
        amount: Floats = np.minimum(size, np.float32(3.0))
        ratio: Floats = np.minimum(np.abs(np.log2(np.maximum(size_en, 0.02) / np.maximum(size_ja, 0.02))), 3.0)
        features: dict[str, Floats] = {
            "similarity": similarity,
            "similarity_size": similarity * amount,
            "similarity_short": similarity * shortness(size),
            "similarity_low": np.minimum(similarity, 0.15),
            "words": words,
            "words_short": words * shortness(size),
            "ratio": ratio,
            "ratio_size": ratio * amount,
            "size": size,
            "short": shortness(size),
            "breaks": np.abs(breaks_ja - breaks_en),
            "break_after": np.abs(self.ja.breaks.astype(np.float32)[rows][:, None] - self.en.breaks.astype(np.float32)[last]),
            "torn": torn_ja + torn_en,
            "sentences": np.minimum(np.abs(sentences_ja - sentences_en), 3.0),
            _shape(m, n): np.ones((1, 1), np.float32),
        }
        if m + n > 4:
            features["more"] = np.full((1, 1), m + n - 4, np.float32)
        if m + n > 2:
            without = np.maximum.reduce([self._similarity(dots, rows, last, *w) for w in _without_an_edge(m, n)])
            increment: Floats = np.clip(raw - without, -0.5, 0.5)
            less_words = np.maximum.reduce([self._words(dots, rows, last, *w) for w in _without_an_edge(m, n)])
            features["words_increment"] = np.clip(words - less_words, -0.5, 0.5)
            features["words_weakest"] = np.minimum.reduce([self._words(dots, rows, last, *e) for e in _edges(m, n)])
            weakest = np.minimum.reduce([self._similarity(dots, rows, last, *e) for e in _edges(m, n)])
            contained, own = self._contained(dots, rows, last, m, n)
            features |= {
                "increment": increment, "increment_size": increment * amount, "weakest": weakest,
                "contained": contained, "contained_short": contained * shortness(size), "own": own,
            }  # fmt: skip
            features["similarity_many"] = similarity * np.float32(m + n - 2)
        if m > 1 and n > 1:
            features["similarity_both"] = similarity * np.float32(min(m, n) - 1)
            features["torn_both"] = torn_ja + torn_en
            straight, crossed = ([self._similarity(dots, rows, last, 1, 1, a, b) for a, b in ends] for ends in (((0, 0), (m - 1, n - 1)), ((m - 1, 0), (0, n - 1))))
            features["crossed"] = np.clip(np.minimum(*crossed) - np.minimum(*straight), -0.5, 0.5)
            features["straight"] = np.clip(np.minimum(*straight), 0, 0.5)
        return features

    def _contained(self, dots: _Dots, rows: NDArray[np.int64], last: NDArray[np.int64], m: int, n: int) -> tuple[Floats, Floats]:
        """Of the first or last sentence that fits worst: how much of it the other side has, and how much of that
        the sentences beside it don't have; from about 0 to 1.

        A sentence ``e`` beside ``r`` has of the other side ``x`` the share ``e·x / e·e``, its own share is
        ``(e·x - e·r) / e·e``; ``e·r`` follows from the lengths of ``e``, ``r`` and ``e + r``.
        """
        contained = np.full((len(rows), self.width), 2.0, np.float32)
        own = contained.copy()
        total = sum(self.ja.weights)
        for on_ja, count, other in ((True, m, n), (False, n, m)):
            if count == 1:
                continue
            for back, rest_back in ((0, 1), (count - 1, 0)):
                share, left = np.zeros_like(contained), np.zeros_like(contained)
                for (norms_ja, norms_en), weight, sums in zip(self._norms, self.ja.weights, dots.sums, strict=True):
                    lengths, at = (norms_ja, rows[:, None]) if on_ja else (norms_en, last)
                    edge = lengths[0][np.maximum(at - back, 0)] ** 2
                    rest = lengths[count - 2][np.maximum(at - rest_back, 0)] ** 2
                    beside = (lengths[count - 1][at] ** 2 - edge - rest) / 2
                    product = sums(1, other, back, 0) if on_ja else sums(other, 1, 0, back)
                    share += np.float32(weight / total) * np.clip(product / np.maximum(edge, 1e-6), -0.5, 1.5)
                    left += np.float32(weight / total) * np.clip((product - beside) / np.maximum(edge, 1e-6), -0.5, 1.5)
                contained, own = np.minimum(contained, share), np.minimum(own, left)
        return contained, own

    def _similarity(self, dots: _Dots, rows: NDArray[np.int64], last: NDArray[np.int64], m: int, n: int, back_ja: int, back_en: int) -> Floats:
        """Weighted cosine of the windows of ``m`` and ``n`` sentences that end ``back`` sentences before the cell's end."""
        known = dots.known.get((m, n, back_ja, back_en))
        if known is not None:
            return known
        total = np.zeros((len(rows), self.width), np.float32)
        at_ja, at_en = np.maximum(rows - back_ja, 0), np.maximum(last - back_en, 0)
        cosine = total
        for (norms_ja, norms_en), weight, sums in zip(self._norms, self.ja.weights, dots.sums, strict=True):
            cosine = sums(m, n, back_ja, back_en) / (norms_ja[m - 1][at_ja][:, None] * norms_en[n - 1][at_en])
            total += np.float32(weight) * cosine
        dots.known[m, n, back_ja, back_en] = total
        dots.words[m, n, back_ja, back_en] = cosine
        return total

    def _words(self, dots: _Dots, rows: NDArray[np.int64], last: NDArray[np.int64], m: int, n: int, back_ja: int, back_en: int) -> Floats:
        """Cosine of the same windows in the last space, that of words, figures and names."""
        self._similarity(dots, rows, last, m, n, back_ja, back_en)
        return dots.words[m, n, back_ja, back_en]

    def _rectangles(self, first: int, rows: NDArray[np.int64], ends: NDArray[np.int64]) -> list[_Rectangles]:
        """For each space a function (m, n, back_ja, back_en) → sums of dot products over the windows of each cell."""
        low = max(first - self.largest + 1, 0)
        ja_rows = np.arange(low, rows[-1] + 1)
        left, right = max(int(ends.min()) - self.largest, 0), min(int(ends.max()), len(self.en))
        found = []
        for a, b in zip(self.ja.parts, self.en.parts, strict=True):
            dots = a[ja_rows].astype(np.float32) @ b[left:right].astype(np.float32).T
            sums = np.zeros((len(ja_rows) + 1, right - left + 1), np.float64)
            np.cumsum(np.cumsum(dots, axis=0, dtype=np.float64), axis=1, out=sums[1:, 1:])

            found.append(_Rectangles(sums, rows - low + 1, ends - left))
        return found


class _Dots(NamedTuple):
    """Of a run of sentences the dot products in each space, and the similarities of windows known so far, in all spaces and in that of words."""

    sums: list[_Rectangles]
    known: dict[tuple[int, int, int, int], Floats]
    words: dict[tuple[int, int, int, int], Floats]


class _Rectangles:
    """Sums of dot products over windows, each computed once.

    Args:
        sums: of all dot products before a row and a column.
        bottom: row of ``sums`` at which the windows of each cell end. end: column of it, for each cell of the band.
    """

    def __init__(self, sums: NDArray[np.float64], bottom: NDArray[np.int64], end: NDArray[np.int64]) -> None:
        self._sums, self._bottom, self._end = sums, bottom, end
        self._corners: dict[tuple[int, int], NDArray[np.float64]] = {}
        self._known: dict[tuple[int, int, int, int], Floats] = {}

    def _corner(self, up: int, left: int) -> NDArray[np.float64]:
        """The sums so many rows and columns before the end of each cell."""
        found = self._corners.get((up, left))
        if found is None:
            column = np.clip(self._end - left, 0, self._sums.shape[1] - 1)
            found = self._corners[up, left] = self._sums[np.maximum(self._bottom - up, 0)[:, None], column]
        return found

    def __call__(self, m: int, n: int, back_ja: int, back_en: int) -> Floats:
        area = self._known.get((m, n, back_ja, back_en))
        if area is None:
            end, begin = (self._corner(back_ja, c) - self._corner(back_ja + m, c) for c in (back_en, back_en + n))
            area = self._known[m, n, back_ja, back_en] = (end - begin).astype(np.float32)
        return area


def _shape(m: int, n: int) -> str:
    """The feature that says how many sentences a bead has on either side."""
    if min(m, n) == 1:
        return {1: "one_to_one", 2: "one_to_two", 3: "one_to_three"}.get(max(m, n), "one_to_many")
    return "two_to_two" if m == n == 2 else "both"


def _edges(m: int, n: int) -> list[tuple[int, int, int, int]]:
    """The first and last sentence of each side that has several, against all of the other side."""
    found = []
    if m > 1:
        found += [(1, n, 0, 0), (1, n, m - 1, 0)]
    if n > 1:
        found += [(m, 1, 0, 0), (m, 1, 0, n - 1)]
    return found


def _without_an_edge(m: int, n: int) -> list[tuple[int, int, int, int]]:
    """The windows that are left when the first or the last sentence of a side with several goes."""
    found = []
    if m > 1:
        found += [(m - 1, n, 0, 0), (m - 1, n, 1, 0)]
    if n > 1:
        found += [(m, n - 1, 0, 0), (m, n - 1, 0, 1)]
    return found
