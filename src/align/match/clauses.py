"""What of a sentence the passage doesn't speak of: «…に伸び、過去最高となった».

A sentence may be supported in its first half and go on with what the source doesn't say; or it may
only be on the topic, and say something else of it. Each clause, or of a sentence of one clause what
follows its topic, is compared with the passage by itself, and with the rest of the source: a report
joins what the source says in two places.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from align.match.background import common
from align.match.encoder import Encoder, similarity
from align.match.features import Features, ja_features
from align.match.signals import compare, counted
from align.match.vectors import cosines
from align.text.quantity import en_quantities, missing
from align.text.quantity.derive import derived
from align.text.sudachi import morphemes

Floats = NDArray[np.float32]
#: What is seen of a clause; the weights are learned by ``training/clauses.py``.
NAMES = (
    "near",  # similarity with the passage, less what either has with unrelated text
    "inside",  # the same with the nearest sentence of the passage
    "outside",  # the same with the nearest other sentence of the source
    "coverage",  # weight of its tokens that the passage renders
    "cosine",  # of the sparse vectors
    "carried",  # it has figures, and the passage has them all
    "lost",  # it has figures that the passage hasn't
    "length",  # tokens
    "last",  # it ends the sentence: what is added mostly does
)
#: Shorter clauses tell too little, in tokens.
_SHORTEST = 3
_CONTENT = {"名詞", "動詞", "形容詞", "形状詞", "副詞"}
#: So many words must tell something, beside the predicate.
_TELLING = 1
_TOPIC = {"は", "が", "も"}
#: Below the one probability a clause surely isn't said, above the other it surely is.
_UNSAID, _SAID = 0.03, 0.93
#: From this similarity on another sentence of the source says it, whatever the passage says.
_ELSEWHERE = 0.2


@dataclass(frozen=True, slots=True)
class Source:
    """The single sentences of a source, or one passage, as vectors.

    Attributes:
        vectors: one row each.
        common: similarity of each with unrelated text.
    """

    vectors: Floats
    common: Floats


def _telling(text: str) -> int:
    """How many words of a clause tell something, apart from the predicate that ends it: «4,891件が載っている» has none."""
    words = [m for m in morphemes(text) if m.pos[0] in _CONTENT and m.pos[1] not in ("数詞", "非自立可能") and m.pos[2] != "助数詞可能"]
    return max(0, len(words) - 1)


def clauses(text: str) -> list[str]:
    """The clauses of a sentence: what commas part, if it has a predicate, and the last one. Of a sentence of one
    clause, what follows its last topic or subject, if that is long enough to tell anything."""
    parts = [p for p in re.split(r"[、，](?![0-9０-９]{3}(?![0-9０-９]))", text) if p.strip()]
    kept = []
    for i, part in enumerate(parts):
        predicate = any(m.pos[0] in ("動詞", "形容詞", "助動詞") for m in morphemes(part))
        if (predicate or i == len(parts) - 1) and len(ja_features(part).tokens) >= _SHORTEST and _telling(part) >= _TELLING:
            kept.append(part)
    if len(parts) > 1:
        return kept
    at = max((m.end for m in morphemes(text) if m.pos[0] == "助詞" and m.surface in _TOPIC and m.end < len(text) - 1), default=0)
    rest = text[at:]
    return [rest] if at and len(ja_features(rest).tokens) >= _SHORTEST - 1 and _telling(rest) >= _TELLING else []


def signals(
    texts: Sequence[str], given: Features, span: tuple[int, int], source: Source, encoder: Encoder, known: Source | None = None
) -> list[dict[str, float]]:
    """For each clause of a sentence what :data:`NAMES` says of it.

    Args:
        given: the features of the passage.
        span: 1-based numbers of its first and last sentence.
        known: the vector of the passage, if it has one already.
    """
    features = [ja_features(c) for c in texts]
    left = encoder.encode(features, "ja")
    right = known or _alone(given, encoder)
    background = common(left, "ja", encoder)
    meaning = similarity(encoder, left, right.vectors)[:, 0]
    near = meaning - (background + right.common[0]) / 2
    each = similarity(encoder, left, source.vectors) - (background[:, None] + source.common[None, :]) / 2
    within = np.zeros(each.shape[1], bool)
    within[span[0] - 1 : span[1]] = True
    sparse = cosines(features, [given])[:, 0]
    found = []
    for i, f in enumerate(features):
        figures = counted(f.quantities)
        lost = any(not derived(q, en_quantities(given.text), texts[i]) for q in missing(figures, given.quantities))
        found.append({
            "near": float(near[i]),
            "inside": float(each[i, within].max()) if within.any() else float(near[i]),
            "outside": float(each[i, ~within].max()) if (~within).any() else -0.2,
            "coverage": compare(f, given, float(sparse[i]), float(meaning[i]), float(near[i])).values["coverage"],
            "cosine": float(sparse[i]),
            "carried": float(bool(figures) and not lost),
            "lost": float(lost),
            "length": len(f.tokens) / 10,
            "last": float(i + 1 == len(features)),
        })  # fmt: skip
    return found


def _alone(given: Features, encoder: Encoder) -> Source:
    vectors = encoder.encode([given], "en")
    return Source(vectors, common(vectors, "en", encoder))


@lru_cache(maxsize=1)
def _weights() -> tuple[float, Mapping[str, float], float]:
    data = json.loads((resources.files("align.match.data") / "clauses.json").read_text(encoding="utf-8"))
    return float(data["bias"]), {n: float(data["weights"][n]) for n in NAMES}, float(data["threshold"])


def said(values: Mapping[str, float]) -> float:
    """Probability that the source says the clause, 0 to 1; higher is better."""
    bias, weights, _ = _weights()
    return 1 / (1 + math.exp(-(bias + sum(weights[n] * values[n] for n in NAMES))))


def clause_signals(
    sentence: Features, passage: Features, span: tuple[int, int], source: Source, encoder: Encoder, known: Source | None = None
) -> dict[str, dict[str, float]]:
    """The clauses of a sentence, with what :func:`signals` tells of each; for the arguments see there."""
    texts = clauses(sentence.text)
    return dict(zip(texts, signals(texts, passage, span, source, encoder, known), strict=True)) if texts else {}


def unsaid(found: Mapping[str, Mapping[str, float]]) -> tuple[str, ...]:
    """Those of the clauses that the source doesn't seem to say."""
    threshold = _weights()[2] if found else 0.0
    return tuple(as_shown(t) for t, values in found.items() if said(values) < threshold and values["outside"] < _ELSEWHERE)


def doubtful(found: Mapping[str, Mapping[str, float]]) -> dict[str, Mapping[str, float]]:
    """Those that the signals can't tell for sure to be said or not."""
    return {t: values for t, values in found.items() if _UNSAID < said(values) < _SAID and values["outside"] < _ELSEWHERE}


def as_shown(clause: str) -> str:
    """A clause as a reader is told of it."""
    return clause.strip("。 ")
