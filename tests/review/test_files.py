"""Out to the files of other tools and back, and onto the corpus, without the page."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from align.emit import read_rows
from align.emit.formats import NAMES, by_name, by_suffix
from align.errors import InputError, SettingsError
from align.review import files
from align.review.service import Review
from tests.review.conftest import settings_of
from tests.review.test_service import do, find

Opened = Callable[..., AbstractContextManager[Review]]
BACK = [n for n in NAMES if by_name(n).read]


def decided(review: Review) -> None:
    """Something of everything."""
    do(review, find(review, "数百年"), "edit", en="=Nylon <lasts> & “stays”.")
    do(review, find(review, "ナイロンでできて"), "accept")
    do(review, find(review, "120トン"), "comment", comment="@really?\nAsk the author.")
    do(review, find(review, "生きものを傷つけ"), "reject")


@pytest.mark.parametrize("name", BACK)
def test_a_file_that_nobody_touched_changes_nothing(opened: Opened, tmp_path: Path, name: str) -> None:
    with opened() as review:
        decided(review)
        path = tmp_path / f"corpus{by_name(name).suffix}"
        count = files.export(review, by_name(name), path)
        before = [u.to_json() for u in review.store.units()]
        taken = files.take_in(review, by_name(name), path, "ben")
        assert 0 < taken.rows <= count
        assert not taken.changed
        assert not taken.refused
        assert [u.to_json() for u in review.store.units()] == before


def change(path: Path, sentence_id: str, english: str) -> None:
    """Edit a file as a person would in their tool."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        columns = {c.value: c.column for c in sheet[1]}
        for line in range(2, sheet.max_row + 1):
            if sheet.cell(line, columns["sentence_id"]).value == sentence_id:
                sheet.cell(line, columns["en"]).value = english
        book.save(path)
        return
    if path.suffix in (".tsv", ".jsonl"):
        lines = path.read_text(encoding="utf-8").split("\n")
        for i, line in enumerate(lines):
            if sentence_id in line and path.suffix == ".jsonl":
                lines[i] = json.dumps({**json.loads(line), "en": english}, ensure_ascii=False)
            elif sentence_id in line:
                cells = line.split("\t")
                cells[lines[0].split("\t").index("en")] = english
                lines[i] = "\t".join(cells)
        path.write_text("\n".join(lines), encoding="utf-8")
        return
    tree = etree.parse(path)
    for unit in tree.iter("{*}tu", "{*}trans-unit", "{*}unit"):
        if sentence_id in (unit.get("tuid"), unit.get("id"), unit.get("name")):
            target = list(unit.iter("{*}target", "{*}seg"))[-1] if unit.tag.endswith("tu") else next(unit.iter("{*}target"))
            target.text = english
    tree.write(path, encoding="utf-8", xml_declaration=True)


@pytest.mark.parametrize("name", BACK)
def test_an_edited_file_comes_back(opened: Opened, tmp_path: Path, name: str) -> None:
    with opened() as review:
        unit, other = find(review, "数百年"), find(review, "ナイロンでできて")
        path = tmp_path / f"corpus{by_name(name).suffix}"
        files.export(review, by_name(name), path, "net-recycling")
        change(path, unit.id, "Nylon lasts for centuries.")
        change(path, other.id, "Edited elsewhere.")
        do(review, other, "edit", en="Edited here in the meantime.")
        taken = files.take_in(review, by_name(name), path, "ben")
        row = review.store.unit(unit.id).row
        assert (row.en, row.status, row.reviewer, row.en_engine) == ("Nylon lasts for centuries.", "edited", "ben", "human")
        if name == "tmx":  # it can't carry when a row was decided
            return
        assert review.store.unit(other.id).row.en == "Edited here in the meantime."
        assert taken.changed == {"en": 1}
        [(place, why)] = taken.refused
        assert place
        assert why == "ann has decided it since the file was written"


