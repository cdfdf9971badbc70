"""Markdown and plain text to blocks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import InputError
from align.model.document import Document, Kind
from align.read import markdown, plain, read
from align.read.continuation import continues, cut_paragraph
from align.read.frontmatter import front_matter
from align.segment import segment


def md(text: str, language: str = "ja") -> Document:
    return Document("x", language, text, markdown.blocks(text, 0, language), "")


def txt(text: str) -> Document:
    return Document("x", "ja", text, plain.blocks(text, 0, "ja"), "")


def shown(document: Document) -> list[str]:
    """Kind, level where there is one, and content, pieces parted by ¶."""
    return [
        f"{b.kind}{b.level or ''} " + "¶".join(p.of(document.text) for p in b.pieces) for b in document.blocks
    ]


def test_title_byline_headings_and_their_path() -> None:
    d = md("# 報告\n\n山田太郎\n\n2025年11月25日\n\n## 一\n\n本文。\n\n### 二\n\n本文。\n\n## 三\n\n本文。\n")
    assert shown(d)[:3] == ["title1 報告", "byline 山田太郎", "byline 2025年11月25日"]
    assert [b.section for b in d.blocks if b.kind == Kind.SENTENCE] == [("一",), ("一", "二"), ("三",)]


def test_levels_stay_as_they_stand() -> None:
    d = md("# 題\n\n## 6. 章\n\n### 6.1 節\n\n## 6.2 節\n\n本文。\n")
    assert d.blocks[-1].section == ("6.2 節",)


def test_nested_lists_keep_depth_and_parent() -> None:
    d = md("次のとおり:\n\n- 親\n  - 子\n    1. 孫\n- もう一つ\n")
    assert shown(d) == ["sentence 次のとおり:", "sentence1 親", "sentence2 子", "sentence3 孫", "sentence1 もう一つ"]
    assert [b.parent for b in d.blocks] == [-1, 0, 1, 2, 0]
    assert d.blocks[3].label == "1."


@pytest.mark.parametrize(
    "source",
    [
        "| 名 | 値 |\n| --- | ---: |\n| 甲 | 1 |\n| 乙 |  |\n",
        "名\t値\n甲\t1\n乙\t\n",
        "<table><tr><th>名</th><th>値</th></tr><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td></td></tr></table>\n",
    ],
    ids=["pipes", "tabs", "html"],
)
def test_tables(source: str) -> None:
    d = md(source)
    assert [(b.kind, b.row, b.column, b.header, b.span.of(d.text)) for b in d.blocks] == [
        (Kind.CELL, 0, 0, True, "名"), (Kind.CELL, 0, 1, True, "値"), (Kind.CELL, 1, 0, False, "甲"),
        (Kind.CELL, 1, 1, False, "1"), (Kind.CELL, 2, 0, False, "乙"),
    ]  # fmt: skip


def test_code_quotes_and_captions() -> None:
    d = md("```python\nx = [1]\n```\n\n> 引用文。\n> 続き。\n\n図1　全体の構成\n\n---\n\n本文。\n")
    assert shown(d) == ["code x = [1]", "sentence 引用文。¶続き。", "caption 図1　全体の構成", "sentence 本文。"]
    assert [b.quoted for b in d.blocks] == [False, True, False, False]


@pytest.mark.parametrize("source", ["<!-- メモ -->本文。\n", "<!-- x\ny --> 本文。\n", "<script>\nlet a = 1;\n</script>\n\n本文。\n", "<div>\n<style>p { }</style>\n本文。\n</div>\n", "<!-- x -->\n\n本文。\n"])
def test_a_comment_takes_nothing_with_it(source: str) -> None:
    assert [s.text for s in segment(md(source))] == ["本文。"]


def test_a_reading_that_has_no_brackets_gets_them() -> None:
    assert [s.text for s in segment(md("<ruby>仮名<rt>かな</rt></ruby>と<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>。\n"))] == ["仮名（かな）と漢字(かんじ)。"]


def test_letters_that_a_page_joins_come_apart() -> None:
    d = md("the beneﬁts in\nﬁve oﬃces.\n")
    assert [s.text for s in segment(d)] == ["the benefits in five offices."]


def test_a_rule_below_a_paragraph_makes_no_heading() -> None:
    assert shown(md("本文である。\n---\n次の文。\n")) == ["sentence 本文である。", "sentence 次の文。"]


def test_indented_prose_is_prose() -> None:
    assert shown(md("    字下げした本文である。\n")) == ["sentence 字下げした本文である。"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("競合に劣後する現状で", "は、この評価額の維持は難しい。"),
        ("市場の拡大が可", "能であると述べた。"),
        ("同社は多くの企業の", "信頼を得ている。"),
        ("一つ目の文である。二つ目の文は長く続いていて途中で切れる可能性がある次世代の基盤", "モデルの開発である。"),
        ("「これは終わりだ、", "と彼は言った。」"),
    ],
)
def test_a_sentence_cut_by_a_page_end_is_joined(first: str, second: str) -> None:
    d = md(f"# 題\n\n{first}\n\n{second}\n")
    assert len(d.blocks) == 2
    assert [p.of(d.text) for p in d.blocks[1].pieces] == [first, second]


def test_a_page_number_inside_a_cut_sentence_is_not_text() -> None:
    d = txt("はじめに\n\n同社は多くの企業の\n\n- 12 -\n\n信頼を得ている。\n")
    assert shown(d)[1] == "sentence 同社は多くの企業の¶信頼を得ている。"


@pytest.mark.parametrize(
    ("first", "second"),
    [("これは文である。", "はじめに述べた点。"), ("Manus", "本報告は新しい。"), ("終わった<sup>3</sup>", "次の文である。"), ("主な点は次のとおり：", "第一に値段。")],
)
def test_whole_paragraphs_stay_apart(first: str, second: str) -> None:
    assert not cut_paragraph(first, second, "ja")


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [("The company said it would", "invest more.", True), ("The plan ends.", "A new one begins.", False), ("the state of the", "Union is strong.", True), ("Costs", "Collection is cheap.", False)],
)
def test_english_lines(before: str, after: str, joined: bool) -> None:
    assert continues(before, after, "en") is joined


def test_plain_text_headings_lists_and_wrapped_lines() -> None:
    d = txt(
        "漁網の報告\n\n報告：考える会\n\n1. はじめに\n\n　網は海に流れ出せば生きものを傷つけ、陸に積めば場所をふ\nさぐ。次の文。\n\n"
        "・一つ目\n・二つ目\n\n第2章　方法\n\n（1）集める\n（2）洗う\n"
    )
    assert shown(d) == [
        "title1 漁網の報告", "byline 報告：考える会", "heading2 1. はじめに", "sentence 網は海に流れ出せば生きものを傷つけ、陸に積めば場所をふ¶さぐ。次の文。",
        "sentence1 一つ目", "sentence1 二つ目", "heading2 第2章　方法", "sentence1 集める", "sentence1 洗う",
    ]  # fmt: skip


def test_front_matter() -> None:
    meta, start = front_matter("---\ntitle: 題\ndate: 2025-11-01\n---\n本文", "x.md")
    assert meta["title"] == "題"
    assert start == len("---\ntitle: 題\ndate: 2025-11-01\n---\n")
    assert front_matter("---\n\n本文\n\n---\n", "x.md") == ({}, 0)


def test_broken_front_matter_says_where() -> None:
    with pytest.raises(InputError, match=r"x\.md, line 3"):
        front_matter("---\ntitle: a\nnote: b: c\n---\n", "x.md")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [("a.pdf", b"x", "can't be read"), ("a.md", b"", "empty"), ("a.md", b"  \n\n ", "empty"), ("a.md", b"---\ntitle: x\n---\n", "empty")],
)
def test_files_that_cannot_be_read(write, name: str, content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(write(name, content), "ja")


def test_missing_folder_and_size(tmp_path: Path, write) -> None:
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "none.md", "ja")
    with pytest.raises(InputError, match="folder"):
        read(tmp_path, "ja")
    with pytest.raises(InputError, match="limit"):
        read(write("big.md", b"a" * 2_000_000), "ja", max_megabytes=1)


@given(st.text(alphabet="あ漢。、A1 \n\t|-#*>`「」[]()・<b>~=:：", max_size=120))
def test_broken_markdown_never_crashes_and_spans_are_in_order(text: str) -> None:
    for parse in (markdown.blocks, plain.blocks):
        blocks = parse(text, 0, "ja")
        at = 0
        for b in blocks:
            assert at <= b.span.start < b.span.end <= len(text)
            assert b.pieces[0].start == b.span.start
            assert b.pieces[-1].end == b.span.end
            at = b.span.end


@given(st.lists(st.sampled_from(["本文である。", "見出し", "- 項目", "1. 番号", "| a | b |", "|---|---|", "> 引用", "", "甲\t乙", "```", "## 節", "[1] 出典 2025."]), max_size=14))
def test_no_letter_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    d = md(text)
    kept = "".join(p.of(text) for b in d.blocks for p in b.pieces)
    for word in ("本文である", "見出し", "項目", "番号", "引用", "甲", "乙", "節", "出典"):
        assert kept.count(word) == text.count(word)


@pytest.mark.parametrize("text", ["\u3000\n文だ。", "> \u3000\n> 文だ。", "- \u3000\n  文だ。", "\u3000\n\u3000\n文だ。\n\n終わり。"])
def test_a_line_of_wide_blanks_hides_nothing(text: str) -> None:
    found = [b.span.of(text) for b in markdown.blocks(text, 0, "ja")]
    assert found[0] == "文だ。"
