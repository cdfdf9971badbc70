"""The learned bilingual lexicon: which English stems translate a Japanese token, and how surely."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Tables learned by ``training/lexicon.py``.

    Attributes:
        ja, en: token → row or column.
        start: entries of row *r* are ``start[r]`` to ``start[r + 1]``.
        col: English column of each entry.
        en_given_ja, ja_given_en: probabilities of each entry, 0 to 1 (IBM Model 1).
        ja_idf, en_idf: natural log of pairs per pair that has the token.
        unseen_idf: the idf of a token that isn't in the table.
    """

    ja: dict[str, int]
    en: dict[str, int]
    start: NDArray[np.int64]
    col: NDArray[np.int32]
    en_given_ja: NDArray[np.float32]
    ja_given_en: NDArray[np.float32]
    ja_idf: NDArray[np.float32]
    en_idf: NDArray[np.float32]
    unseen_idf: float

    def entries(self, token: str) -> slice:
        """The entries of a Japanese token; empty for an unknown one."""
        row = self.ja.get(token)
        return slice(0, 0) if row is None else slice(int(self.start[row]), int(self.start[row + 1]))

    def idf_ja(self, token: str) -> float:
        row = self.ja.get(token)
        return self.unseen_idf if row is None else float(self.ja_idf[row])

    def idf_en(self, token: str) -> float:
        column = self.en.get(token)
        return self.unseen_idf if column is None else float(self.en_idf[column])


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that ships with the package, loaded on first use."""
    with resources.as_file(resources.files("align.match.data") / "lexicon.npz") as path:
        data = np.load(path)
        words = {side: bytes(data[f"{side}_vocab"]).decode().split("\n") for side in ("ja", "en")}
        pairs = float(data["pairs"])
        row = data["row"]
        return Lexicon(
            ja={w: i for i, w in enumerate(words["ja"])},
            en={w: i for i, w in enumerate(words["en"])},
            start=np.searchsorted(row, np.arange(len(words["ja"]) + 1)),
            col=data["col"],
            en_given_ja=(data["en_given_ja"] / 255).astype(np.float32),
            ja_given_en=(data["ja_given_en"] / 255).astype(np.float32),
            ja_idf=np.log(pairs / (data["ja_df"] + 1)).astype(np.float32),
            en_idf=np.log(pairs / (data["en_df"] + 1)).astype(np.float32),
            unseen_idf=math.log(pairs / 4),
        )


@lru_cache(maxsize=1)
def english_words() -> tuple[str, ...]:
    """The English stems of the lexicon, by column."""
    return tuple(lexicon().en)
