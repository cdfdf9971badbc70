"""Clauses of a sentence that the passage doesn't speak of: «…に伸び、過去最高となった».

A sentence may be supported in its first half and go on with what the source doesn't say. Each clause
is compared with the passage by itself.
"""

from __future__ import annotations

import re

from align.match.background import common
from align.match.encoder import Encoder
from align.match.features import Features, en_features, ja_features
from align.match.signals import counted
from align.text.quantity import missing
from align.text.sudachi import morphemes

#: A clause that is no nearer to the passage than this beyond its nearness to unrelated text isn't said there.
_SAID = 0.0
#: Shorter clauses tell too little, in tokens.
_SHORTEST = 3


def _clauses(text: str) -> list[str]:
    """The clauses of a sentence: what commas part, if it has a predicate; the last one always."""
    parts = [p for p in re.split(r"[、，]", text) if p.strip()]
    kept = []
    for i, part in enumerate(parts):
        predicate = any(m.pos[0] in ("動詞", "形容詞", "助動詞") for m in morphemes(part))
        if (predicate or i == len(parts) - 1) and len(ja_features(part).tokens) >= _SHORTEST:
            kept.append(part)
    return kept if len(parts) > 1 else []


def unsaid(sentence: Features, passage: str, encoder: Encoder) -> tuple[str, ...]:
    """The clauses of the sentence that the passage doesn't speak of; empty for a sentence of one clause."""
    clauses = [ja_features(c) for c in _clauses(sentence.text)]
    if not clauses:
        return ()
    given = en_features(passage)
    right = encoder.encode([given], "en")
    left = encoder.encode(clauses, "ja")
    near = (left @ right.T)[:, 0] - (common(left, "ja", encoder) + common(right, "en", encoder)[0]) / 2
    found = []
    for clause, value in zip(clauses, near, strict=True):
        figures = counted(clause.quantities)
        carried = bool(figures) and not missing(figures, given.quantities)
        if value < _SAID and not carried:
            found.append(clause.text.strip("。 "))
    return tuple(found)
