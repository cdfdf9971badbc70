"""The documents that alignment is measured on, and how alignments are scored."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from bench.alignment import Counts, score
from bench.case import make

ROWS = [(f"第{i}の文は、長さのある文である。", f"Sentence number {i} is a sentence, and it has some length.") for i in range(60)]


@given(st.integers(0, 10_000))
def test_every_sentence_is_in_one_bead_of_the_gold_in_order(seed: int) -> None:
    case = make(ROWS, ROWS[:3], random.Random(seed), [i // 5 for i in range(len(ROWS))])
    assert [i for a, _ in case.gold for i in a] == list(range(len(case.ja)))
    assert [j for _, b in case.gold for j in b] == list(range(len(case.en)))
    assert [len(b) for b in case.breaks] == [len(case.ja), len(case.en)]


def test_without_paragraphs_there_are_no_breaks() -> None:
    assert not any(map(any, make(ROWS, [], random.Random(1)).breaks))


def test_strict_and_lax() -> None:
    gold = [((0,), (0,)), ((1, 2), (1,)), ((3,), ()), ((4,), (2,))]
    found = [((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3, 4), (2,))]
    assert score(found, gold) == Counts(found=3, wanted=3, strict=1, lax_found=3, lax_wanted=3)
    assert score(gold, gold).strict_f1 == score(gold, gold).lax_f1 == 1
    assert score([((0,), (2,))], gold).lax_f1 == 0
