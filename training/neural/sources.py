"""Japanese text as the model reads it: tokens of its vocabulary, and where the folder of the data has a table of hints, those beside
the words that they are of, as English tokens after the Japanese ones in the vocabulary."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import sentencepiece

from align.translate import hints

#: Shares of sentences that get no hint at all, and of hints left out of the others, so that the model can do without.
NONE, LEFT_OUT = 0.12, 0.1


class Sources:
    """The vocabulary of a folder of data."""

    def __init__(self, data: Path) -> None:
        self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(data / "source.spm"))
        self._english = sentencepiece.SentencePieceProcessor(model_file=str(data / "target.spm"))
        path = data / hints.FILE
        self.known = dict(hints.table(path)) if path.exists() else {}
        self.words = [self._pieces.id_to_piece(i) for i in range(self._pieces.get_piece_size())]
        self.japanese = len(self.words)
        if self.known:
            self.words += [hints.MARK + self._english.id_to_piece(i) for i in range(self._english.get_piece_size())]
        self._ids = {word: i for i, word in enumerate(self.words)}
        self._unknown = self._pieces.unk_id()

    def _hinted(self, text: str) -> list[str]:
        return self._english.encode(text, out_type=str)

    def encode(self, texts: Sequence[str], rng: random.Random | None = None, *, plain: bool = False) -> list[list[int]]:
        """Token ids; with ``rng``, some of the hints are left out, and all of them if ``plain``."""
        found = []
        for text in texts:
            pieces = self._pieces.encode(text, out_type=str)
            if self.known and not plain and not (rng and rng.random() < NONE):
                there = [h for h in hints.hints(text, self.known) if not (rng and rng.random() < LEFT_OUT)]
                pieces = hints.beside(text, pieces, there, self._hinted)
            found.append([self._ids.get(p, self._unknown) for p in pieces])
        return found
