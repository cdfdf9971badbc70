"""Markers: those that show by their form, and bare trailing numbers."""

from __future__ import annotations

import pytest

from align.cite import bare, explicit
from align.cite.labels import expand
from align.model.document import Document
from align.read import markdown

KNOWN = {str(n) for n in range(1, 10)}


def parse(text: str) -> Document:
    return Document("x", "ja", text, markdown.blocks(text, 0, "ja"), "")


def found(text: str, known: set[str] = KNOWN) -> list[tuple[str, str, str]]:
    """Text, style and labels of every marker that shows by its form."""
    document = parse(text)
    return [(m.span.of(text), m.style, " ".join(m.labels)) for m in explicit(document, known, [])]


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("文だ<sup>1</sup>。", [("<sup>1</sup>", "sup", "1")]),
        ("文だ<sup>1,3</sup>。", [("<sup>1,3</sup>", "sup", "1 3")]),
        ("文だ<sup>[2]</sup>。", [("<sup>[2]</sup>", "sup", "2")]),
        ("文だ[1]。", [("[1]", "bracket", "1")]),
        ("文だ[1][2]。", [("[1]", "bracket", "1"), ("[2]", "bracket", "2")]),
        ("文だ[1, 3–5]。", [("[1, 3–5]", "bracket", "1 3 4 5")]),
        ("文だ［１］。", [("［１］", "bracket", "1")]),
        ("文だ［１、３］。", [("［１、３］", "bracket", "1 3")]),
        ("文だ[^1]。", [("[^1]", "footnote", "1")]),
        ("文だ[^note]。", [("[^note]", "footnote", "note")]),
        ("文だ（注1）。", [("（注1）", "note", "1")]),
        ("文だ（注１、２）。", [("（注１、２）", "note", "1 2")]),
        ("文だ※1。", [("※1", "kome", "1")]),
        ("文だ（※2）。", [("（※2）", "kome", "2")]),
        ("文だ¹。", [("¹", "superscript", "1")]),
        ("文だ¹²。", [("¹²", "superscript", "1 2")]),
        ("文だ【1】。", [("【1】", "lenticular", "1")]),
        ("文だ【3†source】。", [("【3†source】", "lenticular", "3")]),
        ("文だ[1](https://example.com/a_(b))。", [("[1](https://example.com/a_(b))", "bracket", "1")]),
        ("文だ[[4]](https://example.com)。", [("[[4]](https://example.com)", "bracket", "4")]),
        ("文だ<sup>注1</sup>。", [("<sup>注1</sup>", "sup", "1")]),
        ("文だ<sup>1),2)</sup>。", [("<sup>1),2)</sup>", "sup", "1 2")]),
        ("文だ[[2](https://example.com)]。", [("[[2](https://example.com)]", "bracket", "2")]),
        (r"文だ\[1\]。", [(r"\[1\]", "bracket", "1")]),
        ("文だ[1, p. 5]。", [("[1, p. 5]", "bracket", "1")]),
        ("文だ [cite: 2, 3]。", [("[cite: 2, 3]", "bracket", "2 3")]),
        ("文だ［注1］。", [("［注1］", "note", "1")]),
        ("GPT-4<sup>1</sup>は", [("<sup>1</sup>", "sup", "1")]),
        ("2024<sup>2</sup>年", [("<sup>2</sup>", "sup", "2")]),
        ("文だ[@smith2020; @lee2021, p. 3]。", [("[@smith2020; @lee2021, p. 3]", "pandoc", "smith2020 lee2021")]),
        ("風速は9.3m/s<sup>1</sup>だ。", [("<sup>1</sup>", "sup", "1")]), ("長さは9.3m<sup>4</sup>だ。", [("<sup>4</sup>", "sup", "4")]),
    ],
)
def test_forms(text: str, markers: list) -> None:
    assert found(text) == markers


def test_superscripts_are_one_number_where_the_list_has_it() -> None:
    assert found("文だ¹²。", {str(n) for n in range(1, 15)}) == [("¹²", "superscript", "12")]


