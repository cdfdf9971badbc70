"""What every format keeps to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.emit.formats import NAMES, Corpus, Edited, by_name, by_suffix
from align.errors import InputError, SettingsError
from align.model.row import ReviewStatus, Row
from tests.emit.formats.sample import AT, CORPUS, SUPPORTED

READ = tuple(n for n in NAMES if by_name(n).read)
NASTY = (
    "", "=1+1", "+1", "-1", "@a", "'=1", "#N/A", '"quoted"', "<&>", "&amp;", "]]>", "<!-- -->", "a\tb", "a\nb", "a\r\nb", "a\rb", "\n", " a ", "\\t", "🎣👩‍👩‍👧",
    "\u202eשלום\u202c", "e\u0301\u3099", "a\x00b", "\x0b\x1f", "\ufffe", "\x85\u2028\u2029", "_x000D_", "_x005F_x000D_", "_x0041\r", "\ufeff", "１２３", "1e5", "TRUE", "2020-01-01",
)  # fmt: skip
TEXT = st.lists(st.sampled_from(NASTY) | st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8), max_size=4).map("".join)
ROWS = st.lists(
    st.builds(
        lambda ja, en, comment, passage, status, at: replace(
            SUPPORTED, ja="文" + ja, en=en, comment=comment, source_passage="P" + passage, status=status, reviewer="森" if at else "", reviewed_at=at
        ),
        TEXT, TEXT, TEXT, TEXT, st.sampled_from([s.value for s in ReviewStatus]), st.sampled_from(["", AT]),
    ),
    max_size=5,
).map(lambda rows: [replace(r, sentence_id=f"minato:{n:010x}", n=n, report="minato") for n, r in enumerate(rows, 1)])  # fmt: skip


def held(name: str, text: str) -> str:
    """The text as the format can hold it."""
    if name in ("tmx", "xliff", "xliff2", "xlsx"):
        return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)
    return text


def expected(name: str, row: Row) -> Edited:
    values = {c: held(name, getattr(row, c)) for c in ("en", "status", "comment") if name != "tmx" or c == "en"}
    return Edited(row.sentence_id, values, held(name, row.ja), row.reviewed_at)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_corpus_gives_the_same_bytes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    once = by_name(name).write(CORPUS)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert by_name(name).write(CORPUS) == once


@pytest.mark.parametrize("name", READ)
@given(rows=ROWS)
def test_what_is_written_is_read(name: str, rows: list[Row], tmp_path_factory: pytest.TempPathFactory) -> None:
    one = by_name(name)
    assert one.read
    path = tmp_path_factory.mktemp("f") / f"x{one.suffix}"
    path.write_bytes(one.write(Corpus("T", rows)))
    found = one.read(path)
    assert [replace(e, place="") for e in found] == [expected(name, r) for r in rows if name != "tmx" or r.en.strip()]
    assert all(e.place for e in found)


@pytest.mark.parametrize("name", NAMES)
@given(rows=ROWS, title=TEXT)
def test_everything_can_be_written(name: str, rows: list[Row], title: str) -> None:
    rows = [replace(r, section=title, reviewer=title, source_passage=title, cite_keys=title or "k", findings=title, comment=title) for r in rows]
    assert by_name(name).write(Corpus(title, rows, {title: title})) or not rows


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize(
    "data",
    [b"\x00\xff\xfe", "<?xml version='1.0'?><tmx><body>".encode("utf-16-le"), b"<html/>", b"PK\x03\x04broken", b"a\tb\n1\t2\n", b"[1]\n", b'{"sentence_id": 1}\n', b"\xd0\xcf\x11\xe0", b'<?xml version="1.0" encoding="no-such"?><tmx/>'],
)  # fmt: skip
def test_a_broken_file_is_an_input_error(name: str, data: bytes, write: Callable[..., Path]) -> None:
    one = by_name(name)
    assert one.read
    with pytest.raises(InputError) as caught:
        one.read(write(f"x{one.suffix}", data))
    assert f"x{one.suffix}" in caught.value.where
    assert caught.value.next_step


@pytest.mark.parametrize("name", READ)
def test_a_cut_file_is_an_input_error(name: str, write: Callable[..., Path]) -> None:
    one = by_name(name)
    assert one.read
    data = one.write(CORPUS)
    with pytest.raises(InputError):
        one.read(write(f"x{one.suffix}", data[: len(data) * 2 // 3]))


@pytest.mark.parametrize("name", READ)
def test_a_file_that_is_not_there_is_an_input_error(name: str, tmp_path: Path) -> None:
    one = by_name(name)
    assert one.read
    with pytest.raises(InputError):
        one.read(tmp_path / "none")


@pytest.mark.parametrize("name", READ)
def test_a_sentence_twice_is_named_with_both_places(name: str, write: Callable[..., Path]) -> None:
    one = by_name(name)
    assert one.read
    rows = [SUPPORTED, replace(SUPPORTED, sentence_id="minato:00000000ff"), SUPPORTED]
    with pytest.raises(InputError, match=f"{SUPPORTED.sentence_id} is in the file twice, at .+ and at .+") as caught:
        one.read(write(f"x{one.suffix}", one.write(Corpus("T", rows))))
    assert re.search(r"\b[123]\b.*\b[234]\b", caught.value.what)


@pytest.mark.parametrize("name", NAMES)
def test_a_format_is_found_by_name_and_by_suffix(name: str) -> None:
    one = by_name(name)
    assert (one.name, by_suffix(Path(f"a.B{one.suffix.upper()}"))) == (name, one)
    assert one.about


def test_an_unknown_format_lists_the_known() -> None:
    with pytest.raises(SettingsError, match="xliff2"):
        by_name("doc")
    with pytest.raises(SettingsError, match="xlsx"):
        by_suffix(Path("a.doc"))
