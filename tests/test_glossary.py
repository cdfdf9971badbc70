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


OLD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="1"><descrip type="subjectField">roads</descrip>
<langSet xml:lang="ja"><tig><term>橋</term></tig></langSet>
<langSet xml:lang="en"><tig><term>bridge</term></tig>
<ntig><termGrp><term>over<hi>pass</hi></term></termGrp><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></ntig></langSet>
</termEntry>
<termEntry id="2"><langSet xml:lang="ja"><tig><term>港</term></tig></langSet></termEntry>
</body></text></martif>"""
NEW = """<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic"><text><body><conceptEntry id="1">
<langSec xml:lang="JA"><termSec><term>新海橋</term></termSec></langSec>
<langSec xml:lang="en-GB"><termSec><term>Shinkai Bridge</term></termSec><termSec><term>the Shinkai</term></termSec></langSec>
</conceptEntry></body></text></tbx>"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (OLD, (Term("橋", ("bridge",), ("overpass",), "roads"),)),
        (NEW, (Term("新海橋", ("Shinkai Bridge", "the Shinkai")),)),
    ],
    ids=["2008", "2019"],
)
def test_term_bases(tmp_path: Path, text: str, found: tuple[Term, ...]) -> None:
    path = tmp_path / "terms.tbx"
    path.write_text(text, encoding="utf-8")
    assert read(path) == found


@pytest.mark.parametrize(("text", "said"), [("<tmx/>", "no TBX"), ("橋", "no valid XML")])
def test_what_is_wrong_with_a_term_base_is_said(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "terms.tbx"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read(path)
