"""The same figure, and the opposite said of it."""

from __future__ import annotations

import pytest

from align.match.features import en_features, ja_features
from align.match.opposites import opposed


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("売上は42%増えた。", "Sales fell by 42% last year.", True),
        ("売上は42%減少した。", "Sales fell by 42% last year.", False),
        ("売上は42%低下した。", "Sales rose by 42% last year.", True),
        ("売上は42%低下した。", "Sales fell by 42% and profits rose by 12%.", False),
        ("売上は42%伸びた。", "Profits fell, but sales grew 42%.", False),
        ("売上は42%だった。", "Sales fell by 42%.", False),
        ("損失は42%減り、利益が増えた。", "Losses shrank by 42%.", False),
        ("処理能力は1日当たり9500個である。", "It can handle 9,500 parcels an hour.", True),
        ("処理能力は1時間当たり9500個である。", "It can handle 9,500 parcels an hour.", False),
        ("年平均6万1000人が移り住んだ。", "On average 61,000 people a year moved there.", False),
        ("移民は10年間の前半に6万1000人だった。", "It was 61,000 in the second half of the decade, after 21,000 in the first half.", True),
        ("移民は10年間の後半に6万1000人だった。", "It was 61,000 in the second half of the decade, after 21,000 in the first half.", False),
    ],
)
def test_opposites(ja: str, en: str, expected: bool) -> None:
    found = list(opposed(ja_features(ja), en_features(en)))
    assert bool(found) is expected
    for a, b in found:
        assert a in ja
        assert b in en
