"""Figures as places that a model copies."""

from __future__ import annotations

import pytest

from align.translate.places import fill, lost, place, placed_pair


@pytest.mark.parametrize(
    ("ja", "placed", "texts"),
    [
        ("損失は78億ドルだった。", "損失は[[1]]だった。", ("$7.8 billion",)),
        ("2025年10月に42%伸びた。", "[[1]]に[[2]]伸びた。", ("October 2025", "42%")),
        ("二つの理由がある。", "二つの理由がある。", ()),
        ("理由はない。", "理由はない。", ()),
    ],
)
def test_places(ja: str, placed: str, texts: tuple[str, ...]) -> None:
    assert place(ja) == (placed, texts)
    assert fill(placed, texts)[1]


def test_places_begin_after_those_that_are_taken() -> None:
    assert place("[[1]]で120社が参加した。", 2) == ("[[1]]で[[2]]社が参加した。", ("120",))
    assert fill("At [[1]], [[2]] companies took part.", ("120",), 2) == ("At [[1]], 120 companies took part.", True)
    assert fill("Companies took part.", ("120",)) == ("Companies took part.", False)
    assert fill("[[1]] and [[1]]", ("120",)) == ("120 and 120", False)


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


def test_lost_figures() -> None:
    assert [q.text for q in lost("売上は42%伸び、120社が参加した。", "Sales rose by 42%.")] == ["120"]
    assert not lost("二人が42%と述べた。", "Both said 42%.")
