"""The passages of the sources of one report, as vectors in one space."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.match.background import common
from align.match.encoder import Encoder
from align.match.features import Features, en_features
from align.match.vectors import Space, unit
from align.model.document import Sentence
from align.model.match import Passage

#: A passage has at most so many adjacent sentences.
LONGEST = 3


@dataclass(frozen=True, slots=True)
class SourceIndex:
    """The passages of one source.

    Attributes:
        passages: every run of one to three adjacent sentences of one block or of neighbours.
        features: of each passage.
        matrix: sparse unit vectors, one row per passage.
        dense: dense unit vectors, one row per passage.
        common: how similar each passage is to unrelated Japanese sentences.
    """

    key: str
    passages: tuple[Passage, ...]
    features: tuple[Features, ...]
    matrix: Any
    dense: NDArray[np.float32]
    common: NDArray[np.float32]

    @property
    def singles(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Vectors of the single sentences, in order, and how similar each is to unrelated Japanese sentences."""
        rows = [k for k, p in enumerate(self.passages) if p.first == p.last]
        return self.dense[rows], self.common[rows]


class Index:
    """All sources of a report. Add every source, then :meth:`close`, then search."""

    def __init__(self, encoder: Encoder) -> None:
        self.space = Space()
        self.encoder = encoder
        self._pending: list[tuple[str, tuple[Passage, ...], tuple[Features, ...], list[dict[int, float]]]] = []
        self.sources: Mapping[str, SourceIndex] = {}

    def add(self, key: str, sentences: Sequence[Sentence], alone: Collection[int] = ()) -> None:
        """Take in the sentences of a source, in reading order; headings and rows of tables (``alone``) join no passage."""
        single = [en_features(s.text) for s in sentences]
        vectors = [self.space.english(f) for f in single]
        passages: list[Passage] = []
        features: list[Features] = []
        rows: list[dict[int, float]] = []
        for first in range(len(sentences)):
            for last in range(first, min(first + LONGEST, len(sentences))):
                if last > first and (first in alone or last in alone):
                    break
                run = single[first : last + 1]
                passages.append(Passage(key, first + 1, last + 1, " ".join(s.text for s in sentences[first : last + 1])))
                features.append(run[0] if len(run) == 1 else _joined(run))
                merged: dict[int, float] = {}
                for v in vectors[first : last + 1]:
                    for column, weight in v.items():
                        merged[column] = max(merged.get(column, 0.0), weight)
                rows.append(merged)
        self._pending.append((key, tuple(passages), tuple(features), rows))

    def query(self, features: Sequence[Features]) -> Any:
        """Sparse unit vectors of the sentences of the report, one row each; call it once every source was added."""
        return unit(self.space.japanese(features))

    def close(self) -> None:
        """Fix the space; call it after the queries were made, since they add columns too."""
        self.sources = {k: self._source(k, p, f, rows) for k, p, f, rows in self._pending}

    def _source(
        self, key: str, passages: tuple[Passage, ...], features: tuple[Features, ...], rows: list[dict[int, float]]
    ) -> SourceIndex:
        dense = self.encoder.encode(features, "en")
        return SourceIndex(key, passages, features, unit(self.space.rows(rows)), dense, common(dense, "en", self.encoder))


def _joined(run: Sequence[Features]) -> Features:
    return Features(
        tuple(t for f in run for t in f.tokens),
        tuple(dict.fromkeys(w for f in run for w in f.latin)),
        tuple(dict.fromkeys(n for f in run for n in f.names)),
        tuple(q for f in run for q in f.quantities),
        " ".join(f.text for f in run),
    )
