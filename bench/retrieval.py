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


def precision(scores: NDArray[np.float32], gold: Sequence[str]) -> float:
    """Share of rows whose best column has the row's own text: equal segments are equally right."""
    best = scores.argmax(axis=1)
    return float(np.mean([gold[b] == gold[i] for i, b in enumerate(best)]))


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
