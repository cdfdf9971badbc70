"""Tab-separated values: one schema written and read back, byte for byte.

Tabs, line breaks and backslashes in a cell are written as ``\\\\t``, ``\\\\n``, ``\\\\r`` and ``\\\\\\\\``; quotes
mean nothing. So every line is one row, for every tool that splits at tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from pathlib import Path

from align.emit.atomic import write_bytes
from align.errors import InputError
from align.model.row import COLUMNS, MATCH_COLUMNS, MatchRow, Row, check_row, row_from

_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_UNESCAPES = {v: k for k, v in _ESCAPES.items()}
#: A spreadsheet takes cells that begin so for formulas, or for the beginning of a quotation that may have one.
_FORMULA = ("=", "+", "-", "@", '"', "\t", "\r")
#: A cell that an apostrophe keeps from being one.
_QUOTED = re.compile("'+[=+@\"-]")


def escape(cell: str) -> str:
    """A cell as it is written."""
    return re.sub(r"[\\\t\n\r]", lambda m: _ESCAPES[m[0]], cell)


def unescape(cell: str) -> str:
    """A cell as it was before :func:`escape`."""
    return re.sub(r"\\[\\tnr]", lambda m: _UNESCAPES[m[0]], cell)


def unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if _QUOTED.match(cell) else cell


def plain(cell: str) -> str:
    """A cell of a table as it was before it was written."""
    return unescape(unguarded(cell))


def lines(columns: Sequence[str], rows: Iterable[Sequence[object]], *, spreadsheet: bool = False) -> bytes:
    """A table as bytes: UTF-8, LF, a header line.

    Args:
        spreadsheet: begin with a byte order mark and put an apostrophe before cells that a
            spreadsheet would run as formulas.
    """
    out = ["\t".join(columns)]
    for row in rows:
        # What begins with such an apostrophe by itself gets one more, so that it isn't taken off when it is read.
        cells = [f"'{c}" if _QUOTED.match(c) or (spreadsheet and c.startswith(_FORMULA)) else c for c in (escape(str(c)) for c in row)]
        out.append("\t".join(cells))
    text = "\n".join(out) + "\n"
    return text.encode("utf-8-sig" if spreadsheet else "utf-8")


def write_rows(path: Path, rows: Iterable[Row], *, spreadsheet: bool = False) -> None:
    """Write a corpus file. Every row is checked against the schema first.

    Raises:
        InputError: a row breaks the schema. OutputError: the file can't be written.
    """
    checked = []
    for row in rows:
        check_row(row, f"{path.name}, row {row.n}")
        checked.append(astuple(row))
    write_bytes(path, lines(COLUMNS, checked, spreadsheet=spreadsheet))


def write_matches(path: Path, rows: Iterable[MatchRow], *, spreadsheet: bool = False) -> None:
    """Write a ``.matches.tsv`` file."""
    write_bytes(path, lines(MATCH_COLUMNS, (astuple(r) for r in rows), spreadsheet=spreadsheet))


def read_cells(path: Path, columns: Sequence[str]) -> list[list[str]]:
    """The cells of a table with these columns, row by row.

    Raises:
        InputError: the file can't be read, or isn't such a table.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise InputError("there is no such corpus file", where=path, next_step="Build it with `align run`.") from error
    except OSError as error:
        raise InputError(f"the corpus file can't be read ({error.strerror})", where=path) from None
    except UnicodeDecodeError as error:
        raise InputError("the corpus file is not UTF-8", where=path, next_step="Save it as UTF-8 text separated by tabs.") from error
    found = text.replace("\r\n", "\n").split("\n")
    if found[0].split("\t") != list(columns):
        raise InputError("the header is not that of a corpus file", where=path, next_step="The columns are: " + ", ".join(columns))
    table = []
    for n, line in enumerate(found[1:], 2):
        if not line:
            continue
        cells = [plain(c) for c in line.split("\t")]
        if len(cells) != len(columns):
            raise InputError(f"{len(cells)} cells instead of {len(columns)}", where=f"{path}, line {n}", next_step="Was a tab or line break put into a cell?")
        table.append(cells)
    return table


def read_rows(path: Path) -> list[Row]:
    """Read a corpus file and check every row against the schema.

    Raises:
        InputError: the file isn't there, or isn't a corpus file, or a row breaks the schema.
    """
    return [
        row_from(dict(zip(COLUMNS, cells, strict=True)), f"{path}, row {n}")
        for n, cells in enumerate(read_cells(path, COLUMNS), 1)
    ]


def read_matches(path: Path) -> list[MatchRow]:
    """Read a ``.matches.tsv`` file.

    Raises:
        InputError: the file isn't there or isn't a matches file.
    """
    return [MatchRow(*cells) for cells in read_cells(path, MATCH_COLUMNS)]
