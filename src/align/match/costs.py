"""What a bead is worth: features of its two windows, and their learned weights.

The weights are learned by ``training/beads.py`` on documents made of text that lexicon and encoder
have not seen, so that the alignment found is the true one as often as possible.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

#: Features of a bead with sentences on both sides, then those of a sentence that stays alone.
NAMES = (
    "similarity",  # cosine of the windows, less what either has with unrelated text
    "similarity_size",  # the same, times the amount of text
    "increment",  # what the least useful first or last sentence adds to the cosine
    "increment_size",
    "weakest",  # similarity of the weakest first or last sentence with all of the other side
    "ratio",  # doublings by which the ratio of lengths is off
    "ratio_size",
    "one_to_one",
    "one_to_two",
    "four",  # four sentences in all
    "more",  # each sentence beyond four
    "both",  # several sentences on both sides: they were reordered
    "size",
    "breaks",  # paragraphs that end inside on one side only
    "alone",
    "alone_size",
)


#: Not features: they turn the similarity of a bead that was found into a probability.
CALIBRATION = ("sure", "sure_similarity")


@dataclass(frozen=True, slots=True)
class Weights:
    """Weight of each feature; a bead's worth is their weighted sum, higher is better."""

    values: Mapping[str, float] = field(default_factory=dict)

    def __getitem__(self, name: str) -> float:
        return self.values.get(name, 0.0)


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """The weights that ship with the package."""
    text = (resources.files("align.match.data") / "beads.json").read_text(encoding="utf-8")
    return Weights({k: float(v) for k, v in json.loads(text).items()})
