"""The static bilingual encoder: a sentence is the sum of the vectors of its words and their parts.

The vectors were learned so that translations point the same way (``training/encoder.py``). They take
four bits a dimension, are memory-mapped, and need no neural network at run time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from align.match.features import Features, latin_stems
from align.match.subwords import en_subwords, ja_subwords


class Encoder(Protocol):
    """Turns texts into vectors that can be compared across the two languages; see :func:`similarity`.

    Attributes:
        scale, offset: what turns a cosine of two of its vectors into one of the shipped encoder.
    """

    name: str
    scale: float
    offset: float

    def encode(self, features: Sequence[Features], language: str) -> NDArray[np.float32]:
        """Unit vectors, one row per text; ``language`` is ``ja`` or ``en``."""
        ...

    def sums(self, features: Sequence[Features], language: str) -> NDArray[np.float32]:
        """As :meth:`encode`, but not normalised: the vector of two texts together is the sum of theirs."""
        ...

    def unrelated(self, language: str) -> NDArray[np.float32]:
        """Unit vectors of sentences that have nothing to do with any report."""
        ...


def similarity(encoder: Encoder, left: NDArray[np.float32], right: NDArray[np.float32]) -> NDArray[np.float32]:
    """Similarity of each unit vector of ``left`` with each of ``right``, on the scale of the shipped encoder:
    about -0.2 to 1, higher is nearer; shape (len(left), len(right))."""
    found: NDArray[np.float32] = (left @ right.T) * np.float32(encoder.scale) + np.float32(encoder.offset)
    return found


#: A packed value from 0 to 15 stands for itself less this, times the scale of its row.
MIDDLE = 7.5
#: So many texts are encoded at a time; more would take more memory.
_BLOCK = 1024


@dataclass(slots=True)
class _Side:
    vectors: NDArray[np.uint8]  # two values a byte: the first half of a row in the low bits, the other in the high ones
    scale: NDArray[np.float16]
    words: dict[str, int]
    subwords: Callable[[str], list[int]]
    units: dict[str, tuple[int, ...]] = field(default_factory=dict)

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

    scale, offset = 1.0, 0.0

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
            side: unit(np.load(folder / f"encoder_{side}_unrelated.npy").astype(np.float32)) for side in ("ja", "en")
        }

    @property
    def dimensions(self) -> int:
        return 2 * int(self._sides["ja"].vectors.shape[1])

    def encode(self, features: Sequence[Features], language: str) -> NDArray[np.float32]:
        """Unit vectors, one row per text; a text without a known token is a zero row."""
        return unit(self.sums(features, language))

    def sums(self, features: Sequence[Features], language: str) -> NDArray[np.float32]:
        """As :meth:`encode`, but not normalised: the vector of two texts together is the sum of theirs."""
        total = self._side_sums(language, [f.tokens for f in features])
        if language == "ja" and any(f.latin for f in features):
            # Latin words of Japanese text mean what they mean in English.
            total += self._side_sums("en", [[t for w in f.latin for t in latin_stems(w)] for f in features])
        return total

    def _side_sums(self, language: str, texts: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """Sums of the vectors of the units of each text's tokens, a block of texts at a time."""
        from scipy.sparse import csr_matrix

        side = self._sides[language]
        result = np.zeros((len(texts), self.dimensions), np.float32)
        for at in range(0, len(texts), _BLOCK):
            block = texts[at : at + _BLOCK]
            places = {t: k for k, t in enumerate(dict.fromkeys(chain.from_iterable(block)))}
            column = list(map(places.__getitem__, chain.from_iterable(block)))
            if not column:
                continue
            start = np.concatenate([[0], np.cumsum([len(text) for text in block])])
            counts = csr_matrix((np.ones(len(column), np.float32), column, start), shape=(len(block), len(places)))
            result[at : at + len(block)] = counts @ self._token_vectors(side, list(places))
        return result

    def _token_vectors(self, side: _Side, tokens: Sequence[str]) -> NDArray[np.float32]:
        """For each token the sum of the vectors of its units."""
        from scipy.sparse import csr_matrix

        known = side.units
        rows = [known[t] if t in known else side.unit_ids(t) for t in tokens]
        lengths = list(map(len, rows))
        used, column = np.unique(np.fromiter(chain.from_iterable(rows), np.int64, sum(lengths)), return_inverse=True)
        start = np.concatenate([[0], np.cumsum(lengths)])
        packed, scale = side.vectors[used], side.scale[used].astype(np.float32)
        weights = csr_matrix((scale[column], column, start), shape=(len(rows), len(used)))
        middle = np.float32(MIDDLE) * np.asarray(weights.sum(axis=1), np.float32)
        return np.hstack([weights @ (packed & 15).astype(np.float32) - middle, weights @ (packed >> 4).astype(np.float32) - middle])

    def unrelated(self, language: str) -> NDArray[np.float32]:
        """Unit vectors of random sentences of the training text."""
        return self._unrelated[language]


def unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """The rows at length one; a row of zeros stays so."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    norms[norms == 0] = 1
    result: NDArray[np.float32] = rows / norms
    return result


@lru_cache(maxsize=1)
def shipped() -> StaticEncoder:
    """The encoder in the package, loaded on first use."""
    with resources.as_file(resources.files("align.match.data")) as folder:
        return StaticEncoder(folder)
