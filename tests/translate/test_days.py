from __future__ import annotations

import pytest

from align.translate.days import days, on


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("首相は30日、記者団に述べた。", {"30日": "the 30th"}),
        ("統計は15日に発表された。", {"15日": "the 15th"}),
        ("3日の東京市場で下落した。", {"3日": "the 3rd"}),
        ("会合は22日から23日まで開かれる。", {"22日": "the 22nd"}),
        ("21日夜に上陸し、1日午前に抜けた。", {"21日": "the 21st", "1日": "the 1st"}),
        ("26日付の文書", {"26日": "the 26th"}),
        # with a month, and numbers of days
        ("5月30日、記者団に述べた。", {}),
        ("検査は5日間続いた。", {}),
        ("3日に1回、薬を飲む。", {}),
        ("1日に3回、薬を飲む。", {}),
        ("約10日、待った。", {}),
        ("会議は3日にわたって開かれた。", {}),
        ("停電は10日に及んだ。", {}),
        ("修理には5日はかかる。", {}),
        ("雨は3日も続いた。", {}),
        ("届くまで2日から3日かかる。", {}),
        ("10日の猶予がある。", {}),
        ("第3日、雨が降った。", {}),
        ("130日、雨が降らなかった。", {}),
    ],
)
def test_days_of_a_month_that_is_not_named(text: str, found: dict[str, str]) -> None:
    assert days(text) == found


@pytest.mark.parametrize(
    ("en", "right"),
    [
        ("In the 2nd, the shop closed.", "On the 2nd, the shop closed."),
        ("He said in the 2nd that it rained.", "He said on the 2nd that it rained."),
        ("It was built in the 2nd century.", "It was built in the 2nd century."),
        ("It closed in the 3rd.", "It closed in the 3rd."),
    ],
)
def test_what_is_on_a_day_does_not_stand_in_it(en: str, right: str) -> None:
    assert on(en, ["the 2nd"]) == right
