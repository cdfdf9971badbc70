"""How likely English is as a translation of Japanese, token by token."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Told(NamedTuple):
    """An English text as a translator sees it.

    Attributes:
        ends: where each token ends in the text, in code points; the last one is the end of the text itself.
        logs: natural logarithm of the probability of each token after those before it; shape (len(ends),).
    """

    ends: tuple[int, ...]
    logs: NDArray[np.float32]


#: Pairs of Japanese and English texts → what a translator says of each, in order; empty Japanese stands for a sentence that tells nothing.
Likelihood = Callable[[Sequence[tuple[str, str]]], Sequence[Told]]
