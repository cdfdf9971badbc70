"""Page numbers on lines of their own, and what a page end tears."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from align.inputs import read_cited
from align.read.pages import without_pages


@pytest.mark.parametrize("line", ["- 12 -", "－１３－", "― 14 / 30 ―", "p. 7", "Page 5 of 12", "ページ 5", "- 3 -\f"])
def test_numbered_lines_are_left_out(line: str) -> None:
    text = f"一。\n\n{line}\n\n二。"
    found = without_pages(text, 0)
    assert len(found) == len(text)
    assert found.split() == ["一。", "二。"]


def test_pages_of_so_many() -> None:
    assert without_pages("一。\n\n4 / 12\n\n二。\n\n5 / 12\n\n三。", 0).split() == ["一。", "二。", "三。"]
    assert without_pages("一。\n\n4ページ\n\n二。\n\n5ページ\n\n三。", 0).split() == ["一。", "二。", "三。"]


@pytest.mark.parametrize("text", ["年\n2019\n2020\n2021\n2022", "1\n\n米国\n\n2\n\n中国\n\n3\n\n日本", "勝率は次の値だ。\n\n2/3\n\nである。", "    1\n    2\n    3", "$$\n-5-\n$$", "売上\n12\n利益\n15", "2024\n\n2025\n\n2026年", "```\n- 3 -\n```", "- 3 件", "3 / 4 が賛成した"])
def test_other_numbers_stay(text: str) -> None:
    assert without_pages(text, 0) == text


def test_bare_numbers_that_go_up_are_pages() -> None:
    assert without_pages("文" * 300 + "\n\n11\n\n" + "文" * 300 + "\n\n12\n\n" + "文" * 300 + "\n\n13\n\n四。", 0).split() == ["文" * 300] * 3 + ["四。"]


@pytest.mark.parametrize("name", ["r.txt", "r.md"])
def test_sentences_go_on_after_the_page(write: Callable[..., Path], name: str) -> None:
    text = "# 題\n\n序である。\n\n若い人が\n\n- 12 -\n\n増えて、人口は18\n4万人になった。多い。\n\n- 13 -\n\n次の段落。\n"
    assert [s.text for s in read_cited(write(name, text)).sentences[1:]] == ["序である。", "若い人が増えて、人口は184万人になった。", "多い。", "次の段落。"]


def test_running_heads_go_with_their_pages() -> None:
    body = "海は広い。\n波が\n\n海の報告\n- 1 -\n\n高い。\n\n海の報告\n- 2 -\n\n風が吹く。"
    found = without_pages(f"海の報告\n\n{body}", 0)
    assert found.split() == ["海の報告", "海は広い。", "波が", "高い。", "風が吹く。"]


def test_running_heads_that_have_the_number_on_their_line() -> None:
    text = "海の報告\n\n海は広い。\n海の報告　　　　　3\n\n波が高い。\n　　　4／12\n海の報告\n風が吹く。\n表\n東　　3\n西　　4"
    assert without_pages(text, 0).split() == ["海の報告", "海は広い。", "波が高い。", "風が吹く。", "表", "東", "3", "西", "4"]


def test_heads_with_numbers_are_no_rows_of_a_table() -> None:
    table = "売上　　12\n利益　　3\n売上　　13\n利益　　4"
    assert without_pages(table, 0) == table
    page = "文" * 300
    assert without_pages(f"題\n{page}\n海の報告　　　11\n{page}\n海の報告　　　12\n{page}", 0).split() == ["題", page, page, page]


def test_what_stands_once_beside_a_page_number_stays() -> None:
    assert without_pages("海の報告\n\n海は広い。\n- 1 -\n波が高い。\n- 2 -\n風が吹く。", 0).split() == ["海の報告", "海は広い。", "波が高い。", "風が吹く。"]


def test_lines_pasted_without_blank_lines(write: Callable[..., Path]) -> None:
    text = (
        "報告書\n\n第1章　はじめに\n　この報告書は重要である。\n第2章　薬\n2.1　試験\n　薬は効いた（\n注2）。\n■有効性は74％であった[1]\n■試験には、十一か国の\n成人が参加した[2]。\n"
        '参考文献\n1. A. "One." 2024.\n2. B. "Two." 2025.\n'
    )
    cited = read_cited(write("r.txt", text))
    found = [(cited.document.blocks[s.block].kind.value, s.text, ";".join(c.labels) if (c := cited.assignment.citations.get(s.index)) else "") for s in cited.sentences]
    assert found == [
        ("title", "報告書", ""), ("heading", "第1章　はじめに", ""), ("sentence", "この報告書は重要である。", ""), ("heading", "第2章　薬", ""), ("heading", "2.1　試験", ""),
        ("sentence", "薬は効いた。", "2"), ("sentence", "有効性は74％であった", "1"), ("sentence", "試験には、十一か国の成人が参加した。", "2"), ("heading", "参考文献", ""),
        ("reference", 'A. "One." 2024.', "1"), ("reference", 'B. "Two." 2025.', "2"),
    ]  # fmt: skip
