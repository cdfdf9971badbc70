"""Sentences that deny."""

from __future__ import annotations

import pytest

from align.text.denial import added, alike, denial


@pytest.mark.parametrize(
    ("ja", "where"),
    [
        ("計画は承認されなかった。", "なかっ"), ("根拠はない。", "ない"), ("申請しなければならない。", None), ("雨かもしれない。", None), ("計画は承認された。", None),
    ],
)  # fmt: skip
def test_denial(ja: str, where: str | None) -> None:
    span = denial(ja)
    assert (span.of(ja) if span else None) == where


@pytest.mark.parametrize(
    ("ja", "en", "where"),
    [
        ("運河の維持費も計算に含まれている。", "The upkeep of the canal was not included in the calculation.", "not"), ("昨年は2隻の船が売られた。", "No ship was sold last year.", "No"),
        ("回避された損害も含まれている。", "Avoided damage was not included.", "not"), ("この規則は漁師にも適用された。", "The rule did not apply to fishers.", "not"),
        ("規則は漁師に適用されない。", "The rule did not apply to fishers.", None), ("漁師は対象外だった。", "The rule did not apply to fishers.", None),
        ("橋は完成した。", "The bridge was finished, but the road was not.", None), ("橋は春に完成した。", "The bridge was finished in spring. The road was not.", None),
        ("橋だけでなく道も直した。", "Not only the bridge was mended.", None),
        ("仙台守に任じられた。", "He was made Sendai no kami.", None), ("橋は3号橋と呼ばれる。", "It is called bridge No. 3.", None), ("船は4隻あった。", "There were four ships.", None),
    ],
)  # fmt: skip
def test_a_negation_that_is_added(ja: str, en: str, where: str | None) -> None:
    span = added(ja, en)
    assert (span.of(en) if span else None) == where


@pytest.mark.parametrize(
    ("ja", "en", "same"),
    [
        ("橋は1日も閉じずに直された。", "The bridge was mended without closing and did not rust.", True), ("橋は直された。", "The bridge was mended, not rebuilt.", False),
        ("橋は直されていない。", "The bridge was mended.", False), ("橋は直された。", "The bridge was mended.", True),
    ],
)  # fmt: skip
def test_alike(ja: str, en: str, same: bool) -> None:
    assert alike(ja, en) == same
