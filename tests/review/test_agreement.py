"""Cohen's kappa and disagreements."""

from __future__ import annotations

import pytest

from align.review.agreement import agreements, kappa
from align.review.decision import Vote


def test_kappa_of_a_published_table() -> None:
    """50 proposals, two readers, yes or no: 20 and 15 together, 5 and 10 apart (a textbook example; kappa 0.40)."""
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert kappa(pairs) == pytest.approx(0.4)


def test_kappa_at_its_ends() -> None:
    assert kappa([("a", "a"), ("b", "b")]) == 1
    assert kappa([("a", "b"), ("b", "a")]) == -1
    assert kappa([("a", "a"), ("a", "a")]) is None
    assert kappa([]) is None


def test_disagreements() -> None:
    def vote(who: str, status: str, en: str = "E.", source: str = "k:1") -> Vote:
        return Vote(who, status, en, source, "t")

    votes = [
        ("u1", vote("ann", "accepted")), ("u1", vote("ben", "accepted")),
        ("u2", vote("ann", "accepted")), ("u2", vote("ben", "rejected")),
        ("u3", vote("ann", "edited", "One.")), ("u3", vote("ben", "edited", "Two.")),
        ("u4", vote("ann", "accepted", source="k:2")), ("u4", vote("ben", "accepted")),
        ("u5", vote("ann", "rejected", "x")), ("u5", vote("ben", "rejected", "y")),
        ("u6", vote("ann", "accepted")), ("u7", vote("cat", "accepted")),
    ]  # fmt: skip
    [found] = agreements(votes)
    assert (found.first, found.second, found.units, found.same) == ("ann", "ben", 5, 0.8)
    assert [(d.unit, d.about) for d in found.disagreements] == [("u2", "status"), ("u3", "English"), ("u4", "passage")]
