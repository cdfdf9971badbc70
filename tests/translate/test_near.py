"""Sentences that are nearly the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.text.quantity import en_quantities, ja_quantities, missing
from align.translate.near import keys, plain, shape, with_figures


@pytest.mark.parametrize(
    ("ja", "en", "wanted", "out"),
    [
        ("損失は78億ドルだ。", "The loss was $7.8 billion.", "損失は92億ドルだ。", "The loss was $9.2 billion."),
        ("120社が2025年10月に参加した。", "In October 2025, 120 companies took part.", "95社が2024年3月に参加した。", "In March 2024, 95 companies took part."),
        ("シェアは42%から54%に伸びた。", "The share rose from 42% to 54%.", "シェアは10%から25%に伸びた。", "The share rose from 10% to 25%."),
        ("3割が反対した。", "Thirty percent were against it.", "4割が反対した。", None),
        ("120社が参加した。", "Many companies took part.", "95社が参加した。", None),
        ("5人が5人に勝った。", "5 people beat 5 people.", "6人が7人に勝った。", None),
    ],
)
def test_figures_are_put_in_where_they_can_be_told_apart(ja: str, en: str, wanted: str, out: str | None) -> None:
    assert shape(ja) == shape(wanted) != ""
    if out is None and "Thirty" in en:
        assert with_figures(ja, en, wanted) in (None, "40% were against it.")
    else:
        assert with_figures(ja, en, wanted) == out


def test_other_words_are_another_shape_and_no_figures_are_none() -> None:
    assert shape("損失は78億ドルだ。") != shape("利益は78億ドルだ。")
    assert shape("損失は78億ドルだ。") != shape("損失は78億円だ。")
    assert shape("損失が出た。") == ""


def test_what_is_alike_shares_keys_and_what_is_not_does_not() -> None:
    text = "港で集めた古い網は、洗ってから工場へ送られて、新しい糸になる。"
    assert set(keys(text)) & set(keys(text.replace("古い", "破れた")))
    assert keys(text) == keys("港で集めた古い網は洗ってから工場へ送られて新しい糸になる")
    assert not set(keys(text)) & set(keys("委員会は来週、報告書を公表することを決めた。"))


@given(st.text(max_size=60))
def test_any_text_has_keys_that_fit_a_database(text: str) -> None:
    assert all(-(2**63) <= k < 2**63 for k in keys(text))
    assert plain(plain(text)) == plain(text)


@given(st.integers(11, 9999), st.integers(11, 9999))
def test_the_new_figure_is_in_the_english_and_the_old_is_not(old: int, new: int) -> None:
    out = with_figures(f"参加者は{old}人だった。", f"There were {old:,} participants.", f"参加者は{new}人だった。")
    assert out is not None
    assert not missing(ja_quantities(f"{new}人"), en_quantities(out))
