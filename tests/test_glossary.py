"""Glossaries as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.errors import InputError
from align.glossary import read, renderings
from align.model.term import Term


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "terms.tsv"
    path.write_text(text, encoding=encoding)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_terms_longest_first(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, "ja\ten\tforbidden\tnote\n橋\tbridge\toverpass | viaduct\t道ではない\n\n新海橋\tShinkai Bridge|the Shinkai\t\t\n", encoding)
    found = read(path)
    assert found == (Term("新海橋", ("Shinkai Bridge", "the Shinkai")), Term("橋", ("bridge",), ("overpass", "viaduct"), "道ではない"))
    assert renderings(found) == {"新海橋": "Shinkai Bridge", "橋": "bridge"}


def test_two_columns_are_enough(tmp_path: Path) -> None:
    assert read(write(tmp_path, "ja\ten\n橋\tbridge\n")) == (Term("橋", ("bridge",)),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("橋\tbridge\n", "no columns ja and en"),
        ("", "no columns ja and en"),
        ("ja\ten\n橋\t\n", "needs both ja and en"),
        ("ja\ten\n橋\tbridge\n橋\tspan\n", "two entries that differ"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(write(tmp_path, text))


def test_the_line_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(write(tmp_path, "ja\ten\n橋\tbridge\n港\t\n"))
    assert "line 3" in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        read(tmp_path / "none.tsv")
