"""XLIFF 1.2."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from align.emit.formats import Corpus
from align.emit.formats.xliff import FORMAT
from align.errors import InputError
from align.model.row import Row
from tests.emit.formats.sample import CONTRADICTED, CORPUS, EDITED, HEADING

NS = {"x": "urn:oasis:names:tc:xliff:document:1.2"}


def attributes(row: Row) -> tuple[str | None, ...]:
    unit = etree.fromstring(FORMAT.write(Corpus("T", [row]))).find(".//x:trans-unit", NS)
    assert unit is not None
    target = unit.find("x:target", NS)
    assert target is not None
    return target.get("state"), target.get("state-qualifier"), unit.get("approved")


def test_golden(golden: Callable[[str, str], None]) -> None:
    golden("formats/corpus.xlf", FORMAT.write(CORPUS).decode())


def test_its_structure() -> None:
    root = etree.fromstring(FORMAT.write(CORPUS))
    assert [(f.get("original"), f.get("source-language"), f.get("target-language"), f.get("datatype")) for f in root] == [
        ("minato", "ja", "en", "plaintext"), ("kaze", "ja", "en", "plaintext"),
    ]  # fmt: skip
    assert root.xpath("//x:trans-unit/@id", namespaces=NS) == [r.sentence_id for r in CORPUS.rows]
    assert root.xpath("//x:alt-trans/@origin", namespaces=NS) == ["nordenharbour2025five"] * 3
    assert root.xpath("//x:note[@from='reviewer'][@annotates='target']/text()", namespaces=NS) == [EDITED.comment]


def test_rows_of_a_report_are_together() -> None:
    root = etree.fromstring(FORMAT.write(Corpus("T", [HEADING, EDITED, CONTRADICTED])))
    assert [len(f[0]) for f in root] == [2, 1]


def test_statuses() -> None:
    assert attributes(replace(HEADING, en="")) == ("needs-translation", None, None)
    assert attributes(HEADING) == ("needs-review-translation", None, None)
    assert attributes(replace(HEADING, status="accepted")) == ("signed-off", None, "yes")
    assert attributes(replace(HEADING, status="edited")) == ("final", None, "yes")
    assert attributes(replace(HEADING, status="rejected")) == ("needs-adaptation", "x-rejected", None)
    assert attributes(replace(HEADING, status="recheck")) == ("needs-review-translation", "x-recheck", None)


@pytest.mark.parametrize(
    ("unit", "target", "status"),
    [
        ("", 'state="translated"', ""), ('approved="yes"', 'state="translated"', "accepted"), ('approved="yes"', "", "accepted"),
        ('approved="no"', 'state="final"', ""), ("", 'state="final"', "edited"), ('approved="yes"', 'state="needs-adaptation" state-qualifier="x-rejected"', "accepted"),
        ("", 'state="needs-adaptation" state-qualifier="x-other"', ""),
    ],
)  # fmt: skip
def test_it_reads_what_other_tools_make_of_it(unit: str, target: str, status: str, write: Callable[..., Path]) -> None:
    path = write(
        "x.xlf",
        f"""<xliff version="1.2" xmlns="{NS["x"]}"><file><body><group><trans-unit id="r:1" {unit}><source>網</source>
        <seg-source><mrk mtype="seg" mid="0">網</mrk></seg-source>
        <target {target}><mrk mtype="seg" mid="0">A <g id="1">net</g><x id="2"/><ph id="3">&lt;br></ph>.</mrk></target>
        <note from="align">Cites: a</note><note>One.</note><note from="x">Two.</note></trans-unit></group></body></file></xliff>""",
    )
    assert FORMAT.read
    (one,) = FORMAT.read(path)
    assert (one.values, one.ja, one.reviewed_at) == ({"en": "A net.", "status": status, "comment": "One.\nTwo."}, "網", "")


def test_a_unit_without_a_target(write: Callable[..., Path]) -> None:
    path = write("x.xlf", f'<xliff xmlns="{NS["x"]}"><file><body><trans-unit id="r:1"><source>網</source></trans-unit></body></file></xliff>')
    assert FORMAT.read
    assert FORMAT.read(path)[0].values == {"comment": ""}


def test_the_other_version_is_named(write: Callable[..., Path]) -> None:
    assert FORMAT.read
    with pytest.raises(InputError, match="xliff2"):
        FORMAT.read(write("x.xlf", '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1"/>'))
