"""Set phrases, and pictures round a text."""

from __future__ import annotations

import pytest

from align.translate import EngineSettings, Request, make
from align.translate.engine import Answer
from align.translate.phrases import parts, phrase
from align.translate.pictures import apart


@pytest.mark.parametrize(
    ("ja", "en"),
    [
        ("かしこまりました。", "Certainly."),
        ("お疲れ様です。", "Hello."),
        ("少々お待ちくださいませ。", "Please wait a moment."),
        ("他に何かご不明な点はございますか？", "Do you have any other questions?"),
        ("ありがとうございます！", "Thank you!"),
        ("送料無料", "Free shipping"),
        ("はい、そうです。", "Yes, that's right."),
        ("リピ確定です☆", "I will buy it again ☆"),
        ("送料無料の商品です。", ""),
        ("", ""),
        ("。", ""),
    ],
)
def test_set_phrases(ja: str, en: str) -> None:
    assert phrase(ja) == en


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("お疲れ様です。会議は14時からです。場所は同じです。よろしくお願いします。", [
            ("お疲れ様です。", "Hello."), ("会議は14時からです。場所は同じです。", ""), ("よろしくお願いします。", "Thank you in advance."),
        ]),
        # what is quoted stays in its sentence
        ("彼は「まだだ。わかりました。」と答えた。", [("彼は「まだだ。わかりました。」と答えた。", "")]),
        ("10〜20%増えた。", [("10〜20%増えた。", "")]),
        ("〜20%増えた。わかりました。", [("〜20%増えた。", ""), ("わかりました。", "I understand.")]),
        ("", [("", "")]),
    ],
)  # fmt: skip
def test_phrases_are_taken_out_of_a_text(text: str, found: list[tuple[str, str]]) -> None:
    assert parts(text) == found


def test_a_phrase_with_a_term_is_none() -> None:
    assert parts("送料無料", ["送料"]) == [("送料無料", "")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("毎日使います♪", ("", "毎日使います", "♪")),
        ("✅ 完了しました", ("✅", "完了しました", "")),
        ("楽しい😊また行きたい！", ("", "楽しい また行きたい！", "😊")),
        ("★★★☆☆", ("★★★☆☆", "", "")),
        ("東京➡大阪、➊の便", ("", "東京➡大阪、➊の便", "")),
        ("`✅`を押す😊", ("", "`✅`を押す", "😊")),
        ("増えた。", ("", "増えた。", "")),
        ("", ("", "", "")),
    ],
)
def test_pictures_go_round_the_text(text: str, found: tuple[str, str, str]) -> None:
    assert apart(text) == found


def test_the_offline_engine_leaves_both_to_the_tables() -> None:
    texts = ["お疲れ様です。港で網を直す。", "★★★☆☆", "網を直す😊"]
    first, stars, smile = (a.text if isinstance(a, Answer) else a for a in make("offline", EngineSettings())([Request(t) for t in texts]))
    assert first.startswith("Hello. ")
    assert "net" in first
    assert stars == "★★★☆☆"
    assert smile.endswith(" 😊")
    assert smile.count("😊") == 1
