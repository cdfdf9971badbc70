"""TSV as a format."""

from __future__ import annotations

from pathlib import Path

from align.emit.formats.tsv import FORMAT
from align.emit.tsv import write_rows
from tests.emit.formats.sample import CORPUS


def test_it_is_the_file_of_the_corpus(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    write_rows(path, CORPUS.rows)
    assert FORMAT.write(CORPUS) == path.read_bytes()


def test_a_spreadsheets_guard_is_taken_off(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    write_rows(path, CORPUS.rows, spreadsheet=True)
    assert FORMAT.read
    assert [e.values["comment"] for e in FORMAT.read(path)] == [r.comment for r in CORPUS.rows]
