"""The static bilingual encoder: a sentence is the sum of the vectors of its words and their parts.

The vectors were learned so that translations point the same way (``training/encoder.py``). They are
eight-bit, memory-mapped, and need no neural network at run time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from align.match.features import Features, latin_stems
from align.match.subwords import en_subwords, ja_subwords


class Encoder(Protocol):
    """Turns texts into vectors that can be compared across the two languages."""

    @property
    def name(self) -> str: ...

    def encode(self, features: Sequence[Features], language: str) -> NDArray[np.float32]:
        """Unit vectors, one row per text; ``language`` is ``ja`` or ``en``."""
        ...

    def unrelated(self, language: str) -> NDArray[np.float32]:
        """Unit vectors of sentences that have nothing to do with any report."""
        ...


@dataclass(slots=True)
class _Side:
    vectors: NDArray[np.int8]
    scale: NDArray[np.float16]
    words: dict[str, int]
    subwords: Callable[[str], list[int]]
    units: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def of(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """The sum of some rows."""
        total: NDArray[np.float32] = self.scale[ids].astype(np.float32) @ self.vectors[ids].astype(np.float32)
        return total

    def unit_ids(self, token: str) -> tuple[int, ...]:
        """Rows of a token: its own, if it has one, and those of its parts."""
        found = self.units.get(token)
        if found is None:
            row = self.words.get(token)
            parts = tuple(len(self.words) + b for b in self.subwords(token))
            found = parts if row is None else (row, *parts)
            self.units[token] = found
        return found


class StaticEncoder:
    """The encoder that ships with the package, or another one packed in the same way in ``folder``."""

    def __init__(self, folder: Path, name: str = "static") -> None:
        self.name = name
        self._sides = {}
        for side, subwords in (("ja", ja_subwords), ("en", en_subwords)):
            words = (folder / f"encoder_{side}.txt").read_text(encoding="utf-8").split("\n")
            self._sides[side] = _Side(
                np.load(folder / f"encoder_{side}.npy", mmap_mode="r"),
                np.load(folder / f"encoder_{side}_scale.npy"),
                {w: i for i, w in enumerate(words)},
                subwords,
            )

        self._unrelated = {
            side: _unit(np.load(folder / f"encoder_{side}_unrelated.npy").astype(np.float32)) for side in ("ja", "en")
        }

    @property
    def dimensions(self) -> int:
        return int(self._sides["ja"].vectors.shape[1])

    def encode(self, features: Sequence[Features], language: str) -> NDArray[np.float32]:
        """Unit vectors, one row per text; a text without a known token is a zero row."""
        return _unit(self.sums(features, language))

    def sums(self, features: Sequence[Features], language: str) -> NDArray[np.float32]:
        """As :meth:`encode`, but not normalised: the vector of two texts together is the sum of theirs."""
        side = self._sides[language]
        result = np.zeros((len(features), self.dimensions), np.float32)
        for i, f in enumerate(features):
            ids = [u for t in f.tokens for u in side.unit_ids(t)]
            if ids:
                result[i] = side.of(ids)
            if language == "ja":
                # Latin words of Japanese text mean what they mean in English.
                ids = [u for w in f.latin for t in latin_stems(w) for u in self._sides["en"].unit_ids(t)]
                if ids:
                    result[i] += self._sides["en"].of(ids)
        return result

    def unrelated(self, language: str) -> NDArray[np.float32]:
        """Unit vectors of random sentences of the training text."""
        return self._unrelated[language]


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    norms[norms == 0] = 1
    unit: NDArray[np.float32] = rows / norms
    return unit


@lru_cache(maxsize=1)
def shipped() -> StaticEncoder:
    """The encoder in the package, loaded on first use."""
    with resources.as_file(resources.files("align.match.data")) as folder:
        return StaticEncoder(folder)
