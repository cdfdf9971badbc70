"""Find each sentence's translation among many: all pairs scored, hubs discounted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from align.match import encoder as encoders
from align.match.encoder import Encoder, shipped
from align.match.features import Features
from align.match.vectors import cosines

#: What a point of dense similarity counts beside one of sparse similarity.
MEANING_WEIGHT = 1.5


#: What the meaning counts more for a text of one token; what lengths that don't fit cost. Both were
#: chosen on blocks of the training text that lexicon and encoder have not seen.
_SHORT, _LENGTH = 10.0, 0.1


def csls(similarity: NDArray[np.float32], k: int = 4) -> NDArray[np.float32]:
    """Cross-domain similarity local scaling (Conneau et al. 2018): a similarity counts as far as it
    exceeds the mean of the ``k`` highest of its row and of its column. Same shape; higher is better."""
    if similarity.size == 0:
        return similarity
    rows, columns = _highest(similarity, k), _highest(similarity.T, k)
    scaled: NDArray[np.float32] = similarity - (rows[:, None] + columns[None, :]) / np.float32(2)
    return scaled


def _highest(values: NDArray[np.float32], k: int) -> NDArray[np.float32]:
    """The mean of the ``k`` highest values of each row; taking one after the other is faster than sorting them out at once."""
    left = np.array(values, order="C")
    every = np.arange(len(left))
    total = np.zeros(len(left), np.float32)
    k = min(k, left.shape[1])
    for _ in range(k):
        highest = left.argmax(axis=1)
        total += left[every, highest]
        left[every, highest] = -np.inf
    mean: NDArray[np.float32] = (total / k).astype(np.float32)
    return mean


def similarity(ja: Sequence[Features], en: Sequence[Features], encoder: Encoder | None = None) -> dict[str, NDArray[np.float32]]:
    """Similarities of all Japanese with all English texts, hubs discounted; shape (len(ja), len(en)).

    Returns:
        ``align`` is all signals together; ``lexicon`` and ``encoder`` are each alone, to compare.
    """
    encoder = encoder or shipped()
    sparse = cosines(ja, en)
    dense = encoders.similarity(encoder, encoder.encode(ja, "ja"), encoder.encode(en, "en"))
    lexicon, meaning = csls(sparse), csls(dense)
    # Few words leave the lexicon little to go by: the shorter a text, the more its meaning counts.
    tokens = np.array([max(len(f.tokens) + len(f.latin), 1) for f in ja], np.float32)
    together = lexicon + (1 + _SHORT / tokens[:, None]) * meaning - _LENGTH * _length_mismatch(ja, en)
    return {"align": together, "lexicon": lexicon, "encoder": meaning}


def _length_mismatch(ja: Sequence[Features], en: Sequence[Features]) -> NDArray[np.float32]:
    """By how many powers of e the ratio of the lengths is off; shape (len(ja), len(en))."""
    left = np.log([max(len(f.text), 1) * 2.2 for f in ja])
    right = np.log([max(len(f.text), 1) for f in en])
    mismatch: NDArray[np.float32] = np.minimum(np.abs(left[:, None] - right[None, :]), 2.0).astype(np.float32)
    return mismatch
