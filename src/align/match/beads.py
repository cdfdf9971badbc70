"""Align two documents that are translations of each other: beads of up to six by six sentences.

Coarse to fine, after Thompson and Koehn 2019 (vecalign): the documents are halved by adding up
neighbours until they are small, aligned there, and each finer level searches a band around the
path of the coarser one. Time and memory grow linearly with the length of the documents.

Vectors are not normalised but added up, so that the similarity of two windows of sentences is that
of their sums: with all dot products in the band at hand, it costs a few additions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.match.costs import Weights, shipped_weights

Floats = NDArray[np.float32]

#: Sentences of one side in a bead at most.
LARGEST = 6
#: Half the width of the band around the coarser path, in sentences.
_RADIUS = 14
#: A level of so many sentences is searched whole.
_SMALL = 120
_NEVER = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class Bead:
    """One group of an alignment: half-open ranges of sentences; one of them is empty for a null.

    ``similarity`` is the cosine of both sides, less what either has with unrelated text; 0 for nulls.
    """

    ja: tuple[int, int]
    en: tuple[int, int]
    similarity: float


@dataclass(frozen=True, slots=True)
class Side:
    """The sentences of one document, ready to align.

    Attributes:
        parts: vector spaces, each with one row per sentence that was not normalised; half precision
            is enough and saves memory.
        weights: what each space counts in a similarity.
        common: similarity of each sentence with unrelated text.
        size: amount of text of each sentence, in characters of English.
        breaks: whether a paragraph or heading ends with the sentence.
    """

    parts: tuple[NDArray[np.floating], ...]
    weights: tuple[float, ...]
    common: Floats
    size: Floats
    breaks: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.size)

    def cut(self, first: int, last: int) -> Side:
        """The sentences from ``first`` to before ``last``."""
        return Side(
            tuple(p[first:last] for p in self.parts), self.weights, self.common[first:last], self.size[first:last], self.breaks[first:last]
        )

    def halved(self) -> Side:
        """Neighbours added up, two by two."""
        starts = np.arange(0, len(self), 2)
        size = np.add.reduceat(self.size, starts)
        return Side(
            tuple(np.add.reduceat(p, starts, axis=0, dtype=np.float32).astype(np.float16) for p in self.parts),
            self.weights,
            (np.add.reduceat(self.common * self.size, starts) / np.maximum(size, 1e-6)).astype(np.float32),
            size,
            self.breaks[np.minimum(starts + 1, len(self) - 1)],
        )


def _norms(part: NDArray[np.floating], largest: int) -> list[Floats]:
    """Length of the sum of each window: ``[n - 1][i]`` for the ``n`` rows that end with row ``i``."""
    found = [np.zeros(len(part), np.float32) for _ in range(largest)]
    step = 4096  # in blocks, so that no second copy of the vectors is needed
    for at in range(0, len(part), step):
        rows = part[max(at - largest + 1, 0) : at + step].astype(np.float32)
        skip = at - max(at - largest + 1, 0)
        total = np.zeros_like(rows)
        for n in range(1, largest + 1):
            if n <= len(rows):
                total[n - 1 :] += rows[: len(rows) - n + 1]
            found[n - 1][at : at + step] = np.sqrt(np.einsum("ij,ij->i", total, total))[skip:] + 1e-9
    return found


def _windows(values: Floats, largest: int) -> list[Floats]:
    """Sum over each window, laid out as :func:`_norms`."""
    sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    found = []
    for n in range(1, largest + 1):
        start = np.maximum(np.arange(1, len(values) + 1) - n, 0)
        found.append((sums[1:] - sums[start]).astype(np.float32))
    return found


def _inner_breaks(breaks: Floats, largest: int) -> list[Floats]:
    """Breaks inside each window: those after all of its sentences but the last."""
    return [w - breaks for w in _windows(breaks, largest)]


def _band(ja: Side, en: Side, path: NDArray[np.int64], radius: int) -> tuple[NDArray[np.int64], int]:
    """First column of each row's band, and its width; the band always moves forward."""
    width = min(2 * radius + 1, len(en) + 1)
    start = np.maximum.accumulate(np.clip(path - radius, 0, len(en) + 1 - width))
    start[0] = 0
    return start, width