@pytest.mark.parametrize(
    "text",
    [
        "面積は10 m²だ。", "面積は5km²だ。", "体積は3m<sup>3</sup>だ。", "速さは3 m s⁻¹だ。", "10<sup>6</sup>個だ。", "10⁶個だ。", "`a[1]`と書く。", "[2025]年だ。", "- [x] 済み", "![1](a.png)だ。",
        "配列[0]は空だ。", "※2024年の値だ。", "※1人あたりだ。", "```\nx[1]\n```\n", "[^1]: 定義", "[題](https://example.com)だ。",
    ],
)  # fmt: skip
def test_what_is_no_marker(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("text", "labels"), [("1", "1"), ("1,3", "1 3"), ("３－５", "3 4 5"), ("5-3", "5 3"), ("2・4", "2 4"), ("1-999", "1 999")])
def test_lists_and_ranges(text: str, labels: str) -> None:
    assert " ".join(expand(text)) == labels


def trailing(text: str, known: set[str] = KNOWN) -> list[tuple[str, str]]:
    """Labels of bare markers with the text before them, in a report that cites by numbers."""
    text = "別の文だ<sup>1</sup>。\n\n" + text
    document = parse(text)
    return [(text[m.span.start - 3 : m.span.start].strip(), " ".join(m.labels)) for m in bare(document, known, explicit(document, known, []), [])]


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("象徴している 3。", [("いる", "3")]), ("（始めた 5）。", [("めた", "5")]), ("始めた 1, 3。", [("めた", "1 3")]), ("始めた 1 3。", [("めた", "1 3")]),
        ("始めた　３。", [("めた", "3")]), ("始めた。 3 次の文だ。", [("た。", "3")]), ("始めた。3\n", [("めた。", "3")]), ("達成した 3", [("した", "3")]),
        ("約4ポイントの差 6。", [("の差", "6")]), ("54% 4。", [("4%", "4")]), ("拡大した。1 価格は", [("した。", "1")]), ("主な課題 1。", [("課題", "1")]), ("拡大した 1 。", [("した", "1")]),
    ],
)  # fmt: skip
def test_bare(text: str, markers: list) -> None:
    assert trailing(text) == markers


@pytest.mark.parametrize(
    "text",
    ["約4ポイントだ。", "発表したのはGemini 3。", "GPT-5。", "図 3。", "第 3。", "バージョン 2。", "値は 12。", "合計 9。", "2025年 3月。", "= 3。", "順位は 3位。", "ステップ 4。",
     "拡大した。2 つの要因だ。", "拡大した。 3 社が参入した。", "残りは 3。", "ケース 2。", "- 課題 1", "前年比 2、", "比率は 3 対 1、"],
)
def test_what_is_no_bare_marker(text: str) -> None:
    assert trailing(text) == []


@pytest.mark.parametrize("text", ["一だ[1]。1\n病院あたりだ。", "一だ[1]。2\n年間続いた。", "一だ[1]。2\n社だ。", "一だ（[1]）。2\n病院だ。"])
def test_a_number_that_the_next_line_counts_is_no_marker(text: str) -> None:
    d = parse(text)
    others = explicit(d, {"1", "2", "3"}, [])
    assert [m.labels for m in (*others, *bare(d, {"1", "2", "3"}, others, []))] == [("1",)]


@pytest.mark.parametrize("text", ["一だ。 2\n日本では続いた。", "一だ。 2\n人口が増えた[1]。", "一だ。 2\n社会が変わった。"])
def test_a_word_that_begins_like_what_is_counted_counts_nothing(text: str) -> None:
    text += "二だ[3]。"
    d = parse(text)
    others = explicit(d, {"1", "2", "3"}, [])
    assert [m.labels for m in bare(d, {"1", "2", "3"}, others, [])] == [("2",)]


def test_cells() -> None:
    assert trailing("評価\t値\nA\t約4ポイントリード 4\nB\tElo 9\nC\t9\nD\t54% 6\n") == [("ード", "4"), ("4%", "6")]


def test_without_other_markers_bare_ones_must_cite_much_of_the_list() -> None:
    few = parse("一つ目だ 3。二つ目だ。")
    many = parse("一つ目だ 1。二つ目だ 2。三つ目だ 3。")
    assert bare(few, {"1", "2", "3"}, [], []) == []
    assert [m.labels for m in bare(many, {"1", "2", "3"}, [], [])] == [("1",), ("2",), ("3",)]


def test_without_references_nothing_is_bare() -> None:
    assert trailing("象徴している 3。", set()) == []
