"""Names that a text renders itself."""

from __future__ import annotations

import pytest

from align.text.named import named, once


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("三橋商事（Mitsuhashi Corporation）は2022年に参画した。", {"三橋商事": "Mitsuhashi Corporation"}), ("世界保健機関（WHO）は勧告した。", {"世界保健機関": "WHO"}),
        ("山田太郎（Taro Yamada）氏は、サム・アルトマン(Sam Altman)に会った。", {"山田太郎": "Taro Yamada", "サム・アルトマン": "Sam Altman"}),
        ("沿岸漁業協定（Coastal Fisheries Agreement、CFA）", {"沿岸漁業協定": "Coastal Fisheries Agreement"}),
        ("最新のモデル（GPT-4）は速い。", {}), ("2023年（Reiwa 5）", {}), ("三橋商事（Whitcombe, 2015）", {}), ("売上（Revenue）は伸びた。", {}), ("図（A）を見よ。", {}), ("括弧はない。", {}),
    ],
)  # fmt: skip
def test_named(text: str, found: dict[str, str]) -> None:
    assert named([text]) == found


def test_what_is_given_most_wins() -> None:
    assert named(["三橋商事（Mitsuhashi Corp）", "三橋商事（Mitsuhashi Corporation）", "三橋商事（Mitsuhashi Corporation）"]) == {"三橋商事": "Mitsuhashi Corporation"}


def test_a_name_is_said_once() -> None:
    assert once("Mitsuhashi Corporation (Mitsuhashi Corporation) joined the WHO (WHO).") == "Mitsuhashi Corporation joined the WHO."
    assert once("The port (Harbour) is old.") == "The port (Harbour) is old."