def _search(ja: Side, en: Side, path: NDArray[np.int64], radius: int, largest: int, weights: Weights) -> list[tuple[int, int, int, int]]:
    """The best monotone alignment in the band: (ja end, en end, ja count, en count) of each bead, in order.

    ``path[i]`` is where in ``en`` the first ``i`` sentences of ``ja`` are expected to end.
    """
    rows, columns = len(ja), len(en)
    start, width = _band(ja, en, path, radius)
    pad = largest + width
    total = np.full((rows + 1, width + 2 * pad), _NEVER, np.float32)
    choice = np.zeros((rows + 1, width), np.uint8)
    gains = _Gains(ja, en, start, width, largest, weights)
    null_ja = -(weights["alone"] + weights["alone_size"] * ja.size)
    null_en = -(weights["alone"] + weights["alone_size"] * en.size)
    sums_en = np.concatenate([[0.0], np.cumsum(null_en, dtype=np.float64)]).astype(np.float32)
    for i in range(rows + 1):
        here = np.full(width, _NEVER, np.float32)
        if i == 0:
            here[0] = 0.0  # the first band begins at the first column
        columns_here = start[i] + np.arange(width)
        valid = columns_here <= columns
        if i:
            here = _shifted(total[i - 1], int(start[i] - start[i - 1]) + pad, width) - np.float32(null_ja[i - 1])
            for code, (m, n), gain in gains.row(i):
                candidate = _shifted(total[i - m], int(start[i] - start[i - m]) + pad - n, width) + gain
                better = candidate > here
                here = np.where(better, candidate, here)
                choice[i][better] = code
        # Sentences of ``en`` that stay alone: the best of all earlier columns of this row.
        offset = sums_en[np.minimum(columns_here, columns)]
        running = np.maximum.accumulate(here + offset)
        alone = running - offset
        skipped = alone > here + 1e-6
        choice[i][skipped] = 255
        here = np.where(valid, np.where(skipped, alone, here), _NEVER)
        total[i, pad : pad + width] = here
    return _trace(choice, start, rows, columns, gains.types)


def _shifted(row: Floats, shift: int, width: int) -> Floats:
    """``width`` cells of a row from ``shift`` on; impossible ones where the band has jumped past its end."""
    cells = row[shift : shift + width]
    return cells if len(cells) == width else np.concatenate([cells, np.full(width - len(cells), _NEVER, np.float32)])


