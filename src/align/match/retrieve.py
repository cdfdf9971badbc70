"""Find each sentence's translation among many: all pairs scored, hubs discounted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def csls(similarity: NDArray[np.float32], k: int = 4) -> NDArray[np.float32]:
    """Cross-domain similarity local scaling (Conneau et al. 2018): a similarity counts as far as it
    exceeds the mean of the ``k`` highest of its row and of its column. Same shape; higher is better."""
    if similarity.size == 0:
        return similarity
    rows = np.partition(similarity, -min(k, similarity.shape[1]), axis=1)[:, -min(k, similarity.shape[1]) :].mean(axis=1)
    columns = np.partition(similarity, -min(k, similarity.shape[0]), axis=0)[-min(k, similarity.shape[0]) :].mean(axis=0)
    scaled: NDArray[np.float32] = similarity - (rows[:, None] + columns[None, :]) / 2
    return scaled
