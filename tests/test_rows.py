"""The words of a passage in place of glosses."""

from __future__ import annotations

from dataclasses import replace

from align.model.match import Candidate, Match, Passage, Verdict
from align.model.translation import Status
from align.rows import as_source

JA = "収集には1トンあたり400ユーロかかる。"
CANDIDATE = Candidate(Passage("k", 4, 4, "Collection costs 400 euros per tonne."), 0.99, {"back_coverage": 0.6, "length": 0.1}, ())
MATCH = Match("k", Verdict.SUPPORTED, (CANDIDATE,))


def test_a_passage_that_says_the_same_is_the_draft() -> None:
    found = as_source(JA, MATCH)
    assert found is not None
    assert (found.text, found.engine, found.status, found.note) == ("Collection costs 400 euros per tonne.", "source", Status.DRAFT, "k, sentence 4")


def test_one_that_says_more_less_or_otherwise_is_not() -> None:
    more = replace(CANDIDATE, passage=Passage("k", 4, 4, "Collection costs 400 euros per tonne and took 12 weeks."))
    others = [
        None, replace(MATCH, verdict=Verdict.PARTIAL), replace(MATCH, missing=("400ユーロ",)), replace(MATCH, candidates=()), replace(MATCH, candidates=(more,)),
        replace(MATCH, candidates=(replace(CANDIDATE, probability=0.9),)), replace(MATCH, candidates=(replace(CANDIDATE, signals={"back_coverage": 0.2, "length": 0.1}),)),
    ]  # fmt: skip
    denied = replace(CANDIDATE, passage=Passage("k", 4, 4, "Collection doesn't cost 400 euros per tonne."))
    others += [replace(MATCH, candidates=(denied,)), replace(MATCH, candidates=(replace(CANDIDATE, passage=Passage("k", 4, 4, "Collection has a cost.")),))]
    for match in others:
        assert as_source(JA, match) is None
