"""What similarity means nothing: that with unrelated text.

Some sentences are near to everything. How near is measured on a fixed set of vectors of sentences
that have nothing to do with the report, so that a probability doesn't depend on how long a source is.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from align.match.encoder import Encoder, similarity

#: The mean over this share of the unrelated sentences is taken, the nearest of them.
_NEAREST = 1 / 128


def common(vectors: NDArray[np.float32], language: str, encoder: Encoder) -> NDArray[np.float32]:
    """Mean similarity of each vector of ``language`` with its nearest unrelated sentences of the other one.

    The local term of cross-domain similarity scaling (Conneau et al. 2018), on a fixed set.
    """
    if not len(vectors):
        return np.zeros(0, np.float32)
    scores = similarity(encoder, vectors, encoder.unrelated("en" if language == "ja" else "ja"))
    nearest = max(1, round(scores.shape[1] * _NEAREST))
    result: NDArray[np.float32] = np.partition(scores, -nearest, axis=1)[:, -nearest:].mean(axis=1)
    return result