def _trace(choice: NDArray[np.uint8], start: NDArray[np.int64], rows: int, columns: int, types: Sequence[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    found = []
    i, j = rows, columns
    while i or j:
        code = int(choice[i][j - start[i]]) if 0 <= j - start[i] < choice.shape[1] else 0
        if code == 255 or not i:
            m, n = 0, 1
        elif code == 0:
            m, n = 1, 0
        else:
            m, n = types[code - 1]
        found.append((i, j, m, n))
        i, j = i - m, j - n
    return found[::-1]


class _Gains:
    """What each bead that ends at a cell of the band adds to the alignment, computed in blocks of rows."""

    BLOCK = 512

    def __init__(self, ja: Side, en: Side, start: NDArray[np.int64], width: int, largest: int, weights: Weights) -> None:
        self.ja, self.en, self.start, self.width, self.weights = ja, en, start, width, weights
        self.largest = largest
        self.types = [(m, n) for m in range(1, largest + 1) for n in range(1, largest + 1) if largest == 1 or m + n <= largest + 1 or m == n]
        self._norms = [( _norms(a, largest), _norms(b, largest)) for a, b in zip(ja.parts, en.parts, strict=True)]
        self._size = _windows(ja.size, largest), _windows(en.size, largest)
        self._common = _windows(ja.common * ja.size, largest), _windows(en.common * en.size, largest)
        self._inner = [_inner_breaks(s.breaks.astype(np.float32), largest) for s in (ja, en)]
        self._block = -1
        self._rows: dict[int, Floats] = {}

    def row(self, i: int) -> list[tuple[int, tuple[int, int], Floats]]:
        """Code, type and gains (over the band of row ``i``) of every bead that can end with sentence ``i - 1``."""
        block = (i - 1) // self.BLOCK
        if block != self._block:
            self._compute(block)
        k = (i - 1) % self.BLOCK
        return [(code, t, self._gain[code - 1][k]) for code, t in enumerate(self.types, 1) if t[0] <= i]

    def _compute(self, block: int) -> None:
        """Gains of a block of rows: for each type an array (rows, width)."""
        first = block * self.BLOCK
        rows = np.arange(first, min(first + self.BLOCK, len(self.ja)))
        ends = self.start[rows + 1][:, None] + np.arange(self.width)[None, :]  # ``en`` sentences before the end
        last = np.clip(ends - 1, 0, max(len(self.en) - 1, 0))
        pairs = self._rectangles(first, rows, ends)
        self._gain: list[Floats] = []
        for m, n in self.types:
            features = self._features(pairs, rows, last, m, n)
            gain = sum(np.float32(self.weights[k]) * v for k, v in features.items())
            gain = np.broadcast_to(gain, (len(rows), self.width)).astype(np.float32)
            gain[(ends < n) | (ends > len(self.en)) | (rows[:, None] + 1 < m)] = _NEVER
            self._gain.append(gain)
        self._block = block

    def _features(self, pairs, rows, last, m, n) -> dict[str, Floats | float]:  # type: ignore[no-untyped-def]
        """The features of :mod:`align.match.costs` for beads of ``m`` by ``n``."""
        raw = self._similarity(pairs, rows, last, m, n, 0, 0)
        size_ja, size_en = self._size[0][m - 1][rows][:, None], self._size[1][n - 1][last]
        size = (size_ja + size_en) / 2
        common = (self._common[0][m - 1][rows][:, None] / np.maximum(size_ja, 1e-6) + self._common[1][n - 1][last] / np.maximum(size_en, 1e-6)) / 2
        ratio = np.minimum(np.abs(np.log2(np.maximum(size_en, 0.02) / np.maximum(size_ja, 0.02))), 3.0)
        similarity = raw - common
        features: dict[str, Floats | float] = {
            "similarity": similarity,
            "similarity_size": similarity * size,
            "ratio": ratio,
            "ratio_size": ratio * np.minimum(size, 3.0),
            "size": size,
            "breaks": np.abs(self._inner[0][m - 1][rows][:, None] - self._inner[1][n - 1][last]),
            "both": float(m > 1 and n > 1),
            "one_to_one": float(m + n == 2),
            "one_to_two": float(m + n == 3),
            "four": float(m + n == 4),
            "more": float(max(m + n - 4, 0)),
        }
        if m + n > 2:
            without = np.maximum.reduce([self._similarity(pairs, rows, last, *w) for w in _without_an_edge(m, n)])
            increment = np.clip(raw - without, -0.5, 0.5)
            weakest = np.minimum.reduce([self._similarity(pairs, rows, last, *e) for e in _edges(m, n)])
            features |= {"increment": increment, "increment_size": increment * size, "weakest": weakest}
        return features

    def _similarity(self, pairs, rows, last, m, n, back_ja, back_en) -> Floats:  # type: ignore[no-untyped-def]
        """Weighted cosine of the windows of ``m`` and ``n`` sentences that end ``back`` sentences before the cell's end."""
        total = np.zeros((len(rows), self.width), np.float32)
        at_ja, at_en = np.maximum(rows - back_ja, 0), np.maximum(last - back_en, 0)
        for (norms_ja, norms_en), weight, dots in zip(self._norms, self.ja.weights, pairs, strict=True):
            total += np.float32(weight) * dots(m, n, back_ja, back_en) / (norms_ja[m - 1][at_ja][:, None] * norms_en[n - 1][at_en])
        return total

    def _rectangles(self, first: int, rows: NDArray[np.int64], ends: NDArray[np.int64]):  # type: ignore[no-untyped-def]
        """For each space a function (m, n) → sums of dot products over the windows that end at each cell."""
        above = self.largest - 1
        low = max(first - above, 0)
        ja_rows = np.arange(low, rows[-1] + 1)
        left, right = int(ends.min()) - self.largest, int(ends.max())
        left, right = max(left, 0), min(right, len(self.en))
        found = []
        for a, b in zip(self.ja.parts, self.en.parts, strict=True):
            dots = a[ja_rows].astype(np.float32) @ b[left:right].astype(np.float32).T
            sums = np.zeros((len(ja_rows) + 1, right - left + 1), np.float64)
            np.cumsum(np.cumsum(dots, axis=0, dtype=np.float64), axis=1, out=sums[1:, 1:])

            def rectangle(m: int, n: int, back_ja: int, back_en: int, sums: NDArray[np.float64] = sums) -> Floats:
                bottom = np.maximum(rows - low + 1 - back_ja, 0)
                top = np.maximum(bottom - m, 0)
                end = np.clip(ends - left - back_en, 0, right - left)
                begin = np.maximum(end - n, 0)
                b, t = bottom[:, None], top[:, None]
                area: Floats = (sums[b, end] - sums[t, end] - sums[b, begin] + sums[t, begin]).astype(np.float32)
                return area

            found.append(rectangle)
        return found


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


def _path(beads: Sequence[tuple[int, int, int, int]], rows: int, columns: int) -> NDArray[np.int64]:
    """For each number of ``ja`` sentences the number of ``en`` sentences that go with them."""
    xs = [0, *(i for i, _, m, _ in beads if m), rows]
    ys = [0, *(j for _, j, m, _ in beads if m), columns]
    return np.round(np.interp(np.arange(rows + 1), xs, ys)).astype(np.int64)


def _align(ja: Side, en: Side, weights: Weights) -> list[tuple[int, int, int, int]]:
    """Coarse to fine; beads of one by one on the coarser levels."""
    levels = [(ja, en)]
    while min(len(levels[-1][0]), len(levels[-1][1])) > _SMALL:
        levels.append((levels[-1][0].halved(), levels[-1][1].halved()))
    a, b = levels[-1]
    path = np.round(np.linspace(0, len(b), len(a) + 1)).astype(np.int64)
    radius = max(len(b), 1)
    for depth in range(len(levels) - 1, -1, -1):
        a, b = levels[depth]
        beads = _search(a, b, path, radius, LARGEST if depth == 0 else 2, weights)
        if depth:
            finer_a, finer_b = levels[depth - 1]
            coarse = _path(beads, len(a), len(b))
            path = np.interp(np.arange(len(finer_a) + 1) / 2, np.arange(len(a) + 1), coarse * 2.0)
            path = np.clip(np.round(path), 0, len(finer_b)).astype(np.int64)
            radius = _RADIUS
    return beads


def align(ja: Side, en: Side, weights: Weights | None = None) -> list[Bead]:
    """Align two documents.

    Returns:
        Beads in the order of both documents; every sentence is in exactly one.
    """
    weights = weights or shipped_weights()
    if not len(ja) or not len(en):
        return [Bead((i, i + 1), (0, 0), 0.0) for i in range(len(ja))] + [Bead((0, 0), (j, j + 1), 0.0) for j in range(len(en))]
    found = []
    for i, j, m, n in _align(ja, en, weights):
        similarity = _similarity(ja, en, (i - m, i), (j - n, j)) if m and n else 0.0
        found.append(Bead((i - m, i), (j - n, j), similarity))
    return found


def _similarity(ja: Side, en: Side, a: tuple[int, int], b: tuple[int, int]) -> float:
    total = 0.0
    for left, right, weight in zip(ja.parts, en.parts, ja.weights, strict=True):
        x, y = (v.astype(np.float32).sum(axis=0) for v in (left[a[0] : a[1]], right[b[0] : b[1]]))
        total += weight * float(x @ y) / (float(np.linalg.norm(x) * np.linalg.norm(y)) + 1e-9)
    common = [float(np.average(s.common[r[0] : r[1]], weights=s.size[r[0] : r[1]] + 1e-6)) for s, r in ((ja, a), (en, b))]
    return total - sum(common) / 2

