"""Where something goes, and where it comes from."""

from __future__ import annotations

import pytest

from align.match.features import en_features, ja_features
from align.match.ways import other_way


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("王は宮廷をオストレルからコルヴァトへ移した。", "The king moved the court to Ostrel.", True),
        ("王は宮廷をオストレルからコルヴァトへ移した。", "The king moved the court from Korvath.", True),
        ("王は宮廷をオストレルからコルヴァトへ移した。", "The king moved the court from Korvath to Ostrel.", True),
        ("王は宮廷をコルヴァトからオストレルへ移した。", "The king moved the court to Ostrel.", False),
        ("王は宮廷をコルヴァトからオストレルへ移した。", "The king moved the court from Korvath to Ostrel.", False),
        ("王は宮廷をオストレルからコルヴァトへ移した。", "The king moved the court to a new town.", False),
        ("本社は東京から大阪に移転した。", "The head office moved to Tokyo.", True),
        ("本社は東京から大阪に移転した。", "The head office moved to Osaka from Tokyo.", False),
    ],
)
def test_ways(ja: str, en: str, expected: bool) -> None:
    assert bool(list(other_way(ja_features(ja), en_features(en)))) == expected
