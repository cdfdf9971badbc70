"""Which figures may be slips for each other, and how near they are."""

from __future__ import annotations

import pytest

from align.match.rivals import ALIKE, LOOSE, OTHER, SLIP, can_rival, nearness, other_value, same_count
from align.text.quantity import en_quantities, ja_quantities


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("2024年3月16日", "March 15, 2024", SLIP),
        ("6月9日", "June 7, 2024", ALIKE),
        ("2019年", "2017", ALIKE),
        ("1956年", "1911", OTHER),
        ("1254年", "1954", ALIKE),
        ("1254年", "1955", OTHER),
        ("12億ドル", "$120 million", SLIP),
        ("2.63ドル", "$2.36", SLIP),
        ("13%", "31 percent", ALIKE),
        ("20%", "35 percent", LOOSE),
        ("80%", "20 percent", OTHER),
        ("第34回", "the 38th", ALIKE),
        ("14日に", "on the 16th", ALIKE),
    ],
)
def test_nearness(ja: str, en: str, expected: int) -> None:
    (q,), (g,) = ja_quantities(ja), en_quantities(en)
    assert can_rival(q, g)
    assert nearness(q, g) == expected


@pytest.mark.parametrize(("ja", "en"), [("10ドル", "10 tonnes"), ("2025年", "October"), ("第3回", "the first"), ("14日に", "the 100th")])
def test_what_cannot_be_a_slip(ja: str, en: str) -> None:
    (q,), (g,) = ja_quantities(ja), en_quantities(en)
    assert not can_rival(q, g)


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("91歳で", "93 years old", True), ("91歳で", "at the age of 93 years", True), ("91歳で", "for 93 years", False),
        ("（既定では10日）", "30 days", True), ("10人", "30 days", False), ("5回目の", "the sixth", True), ("5回の", "the sixth", False),
    ],
)  # fmt: skip
def test_same_count(ja: str, en: str, expected: bool) -> None:
    (q,), (g,) = ja_quantities(ja), en_quantities(en)
    assert same_count(ja, q, en, g) == expected


def test_another_value_is_of_one_kind_and_not_of_another_size() -> None:
    def other(ja: str, en: str) -> bool:
        (q,), (g,) = ja_quantities(ja), en_quantities(en)
        return other_value(q, g)

    assert other("800円", "100 yen")
    assert other("1514年", "1543")
    assert not other("7月5日", "August 6")
    assert not other("76円", "948 yen")
    assert not other("76%", "94 yen")
