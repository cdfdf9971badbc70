"""The cells of an alignment near a path, and the most likely beads among them.

The posterior probability of every bead is summed up over all alignments in the band (forward and
backward, as in a conditional random field), and the alignment with the highest expected number of
right beads is taken. A bead is worth what it gains over its sentences staying alone, so that gaps
cost nothing; sums are kept row by row with a scale each (Rabiner 1989, section V.A), so that a row
takes a few additions and no logarithm. What doesn't need the row before is done for many at a time.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from align.match.costs import Weights
from align.match.gains import NEVER, Gains, alone
from align.match.side import Floats, Side, windows

Doubles = NDArray[np.float64]
Places = NDArray[np.int64]

#: A bead less likely than this is no bead: its sentences stay alone.
_LEAST = 0.4
_JA_ALONE, _EN_ALONE = 0, 255
#: What a bead can gain or lose, in logarithms: sums of a whole band are within the range of a double.
_GAIN, _LOSS, _RANGE = 150.0, -150.0, 700.0
#: Rows whose beads are laid out together.
_RUN = 512


class Band:
    """Cells (Japanese sentences so far, English sentences so far) near a path, and the sums over alignments.

    Args:
        path: where in ``en`` the first ``i`` sentences of ``ja`` are expected to end.
        radius: half the width of the band, in English sentences.
        largest: sentences of one side in a bead at most.
    """

    def __init__(self, ja: Side, en: Side, path: Places, radius: int, largest: int, weights: Weights) -> None:
        self.rows, self.columns = len(ja), len(en)
        self.width = min(2 * radius + 1, self.columns + 1)
        # The band always moves forward, from the first cell to the last. Where it jumps by more than its width,
        # a Japanese sentence and the English ones that are jumped over stay alone.
        last = self.columns + 1 - self.width
        self.start = np.maximum.accumulate(np.clip(path - radius, 0, last))
        self.start[0], self.start[-1] = 0, last
        gains = Gains(ja, en, self.start, self.width, largest, weights)
        self._ms, self._ns = (np.array([t[k] for t in gains.types]) for k in (0, 1))
        self._largest, self._across = largest, np.arange(self.width)
        #: What the bead of each type that ends in each cell gains; half precision is enough and saves memory.
        self._gains = np.empty((self.rows, len(self._ms), self.width), np.float16)
        lonely = [np.stack(windows(alone(side, weights), largest)) for side in (ja, en)]
        for run, worth in gains.blocks():
            self._gains[run] = self._gained(run, worth, *lonely)

    def _gained(self, run: slice, worth: Floats, lonely_ja: Floats, lonely_en: Floats) -> Floats:
        rows = np.arange(run.start, run.stop)
        column = np.clip(self.start[rows + 1][:, None] + self._across - 1, 0, self.columns - 1)
        gained = worth - lonely_ja[self._ms - 1][:, rows].T[:, :, None] - lonely_en[self._ns - 1][:, column].swapaxes(0, 1)
        return np.where(worth > NEVER, np.clip(gained, _LOSS, _GAIN), NEVER)

    def best(self) -> list[tuple[int, int, int, int, float]]:
        """The alignment whose beads have the highest sum of posterior probabilities beyond :data:`_LEAST`:
        (ja end, en end, ja count, en count, probability) of each bead, in order."""
        choice = np.full((self.rows + 1, self.width), _JA_ALONE, np.uint8)
        sure = np.zeros((self.rows + 1, self.width), np.float32)
        below = [np.zeros(self.width)] * self._largest  # the highest sums of the rows below, the nearest first
        for row, likely in self._likely():
            expected = self._staying(row, below[0])
            for type_, k, probability in likely:
                m, n = int(self._ms[type_]), int(self._ns[type_])
                value = probability - _LEAST + below[m - 1][self.start[row] + k + n - self.start[row + m]]
                if value > expected[k]:
                    expected[k], choice[row, k], sure[row, k] = value, type_ + 1, probability
            running = np.maximum.accumulate(expected[::-1])[::-1]
            choice[row, (running > expected + 1e-9) | (row == self.rows)] = _EN_ALONE
            below = [running, *below[:-1]]
        return self._trace(choice, sure)

    def _staying(self, row: int, below: Doubles) -> Doubles:
        """The highest sums of a row if its next Japanese sentence stays alone, from those of the row below."""
        if row == self.rows:
            return np.where(self._across == self.width - 1, 0.0, -np.inf)
        if self._jumps(row + 1):
            return np.full(self.width, below[0])
        shift = int(self.start[row + 1] - self.start[row])
        return np.concatenate([np.full(shift, -np.inf), below[: self.width - shift]])

    def _forward(self) -> tuple[Doubles, Doubles]:
        """Sums over all alignments up to each cell, for each row divided by its scale; and the logarithms of the scales.

        Of a gap, Japanese sentences come first: else one alignment would count several times.
        """
        table, scales = _Table(self.rows + self._largest + 1, self.width), np.zeros(self.rows + self._largest + 1)
        before = np.zeros(self.width)  # the sums up to the cells whose last gap has no English sentence yet
        before[0] = 1.0
        for first in range(0, self.rows + 1, _RUN):
            rows = np.arange(first, min(first + _RUN, self.rows + 1))
            begin = rows[:, None] - self._ms
            places = table.places(begin + self._largest, self.start[rows][:, None] - self._ns - self.start[np.maximum(begin, 0)])
            gains = np.exp(self._gains[np.maximum(rows - 1, 0)], dtype=np.float64)
            for k, row in enumerate(rows.tolist()):
                at = row + self._largest  # there is room above for the beads of the first rows
                if row:
                    ratios = np.exp(np.minimum(scales[at - self._largest : at] - scales[at - 1], _RANGE))
                    found = np.einsum("t,tk,tk->k", ratios[-self._ms], table.take(places[k]), gains[k])
                    if self._jumps(row):
                        found[0] += table.rows[at - 1, -1]
                    else:
                        shift = int(self.start[row] - self.start[row - 1])
                        found[: self.width - shift] += before[shift:]
                    before = found
                after = np.add.accumulate(before)
                before /= after[-1]
                table.rows[at] = after / after[-1]
                scales[at] = (scales[at - 1] if row else 0.0) + np.log(after[-1])
        return table.rows[self._largest :], scales[self._largest :]

    def _likely(self) -> Iterator[tuple[int, list[tuple[int, int, float]]]]:
        """Each row from the last to the first, and its likely beads: (type, column of the cell it begins in, posterior probability)."""
        after, scales = self._forward()
        table, ahead = _Table(self.rows + self._largest + 1, self.width), np.zeros(self.rows + self._largest + 1)
        for stop in range(self.rows + 1, 0, -_RUN):
            rows = np.arange(max(stop - _RUN, 0), stop)
            ends = rows[:, None] + self._ms
            column = self.start[rows][:, None] + self._ns - self.start[np.minimum(ends, self.rows)]
            places, gains = table.places(ends, column), self._of_beginnings(ends, column)
            shares = np.zeros_like(gains)
            for k, row in reversed(list(enumerate(rows.tolist()))):
                if row < self.rows:
                    ratios = np.exp(np.minimum(ahead[row + 1 : row + 1 + self._largest] - ahead[row + 1], _RANGE))
                    shares[k] = table.take(places[k])
                    shares[k] *= gains[k]
                    sums = np.add.accumulate((ratios[self._ms - 1] @ shares[k])[::-1])[::-1]
                    if self._jumps(row + 1):
                        sums += table.rows[row + 1, 0]
                    else:
                        shift = int(self.start[row + 1] - self.start[row])
                        sums[shift:] += table.rows[row + 1, : self.width - shift]
                else:
                    sums = np.ones(self.width)
                most = sums.max()
                table.rows[row] = sums / most
                ahead[row] = (ahead[row + 1] if row < self.rows else 0.0) + np.log(most)
            shares *= np.exp(np.minimum(scales[rows][:, None] + ahead[ends] - scales[-1], _RANGE))[:, :, None]
            shares *= after[rows][:, None]
            likely: list[list[tuple[int, int, float]]] = [[] for _ in rows]
            for k, type_, column_ in np.argwhere(shares > _LEAST).tolist():
                likely[k].append((type_, column_, min(float(shares[k, type_, column_]), 1.0)))
            yield from reversed(list(zip(rows.tolist(), likely, strict=True)))

    def _of_beginnings(self, ends: Places, column: Places) -> Doubles:
        """By how many times the beads of each type that begin in each cell are likelier than sentences that stay alone.

        Args:
            ends, column: of the bead of each type that begins in the first cell of each row, the row and the column that it ends in.
        """
        where = column[:, :, None] + self._across
        outside = (where < 0) | (where >= self.width) | (ends > self.rows)[:, :, None]
        where += (((ends - 1) * len(self._ms) + np.arange(len(self._ms))) * self.width)[:, :, None]
        where[outside] = 0
        gains: Doubles = np.exp(self._gains.reshape(-1).take(where), dtype=np.float64)
        gains[outside] = 0.0
        return gains

    def _jumps(self, i: int) -> bool:
        """Whether rows ``i - 1`` and ``i`` of the band have no column in common."""
        return bool(self.start[i] >= self.start[i - 1] + self.width)

    def _trace(self, choice: NDArray[np.uint8], sure: Floats) -> list[tuple[int, int, int, int, float]]:
        i = j = 0
        found = []
        while i < self.rows or j < self.columns:
            k = j - int(self.start[i])
            code = int(choice[i, k]) if k >= 0 else _EN_ALONE
            m, n = (1, 0) if code == _JA_ALONE else (0, 1) if code == _EN_ALONE else (int(self._ms[code - 1]), int(self._ns[code - 1]))
            found.append((i + m, j + n, m, n, float(sure[i, k]) if m and n else 0.0))
            i, j = i + m, j + n
        return found


class _Table:
    """Rows of cells, with as many on both sides that can't be reached."""

    def __init__(self, rows: int, width: int) -> None:
        self._cells, self._width, self._across = np.zeros((rows, 3 * width)), width, np.arange(width)
        self.rows = self._cells[:, width : 2 * width]

    def places(self, rows: Places, columns: Places) -> Places:
        """Where the cells of a row stand from a column on that may be before or after the band."""
        return rows * 3 * self._width + np.clip(columns + self._width, 0, 2 * self._width)

    def take(self, places: Places) -> Doubles:
        """A band's width of cells from each of the places on."""
        found: Doubles = self._cells.take(places[:, None] + self._across)
        return found
