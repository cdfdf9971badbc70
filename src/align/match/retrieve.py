"""Find each sentence's translation among many: all pairs scored, hubs discounted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from align.match.encoder import Encoder, shipped
from align.match.features import Features
from align.match.vectors import cosines

#: What a point of dense similarity counts beside one of sparse similarity.
MEANING_WEIGHT = 1.5


def csls(similarity: NDArray[np.float32], k: int = 4) -> NDArray[np.float32]:
    """Cross-domain similarity local scaling (Conneau et al. 2018): a similarity counts as far as it
    exceeds the mean of the ``k`` highest of its row and of its column. Same shape; higher is better."""
    if similarity.size == 0:
        return similarity
    rows = np.partition(similarity, -min(k, similarity.shape[1]), axis=1)[:, -min(k, similarity.shape[1]) :].mean(axis=1)
    columns = np.partition(similarity, -min(k, similarity.shape[0]), axis=0)[-min(k, similarity.shape[0]) :].mean(axis=0)
    scaled: NDArray[np.float32] = similarity - (rows[:, None] + columns[None, :]) / 2
    return scaled


def similarity(ja: Sequence[Features], en: Sequence[Features], encoder: Encoder | None = None) -> dict[str, NDArray[np.float32]]:
    """Similarities of all Japanese with all English texts, hubs discounted; shape (len(ja), len(en)).

    Returns:
        ``align`` is all signals together; ``lexicon`` and ``encoder`` are each alone, to compare.
    """
    encoder = encoder or shipped()
    sparse = cosines(ja, en)
    dense: NDArray[np.float32] = encoder.encode(ja, "ja") @ encoder.encode(en, "en").T
    return {"align": csls(sparse + MEANING_WEIGHT * dense), "lexicon": csls(sparse), "encoder": csls(dense)}
