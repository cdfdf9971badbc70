"""Units and the sentences in them."""

from __future__ import annotations

import pytest

from align.match.units import ended, torn


@pytest.mark.parametrize(
    ("language", "texts", "sentences", "cut"),
    [
        ("ja", ["網は工場へ送られる。"], [1], [False]),
        ("ja", ["網は集められ、", "工場へ送られる。"], [0, 1], [True, False]),
        ("ja", ["港に着いた。網を集めた。"], [2], [False]),
        ("ja", ["「着いた。」と市長は言った。"], [1], [False]),
        ("ja", ["概要", "網の回収"], [1, 1], [False, False]),
        ("ja", ["網を集めた。見出し"], [2], [False]),
        ("ja", [""], [1], [False]),
        ("en", ["The nets are sent to a factory."], [1], [False]),
        ("en", ["The nets are collected,", "and sent to a factory."], [0, 1], [True, False]),
        ("en", ["The nets are collected", "and sent to a factory."], [0, 1], [True, False]),
        ("en", ["It arrived. \"Good,\" said the mayor."], [2], [False]),
        ("en", ["Mr. Sato spoke to Dr. Berg."], [1], [False]),
        ("en", ["It cost $4.5 million in 2021."], [1], [False]),
        ("en", ["Overview", "Collecting nets"], [1, 1], [False, False]),
        ("en", ["The text ends.", "iPads are sold here."], [1, 1], [False, False]),
    ],
)  # fmt: skip
def test_how_many_sentences_end_in_a_unit(language: str, texts: list[str], sentences: list[int], cut: list[bool]) -> None:
    assert torn(texts, language) == cut
    assert ended(texts, language) == sentences
