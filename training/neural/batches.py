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
#: The pairs that were kept from training.
DEV = "dev.npz"
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


def moved(values: np.ndarray, device: str) -> Tensor:
    """Numbers on the device, without waiting for what it is doing."""
    found = torch.from_numpy(values)
    return found.pin_memory().to(device, non_blocking=True) if device == "cuda" else found


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
        start, size, head = (moved(x[rows, None], self._device) for x in (self._starts, self.sizes, self.heads))
        place = torch.arange(width, device=self._device)[None] - head
        found = self._tokens[(start + place).clamp_(0, max(len(self._tokens) - 1, 0))].long() + SHIFT
        found = torch.where(place < size, found, torch.where(place == size, EOS, PAD))
        return torch.where(place < 0, BOS, found)


def read(path: Path) -> dict[str, np.ndarray]:
    """The arrays of a pack."""
    data = path.read_bytes()
    return dict(np.load(io.BytesIO(lzma.decompress(data) if path.suffix == ".xz" else data)))


def packs(data: Path) -> list[str]:
    """All packs of pairs to train on."""
    return sorted(p.name for p in data.glob("*.npz*") if p.name.startswith(("pairs", "back")))


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
        names: of the packs; those to train on if there are none.
    """

    def __init__(self, data: Path, tokens: int, longest: int, device: str, *, japanese: int | None = None, names: Sequence[str] = ()) -> None:
        reverse = japanese is not None
        found = [(name.startswith("back"), read(data / name)) for name in names or packs(data)]
        if japanese is not None:
            found = [(made, f | without(f["source"], f["source_sizes"], japanese)) for made, f in found]
        sides = ("target", "source") if reverse else ("source", "target")
        joined = [np.concatenate([f[n] for _, f in found]) for n in (*sides, *(f"{n}_sizes" for n in sides))]
        marked = np.concatenate([np.full(len(f["source_sizes"]), made and not reverse) for made, f in found])
        self.source = Side(joined[0], joined[2], marked, device)
        self.target = Side(joined[1], joined[3], np.ones(len(marked), np.int64), device)
        sizes = np.stack([self.source.sizes, self.target.sizes])
        self.tokens, self._device = tokens, device
        self.fit = np.flatnonzero((sizes.max(0) < longest - 2) & (sizes.min(0) > 0))

    def epoch(self, n: int) -> list[np.ndarray]:
        """Rows of each batch. Few shapes come, since a device is slow at those that it hasn't seen."""
        rng = np.random.default_rng(n)
        order = rng.permutation(self.fit)
        source, target = (-(-(side.widths(order) - extra) // STEP) for side, extra in ((self.source, 0), (self.target, 1)))
        cells = source << 32 | target
        order = order[np.argsort(cells, kind="stable")]
        batches = []
        for rows in np.split(order, np.flatnonzero(np.diff(np.sort(cells))) + 1):
            width = -(-max(int(side.widths(rows[:1])[0]) for side in (self.source, self.target)) // STEP) * STEP
            count = max(STEP, self.tokens // width // STEP * STEP)
            batches += [rows[at : at + count] for at in range(0, len(rows), count)]
        rng.shuffle(batches)
        return batches

    def batch(self, rows: np.ndarray) -> Batch:
        """Rows as tensors."""
        source, target = self.source.tensor(rows, 0), self.target.tensor(rows, 1)
        count = self.target.sizes[rows] + 1
        first = np.arange(len(rows)) * (target.shape[1] - 1) - np.concatenate([[0], count.cumsum()[:-1]])
        there = np.repeat(first, count) + np.arange(count.sum())
        return Batch(source, target, moved(there, self._device))

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
