"""Names in katakana: what is one, and how it is spelled."""

from __future__ import annotations

import pytest

from align.text.rendered import stems
from align.translate.neural import SHIPPED, faults, load
from align.translate.spelling import SHIPPED as NAMES
from align.translate.spelling import Name, capital, names_in


def spelled(text: str, terms: dict[str, str] | None = None) -> dict[str, str]:
    return {ja: name.text for ja, name in names_in([text], terms or {})[0].items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("監督はセルヒオ・アグエロを起用した。", {"セルヒオ・アグエロ": "Sergio Aguero"}),
        ("ジョン・F・ケネディが演説した。", {"ジョン・F・ケネディ": "John F. Kennedy"}),
        ("マクロン大統領が会見した。", {"マクロン": "Macron"}),
        ("ゲンドン氏は語った。", {"ゲンドン": "Gendon"}),
        ("店はロンドンのクロイドンにある。", {"ロンドン": "London", "クロイドン": "Croydon"}),
        ("トランプ大統領が署名した。", {"トランプ": "Trump"}),
        ("子どもがトランプで遊ぶ。", {}),
        ("データ・センターを建てる。", {}),
        ("ゼロカーボンシティを宣言した。", {}),
        ("ワクチンの接種が進む。", {}),
        ("フランス・パリで開かれた。", {}),
        ("網を直す。", {}),
    ],
)
def test_what_is_a_name(text: str, expected: dict[str, str]) -> None:
    assert spelled(text) == expected


def test_settled_terms_go_before_what_the_model_would_say() -> None:
    text = "サム・アルトマンとゲンドン・スバンドノが会った。"
    assert spelled(text, {"アルトマン": "Altman"})["サム・アルトマン"].endswith(" Altman")
    assert list(spelled(text, {"サム・アルトマン": "Sam Altman"})) == ["ゲンドン・スバンドノ"]


@pytest.mark.parametrize("letters", ["ポ" * 60, "パピプペポバビブベボ" * 4, "シュ" * 30])
def test_what_is_too_long_for_a_name_is_spelled_as_far_as_the_model_goes(letters: str) -> None:
    (name,) = names_in([f"{letters}氏は語った。"])[0].values()
    assert 5 < len(name.text) <= 60


def test_a_name_stands_in_any_of_its_spellings_but_with_all_its_parts() -> None:
    name = Name((("Sergio", "Serhio"), ("Aguero", "Aguelo")))
    for english, there in (("Serhio Aguero's goal", True), ("Aguero scored", False), ("Sergio scored", False)):
        assert name.stands(english, stems(english)) is there
    assert faults("セルヒオ・アグエロの得点。", "The goal of Serhio Aguelo.", {"セルヒオ・アグエロ": name.text}, {"セルヒオ・アグエロ": name}) == 0
    assert faults("セルヒオ・アグエロの得点。", "The goal of Ag Ero.", {"セルヒオ・アグエロ": name.text}, {"セルヒオ・アグエロ": name}) == 1


@pytest.mark.parametrize(
    ("name", "expected"), [("mcpherson", "McPherson"), ("o'neill", "O'Neill"), ("jean-luc", "Jean-Luc"), ("altman", "Altman"), ("", "")]
)
def test_capitals(name: str, expected: str) -> None:
    assert capital(name) == expected


def test_particles_are_small_inside_a_name() -> None:
    assert Name((("Leonardo",), ("Da",), ("Vinci",))).text == "Leonardo da Vinci"
    assert Name((("De",), ("Vries",))).text == "De Vries"


def test_names_are_the_same_in_a_translation_whatever_the_model_would_have_said() -> None:
    sentences = ["ゲンドン・スバンドノは記者にそう語った。", "網を直したのはゲンドン・スバンドノである。"]
    name = spelled(sentences[0])["ゲンドン・スバンドノ"]  # it differs a little from processor to processor
    for answer in load(SHIPPED).translate(sentences):
        assert name in answer.text


def test_a_person_is_no_clan() -> None:
    text = "ゲンドン・スバンドノ氏は2024年3月に辞任した。"
    [answer] = load(SHIPPED).translate([text])
    assert spelled(text)["ゲンドン・スバンドノ"] in answer.text
    assert "clan" not in answer.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("米グーグルとテスラが組んだ。", {"グーグル": "Google", "テスラ": "Tesla"}),
        ("ゴールドマン・サックスの予想", {"ゴールドマン・サックス": "Goldman Sachs"}),
        ("アップルの売上", {"アップル": "Apple"}),
        ("アップルパイを焼いた。", {}),
        ("グーグルマップで探す", {"グーグル": "Google"}),
    ],
)
def test_companies_are_spelled_as_they_please(text: str, expected: dict[str, str]) -> None:
    [found] = names_in([text])
    assert {ja: name.text for ja, name in found.items()} == expected
    assert not any(name.guessed for name in found.values())


def test_the_table_of_companies() -> None:
    lines = (NAMES / "organisations.tsv").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert all(len(line.split("\t")) == 2 for line in lines)
