"""The sentences of one document, ready to align, and sums over their windows.

Vectors are not normalised but added up, so that the similarity of two windows of sentences is that
of their sums.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Side:
    """The sentences of one document, ready to align.

    Attributes:
        parts: vector spaces, each with one row per sentence that was not normalised; half precision
            is enough and saves memory.
        weights: what each space counts in a similarity.
        common: similarity of each sentence with unrelated text.
        size: amount of text of each sentence, in hundreds of characters of English.
        breaks: whether a paragraph or heading ends with the sentence.
        sentences: how many sentences end in each unit; a merged unit has several, a fragment none.
        torn: whether the unit ends in the middle of a sentence.
    """

    parts: tuple[NDArray[np.floating], ...]
    weights: tuple[float, ...]
    common: Floats
    size: Floats
    breaks: NDArray[np.bool_]
    sentences: Floats
    torn: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.size)

    def cut(self, first: int, last: int) -> Side:
        """The sentences from ``first`` to before ``last``."""
        at = slice(first, last)
        return Side(
            tuple(p[at] for p in self.parts), self.weights, self.common[at], self.size[at], self.breaks[at], self.sentences[at], self.torn[at]
        )

    def halved(self) -> Side:
        """Neighbours added up, two by two. Amounts of text are averaged: weights know sentences, not chapters."""
        starts = np.arange(0, len(self), 2)
        count = np.minimum(starts + 2, len(self)) - starts
        size = np.add.reduceat(self.size, starts)
        none = np.zeros(len(starts), bool)
        return Side(
            tuple(_pairs(p) for p in self.parts),
            self.weights,
            (np.add.reduceat(self.common * self.size, starts) / np.maximum(size, 1e-6)).astype(np.float32),
            (size / count).astype(np.float32),
            none,
            np.ones(len(starts), np.float32),
            none,
        )


def _pairs(part: NDArray[np.floating]) -> NDArray[np.floating]:
    """Rows added up two by two; an odd one at the end stays."""
    found = np.empty(((len(part) + 1) // 2, part.shape[1]), np.float16)
    whole = len(part) // 2
    step = 4096  # in blocks, so that no second copy of the vectors is needed
    for at in range(0, whole, step):
        rows = part[2 * at : 2 * min(at + step, whole)]
        found[at : at + len(rows) // 2] = rows[::2].astype(np.float32) + rows[1::2]
    found[whole:] = part[2 * whole :]
    return found


def norms(part: NDArray[np.floating], largest: int) -> list[Floats]:
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


def windows(values: Floats, largest: int) -> list[Floats]:
    """Sum over each window, laid out as :func:`norms`."""
    sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    found = []
    for n in range(1, largest + 1):
        start = np.maximum(np.arange(1, len(values) + 1) - n, 0)
        found.append((sums[1:] - sums[start]).astype(np.float32))
    return found


def inner(flags: NDArray[np.bool_], largest: int) -> list[Floats]:
    """Flags inside each window: those of all of its rows but the last."""
    values = flags.astype(np.float32)
    return [w - values for w in windows(values, largest)]
