"""Align two documents that are translations of each other: beads of up to six by six sentences.

Coarse to fine, after Thompson and Koehn 2019 (vecalign): the documents are halved by adding up
neighbours until they are small, aligned there, and each finer level searches a band around the
path of the coarser one. Time and memory grow linearly with the length of the documents.

On each level the posterior probability of every bead is summed up over all alignments in the band
(forward and backward, as in a conditional random field), and the alignment with the highest expected
number of right beads is taken.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.match.costs import Weights, shipped_weights
from align.match.gains import NEVER, Gains, alone
from align.match.side import Side

Doubles = NDArray[np.float64]

#: Sentences of one side in a bead at most.
LARGEST = 6
#: Half the width of the band around the coarser path, in sentences.
_RADIUS = 12
#: A level of so many sentences is searched whole.
_SMALL = 120
#: A bead less likely than this is no bead: its sentences stay alone.
_LEAST = 0.4
_JA_ALONE, _EN_ALONE = 0, 255
#: Beads whose similarities are computed together.
_AT_A_TIME = 2048
#: The worth of alignments that there are none of.
_FAR = -1e18


@dataclass(frozen=True, slots=True)
class Bead:
    """One group of an alignment: half-open ranges of sentences; one of them is empty for a null.

    Attributes:
        similarity: the cosine of both sides, less what either has with unrelated text; 0 for nulls.
        probability: that the bead is right, as a whole, 0 to 1; 0 for nulls.
    """

    ja: tuple[int, int]
    en: tuple[int, int]
    similarity: float
    probability: float = 0.0


class _Band:
    """Cells (Japanese sentences so far, English sentences so far) near a path, and the sums over alignments.

    Args:
        path: where in ``en`` the first ``i`` sentences of ``ja`` are expected to end.
    """

    def __init__(self, ja: Side, en: Side, path: NDArray[np.int64], radius: int, largest: int, weights: Weights) -> None:
        self.rows, self.columns = len(ja), len(en)
        self.width = min(2 * radius + 1, self.columns + 1)
        # The band always moves forward, from the first cell to the last. Where it jumps by more than its width,
        # a Japanese sentence and the English ones that are jumped over stay alone.
        last = self.columns + 1 - self.width
        self.start = np.maximum.accumulate(np.clip(path - radius, 0, last))
        self.start[0], self.start[-1] = 0, last
        gains = Gains(ja, en, self.start, self.width, largest, weights)
        self.ms, self.ns = (np.array([t[k] for t in gains.types]) for k in (0, 1))
        #: Worth of the bead of each type that ends in each cell; half precision is enough and saves memory.
        self.gains = np.empty((self.rows, len(self.ms), self.width), np.float16)
        for run, worth in gains.blocks():
            self.gains[run] = np.maximum(worth, NEVER)
        self.alone_ja = alone(ja, weights).astype(np.float64)
        self._worth_en = np.concatenate([[0.0], np.cumsum(alone(en, weights), dtype=np.float64)])
        self._across = np.arange(self.width)
        self._pad = self.width + largest

    def _worth(self, i: int) -> Doubles:
        """Worth of all English sentences up to each cell of a row if they stay alone."""
        worth: Doubles = self._worth_en[self.start[i] : self.start[i] + self.width]
        return worth

    def _jumps(self, i: int) -> bool:
        """Whether rows ``i - 1`` and ``i`` of the band have no column in common."""
        return bool(self.start[i] >= self.start[i - 1] + self.width)

    def _table(self) -> Doubles:
        """A table of cells, with cells that can't be reached on both sides of the band."""
        return np.full((self.rows + 1, self.width + 2 * self._pad), _FAR)

    def _row(self, table: Doubles, i: int) -> Doubles:
        row: Doubles = table[i, self._pad : self._pad + self.width]
        return row

    def _places(self, i: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.int64]:
        """Where in a table, row after row, the cells at rows ``i`` stand from those columns on, one row of the band's width each."""
        across = self.width + 2 * self._pad
        where = np.minimum(np.maximum(columns - self.start[i] + self._pad, 0), across - self.width)
        found: NDArray[np.int64] = (i * across + where)[:, None] + self._across
        return found

    def _at(self, table: Doubles, i: NDArray[np.int64], columns: NDArray[np.int64]) -> Doubles:
        """Values at rows ``i`` and the columns that begin there, one row of the band's width each."""
        found: Doubles = table.take(self._places(i, columns))
        return found

    def forward(self) -> tuple[Doubles, Doubles]:
        """Log sums over all alignments up to each cell: whose last gap has no English sentence yet, and all.

        Of a gap, Japanese sentences come first: else one alignment would count several times.
        """
        before, after = self._table(), self._table()
        for i in range(self.rows + 1):
            worth = self._worth(i)
            if i == 0:
                here = np.full(self.width, _FAR)
                here[0] = 0.0
            else:
                ok = self.ms <= i
                options = self._at(after, i - self.ms[ok], self.start[i] - self.ns[ok]) + self.gains[i - 1, ok]
                lonely = self._at(before, np.array([i - 1]), self.start[i : i + 1])
                if self._jumps(i):
                    lonely[0, 0] = self._row(after, i - 1)[-1] + worth[0] - self._worth(i - 1)[-1]
                here = _log_sum(np.concatenate([lonely + self.alone_ja[i - 1], options]))
            self._row(before, i)[:] = here
            self._row(after, i)[:] = np.logaddexp.accumulate(here - worth) + worth
        return before, after

    def best(self) -> list[tuple[int, int, int, int, float]]:
        """The alignment whose beads have the highest sum of posterior probabilities beyond :data:`_LEAST`:
        (ja end, en end, ja count, en count, probability) of each bead, in order."""
        _, after = self.forward()
        total = self._row(after, self.rows)[-1]
        ahead, value = self._table(), self._table()
        choice = np.zeros((self.rows + 1, self.width), np.uint8)
        sure = np.zeros((self.rows + 1, self.width), np.float32)
        for i in range(self.rows, -1, -1):
            worth = self._worth(i)
            if i == self.rows:
                onward = np.where(self._across == self.width - 1, 0.0, _FAR)
                lonely = np.full(self.width, _FAR)
                expected = np.zeros(self.width)
            else:
                ok = np.flatnonzero(i + self.ms <= self.rows)
                ends, columns = i + self.ms[ok], self.start[i] + self.ns[ok]
                places = self._places(ends, columns)
                options = ahead.take(places)
                options += self._gains(ok, ends, columns)
                onward = _log_sum(options)
                options += self._row(after, i) - total
                posterior = np.exp(np.minimum(options, 0.0, out=options), out=options)
                worthy = np.full(posterior.shape, _FAR)
                likely = posterior > _LEAST
                worthy[likely] = posterior[likely] - _LEAST + value.take(places[likely])
                if self._jumps(i + 1):
                    lonely = self._row(ahead, i + 1)[0] + self._worth(i + 1)[0] - worth + self.alone_ja[i]
                    expected = np.full(self.width, self._row(value, i + 1)[0])
                else:
                    lonely = self._at(ahead, np.array([i + 1]), self.start[i : i + 1])[0] + self.alone_ja[i]
                    expected = self._at(value, np.array([i + 1]), self.start[i : i + 1])[0]
                best = worthy.argmax(axis=0)
                top = worthy[best, self._across]
                taken = top > expected
                choice[i] = np.where(taken, ok[best] + 1, _JA_ALONE)
                sure[i] = posterior[best, self._across]
                expected = np.where(taken, top, expected)
            self._row(ahead, i)[:] = np.logaddexp(np.logaddexp.accumulate((onward + worth)[::-1])[::-1] - worth, lonely)
            running = np.maximum.accumulate(expected[::-1])[::-1]
            choice[i][(running > expected + 1e-9) | (i == self.rows)] = _EN_ALONE
            self._row(value, i)[:] = running
        return self._trace(choice, sure)

    def _gains(self, types: NDArray[np.int64], ends: NDArray[np.int64], columns: NDArray[np.int64]) -> Doubles:
        """Worth of beads by the cells that they end in."""
        shift = columns - self.start[ends]
        where = shift[:, None] + self._across
        outside = (where < 0) | (where >= self.width)
        where[outside] = 0
        where += (((ends - 1) * len(self.ms) + types) * self.width)[:, None]
        found: Doubles = self.gains.take(where).astype(np.float64)
        found[outside] = _FAR
        return found

    def _trace(self, choice: NDArray[np.uint8], sure: NDArray[np.float32]) -> list[tuple[int, int, int, int, float]]:
        i = j = 0
        found = []
        while i < self.rows or j < self.columns:
            k = j - int(self.start[i])
            code = int(choice[i, k]) if k >= 0 else _EN_ALONE
            m, n = (1, 0) if code == _JA_ALONE else (0, 1) if code == _EN_ALONE else (int(self.ms[code - 1]), int(self.ns[code - 1]))
            found.append((i + m, j + n, m, n, float(sure[i, k]) if m and n else 0.0))
            i, j = i + m, j + n
        return found


