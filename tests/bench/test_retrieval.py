"""P@1 doesn't hang on the last bit of a score."""

from __future__ import annotations

import numpy as np

from bench.retrieval import precision


def test_of_several_best_columns_each_counts_its_share() -> None:
    scores = np.array([[1.0, 1.0 + 1e-6, 0.2], [0.1, 0.9, 0.3], [0.8, 0.1, 0.5]], np.float32)
    assert precision(scores, ["a", "b", "c"]) == np.float64(0.5)
    assert precision(scores, ["a", "a", "c"]) == np.float64(2 / 3)
