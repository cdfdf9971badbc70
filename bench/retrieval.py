"""Retrieval: for every sentence of one language the right one among all of the other (P@1)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.match.features import Features, en_features, ja_features
from align.match.retrieve import similarity
from bench.data import pair_sets
from bench.report import Result

#: Scores that differ by less are the same: the order of a sum, which depends on the number of threads, decides between them.
_SAME = 1e-4


def precision(scores: NDArray[np.float32], gold: Sequence[str]) -> float:
    """Share of rows whose best column has the row's own text: equal segments are equally right. Of several best columns, each is
    taken as often as the others."""
    best = scores.max(axis=1, keepdims=True) - _SAME <= scores
    return float(np.mean([np.mean([gold[b] == gold[i] for b in np.flatnonzero(row)]) for i, row in enumerate(best)]))


def measure(folder: Path) -> list[Result]:
    """P@1 in both directions on every set of pairs, with all signals and with each alone."""
    results = []
    for name, rows in pair_sets(folder):
        ja: list[Features] = [ja_features(r["ja"]) for r in rows]
        en: list[Features] = [en_features(r["en"]) for r in rows]
        for system, scores in similarity(ja, en).items():
            results.append(Result(f"retrieval/{name}/ja-en", system, precision(scores, [r["en"] for r in rows]), "P@1", {"rows": len(rows)}))
            results.append(Result(f"retrieval/{name}/en-ja", system, precision(scores.T, [r["ja"] for r in rows]), "P@1", {"rows": len(rows)}))
    return results
