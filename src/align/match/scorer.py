"""From signals to the probability that the passage says what the sentence says."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from align.match.signals import NAMES


@lru_cache(maxsize=1)
def _weights() -> tuple[float, tuple[float, ...]]:
    data = json.loads((resources.files("align.match.data") / "scorer.json").read_text(encoding="utf-8"))
    return float(data["bias"]), tuple(float(data["weights"].get(n, 0.0)) for n in NAMES)


def logit(signals: Mapping[str, float]) -> float:
    """Log odds of support: logistic regression learned by ``training/scorer.py``."""
    bias, weights = _weights()
    return bias + sum(w * signals[n] for n, w in zip(NAMES, weights, strict=True))


@lru_cache(maxsize=1)
def _scaling() -> tuple[float, float]:
    data = json.loads((resources.files("align.match.data") / "scorer.json").read_text(encoding="utf-8"))
    return float(data["scale"]), float(data["shift"])


def probability(signals: Mapping[str, float]) -> float:
    """Probability of support, 0 to 1; higher is better. The log odds are fitted to reports by
    ``training/calibrate.py`` (Platt scaling)."""
    scale, shift = _scaling()
    z = scale * logit(signals) + shift
    return 1 / (1 + math.exp(-z)) if z > -50 else 0.0
