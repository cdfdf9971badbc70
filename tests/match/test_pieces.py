"""Dates in pieces: a year, the same year of an era, a day."""

from __future__ import annotations

import pytest

from align.match.features import ja_features
from align.match.pieces import lunar, other_calendar, whole
from align.text.quantity import en_quantities, ja_quantities


@pytest.mark.parametrize(
    ("ja", "piece", "expected", "pieces"),
    [
        ("1996年（平成8年）3月16日に始まった。", "1996年", (1996, 3, 16), ["平成8年", "3月16日"]),
        ("1996年（平成8年）3月16日に始まった。", "3月16日", (1996, 3, 16), ["1996年", "平成8年"]),
        ("1996年（平成8年）3月16日に始まった。", "平成8年", (1996, 0, 0), []),
        ("平成8年（1998年）3月に始まった。", "1998年", (1998, 3, 0), ["平成8年", "3月"]),
        ("1996年と1998年に始まった。", "1996年", (1996, 0, 0), []),
        ("1996年（1998年とも）に始まった。", "1996年", (1996, 0, 0), []),
        ("3月16日（4月2日とも）に始まった。", "3月16日", (0, 3, 16), []),
        ("建長3年（1251年）5月15日に始まった。", "5月15日", (1251, 5, 15), ["1251年"]),
        ("1330年（元徳2年）1月16日に始まった。", "1月16日", (1330, 1, 16), ["1330年"]),
        ("寛和元年（985年）に始まった。", "985年", (985, 0, 0), []),
        ("建武は985年間続いた。", "985年間", (0, 0, 0), []),
        ("985年前に始まった。", "985年", (0, 0, 0), []),
        ("建長3年（1251年）5月15日に始まった。", "1251年", (1251, 5, 15), ["5月15日"]),
    ],
)
def test_whole(ja: str, piece: str, expected: tuple[int, int, int], pieces: list[str]) -> None:
    sentence = ja_features(ja)
    (q,) = (q for q in sentence.quantities if q.text == piece)
    date, others = whole(q, sentence)
    assert (date.year, date.month, date.day) == expected
    assert [o.text for o in others] == pieces


@pytest.mark.parametrize(
    ("ja", "expected"),
    [("明治2年6月17日に始まった。", True), ("明治19年6月17日に始まった。", False), ("独立宣言（1776年7月4日）に始まる。", False), ("建長3年（1251年）に始まった。", True)],
)
def test_lunar(ja: str, expected: bool) -> None:
    sentence = ja_features(ja)
    assert lunar([q for q in sentence.quantities if q.kind == "date"], ja) == expected


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [("7月1日", "July 6", False), ("7月6日", "July 1", False), ("7月1日", "July 28", True), ("7月1日", "August 1", True), ("7月1日", "in July", True)],
)
def test_what_another_calendar_can_do(ja: str, en: str, expected: bool) -> None:
    (q,), (g,) = ja_quantities(ja), en_quantities(en)
    assert other_calendar(q, g) == expected
