"""What a bead is worth: features of its two windows, and the learned function of them.

Learned by ``training/beads.py`` on documents made of text that lexicon and encoder have not seen, so
that the true alignment is the most likely one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

#: Features of a bead with sentences on both sides, then those of a sentence that stays alone.
NAMES = (
    "similarity",  # cosine of the windows, less what either has with unrelated text
    "similarity_size",  # the same, times the amount of text
    "similarity_short",  # the same, for short texts
    "similarity_low",  # the same, up to where it stops being doubtful
    "similarity_many",  # the same, times the sentences beyond two
    "similarity_both",  # the same, with several sentences on both sides
    "increment",  # what the least useful first or last sentence adds to the cosine
    "increment_size",
    "weakest",  # similarity of the weakest first or last sentence with all of the other side
    "words",  # cosine of the windows by words, figures and names alone
    "words_short",
    "words_increment",
    "words_weakest",
    "contained",  # how much of the first or last sentence that fits worst the other side has
    "contained_short",
    "own",  # how much of it the other side has and its neighbours don't
    "ratio",  # doublings by which the ratio of lengths is off
    "ratio_size",
    "size",
    "short",
    "breaks",  # paragraphs that end inside on one side only
    "break_after",  # a paragraph ends with one side only
    "torn",  # sentences that the bead puts together again
    "torn_both",  # the same, with several sentences on both sides
    "sentences",  # by how many the two sides have different numbers of sentences
    "one_to_one",
    "one_to_two",
    "one_to_three",
    "one_to_many",
    "two_to_two",
    "both",  # several sentences on both sides
    "more",  # each sentence beyond four
    "crossed",  # by how much first and last sentences fit better crosswise
    "straight",  # how well first fits first and last fits last: such a bead is two
    "alone",
    "alone_size",
    "alone_short",
)


@dataclass(frozen=True)
class Weights:
    """From features to worth: a linear part, and a hidden layer of rectified units.

    A bead's worth is the log of its odds against others, up to a constant; higher is better.

    Attributes:
        linear: weight of each feature.
        hidden: for each feature its weight in each unit; those that aren't named have none.
        bias: of each unit.
        out: weight of each unit.
    """

    linear: Mapping[str, float] = field(default_factory=dict)
    hidden: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    bias: tuple[float, ...] = ()
    out: tuple[float, ...] = ()

    def __getitem__(self, name: str) -> float:
        return self.linear.get(name, 0.0)

    def worth(self, features: Mapping[str, NDArray[np.float32]], shape: tuple[int, ...]) -> NDArray[np.float32]:
        """Worth of beads from features that broadcast to ``shape``."""
        names = [n for n in NAMES if n in features]
        table = np.empty((len(names), *shape), np.float32)
        for k, name in enumerate(names):
            table[k] = features[name]
        flat = table.reshape(len(names), -1)
        total: NDArray[np.float32] = np.array([self[n] for n in names], np.float32) @ flat
        if self.out:
            inner = np.array([self.hidden.get(n, (0.0,) * len(self.out)) for n in names], np.float32).T @ flat
            inner += np.array(self.bias, np.float32)[:, None]
            total += np.array(self.out, np.float32) @ np.maximum(inner, 0, out=inner)
        return total.reshape(shape)

    def as_dict(self) -> dict[str, object]:
        """What :func:`read` reads."""
        return {
            "linear": dict(self.linear), "hidden": {n: list(v) for n, v in self.hidden.items()}, "bias": list(self.bias), "out": list(self.out),
        }  # fmt: skip


def read(text: str) -> Weights:
    """Weights from JSON."""
    data = json.loads(text)
    return Weights(
        {k: float(v) for k, v in data["linear"].items()}, {k: tuple(v) for k, v in data["hidden"].items()}, tuple(data["bias"]), tuple(data["out"])
    )


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """The weights that ship with the package."""
    return read((resources.files("align.match.data") / "beads.json").read_text(encoding="utf-8"))
