"""A workbook of Office Open XML (ECMA-376, ISO/IEC 29500) for review in a spreadsheet.

Every text cell is text, never a formula. The sheet is protected without a password, and only ``en``, ``status`` and
``comment`` are unlocked. Characters that XML can't hold become U+FFFD. A text longer than a cell can be is cut with a
mark, and such a cell isn't read back.
"""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from align.emit.formats.files import archive
from align.emit.formats.format import Corpus, Format
from align.emit.formats.xlsx_reader import CUT, UNLOCKED, read
from align.emit.formats.xmlfile import clean
from align.model.match import Verdict
from align.model.row import ReviewStatus, Row

#: UTF-16 units in a cell.
_LIMIT = 32_767
#: Column → width in characters, in the order of the sheet: what is read and changed comes first.
_WIDTHS = {
    "n": 6, "section": 20, "ja": 50, "en": 50, "status": 12, "comment": 30, "verdict": 16, "findings": 24, "source_passage": 50,
    "source_key": 20, "source_span": 10, "score": 8, "cite_keys": 24, "cite_labels": 10, "key_origin": 11, "kind": 10,
    "en_engine": 12, "reviewer": 14, "reviewed_at": 26, "report": 16, "sentence_id": 26,
}  # fmt: skip
_FILLS = {
    Verdict.SUPPORTED: "D8EFD9",
    Verdict.PARTIAL: "FFF1CC",
    Verdict.CONTRADICTED: "F8CFCF",
    Verdict.UNSUPPORTED: "FBDDC8",
    Verdict.SOURCE_MISSING: "E4E4E4",
    Verdict.SOURCE_NOT_ENGLISH: "E4E4E4",
}
#: The format of cells whose content is no number, whatever it looks like.
_AS_TEXT = "@"
_CORE = "docProps/core.xml"
_MOMENT = datetime(2000, 1, 1)
_MODIFIED = "{http://purl.org/dc/terms/}modified"


def _escape(text: str) -> str:
    """A text as ST_Xstring (ISO/IEC 29500-1, 22.9.2.19), where ``_x000D_`` is a carriage return."""
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}[_\r])|\r", lambda m: "_x000D_" if m[0] == "\r" else "_x005F_", clean(text))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _fit(text: str) -> str:
    if _units(_escape(text)) <= _LIMIT:
        return _escape(text)
    room = _LIMIT - _units(CUT)
    while _units(_escape(text)) > room:
        text = text[: -max(1, (_units(_escape(text)) - room) // 7)]  # an escape has seven characters
    return _escape(text) + CUT


def _put(cell: Cell | MergedCell, text: str) -> None:
    cell.value = _fit(text)
    cell.data_type = "s"  # openpyxl takes text such as =1+1 or #N/A for something else


def _head(sheet: Worksheet, widths: dict[str, int]) -> None:
    for i, (name, width) in enumerate(widths.items(), 1):
        cell = sheet.cell(1, i, name)
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(i)].width = width
    sheet.freeze_panes = "A2"


def _fill(sheet: Worksheet, rows: list[Row]) -> None:
    wrapped, unlocked = Alignment(wrap_text=True, vertical="top"), Protection(locked=False)
    fills = {v.value: PatternFill("solid", fgColor=colour) for v, colour in _FILLS.items()}
    for r, row in enumerate(rows, 2):
        for c, name in enumerate(_WIDTHS, 1):
            cell = sheet.cell(r, c)
            value = getattr(row, name)
            if name == "n":
                cell.value = value
            elif value:
                _put(cell, value)
            cell.alignment = wrapped
            if name in UNLOCKED:
                cell.protection = unlocked
                cell.number_format = _AS_TEXT  # what is typed there stays as it is typed
            if name == "verdict" and value in fills:
                cell.fill = fills[value]


def _protect(sheet: Worksheet, rows: int) -> None:
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_WIDTHS))}{rows + 1}"
    sheet.protection.sheet = True
    for allowed in ("autoFilter", "sort", "formatColumns", "formatRows"):
        setattr(sheet.protection, allowed, False)  # what is true is locked
    if rows:
        choices = ",".join(s for s in ReviewStatus if s)
        menu = DataValidation("list", formula1=f'"{choices}"', allow_blank=True, showErrorMessage=True)
        menu.errorTitle, menu.error = "Status", "Choose one from the list, or leave the cell empty."
        letter = get_column_letter(list(_WIDTHS).index("status") + 1)
        menu.add(f"{letter}2:{letter}{rows + 1}")
        sheet.add_data_validation(menu)


def _dated(book: bytes) -> bytes:
    """The workbook with fixed dates instead of that of now, which openpyxl writes."""
    with ZipFile(BytesIO(book)) as file:
        entries = {name: file.read(name) for name in file.namelist()}
    core = etree.fromstring(entries[_CORE])
    for element in core.iter(_MODIFIED):
        element.text = f"{_MOMENT.isoformat()}Z"
    entries[_CORE] = etree.tostring(core, encoding="UTF-8", xml_declaration=True)
    return archive(entries)


def write(corpus: Corpus) -> bytes:
    book = Workbook()
    book.properties.creator, book.properties.created = "align", _MOMENT
    book.properties.title = clean(corpus.title)
    sheet = book.worksheets[0]
    sheet.title = "Corpus"
    _head(sheet, _WIDTHS)
    _fill(sheet, list(corpus.rows))
    _protect(sheet, len(corpus.rows))
    references = book.create_sheet("References")
    _head(references, {"key": 26, "reference": 100})
    for r, pair in enumerate(corpus.references.items(), 2):
        for c, text in enumerate(pair, 1):
            cell = references.cell(r, c)
            _put(cell, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    out = BytesIO()
    book.save(out)
    return _dated(out.getvalue())


FORMAT = Format("xlsx", ".xlsx", "a workbook to review in a spreadsheet", write, read)
