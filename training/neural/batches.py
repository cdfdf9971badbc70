"""Packed pairs → batches of token ids, made where the model is trained.

A pack is ``NAME.npz`` or ``NAME.npz.xz``: the tokens of all sources one after the other and how many each has, and the same of the
targets. In packs whose name begins with ``back``, the sources were written by a machine (back.py); they begin with a mark, so that the
model tells them from people's (Caswell et al. 2019).
"""

from __future__ import annotations

import io
import lzma
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from training.neural.model import PAD

BOS, EOS = 2, 3
#: SentencePiece has its own 0 to 3 (unknown, beginning, end, and a byte or place); all tokens move up to make room for PAD.
SHIFT = 1
#: Widths and heights of batches are multiples of this many.
STEP = 8


@dataclass(frozen=True)
class Batch:
    """Sentences and what they are to become.

    Attributes:
        source, target: rows × width, padded; targets begin with BOS. All end with EOS.
        there: where the targets have a next token, counted through all rows of ``target[:, 1:]``.
    """

    source: Tensor
    target: Tensor
    there: Tensor


class Side:
    """The sentences of one language, with how many BOS each begins with."""

    def __init__(self, tokens: np.ndarray, sizes: np.ndarray, heads: np.ndarray, device: str) -> None:
        self.sizes, self.heads = sizes.astype(np.int64), heads.astype(np.int64)
        self._starts = np.concatenate([[0], self.sizes.cumsum()])
        self._tokens = torch.from_numpy(tokens.astype(np.int32)).to(device)
        self._device = device

    def widths(self, rows: np.ndarray) -> np.ndarray:
        return self.sizes[rows] + self.heads[rows] + 1

    def tensor(self, rows: np.ndarray, extra: int) -> Tensor:
        """Rows × width, the width a multiple of ``STEP`` and ``extra`` more."""
        width = -(-(int(self.widths(rows).max()) - extra) // STEP) * STEP + extra
        start, size, head = (torch.from_numpy(x[rows, None]).to(self._device, non_blocking=True) for x in (self._starts, self.sizes, self.heads))
        place = torch.arange(width, device=self._device)[None] - head
        found = self._tokens[(start + place).clamp_(0, max(len(self._tokens) - 1, 0))].long() + SHIFT
        found = torch.where(place < size, found, torch.where(place == size, EOS, PAD))
        return torch.where(place < 0, BOS, found)


def read(path: Path) -> dict[str, np.ndarray]:
    """The arrays of a pack."""
    data = path.read_bytes()
    return dict(np.load(io.BytesIO(lzma.decompress(data) if path.suffix == ".xz" else data)))


def packs(data: Path) -> list[Path]:
    """All packs of pairs."""
    return sorted(p for p in data.glob("*.npz*") if p.name.startswith(("pairs", "back")))


def without(source: np.ndarray, sizes: np.ndarray, japanese: int) -> dict[str, np.ndarray]:
    """The sources without their hints."""
    kept = source < japanese
    before = np.concatenate([[0], kept.cumsum()])
    ends = sizes.cumsum(dtype=np.int64)
    return {"source": source[kept], "source_sizes": np.diff(before[np.concatenate([[0], ends])]).astype(sizes.dtype)}


class Batches:
    """Sentences whose source and target are both of like length together, in an order that depends on the epoch alone.

    Args:
        data: folder of packs. tokens: of a side in a batch. longest: tokens of a side of a pair.
        japanese: for batches from English to Japanese, how many tokens of the Japanese vocabulary are Japanese; hints are left out.
    """

    def __init__(self, data: Path, tokens: int, longest: int, device: str, *, japanese: int | None = None) -> None:
        reverse = japanese is not None
        found = [(path.name.startswith("back"), read(path)) for path in packs(data)]
        if japanese is not None:
            found = [(made, f | without(f["source"], f["source_sizes"], japanese)) for made, f in found]
        names = ("target", "source") if reverse else ("source", "target")
        joined = [np.concatenate([f[n] for _, f in found]) for n in (*names, *(f"{n}_sizes" for n in names))]
        marked = np.concatenate([np.full(len(f["source_sizes"]), made and not reverse) for made, f in found])
        self.source = Side(joined[0], joined[2], marked, device)
        self.target = Side(joined[1], joined[3], np.ones(len(marked), np.int64), device)
        sizes = np.stack([self.source.sizes, self.target.sizes])
        self.tokens, self._device = tokens, device
        self.fit = np.flatnonzero((sizes.max(0) < longest - 2) & (sizes.min(0) > 0))

    def epoch(self, n: int) -> list[np.ndarray]:
        rng = np.random.default_rng(n)
        order = rng.permutation(self.fit)
        source, target = (side.sizes[order] + 2 for side in (self.source, self.target))
        wide = -(-target // STEP)
        order = order[np.lexsort((source + rng.integers(0, 3, len(order)), wide))]
        batches = []
        for rows in np.split(order, np.flatnonzero(np.diff(np.sort(wide))) + 1):
            at = 0
            while at < len(rows):
                width = int(max(side.sizes[rows[at]] for side in (self.source, self.target))) + 2
                count = max(STEP, self.tokens // (width + 4) // STEP * STEP)
                batches.append(rows[at : at + count])
                at += count
        rng.shuffle(batches)
        return batches

    def batch(self, rows: np.ndarray) -> Batch:
        """Rows as tensors."""
        source, target = self.source.tensor(rows, 0), self.target.tensor(rows, 1)
        count = self.target.sizes[rows] + 1
        first = np.arange(len(rows)) * (target.shape[1] - 1) - np.concatenate([[0], count.cumsum()[:-1]])
        there = np.repeat(first, count) + np.arange(count.sum())
        return Batch(source, target, torch.from_numpy(there).to(self._device, non_blocking=True))

    def stream(self, step: int) -> Iterator[Batch]:
        """Batches from a step on, epoch after epoch."""
        n = 0
        with ThreadPoolExecutor(1) as beside:
            coming = beside.submit(self.epoch, n)
            while True:
                epoch = coming.result()
                n += 1
                coming = beside.submit(self.epoch, n)
                for rows in epoch[min(step, len(epoch)) :]:
                    yield self.batch(rows)
                step = max(step - len(epoch), 0)


def batch_of(pairs: Sequence[tuple[Sequence[int], ...]], device: str) -> Batch:
    """Pairs of token ids as one batch."""
    sides = []
    for side in (0, 1):
        tokens = np.concatenate([np.asarray(p[side], np.int64) for p in pairs])
        sides.append(Side(tokens, np.array([len(p[side]) for p in pairs]), np.full(len(pairs), side), device))
    rows = np.arange(len(pairs))
    source, target = sides[0].tensor(rows, 0), sides[1].tensor(rows, 1)
    return Batch(source, target, torch.nonzero((target[:, 1:] != PAD).flatten()).squeeze(1))
