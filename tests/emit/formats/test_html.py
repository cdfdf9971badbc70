"""The table to read on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import lxml.html

from align.emit.formats import Corpus
from align.emit.formats.html import FORMAT
from tests.emit.formats.sample import CORPUS, SUPPORTED


def test_golden(golden: Callable[[str, str], None]) -> None:
    golden("formats/corpus.html", FORMAT.write(CORPUS).decode())


def test_it_stands_alone() -> None:
    text = FORMAT.write(CORPUS).decode()
    assert text.startswith("<!DOCTYPE html>\n<html lang=\"en\">")
    assert text.count("<meta charset") == 1
    assert "http-equiv" not in text
    root = lxml.html.document_fromstring(text)
    assert not root.xpath("//script | //link | //img | //@src")
    assert "@page" in text
    assert "display: table-header-group" in text


def test_citations_lead_to_their_references() -> None:
    root = lxml.html.document_fromstring(FORMAT.write(CORPUS).decode())
    assert root.xpath("//sup/a/text()") == ["[1]", "[2]", "[1]", "[1]", "[2]"]
    assert {h[1:] for h in root.xpath("//sup/a/@href")} == set(root.xpath("//li/@id"))
    assert root.xpath("//li/text()") == [CORPUS.references["nordenharbour2025five"], "umi2024net"]


def test_sections_languages_and_verdicts() -> None:
    root = lxml.html.document_fromstring(FORMAT.write(CORPUS).decode())
    assert root.xpath("//tr[@class='head']/td[1]/text()") == [r.ja for r in CORPUS.rows if r.kind in ("title", "heading")]
    assert len(root.xpath("//table")) == len({r.report for r in CORPUS.rows})
    assert set(root.xpath("//td[1]/@lang")) == {"ja"}
    assert set(root.xpath("//td[2]/@lang")) == {"en"}
    assert root.xpath("//*[@class='remark']/text()") == ["Contradicted by its source", "Rejected"]
    assert len(root.xpath("//table")) == len(root.xpath("//thead"))


def test_everything_is_escaped() -> None:
    evil = "<script>alert(1)</script>\"'&"
    row = replace(SUPPORTED, ja=evil, en=evil, section=evil, report=evil, cite_keys=evil)
    text = FORMAT.write(Corpus(evil, [row], {evil: evil})).decode()
    assert "<script" not in text
    assert lxml.html.document_fromstring(text).xpath("//li/text()") == [evil]
