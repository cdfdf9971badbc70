"""What the cells of a table say."""

from __future__ import annotations

from align.cells import by_row, statements
from align.match import Matcher
from align.model.document import Document, Sentence, Span
from align.model.match import Verdict
from align.read import markdown
from align.segment import segment

WIDE = "| 港 | 指標 | 値 |\n|---|---|---|\n| リンド | 生存率 | 54% |\n"
TABLE = "| 港 | 漁獲量 | 備考 |\n|---|---|---|\n| リンド | 38トン | 減少 |\n| オスロ | 29トン | 増加 |\n"


def test_a_cell_with_a_figure_is_said_of_the_first_of_its_row() -> None:
    document = Document("x", "ja", TABLE, markdown.blocks(TABLE, 0, "ja"), "")
    sentences = segment(document)
    found = {s.text: said for s in sentences if (said := statements(document, sentences).get(s.index))}
    assert found["38トン"] == "リンド、38トン"
    assert found["29トン"] == "オスロ、29トン"
    assert found["リンド"] == found["減少"] == "リンド、38トン、減少"
    assert found["漁獲量"] == "港、漁獲量、備考"


def rows_of(text: str) -> list[Sentence]:
    document = Document("s", "en", text, markdown.blocks(text, 0, "en"), "")
    return by_row(document, segment(document))


def test_a_row_of_a_source_is_one_sentence_under_its_headings() -> None:
    text = "Seven ports were named. Four are in use.\n\n| Port | Opened | Quay (m): |\n|---|---|---|\n| Akita | April 2021 | 190 |\n| Noshiro | | 180 |\n\nThe end."
    found = rows_of(text)
    assert [s.text for s in found] == [
        "Seven ports were named.", "Four are in use.", "Port | Opened | Quay (m):", "Port: Akita | Opened: April 2021 | Quay (m): 190", "Port: Noshiro | Quay (m): 180", "The end.",
    ]  # fmt: skip
    assert [s.index for s in found] == list(range(6))
    assert found[3].span.of(text).startswith("Akita")
    assert found[3].span.of(text).endswith("190")


def test_text_set_in_columns_stays_apart() -> None:
    long = "It is deep. " * 30
    assert [s.text for s in rows_of(f"| Port | Note |\n|---|---|\n| Akita | {long}|\n")] == ["Port | Note", "Akita", long.strip()]


def test_figures_of_another_row_are_no_support() -> None:
    source = rows_of("| Port | Opened | Quay (metres) |\n|---|---|---|\n| London | 2023 | 180 |\n| Berlin | 2024 | 230 |\n")
    text = {0: "ロンドン、180メートル", 1: "ベルリン、230メートル", 2: "ベルリン、180メートル"}
    found = Matcher(text, {"s": source}, cells=text, rows={"s": range(3)})
    assert [found.match(i, "s").verdict for i in range(3)] == [Verdict.SUPPORTED, Verdict.SUPPORTED, Verdict.CONTRADICTED]


def test_a_cell_whose_figure_stands_beside_its_name_is_stated() -> None:
    source = [Sentence("s", 0, Span(0, 1), 0, "Of the ports on the northern coast that still land fish in the winter months, London was first with 29 tonnes, ahead of Bergen.")]
    text = {0: "ロンドン、29トン", 1: "ロンドン、31トン", 2: "大阪、29トン"}
    found = Matcher(text, {"s": source}, cells=text)
    assert found.match(0, "s").verdict == Verdict.SUPPORTED
    assert found.match(1, "s").verdict != Verdict.SUPPORTED
    assert found.match(2, "s").verdict != Verdict.SUPPORTED


def test_words_between_the_name_of_a_row_and_a_figure_belong_to_it() -> None:
    document = Document("x", "ja", WIDE, markdown.blocks(WIDE, 0, "ja"), "")
    sentences = segment(document)
    assert statements(document, sentences)[sentences[-1].index] == "リンド、生存率、54%"
