"""What the two spaCy pipelines share: boundaries written into a ``Doc`` at one go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from spacy.tokens import Doc


def mark(doc: Doc, starts: Sequence[int]) -> Doc:
    """Let sentences begin at the tokens that hold the character offsets ``starts`` or come next.

    Setting ``Token.is_sent_start`` one by one looks through the whole document each time.
    """
    values = np.full(len(doc), -1, np.int64)
    if len(doc):
        at = np.fromiter((t.idx for t in doc), np.int64, len(doc))
        first = np.searchsorted(at, np.asarray(starts, np.int64))
        values[first[first < len(doc)]] = 1
        values[0] = 1
    marked: Doc = doc.from_array(["SENT_START"], values.astype(np.uint64))  # type: ignore[arg-type]
    return marked
