"""The figure of one thing given for another."""

from __future__ import annotations

import pytest

from align.match.features import en_features, ja_features
from align.match.misplaced import misplaced


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("接種部位の痛みは28%で報告された。", "Pain at the site of injection was reported after 19% of doses, fever after 28%.", True),
        ("接種部位の痛みは19%で報告された。", "Pain at the site of injection was reported after 19% of doses, fever after 28%.", False),
        ("発熱は28%で報告された。", "Pain at the site of injection was reported after 19% of doses, fever after 28%.", False),
        ("接種率が最も低いのはオストラ州の81.2%だった。", "The lowest coverage was found in Sundhal (81.2%), the highest in Ostra (94.6%).", True),
        ("接種率が最も高いのはオストラ州の94.6%だった。", "The lowest coverage was found in Sundhal (81.2%), the highest in Ostra (94.6%).", False),
        ("生糸の生産量は61.7トンに達した。", "Production of raw silk rose from 3.1 tonnes in 1877 to 28.4 tonnes in 1913, and peaked in 1934 at 61.7 tonnes.", False),
        ("クリスマス商戦の臨時雇用は6500人だ。", "Profit of 45 percent is earned before Christmas. For that season Halverne hires 6,500 temporary workers.", False),
        ("スペイン、29億ユーロ", "England earned 7.4 billion euros, more than Spain (3.8 billion) and Germany (3.5 billion), well ahead of Italy (2.9 billion).", True),
        ("スペイン、38億ユーロ", "England earned 7.4 billion euros, more than Spain (3.8 billion) and Germany (3.5 billion), well ahead of Italy (2.9 billion).", False),
        ("試験（画像と文の理解）、76.0%", "On the test, which is about understanding images and text, the model scores 81.0%, against 76.0% for its rival.", False),
        ("漁師の6%は60時間を超えて働いた。", "Of the fishermen, 27 percent had worked more than 48 hours a week, and 6 percent more than 60.", False),
        ("速度の出しすぎは、事故の19%に関わっていた。", "Excessive speed contributed to 31 percent of crashes, alcohol to 19 percent.", True),
        ("速度の出しすぎは、事故の31%に関わっていた。", "Excessive speed contributed to 31 percent of crashes, alcohol to 19 percent.", False),
        ("網は3枚、綱は28本あった。", "There were three nets and 28 ropes.", False),
        ("網を直した。", "Pain was reported after 19% of doses, fever after 28%.", False),
        ("失業率が最も低いのはイーストマークで、3.6%であった。", "Eastmark recorded the lowest unemployment rate (3.1%), followed by Lakeland (3.6%) and the capital (4.2%).", True),
        ("失業率が2番目に低いのはレイクランドで、3.6%であった。", "Eastmark recorded the lowest unemployment rate (3.1%), followed by Lakeland (3.6%) and the capital (4.2%).", False),
    ],
)
def test_misplaced(ja: str, en: str, expected: bool) -> None:
    found = list(misplaced(ja_features(ja), en_features(en)))
    assert bool(found) is expected
    for a, b in found:
        assert a in ja
        assert b in en
