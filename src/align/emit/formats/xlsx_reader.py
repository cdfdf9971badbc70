"""A reviewed workbook read back, whatever its reader has done to it: rows moved, hidden or deleted, columns added."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell

from align.emit.formats.files import content, unique
from align.emit.formats.format import Edited
from align.emit.formats.xmlfile import clean
from align.errors import InputError

#: The end of a text that was too long for its cell.
CUT = " … [cut here: too long for a cell, not read back]"
#: The columns that a person can change.
UNLOCKED = ("en", "status", "comment")
_NEEDED = ("sentence_id", *UNLOCKED)
_READ = (*_NEEDED, "ja", "reviewed_at")
#: So far down, the header is looked for.
_TOP = 20
_LITERAL = r'(?:"[^"]*"|\\.|\[\$[^\]]*\]|[$¥€£ ])*'
_NUMBER = re.compile(rf"(?P<before>{_LITERAL})(?P<digits>[#,0]*0(?:\.0+)?)(?P<percent>%)?(?P<after>{_LITERAL})")
_Line = tuple[int, tuple[Cell | MergedCell, ...]]


def _sheets(path: Path) -> list[tuple[str, list[_Line]]]:
    """The sheets by name, with their rows that aren't blank."""
    data = content(path)
    try:
        with warnings.catch_warnings(action="ignore"):  # of what openpyxl doesn't keep
            sheets = load_workbook(BytesIO(data), read_only=True).worksheets
            for sheet in sheets:
                sheet.reset_dimensions()  # what a file says of its size can be wrong
            return [(s.title, [(n, r) for n, r in enumerate(s.iter_rows(), 1) if any(c.value is not None for c in r)]) for s in sheets]
    except Exception as error:  # a broken file can fail in openpyxl anywhere, with anything
        raise InputError(
            f"the file is no workbook that can be read ({type(error).__name__})", where=path,
            next_step="Save it again as an Excel workbook (.xlsx) without a password.",
        ) from error  # fmt: skip


def _text(cell: Cell | MergedCell, path: Path) -> str:
    """What a cell shows, roughly: a person may have typed what the spreadsheet took for a number, a date or a formula."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise InputError(
            f"cell {cell.coordinate} holds a formula instead of text", where=path,
            next_step="Put an apostrophe before the equals sign, or write the text that the formula shows.",
        )  # fmt: skip
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat(*([" "] if isinstance(value, datetime) else []))
    return clean(re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), str(value)))


def _number(value: float, number_format: str) -> str:
    """A number as its cell shows it, with its percent sign, thousands and currency; as it is under a format of another kind."""
    m = _NUMBER.fullmatch(number_format.partition(";")[0])
    if m is None:
        return str(int(value)) if float(value).is_integer() else str(value)
    value = value * 100 if m["percent"] else value
    shown = f"{abs(value):{',' if ',' in m['digits'] else ''}.{len(m['digits'].partition('.')[2])}f}"
    before, after = (re.sub(r'\[\$([^\]-]*)[^\]]*\]|["\\]', lambda s: s[1] or "", m[part]) for part in ("before", "after"))
    return f"{'-' if value < 0 else ''}{before}{shown}{m['percent'] or ''}{after}"


def _header(cells: Sequence[Cell | MergedCell]) -> dict[str, int]:
    """Name → where its column is, of the first column of that name."""
    names = [c.value.strip().lower() if isinstance(c.value, str) else "" for c in cells]
    return {name: names.index(name) for name in _READ if name in names}


def _rows(path: Path) -> Iterator[Edited]:
    nowhere: tuple[str, list[_Line], dict[str, int]] = "", [], {}
    title, rows, places = next(
        ((title, rows[i:], h) for title, rows in _sheets(path) for i, (_, r) in enumerate(rows[:_TOP], 1) if "sentence_id" in (h := _header(r))), nowhere
    )
    missing = [name for name in _NEEDED if name not in places]
    if missing:
        raise InputError("columns are missing in the workbook: " + ", ".join(missing), where=path, next_step="Put their names back in the first row.")
    for n, row in rows:
        values = {name: _text(row[i], path) if i < len(row) else "" for name, i in places.items()}
        values = {name: value for name, value in values.items() if not value.endswith(CUT)}
        place = f"row {n} of sheet {title}"
        sentence_id = values.get("sentence_id", "").strip()
        if sentence_id:
            changed = {name: values[name] for name in UNLOCKED if name in values}
            changed |= {"status": changed["status"].strip().lower()} if "status" in changed else {}
            yield Edited(sentence_id, changed, values.get("ja"), values.get("reviewed_at"), place)
        elif any(values.get(name, "").strip() for name in UNLOCKED):
            raise InputError(f"{place} has text but no sentence_id", where=path, next_step="Move its text into the row of its sentence, or delete the row.")


def read(path: Path) -> list[Edited]:
    return unique(_rows(path), path)
