"""Figures as places that a model copies."""

from __future__ import annotations

import pytest

from align.model.document import Span
from align.translate.places import fill, invented, lost, place, placed_pair, terms_in


@pytest.mark.parametrize(
    ("ja", "placed", "texts"),
    [
        ("損失は78億ドルだった。", "損失は[[1]]だった。", ("$7.8 billion",)),
        ("2025年10月に42%伸びた。", "[[1]]に[[2]]伸びた。", ("October 2025", "42%")),
        ("12席 = 46.84 USD", "[[1]]席 = [[2]]", ("12", "$46.84")),
        ("30日に着いた。", "[[1]]に着いた。", ("30th",)),
        ("1kWh当たり3円。", "[[1]]当たり[[2]]。", ("1 kWh", "3 yen")),
        ("利益率は▲3.1％だった。", "利益率は[[1]]だった。", ("-3.1%",)),
        ("1日に4回飲む。", "1日に[[1]]回飲む。", ("4",)),
        ("二つの理由がある。", "二つの理由がある。", ()),
        ("理由はない。", "理由はない。", ()),
    ],
)
def test_places(ja: str, placed: str, texts: tuple[str, ...]) -> None:
    assert place(ja) == (placed, texts)
    assert all(text in fill(placed, texts) for text in texts)
    assert "[[" not in fill(placed, texts)


def test_places_begin_after_those_that_are_taken() -> None:
    assert place("[[1]]で120社が参加した。", 2) == ("[[1]]で[[2]]社が参加した。", ("120",))
    assert fill("At [[1]], [[2]] companies took part.", ("120",), 2) == "At [[1]], 120 companies took part."
    assert fill("[[1]] and [[1]]", ("120",)) == "120 and 120"


@pytest.mark.parametrize(
    ("en", "filled"),
    [
        ("She married in [[1]].", "She married in their 40s."), ("in the middle of the [[1]]", "in the middle of their 40s"), ("in his [[1]]", "in his 40s"),
        ("in her late [[1]]", "in her late 40s"), ("[[1]] and the [[2]]", "their 40s and the 1990s"),
    ],
)  # fmt: skip
def test_an_age_needs_whose(en: str, filled: str) -> None:
    assert fill(en, ("40s", "1990s")) == filled


def test_places_of_terms() -> None:
    terms = {"京都": "Kyoto", "新海橋": "Shinkai Bridge", "橋": "bridge"}
    assert terms_in("東京都の橋と新海橋。", terms) == [(Span(4, 5), "bridge"), (Span(6, 9), "Shinkai Bridge")]
    assert place("新海橋は42メートルだ。", 2, terms) == ("[[2]]は[[3]]だ。", ("Shinkai Bridge", "42 m"))
    assert place("5年債を5年持つ。", 1, {"5年債": "five-year bond"}) == ("[[1]]を[[2]]持つ。", ("five-year bond", "5 years"))
    assert place("[[5]]を参照し、1と42を見る。", 9, {"1": "one"}) == ("[[5]]を参照し、[[9]]と42を見る。", ("one",))
    assert place("42を見る。", 12) == ("42を見る。", ())


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("損失は78億ドルだった。", "The loss was $7.8 billion.", ("損失は[[1]]だった。", "The loss was [[1]].")),
        ("42%から50%へ。", "From 42% to 50%.", ("[[1]]から[[2]]へ。", "From [[1]] to [[2]].")),
        ("42%と42%。", "42% and 42%.", None),
        ("42%だ。", "It is large.", None),
        ("大きい。", "It is large.", None),
        ("[[1]]は42%。", "[[1]] is 42%.", None),
    ],
)
def test_pairs(ja: str, en: str, expected: tuple[str, str] | None) -> None:
    assert placed_pair(ja, en) == expected


@pytest.mark.parametrize(
    ("ja", "names"),
    [
        ("OpenAIはGPT-5.1を出した。", ["OpenAI", "GPT-5.1"]), ("表1 Gemini 3 Proの比較", ["Gemini 3 Pro"]), ("TSMC 2025年の報告", ["TSMC"]), ("CO2を減らす。", ["CO2"]), ("14.52DIDから2.5GBへ", ["14.52DID"]),
        ("iPhone 15が売れた。", ["iPhone 15"]), ("kmで測る。", []), ("AT&TとU.S. Steel", ["AT&T", "U.S", "Steel"]),
    ],
)  # fmt: skip
def test_names_in_latin_letters_have_their_place(ja: str, names: list[str]) -> None:
    assert [text for _, text in terms_in(ja, {})] == names


def test_invented_figures() -> None:
    assert [q.text for q in invented("売上は伸びた。", "Sales rose by 42%.")] == ["42%"]
    assert not invented("売上は4割伸びた。", "Sales rose by 40% in one year.")


def test_lost_figures() -> None:
    assert [q.text for q in lost("売上は42%伸び、120社が参加した。", "Sales rose by 42%.")] == ["120"]
    assert not lost("二人が42%と述べた。", "Both said 42%.")


def test_a_hedge_stands_once() -> None:
    assert fill("It was about [[1]], and [[1]].", ("about 42%",)) == "It was about 42%, and about 42%."
