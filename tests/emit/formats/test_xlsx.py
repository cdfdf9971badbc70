"""XLSX, and what people do to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from align.emit.formats import Corpus, Edited
from align.emit.formats.xlsx import FORMAT
from align.emit.formats.xlsx_reader import CUT
from align.errors import InputError
from align.model.row import COLUMNS, Row
from tests.emit.formats.sample import ACCEPTED, CONTRADICTED, CORPUS, EDITED, HEADING, SUPPORTED

BOOK = FORMAT.write(CORPUS)


def opened(data: bytes = BOOK) -> Workbook:
    return load_workbook(BytesIO(data))


def column(book: Workbook, name: str) -> int:
    return next(c.column for c in book["Corpus"][1] if c.value == name)


def read(book: Workbook, path: Path) -> list[Edited]:
    book.save(path)
    assert FORMAT.read
    return FORMAT.read(path)


def test_it_is_made_for_reading_and_editing() -> None:
    book = opened()
    sheet = book["Corpus"]
    assert {c.value for c in sheet[1]} == set(COLUMNS)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    (menu,) = sheet.data_validations.dataValidation
    assert menu.formula1 == '"accepted,edited,rejected,recheck"'
    assert sheet.cell(2, column(book, "status")).coordinate in menu.sqref
    assert sheet.cell(2, column(book, "ja")).alignment.wrap_text
    assert sheet.cell(2, column(book, "n")).value == 1
    fills = [sheet.cell(r, column(book, "verdict")).fill.fgColor.rgb for r in (3, 4)]
    assert len(set(fills)) == 2
    assert [[c.value for c in r] for r in book["References"].iter_rows()][1:] == [list(p) for p in CORPUS.references.items()]


def test_only_three_columns_are_unlocked() -> None:
    book = opened()
    sheet = book["Corpus"]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert not sheet.protection.autoFilter
    unlocked = {sheet.cell(1, c.column).value for row in sheet.iter_rows(min_row=2) for c in row if not c.protection.locked}
    assert unlocked == {"en", "status", "comment"}


def test_no_cell_is_a_formula() -> None:
    texts = ("=1+1", "+1", "-1", "@SUM(1)", "#N/A", "=HYPERLINK(\"http://example.org\")")
    data = FORMAT.write(Corpus("=1", [replace(EDITED, **dict.fromkeys(set(COLUMNS) - {"n"}, t)) for t in texts], {"=1": "=2"}))
    assert {c.data_type for sheet in opened(data) for row in sheet for c in row} == {"s", "n"}
    with ZipFile(BytesIO(data)) as file:
        assert not [n for n in file.namelist() if b"<f>" in file.read(n)]


def test_no_moment_is_in_the_file() -> None:
    properties = opened().properties
    assert properties.created == properties.modified == datetime(2000, 1, 1)


def test_an_empty_corpus(write: Callable[..., Path]) -> None:
    assert FORMAT.read
    assert FORMAT.read(write("x.xlsx", FORMAT.write(Corpus("T", [])))) == []


@pytest.mark.parametrize("char", ["a", "🎣", "\r", "\x01"])
def test_a_text_too_long_for_a_cell_is_not_read_back(char: str, write: Callable[..., Path]) -> None:
    row: Row = replace(SUPPORTED, ja="文" + char * 40_000, en="E" + char * 40_000, comment="short")
    data = FORMAT.write(Corpus("T", [row]))
    book = opened(data)
    shown = book["Corpus"].cell(2, column(book, "en")).value
    assert isinstance(shown, str)
    assert shown.endswith(CUT)
    assert 30_000 < len(shown.encode("utf-16-le")) // 2 <= 32_767
    assert FORMAT.read
    (one,) = FORMAT.read(write("x.xlsx", data))
    assert (one.values, one.ja) == ({"status": "", "comment": "short"}, None)


def test_rows_are_moved_changed_deleted_and_hidden(tmp_path: Path) -> None:
    book = opened()
    sheet = book["Corpus"]
    rows = [[c.value for c in r] for r in sheet.iter_rows(min_row=2)]
    sheet.delete_rows(2, 10)
    for row in ([], rows[4], rows[0], [None, "  "], rows[2]):
        sheet.append(row)
    for cell in (c for r in sheet.iter_rows() for c in r if c.data_type == "f"):
        cell.data_type = "s"  # openpyxl's append takes our texts for formulas; spreadsheets don't when they move rows
    sheet.insert_cols(1, 2)
    sheet["A1"], sheet["A3"] = "my own", "=1+1"
    sheet.row_dimensions[3].hidden = True
    en, status = column(book, "en"), column(book, "status")
    changed = next(r for r in range(2, 9) if sheet.cell(r, column(book, "sentence_id")).value == HEADING.sentence_id)
    sheet.cell(changed, en).value, sheet.cell(changed, status).value = "Fishing nets", "Edited "
    found = read(book, tmp_path / "x.xlsx")
    assert [e.sentence_id for e in found] == [EDITED.sentence_id, HEADING.sentence_id, CONTRADICTED.sentence_id]
    assert found[0].values == {"en": EDITED.en, "status": "edited", "comment": EDITED.comment}
    assert found[1].values == {"en": "Fishing nets", "status": "edited", "comment": ""}
    assert found[1].place == f"row {changed} of sheet Corpus"


@pytest.mark.parametrize(
    ("typed", "text"),
    [(5, "5"), (5.0, "5"), (0.25, "0.25"), (True, "TRUE"), (date(2025, 11, 18), "2025-11-18"), (datetime(2025, 11, 18, 9, 30), "2025-11-18 09:30:00"), ("#N/A", "#N/A"), (None, "")],
)  # fmt: skip
def test_what_a_spreadsheet_takes_for_a_value_is_text(typed: object, text: str, tmp_path: Path) -> None:
    book = opened()
    book["Corpus"].cell(2, column(book, "en")).value = typed  # type: ignore[assignment]
    assert read(book, tmp_path / "x.xlsx")[0].values["en"] == text


@pytest.mark.parametrize(
    ("typed", "number_format", "text"),
    [
        (0.13, "0%", "13%"), (0.125, "0.0%", "12.5%"), (-1234, "#,##0", "-1,234"), (1234.5, "#,##0.00", "1,234.50"), (100, '"$"#,##0', "$100"), (100, "[$€-407]#,##0", "€100"),
        (3, '0" Mio."', "3 Mio."), (5, "General", "5"), (0.5, "# ?/?", "0.5"),
    ],
)  # fmt: skip
def test_a_number_is_what_its_cell_shows(typed: float, number_format: str, text: str, tmp_path: Path) -> None:
    book = opened()
    cell = book["Corpus"].cell(2, column(book, "en"))
    assert cell.number_format == "@"
    cell.value, cell.number_format = typed, number_format
    assert read(book, tmp_path / "x.xlsx")[0].values["en"] == text


def test_a_formula_is_refused_with_its_cell(tmp_path: Path) -> None:
    book = opened()
    book["Corpus"].cell(2, column(book, "en")).value = "=A1"
    with pytest.raises(InputError, match=r"cell D2 holds a formula"):
        read(book, tmp_path / "x.xlsx")


def test_an_unknown_status_is_the_callers(tmp_path: Path) -> None:
    book = opened()
    book["Corpus"].cell(2, column(book, "status")).value = "great"
    assert read(book, tmp_path / "x.xlsx")[0].values["status"] == "great"


def test_text_without_its_sentence_is_refused(tmp_path: Path) -> None:
    book = opened()
    book["Corpus"].cell(9, column(book, "comment")).value = "Whose?"
    with pytest.raises(InputError, match="row 9 of sheet Corpus has text but no sentence_id"):
        read(book, tmp_path / "x.xlsx")


def test_missing_columns_are_named(tmp_path: Path) -> None:
    book = opened()
    book["Corpus"].delete_cols(column(book, "comment"))
    with pytest.raises(InputError, match="missing in the workbook: comment"):
        read(book, tmp_path / "x.xlsx")
    with pytest.raises(InputError, match="missing in the workbook: sentence_id, en, status, comment"):
        read(Workbook(), tmp_path / "x.xlsx")


def test_lines_above_the_header_and_sheets_before(tmp_path: Path) -> None:
    book = opened()
    book["Corpus"].insert_rows(1, 2)
    book["Corpus"]["A1"] = "For Ms Mori"
    book.create_sheet("Notes", 0)["A1"] = "sentences"
    assert [e.sentence_id for e in read(book, tmp_path / "x.xlsx")] == [r.sentence_id for r in CORPUS.rows]


def test_columns_that_only_show_may_go(tmp_path: Path) -> None:
    book = opened()
    for name in ("ja", "reviewed_at"):
        book["Corpus"].delete_cols(column(book, name))
    one = read(book, tmp_path / "x.xlsx")[3]
    assert (one.sentence_id, one.ja, one.reviewed_at) == (ACCEPTED.sentence_id, None, None)


def test_a_cell_far_below_costs_nothing(tmp_path: Path) -> None:
    book = opened()
    book["Corpus"]["Z1048576"] = "a slip of the hand"
    assert len(read(book, tmp_path / "x.xlsx")) == len(CORPUS.rows)