@pytest.mark.parametrize("name", [n for n in BACK if n != "tmx"])
def test_work_goes_on_in_a_file_that_came_in(opened: Opened, tmp_path: Path, name: str) -> None:
    with opened() as review:
        first, second, third = (find(review, text) for text in ("数百年", "ナイロンでできて", "生きものを傷つけ"))
        path = tmp_path / f"corpus{by_name(name).suffix}"
        files.export(review, by_name(name), path, "net-recycling")
        change(path, first.id, "Nylon lasts for centuries.")
        change(path, second.id, "They are made of nylon.")
        change(path, third.id, "Animals are hurt.")
        assert files.take_in(review, by_name(name), path, "ben").changed == {"en": 3}
        decided = [review.store.unit(u.id).row for u in (first, second, third)]
        again = files.take_in(review, by_name(name), path, "ben")  # as it was
        assert (again.changed, again.refused) == ({}, [])
        assert [review.store.unit(u.id).row for u in (first, second, third)] == decided
        for _ in range(3):
            assert review.undo("ben")
        assert files.take_in(review, by_name(name), path, "ben").changed == {"en": 3}
        change(path, first.id, "Nylon lasts for hundreds of years.")
        change(path, third.id, "Living things are hurt.")
        do(review, review.store.unit(second.id), "edit", en="Changed on the page.")
        do(review, review.store.unit(third.id), "edit", en="This too.")
        more = files.take_in(review, by_name(name), path, "ben")
        assert more.changed == {"en": 1}
        assert [why for _, why in more.refused] == ["ann has decided it since the file was written"]
        found = [review.store.unit(u.id).row for u in (first, second, third)]
        assert [r.en for r in found] == ["Nylon lasts for hundreds of years.", "Changed on the page.", "This too."]
        assert {r.status for r in found} == {"edited"}


@pytest.mark.parametrize("name", [n for n in BACK if n != "tmx"])
def test_two_people_with_copies_of_a_file(opened: Opened, tmp_path: Path, name: str) -> None:
    with opened() as review:
        unit, other = find(review, "数百年"), find(review, "120トン")
        paths = [tmp_path / f"{who}{by_name(name).suffix}" for who in ("ben", "ana", "again")]
        for path in paths:
            files.export(review, by_name(name), path, "net-recycling")
        change(paths[0], unit.id, "Ben's translation.")
        change(paths[0], other.id, "His, too.")
        assert files.take_in(review, by_name(name), paths[0], "ben").changed == {"en": 2}
        change(paths[1], other.id, "Ana's.")
        for path, who in ((paths[1], "ana"), (paths[2], "ben")):  # one of somebody else, one that nobody touched
            taken = files.take_in(review, by_name(name), path, who)
            assert not taken.changed
            assert len(taken.refused) == 2
        assert [review.store.unit(u.id).row.en for u in (unit, other)] == ["Ben's translation.", "His, too."]


def test_what_makes_no_sense_is_refused_and_the_rest_comes_in(opened: Opened, tmp_path: Path) -> None:
    with opened() as review:
        rows = review.rows()
        lines = [
            {"sentence_id": rows[5].sentence_id, "en": "Right.", "status": "accepted", "ja": rows[5].ja},
            {"sentence_id": rows[6].sentence_id, "en": "Wrong.", "ja": "別の文。"},
            {"sentence_id": rows[7].sentence_id, "status": "perhaps"},
            {"sentence_id": "net-recycling:0000000000", "en": "Nowhere."},
            {"sentence_id": rows[8].sentence_id, "status": "rejected", "comment": "no"},
            {"sentence_id": rows[9].sentence_id, "status": "accepted", "en": ""},
        ]
        path = tmp_path / "edited.jsonl"
        path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
        taken = files.take_in(review, by_name("jsonl"), path, "ben")
        assert [review.store.unit(rows[i].sentence_id).row.status for i in (5, 6, 7, 8)] == ["edited", "", "", "rejected"]
        assert len(taken.refused) == 4
        assert dict(taken.changed) == {"en": 1, "status": 1, "comment": 1}
        (tmp_path / "empty.jsonl").write_text(json.dumps({"sentence_id": rows[5].sentence_id, "en": " "}), encoding="utf-8")
        [(_, why)] = files.take_in(review, by_name("jsonl"), tmp_path / "empty.jsonl", "ben").refused
        assert "was emptied" in why
        assert review.store.unit(rows[5].sentence_id).row.en == "Right."


