"""Width, tokens, kana, SudachiPy, language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.text.kana import katakana_words, romaji, sounds_like
from align.text.language import is_english
from align.text.sudachi import MAX_BYTES, chunks, morphemes, surfaces
from align.text.tokens import en_tokens, ja_tokens, latin_words
from align.text.width import fold, narrow


@given(st.text(max_size=60))
def test_narrowing_keeps_offsets(text: str) -> None:
    assert len(narrow(text)) == len(text)


def test_folding() -> None:
    assert fold("ＧＰＴ－５　ﾃﾞｰﾀ") == "GPT-5 データ"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_surfaces_give_the_text_back(text: str) -> None:
    assert "".join(surfaces(text)) == text
    assert all(m.surface == text[m.start : m.end] for m in morphemes(text))


def test_text_over_the_limit_of_sudachi_is_cut_after_a_sentence() -> None:
    text = "これは長い文書の一つの文である。" * 2500
    assert len(text.encode()) > 2 * MAX_BYTES
    pieces = list(chunks(text))
    assert "".join(p for _, p in pieces) == text
    assert all(len(p.encode()) <= MAX_BYTES for _, p in pieces)
    assert all(p.endswith("。") for _, p in pieces)
    assert len(morphemes(text)) == 2500 * len(morphemes("これは長い文書の一つの文である。"))


def test_text_without_any_mark_is_cut_too() -> None:
    text = "あ" * 40_000
    assert "".join(surfaces(text)) == text


def test_tokens() -> None:
    assert ja_tokens("OpenAIは2025年に競合を食べさせなかった。") == ["年", "競合", "食べる", "させる", "ない", "た"]
    assert en_tokens("The company doesn't complete 3 companies' plans.") == ["the", "compani", "not", "complet", "compani", "plan"]
    assert en_tokens("Tōfuku-ji, café") == en_tokens("Tofuku-ji, cafe")
    assert latin_words("ＧＰＴ－５とOpenAI、C++、Yahoo!ニュース") == ["GPT-5", "OpenAI", "C++", "Yahoo"]


@pytest.mark.parametrize(
    ("kana", "latin"),
    [("アルトマン", "arutoman"), ("チュウオウニッポウ", "chuonippo"), ("ニュース", "nyusu"), ("マッチ", "matchi"), ("がっこう", "gakko"), ("ヴェネツィア", "venetsia")],
)
def test_romaji(kana: str, latin: str) -> None:
    assert romaji(kana) == latin


@pytest.mark.parametrize(
    ("kana", "word"),
    [("アルトマン", "Altman"), ("サツケバー", "Sutskever"), ("マイクロソフト", "Microsoft"), ("ソネンフェルド", "Sonnenfeld"), ("スミス", "Smith"),
     ("トランプ", "Trump"), ("エヌビディア", "Nvidia"), ("ジョンソン", "Johnson"), ("ノルデン", "Norden")],
)  # fmt: skip
def test_a_name_sounds_like_its_katakana(kana: str, word: str) -> None:
    assert sounds_like(kana, word) >= 0.72


@pytest.mark.parametrize(
    ("kana", "word"), [("アルトマン", "Amodei"), ("スミス", "Johnson"), ("グーグル", "Apple"), ("データ", "server"), ("モデル", "market")]
)
def test_other_names_do_not(kana: str, word: str) -> None:
    assert sounds_like(kana, word) < 0.6


def test_katakana_words() -> None:
    assert katakana_words("サム・アルトマン氏のメモとﾃﾞｰﾀ、ア") == ["サム", "アルトマン", "メモ", "データ"]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("The company completed its restructuring in October.", True), ("OpenAI", True), ("会社は再編を終えた。", False),
        ("Das Unternehmen hat seine Umstrukturierung im Oktober abgeschlossen, wie es mitteilte.", False),
        ("L'entreprise a terminé sa restructuration en octobre, selon un communiqué publié mardi.", False), ("", False), ("12345", False),
    ],
)  # fmt: skip
def test_language(text: str, english: bool) -> None:
    assert is_english(text) is english


def test_morphemes_in_many_threads() -> None:
    from concurrent.futures import ThreadPoolExecutor

    from align.text.sudachi import morphemes

    texts = [f"{n}番目の漁網を集めて、工場で糸にする。" * 20 for n in range(200)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda t: "".join(m.surface for m in morphemes(t)), texts))
    assert found == texts
