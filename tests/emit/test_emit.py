"""Files: round trips, the schema, atomic writes."""

from __future__ import annotations

import csv
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.emit.atomic import prepare, write_bytes
from align.emit.bibliography import write_bib
from align.emit.tsv import escape, lines, read_matches, read_rows, unescape, write_matches, write_rows
from align.errors import InputError, OutputError
from align.model.citation import Reference
from align.model.document import Span
from align.model.row import COLUMNS, MatchRow, Row

ROW = Row(
    sentence_id="r:0123456789", report="r", n=1, section="一 > 二", kind="sentence", ja="文。", en="Sentence.", en_engine="offline",
    cite_keys="a2025b;c2024d", cite_labels="1;3", key_origin="explicit", source_key="a2025b", source_span="2-3",
    source_passage="It says so.", score="0.912", verdict="supported", findings="info:draft;warning:name-lost",
)  # fmt: skip
CELLS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30)


@given(CELLS)
def test_cells_survive(cell: str) -> None:
    assert unescape(escape(cell)) == cell
    assert not set(escape(cell)) & set("\t\n\r")


@given(st.tuples(CELLS, CELLS, CELLS, CELLS))
def test_rows_survive(tmp_path_factory: pytest.TempPathFactory, cells: tuple[str, ...]) -> None:
    path = tmp_path_factory.mktemp("t") / "x.tsv"
    row = replace(ROW, ja="文" + cells[0], en=cells[1], source_passage="P" + cells[2], comment=cells[3])
    write_rows(path, [row])
    assert read_rows(path) == [row]
    assert path.read_bytes().count(b"\n") == 2


@pytest.mark.parametrize("spreadsheet", [False, True])
@pytest.mark.parametrize("cell", ["=1", "'=1", "''-x", "'a", "-", "+1'", '"a', "'\"a"])
def test_apostrophes_before_what_looks_like_a_formula_survive(tmp_path: Path, cell: str, spreadsheet: bool) -> None:
    row = replace(ROW, comment=cell)
    write_rows(tmp_path / "x.tsv", [row], spreadsheet=spreadsheet)
    assert read_rows(tmp_path / "x.tsv") == [row]


def test_a_quotation_hides_no_formula(tmp_path: Path) -> None:
    """A spreadsheet takes quotes off, and what stands in them for a cell."""
    path = tmp_path / "x.tsv"
    write_rows(path, [replace(ROW, ja='"=1+1"と書く。', en='"One', source_passage="P")], spreadsheet=True)
    (row,) = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(), dialect="excel-tab"))
    assert (row["ja"], row["en"]) == ("'\"=1+1\"と書く。", "'\"One")


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "kept" / "x.tsv")
    write_bytes(tmp_path / "link", b"1")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "kept" / "x.tsv").read_bytes() == b"1"


def test_a_device_is_written_to() -> None:
    write_bytes(Path("/dev/null"), b"1")
    assert Path("/dev/null").is_char_device()


def test_the_columns_are_fixed() -> None:
    assert " ".join(COLUMNS) == (
        "sentence_id report n section kind ja en en_engine cite_keys cite_labels key_origin source_key source_span "
        "source_passage score verdict findings status reviewer reviewed_at comment"
    )


