"""What a file format is: a specification, a writer, and a reader where translators edit such files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from align.model.row import Row


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is written: the rows of one or more reports, in reading order.

    Attributes:
        title: a name for the file.
        references: citation key → the reference in words, for formats that print them.
        spreadsheet: whether cells shall be safe for spreadsheets, in formats that have to see to it.
    """

    title: str
    rows: Sequence[Row]
    references: Mapping[str, str] = field(default_factory=dict)
    spreadsheet: bool = False


@dataclass(frozen=True, slots=True)
class Edited:
    """What a person's file says of one row.

    Attributes:
        sentence_id: of the row.
        values: column → value, only columns that the format lets a person change: of ``en``, ``status``, ``comment``.
        ja: the Japanese of the row as the file has it, to see that it is the same row; ``None`` where the file hasn't it.
        reviewed_at: the row's ``reviewed_at`` when the file was written, to see whether it was decided anew since;
            ``None`` where the format can't carry it.
        place: of the row in the file, for messages: ``row 7``.
    """

    sentence_id: str
    values: Mapping[str, str]
    ja: str | None = None
    reviewed_at: str | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """A file format.

    Attributes:
        suffix: of its files, with the dot.
        about: one line for a list of formats.
        write: a corpus → the file. The same corpus gives the same bytes.
        read: the file → what it says of its rows, in its order. Raises ``InputError``. ``None`` where nothing comes back.
    """

    name: str
    suffix: str
    about: str
    write: Callable[[Corpus], bytes]
    read: Callable[[Path], list[Edited]] | None = None
