"""XLIFF 2.1."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from align.emit.formats import Corpus
from align.emit.formats.xliff2 import FORMAT
from align.errors import InputError
from align.model.row import Row
from tests.emit.formats.sample import CORPUS, EDITED, HEADING

NS = {"x": "urn:oasis:names:tc:xliff:document:2.0"}


def segment(row: Row) -> tuple[str | None, str | None, bool]:
    found = etree.fromstring(FORMAT.write(Corpus("T", [row]))).find(".//x:segment", NS)
    assert found is not None
    return found.get("state"), found.get("subState"), found.find("x:target", NS) is not None


def test_golden(golden: Callable[[str, str], None]) -> None:
    golden("formats/corpus.xliff", FORMAT.write(CORPUS).decode())


def test_its_structure() -> None:
    root = etree.fromstring(FORMAT.write(CORPUS))
    assert dict(root.attrib) == {"version": "2.1", "srcLang": "ja", "trgLang": "en"}
    assert [(f.get("id"), f.get("original")) for f in root] == [("f1", "minato"), ("f2", "kaze")]
    units = root.findall(".//x:unit", NS)
    assert [u.get("name") for u in units] == [r.sentence_id for r in CORPUS.rows]
    assert all(re.fullmatch(r"[\w.-]+", u.get("id", "")) for u in units)
    assert root.xpath("//x:note[@category='comment']/text()", namespaces=NS) == [EDITED.comment]


def test_statuses() -> None:
    assert segment(replace(HEADING, en="")) == ("initial", None, True)
    assert segment(HEADING) == ("translated", None, True)
    assert segment(replace(HEADING, status="accepted")) == ("final", "align:accepted", True)
    assert segment(replace(HEADING, status="edited")) == ("final", "align:edited", True)
    assert segment(replace(HEADING, status="rejected")) == ("initial", "align:rejected", True)
    assert segment(replace(HEADING, status="recheck", en="")) == ("translated", "align:recheck", True)


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        ('state="final"', 'state="reviewed"', "accepted"), ('state="final"', 'state="translated"', ""), ("", "", None),
        ('state="reviewed" subState="align:rejected"', 'state="final" subState="x:y"', "accepted"),
        ('state="translated" subState="align:edited"', "", ""), ('state="final" subState="align:great"', 'state="final" subState="align:great"', "great"),
    ],
)  # fmt: skip
def test_it_reads_what_other_tools_make_of_it(first: str, second: str, status: str | None, write: Callable[..., Path]) -> None:
    path = write(
        "x.xliff",
        f"""<xliff version="2.0" srcLang="ja" xmlns="{NS["x"]}"><file id="f"><group id="g"><unit id="u" name="r:1">
        <notes><note category="verdict">own</note><note>One.</note><note category="x">Two.</note></notes>
        <segment {first}><source>網と</source><target>A <pc id="1">net</pc><ph id="2"/></target></segment>
        <ignorable><source> </source><target> </target></ignorable>
        <segment {second}><source>海</source><target>and <mrk id="m" type="term">sea</mrk></target></segment></unit>
        <unit id="v"><segment><source>海</source></segment></unit></group></file></xliff>""",
    )
    assert FORMAT.read
    (one,) = FORMAT.read(path)
    assert (one.sentence_id, one.ja, one.reviewed_at) == ("r:1", "網と 海", "")
    assert one.values == {"en": "A net and sea", **({} if status is None else {"status": status}), "comment": "One.\nTwo."}


def test_the_other_version_is_named(write: Callable[..., Path]) -> None:
    assert FORMAT.read
    with pytest.raises(InputError, match=r"read as xliff and have the suffix \.xlf"):
        FORMAT.read(write("x.xliff", '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>'))
