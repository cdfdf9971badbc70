"""How far reviewers agree: Cohen's kappa (Cohen 1960), and where they don't."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from align.review.decision import Vote


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit of which two reviewers think differently; ``about``: ``status``, ``English`` or ``passage``."""

    unit: str
    about: str
    first: Vote
    second: Vote


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers.

    Attributes:
        units: how many both decided.
        kappa: of accepted or edited against rejected and each other, −1 to 1, higher is more agreement; ``None`` where
            both always decide the same one way, and chance can't be told from agreement.
        same: share of units with the same status, 0 to 1.
    """

    first: str
    second: str
    units: int
    kappa: float | None
    same: float
    disagreements: Sequence[Disagreement]


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of pairs of categories; ``None`` where it isn't defined."""
    if not pairs:
        return None
    n = len(pairs)
    observed = sum(a == b for a, b in pairs) / n
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(left[c] * right[c] for c in left) / n**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def agreements(votes: Iterable[tuple[str, Vote]]) -> list[Agreement]:
    """Every two reviewers who decided a unit both."""
    by_reviewer: dict[str, dict[str, Vote]] = {}
    for unit, vote in votes:
        by_reviewer.setdefault(vote.reviewer, {})[unit] = vote
    found = []
    for first, second in combinations(sorted(by_reviewer), 2):
        both = sorted(by_reviewer[first].keys() & by_reviewer[second].keys())
        if not both:
            continue
        pairs = [(by_reviewer[first][u], by_reviewer[second][u]) for u in both]
        apart = [Disagreement(u, about, a, b) for u, (a, b) in zip(both, pairs, strict=True) if (about := _about(a, b))]
        statuses = [(a.status, b.status) for a, b in pairs]
        found.append(Agreement(first, second, len(both), kappa(statuses), sum(a == b for a, b in statuses) / len(both), apart))
    return found


def _about(a: Vote, b: Vote) -> str:
    if a.status != b.status:
        return "status"
    if a.status == "rejected":
        return ""
    if a.source != b.source:
        return "passage"
    return "English" if a.en != b.en else ""
