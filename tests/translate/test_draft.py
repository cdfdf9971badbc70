"""The offline draft: figures, dates, names and Latin text are right; the rest is glosses."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.text.quantity import en_quantities, ja_quantities, missing
from align.translate.draft import draft
from align.translate.protect import protect, restore


@pytest.mark.parametrize(
    ("ja", "parts"),
    [
        ("2025年10月、OpenAIは5,000億ドルの評価額で資金を調達した。", ["October 2025", "OpenAI", r"\$500 billion", "valuat|evaluat"]),
        ("損失は78億ドルである。", ["[Ll]oss", r"\$7\.8 billion"]),
        ("アルトマンは警告した。", ["Altman", "warn|alert"]),
        ("シェアは４２％で、4～10%より高い。", ["42%", "4–10%"]),
        ("2025年上半期の売上", ["first half of 2025", "[Ss]ales|[Rr]evenue"]),
        ("3.1. 新しいモデル", [r"^3\.1\. New model$"]),
        ("技術: 新しいモデル", ["^[^:]+: New model$"]),
        ("「GPT-5.1」という名前", ["GPT-5.1", "[Nn]ame"]),
        ("https://example.com/aを見る。", ["https://example.com/a"]),
        ("約200ポイントの差", ["about 200 points", "[Dd]iffer"]),
        ("本当か？", [r"\?$"]),
    ],
)
def test_parts(ja: str, parts: list[str]) -> None:
    english = draft(ja, {"アルトマン": "Altman"})
    assert all(re.search(p, english) for p in parts), english


def test_the_object_goes_behind_its_predicate() -> None:
    english = draft("会社は計画を発表した。")
    assert re.match(r"(?:The )?[Cc]ompany announced.* plan", english), english


@given(st.lists(st.sampled_from(["会社は", "2024年に", "300億円を", "約5%", "の", "投資した", "。", "「新しい」", "GPT-5は", "アルトマン", "が、", "大きな", "（3社）", "走る", "市場"]), min_size=1, max_size=10))
def test_any_sentence_gives_english_with_its_figures(parts: list[str]) -> None:
    text = "".join(parts)
    english = draft(text)
    assert english
    wanted = [q for q in ja_quantities(text) if q.kind in ("money", "date", "percent")]
    assert not missing(wanted, en_quantities(english)), english


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_at_all(text: str) -> None:
    assert bool(draft(text)) == bool(text.strip()) or draft(text) == ""


def test_protection_survives_what_engines_do_to_placeholders() -> None:
    text, pieces = protect("詳細はhttps://e.example/aと`x`、a@b.example。")
    assert text == "詳細は[[1]]と[[2]]、[[3]]。"
    assert restore("See [[1]], [ [2] ] and 【【3】】.", pieces) == ("See https://e.example/a, `x` and a@b.example.", ())
    assert restore("See [[1]].", pieces) == ("See https://e.example/a.", ("`x`", "a@b.example"))
    assert restore("See [4] and [[1]] [[2]] [[3]]", pieces)[1] == ()


@given(st.lists(st.sampled_from(["文", "https://e.example/a", "`c`", "a@b.example", "[1]", "。"]), max_size=8))
def test_protecting_and_restoring_give_the_text_back(parts: list[str]) -> None:
    text = " ".join(parts)
    assert restore(*protect(text)) == (text, ())


def test_what_counts_things_has_no_english() -> None:
    assert draft("3,200台の車両が売れた。", {}) == "Vehicle of 3,200 sold."
    assert draft("125隻の船を数えた。", {}) == "Counting ship of 125."