def test_spreadsheets_get_a_mark_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    rows = [replace(ROW, ja=j, sentence_id=f"r:{i:010x}", n=i + 1) for i, j in enumerate(["=1+1", "-減", "@名", "+足す", "文"])]
    write_rows(path, rows, spreadsheet=True)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\t=1+1" not in data
    assert read_rows(path) == rows


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("kind", "chapter", "kind"), ("verdict", "true", "verdict"), ("score", "0.5", "score"), ("score", "1.200", "score"), ("key_origin", "", "key_origin"),
        ("sentence_id", "q:0123456789", "sentence_id"), ("findings", "bad", "findings"), ("source_span", "2–3", "source_span"), ("cite_keys", "", "cite_keys"), ("ja", " ", "ja"),
    ],
)  # fmt: skip
def test_the_schema_is_held_when_written_and_when_read(tmp_path: Path, column: str, value: str, message: str) -> None:
    path = tmp_path / "x.tsv"
    bad = replace(ROW, **{column: value})
    with pytest.raises(InputError, match=message):
        write_rows(path, [bad])
    assert not path.exists()
    path.write_bytes(lines(COLUMNS, [[getattr(bad, c) for c in COLUMNS]]))
    with pytest.raises(InputError, match=rf"column {message}.*|row 1"):
        read_rows(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "header"), (b"a\tb\n1\t2\n", "header"), ("\t".join(COLUMNS).encode() + b"\nx\ty\n", "2 cells"), ("\t".join(COLUMNS).encode("utf-16"), "UTF-8")],
)
def test_other_files_are_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "x.tsv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_rows(path)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="align run"):
        read_rows(tmp_path / "x.tsv")


def test_matches_survive(tmp_path: Path) -> None:
    rows = [MatchRow("r:0123456789", "k", "1", "a.md", "1", "P\tQ", "0.500", "partial", "甲 = a; not found: 5%")]
    write_matches(tmp_path / "m.tsv", rows)
    assert read_matches(tmp_path / "m.tsv") == rows


def test_a_write_is_done_or_not_done(tmp_path: Path) -> None:
    path = tmp_path / "x"
    write_bytes(path, b"old")
    with pytest.raises(OutputError, match="untouched"):
        write_bytes(tmp_path / "none" / "x", b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["x"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """A limit on the size of files stands for a full disk; the write fails in the same place."""
    code = (
        "import resource, signal, sys; from pathlib import Path; from align.emit.atomic import write_bytes; from align.errors import OutputError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)); p = Path(sys.argv[1])\n"
        "write_bytes(p, b'old')\n"
        "try: write_bytes(p, b'x' * 5000)\n"
        "except OutputError as e: print(e)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "x")], capture_output=True, text=True, check=True)
    assert "can't be written" in done.stdout
    assert (tmp_path / "x").read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["x"]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("file")
    with pytest.raises(OutputError, match="--out"):
        prepare(tmp_path / "f")
    prepare(tmp_path / "a" / "b")
    assert not list((tmp_path / "a" / "b").iterdir())


def test_bibtex_is_read_back_by_another_program(tmp_path: Path) -> None:
    from pybtex.database import parse_file

    refs = [
        Reference("b2025x", "2", Span(0, 1), 0, "", ("Smith, Gary", "OECD & Co"), "100% {of} it_all", "Sea", "2025-11-02", "https://e.example/a_b", language="en"),
        Reference("a2024y", "1", Span(0, 1), 0, "", (), "漁網", date="2024", language="ja"),
    ]
    write_bib(tmp_path / "r.bib", refs)
    data = parse_file(str(tmp_path / "r.bib"))
    assert list(data.entries) == ["a2024y", "b2025x"]
    entry = data.entries["b2025x"]
    assert [str(p.last_names[0]) for p in entry.persons["author"]] == ["Smith", r"{OECD \& Co}"]
    assert (entry.fields["year"], entry.fields["month"], entry.fields["day"]) == ("2025", "11", "2")
    assert data.entries["a2024y"].fields["title"] == "{漁網}"
    other = Reference("a2024y", "1", Span(0, 1), 0, "", (), "橋", date="2024", language="ja")
    again = Reference("a2024y", "7", Span(0, 1), 0, "", (), "漁網", date="2024-05", language="ja")
    write_bib(tmp_path / "r.bib", [*refs, other, again])
    assert [e.fields["title"] for e in parse_file(str(tmp_path / "r.bib")).entries.values()][:2] == ["{漁網}", "{橋}"]
    assert list(parse_file(str(tmp_path / "r.bib")).entries) == ["a2024y", "a2024y-2", "b2025x"]
