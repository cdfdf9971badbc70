"""Align two documents that are translations of each other: beads of up to six by six sentences.

Coarse to fine, after Thompson and Koehn 2019 (vecalign): the documents are halved by adding up
neighbours until they are small, aligned there, and each finer level searches a band around the
path of the coarser one. Time and memory grow linearly with the length of the documents.

Of a level, the alignment with the highest expected number of right beads is taken (see :mod:`align.match.band`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.match.band import Band
from align.match.costs import Weights, shipped_weights
from align.match.side import Side

Doubles = NDArray[np.float64]

#: Sentences of one side in a bead at most.
LARGEST = 6
#: Half the width of the band around the coarser path, in sentences.
_RADIUS = 12
#: A level of so many sentences is searched whole.
_SMALL = 120
#: Beads whose similarities are computed together.
_AT_A_TIME = 2048


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
        beads = Band(a, b, path, radius, LARGEST if depth == 0 else 2, weights).best()
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
