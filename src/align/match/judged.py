"""A passage that was looked at closely, and what of it speaks against a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from align.match.features import Features
from align.match.signals import Evidence, counted
from align.model.match import Candidate
from align.text.quantity import Quantity, missing
from align.text.quantity.derive import derived

#: So much more probable must a part of a passage be to stand for the whole, which has more to say, and so probable at all.
_BETTER, _GOOD = 0.2, 0.7
#: Before a count of some of those that the passage counts.
_PART = re.compile("(?:上位|うち|残る|残り|ほか|他の|各|計)の?$")


def _loose(q: Quantity) -> bool:
    return q.low == q.high >= 2 and (q.kind == "ordinal" or (q.kind == "number" and q.high < 4))


def small(sentence: Features, passage: Features) -> list[Quantity]:
    """Counts of two and three in digits, and ordinals (第34回), that the passage doesn't have: too loose to be missed, but they may have a rival."""
    few = [q for q in sentence.quantities if _loose(q) and any(c.isdigit() for c in q.text)]
    return [q for q in missing(few, passage.quantities) if not derived(q, passage.quantities, sentence.text) and not _PART.search(sentence.text[: q.span.start])]


def lacking(signals: Mapping[str, float], sentence: Features, lost: Sequence[Quantity]) -> dict[str, float]:
    """The signals of a passage that lacks just these figures of a sentence."""
    wanted = counted(sentence.quantities)
    return {**signals, "figures": (len(wanted) - len(lost)) / max(len(wanted), 2)}


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage looked at closely, the ``place``-th of its source; ``rank`` orders passages, higher is better."""

    candidate: Candidate
    evidence: Evidence
    features: Features
    rank: float
    place: int


def tightest(judged: list[Judged]) -> list[Judged]:
    """The same, where a part of the best passage says it better than the whole: that part first."""
    whole = judged[0].candidate
    inside = [
        j for j in judged[1:]
        if whole.passage.first <= j.candidate.passage.first and j.candidate.passage.last <= whole.passage.last and j.candidate.probability > max(_GOOD, whole.probability + _BETTER) and len(j.evidence.lost) <= len(judged[0].evidence.lost)
    ]  # fmt: skip
    if not inside:
        return judged
    best = max(inside, key=lambda j: j.candidate.probability)
    return [best, *(j for j in judged if j is not best)]


class Against(NamedTuple):
    """A passage, the figures that it lacks, its signals, its probability with them and without, and figures that contradict."""

    judged: Judged
    lost: list[Quantity]
    signals: dict[str, float]
    likely: float
    otherwise: float
    rivals: list[tuple[Quantity, Quantity]]
