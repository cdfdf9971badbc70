"""What similarity means nothing: that with unrelated text.

Some sentences are near to everything. How near is measured on a fixed set of vectors of sentences
that have nothing to do with the report, so that a probability doesn't depend on how long a source is.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from align.match.encoder import Encoder

#: The mean over so many of the nearest unrelated sentences is taken.
_NEAREST = 8


def common(vectors: NDArray[np.float32], language: str, encoder: Encoder) -> NDArray[np.float32]:
    """Mean cosine of each vector of ``language`` with its nearest unrelated sentences of the other one.

    The local term of cross-domain similarity scaling (Conneau et al. 2018), on a fixed set.
    """
    if not len(vectors):
        return np.zeros(0, np.float32)
    scores = vectors @ encoder.unrelated("en" if language == "ja" else "ja").T
    result: NDArray[np.float32] = np.partition(scores, -_NEAREST, axis=1)[:, -_NEAREST:].mean(axis=1)
    return result
