"""The figure of the other one of a pair."""

from __future__ import annotations

import pytest

from align.match.features import en_features, ja_features
from align.match.paired import other_of_pair


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("女性の労働時間は週41.5時間だった。", "Men worked 41.5 hours a week and women 35.2.", True),
        ("男性の労働時間は週41.5時間だった。", "Men worked 41.5 hours a week and women 35.2.", False),
        ("女性は週41.5時間、男性は35.2時間働いた。", "Men worked 41.5 hours a week and women 35.2.", False),
        ("住宅地の地価は32.4%上がった。", "Commercial plots rose 32.4 percent, while residential land gained 18.7 percent.", True),
        ("商業地の地価は32.4%上がった。", "Commercial plots rose 32.4 percent, while residential land gained 18.7 percent.", False),
        ("輸入は40万トンに達した。", "Exports reached 400,000 tonnes; imports came to 90,000 tonnes.", True),
        ("輸入は40万トンに達した。", "Exports reached 400,000 tonnes.", False),
        ("最初の船は6月6日に着いた。", "The first boat came in on 28 February, the last one on 6 June.", True),
        ("最後の船は6月6日に着いた。", "The first boat came in on 28 February, the last one on 6 June.", False),
        ("非正規の漁師は41%に上る。", "Of the permanent fishermen 41 percent are over 50; of the temporary ones 20 percent are.", True),
        ("損失は全体で38%に達した。", "Losses came to 12.9 percent overall, but 38 percent after storms.", True),
        ("損失は全体で12.9%に達した。", "Losses came to 12.9 percent overall, but 38 percent after storms.", False),
        ("死亡した漁師は11月に港にいた。", "He was wounded in November, and died in December.", False),
    ],
)
def test_other_of_pair(ja: str, en: str, expected: bool) -> None:
    found = list(other_of_pair(ja_features(ja), en_features(en)))
    assert bool(found) is expected
    for _, b in found:
        assert b in en
