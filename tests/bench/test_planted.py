"""What is planted: one digit of one figure that the English has, and nothing else."""

from __future__ import annotations

import random

import pytest

from bench.planted import plant


@pytest.mark.parametrize(
    ("ja", "en", "figure"),
    [
        ("売上は42%伸びた。", "Sales rose by 42%.", "42%"),
        ("２０１９年に始まった。", "It began in 2019.", "２０１９年"),
        ("1,200人が5月8日に集まった。", "On May 9, 1,200 people met.", "1,200人"),
    ],
)
def test_one_digit_changes(ja: str, en: str, figure: str) -> None:
    seen = {plant(ja, en, random.Random(n)) for n in range(40)}
    assert len(seen) > 5
    for changed in seen:
        assert changed is not None
        assert len(changed) == len(ja)
        differ = [i for i, (a, b) in enumerate(zip(ja, changed, strict=True)) if a != b and a.translate(str.maketrans("０１２３４５６７８９", "0123456789")) != b]
        assert len(differ) == 1
        assert ja.index(figure) <= differ[0] < ja.index(figure) + len(figure)


@pytest.mark.parametrize(
    ("ja", "en"), [("売上は伸びた。", "Sales rose by 42%."), ("42%伸びた。", "It rose by more than two-fifths."), ("GPT-4は速い。", "GPT-4 is fast.")]
)
def test_nothing_is_planted_where_nothing_can_be_found(ja: str, en: str) -> None:
    assert plant(ja, en, random.Random(1)) is None


def test_a_month_stays_a_month() -> None:
    months = {plant("9月に始まった。", "It began in 9/2020.", random.Random(n)) for n in range(60)}
    assert months == {f"{n}月に始まった。" for n in range(1, 9)}