def _log_sum(options: Doubles) -> Doubles:
    """Logarithm of the sum of the exponentials of each column."""
    top = options.max(axis=0)
    spread = options - top
    total: Doubles = top + np.log(np.exp(spread, out=spread).sum(axis=0))
    return total


def _path(beads: list[tuple[int, int, int, int, float]], rows: int, columns: int) -> NDArray[np.int64]:
    """For each number of ``ja`` sentences the number of ``en`` sentences that go with them."""
    xs = [0, *(i for i, _, m, _, _ in beads if m), rows]
    ys = [0, *(j for _, j, m, _, _ in beads if m), columns]
    return np.round(np.interp(np.arange(rows + 1), xs, ys)).astype(np.int64)


def _align(ja: Side, en: Side, weights: Weights) -> list[tuple[int, int, int, int, float]]:
    """Coarse to fine; beads of two by two at most on the coarser levels."""
    levels = [(ja, en)]
    while min(len(levels[-1][0]), len(levels[-1][1])) > _SMALL:
        levels.append((levels[-1][0].halved(), levels[-1][1].halved()))
    a, b = levels[-1]
    path = np.round(np.linspace(0, len(b), len(a) + 1)).astype(np.int64)
    radius = max(len(b), 1)
    for depth in range(len(levels) - 1, -1, -1):
        a, b = levels.pop()  # what is done with is let go: the vectors are what takes the memory
        beads = _Band(a, b, path, radius, LARGEST if depth == 0 else 2, weights).best()
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
    aligned = _align(ja, en, weights)
    paired = np.array([(i - m, m, j - n, n) for i, j, m, n, _ in aligned if m and n], np.int64).reshape(-1, 4)
    similarities = iter(np.concatenate([_similarities(ja, en, paired[at : at + _AT_A_TIME]) for at in range(0, len(paired), _AT_A_TIME)] or [np.zeros(0)]).tolist())
    return [Bead((i - m, i), (j - n, j), next(similarities) if m and n else 0.0, probability) for i, j, m, n, probability in aligned]


def _similarities(ja: Side, en: Side, beads: NDArray[np.int64]) -> Doubles:
    """Similarity of each bead, a row of where its Japanese sentences begin and how many they are, and its English ones."""
    a, m, b, n = beads.T
    total = np.zeros(len(beads))
    for left, right, weight in zip(ja.parts, en.parts, ja.weights, strict=True):
        x, y = _sums(left, a, m), _sums(right, b, n)
        lengths = np.sqrt(np.einsum("ij,ij->i", x, x) * np.einsum("ij,ij->i", y, y))
        total += weight * np.einsum("ij,ij->i", x, y) / (lengths + 1e-9)
    for side, start, count in ((ja, a, m), (en, b, n)):
        size = side.size + np.float32(1e-6)
        common, sizes = (_sums(v[:, None], start, count)[:, 0] for v in (side.common * size, size))
        total -= common / sizes / 2
    return total


def _sums(rows: NDArray[np.floating], start: NDArray[np.int64], count: NDArray[np.int64]) -> NDArray[np.float32]:
    """Sums of so many rows from each start on."""
    found = rows[start].astype(np.float32)
    for k in range(1, int(count.max(initial=1))):
        longer = np.flatnonzero(count > k)
        found[longer] += rows[start[longer] + k]
    return found
