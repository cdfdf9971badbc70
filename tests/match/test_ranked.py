"""Comparisons that only the values show."""

from __future__ import annotations

import pytest

from align.match.features import en_features, ja_features
from align.match.ranked import ranked

WORK = "In finance and insurance the share was 58%, in retail only 6%."
RATES = "The employment rate was 80.5% for men and 74.3% for women."


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("在宅勤務は、金融・保険業よりも小売業で広く行われている。", WORK, True),
        ("在宅勤務は、小売業よりも金融業で広く行われている。", WORK, False),
        ("女性の就業率は男性よりも高い。", RATES, True),
        ("男性の就業率は女性よりも高い。", RATES, False),
        ("男性の就業率は女性よりも低い。", RATES, True),
        ("女性は男性より若い。", RATES, False),
        ("女性の就業率は80%を超え、男性よりも高い。", RATES, False),
        ("女性の就業率は男性よりも高い。", "The employment rate was 80.5% for men and 14,000 women were asked.", False),
    ],
)
def test_ranked(ja: str, en: str, expected: bool) -> None:
    assert bool(list(ranked(ja_features(ja), en_features(en)))) == expected