@pytest.mark.parametrize("name", ["xliff", "xliff2"])
def test_a_tool_that_drops_states_takes_nothing_back(opened: Opened, tmp_path: Path, name: str) -> None:
    with opened() as review:
        decided(review)
        path = tmp_path / f"corpus{by_name(name).suffix}"
        files.export(review, by_name(name), path)
        tree = etree.parse(path)
        for element in tree.iter():
            for attribute in ("state", "state-qualifier", "approved", "subState"):
                element.attrib.pop(attribute, None)
        tree.write(path, encoding="utf-8", xml_declaration=True)
        before = [u.to_json() for u in review.store.units()]
        taken = files.take_in(review, by_name(name), path, "ben")
        assert not taken.changed
        assert [u.to_json() for u in review.store.units()] == before


def test_a_status_that_is_cleared_leaves_the_english(opened: Opened, tmp_path: Path) -> None:
    with opened() as review:
        unit = do(review, find(review, "数百年"), "edit", en="Mine.")
        path = tmp_path / "x.jsonl"
        path.write_text(json.dumps({"sentence_id": unit.id, "status": ""}), encoding="utf-8")
        files.take_in(review, by_name("jsonl"), path, "ben")
        row = review.store.unit(unit.id).row
        assert (row.en, row.status) == ("Mine.", "")


def test_a_rejected_row_whose_english_was_changed_stays_rejected(opened: Opened, tmp_path: Path) -> None:
    with opened() as review:
        unit = find(review, "数百年")
        do(review, unit, "reject")
        path = tmp_path / "corpus.jsonl"
        files.export(review, by_name("jsonl"), path, "net-recycling")
        change(path, unit.id, "Another one.")
        files.take_in(review, by_name("jsonl"), path, "ann")
        row = review.store.unit(unit.id).row
        assert (row.en, row.status) == ("Another one.", "rejected")


def test_a_table_that_a_spreadsheet_saved_comes_back(opened: Opened, tmp_path: Path) -> None:
    """It quotes cells that have quotes, and writes numbers its own way."""
    with opened() as review:
        unit = find(review, "数百年")
        do(review, unit, "edit", en='"Nylon" lasts, "they" say')
        path = tmp_path / "corpus.tsv"
        files.export(review, by_name("tsv"), path, "net-recycling")
        with path.open(encoding="utf-8", newline="") as handle:
            table = [line.rstrip("\n").split("\t") for line in handle]
        score = table[0].index("score")
        table = [[c.removesuffix("0") if i == score else c for i, c in enumerate(row)] for row in table]
        with path.open("w", encoding="utf-8-sig", newline="") as handle:
            csv.writer(handle, "excel-tab").writerows(table)
        taken = files.take_in(review, by_name("tsv"), path, "ann")
        assert not taken.changed
        assert not taken.refused


def test_cells_that_a_spreadsheet_would_run_are_safe_in_an_export(opened: Opened, tmp_path: Path) -> None:
    with opened(spreadsheet=True) as review:
        files.export(review, by_name("tsv"), tmp_path / "corpus.tsv", "net-recycling")
    assert (tmp_path / "corpus.tsv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_formats_by_suffix() -> None:
    assert by_suffix(Path("a.XLSX")).name == "xlsx"
    assert by_suffix(Path("a.xlf")).name == "xliff"
    assert by_suffix(Path("a.xliff")).name == "xliff2"
    with pytest.raises(SettingsError, match="says no format"):
        by_suffix(Path("a.pdf"))
    with pytest.raises(SettingsError, match="no such format"):
        by_name("pdf")


def test_reading_formats_that_do_not_come_back(opened: Opened, tmp_path: Path) -> None:
    with opened() as review, pytest.raises(InputError, match="don't come back"):
        files.take_in(review, by_name("html"), tmp_path / "x.html", "ben")
    with opened() as review, pytest.raises(InputError, match="no such report"):
        files.export(review, by_name("tmx"), tmp_path / "x.tmx", "nobody")


def test_applying_writes_the_corpus(opened: Opened, folder: Path) -> None:
    with opened() as review:
        decided(review)
        do(review, find(review, "港で集めた"), "merge", "ann")
    done = files.apply(settings_of(folder))
    assert (done.decided, done.again, done.orphans) == (3, 0, 0)
    rows = read_rows(folder / "out" / "net-recycling.tsv")
    assert [r.n for r in rows] == list(range(1, len(rows) + 1))
    assert {r.status for r in rows} == {"", "accepted", "edited", "rejected"}
    first = (folder / "out" / "net-recycling.tsv").read_bytes()
    files.apply(settings_of(folder))
    assert (folder / "out" / "net-recycling.tsv").read_bytes() == first
