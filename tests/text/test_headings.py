"""Headings that reports have in common."""

from __future__ import annotations

import pytest

from align.text.headings import usual


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("脚注", "Footnotes"), ("2. はじめに", "2. Introduction"), ("第3章　考察", "Chapter 3: Discussion"), ("１．背景", "1. Background"), ("2.1 方法：", "2.1 Methods"), ("IV. 結論", "IV. Conclusion"),
        ("港の網", ""), ("結論は出ていない。", ""), ("", ""),
    ],
)  # fmt: skip
def test_usual(text: str, english: str) -> None:
    assert usual(text) == english
