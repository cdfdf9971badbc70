"""Sentence encoders of the sentence-transformers library, by name or path.

Needs the extra ``sentence-transformers``. A name that is not on this machine yet is downloaded by that library.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from align.errors import InputError


class TransformerModel:
    """A model of sentence-transformers.

    Args:
        name: what the library knows it by, or a folder.
        prefix: put before each text; e5 wants ``query:`` and a space.

    Raises:
        InputError: the library is not installed, or doesn't find or load the model.
    """

    def __init__(self, name: str, prefix: str = "") -> None:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError:
            raise InputError(
                "this encoder needs the library sentence-transformers, which is not installed", where=name,
                next_step="Install it: pip install sentence-transformers, or name a folder with model.onnx and tokenizer.json.",
            ) from None  # fmt: skip
        self.name, self._prefix = name, prefix
        try:
            self._model = SentenceTransformer(name)
        except Exception as error:  # whatever the library and its hub raise
            raise InputError(f"the encoder can't be loaded ({str(error).splitlines()[0] if str(error) else type(error).__name__})", where=name) from None

    def vectors(self, texts: Sequence[str], language: str) -> NDArray[np.float32]:
        """One row per text."""
        found: NDArray[np.float32] = np.asarray(
            self._model.encode([self._prefix + t for t in texts], convert_to_numpy=True, show_progress_bar=False), np.float32
        )
        return found
