"""TMX."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from lxml import etree

from align import __version__
from align.emit.formats import Corpus
from align.emit.formats.tmx import FORMAT
from tests.emit.formats.sample import CORPUS, EDITED


def test_golden(golden: Callable[[str, str], None]) -> None:
    golden("formats/corpus.tmx", FORMAT.write(CORPUS).decode().replace(f'creationtoolversion="{__version__}"', 'creationtoolversion="0"'))


def test_its_header_is_complete() -> None:
    root = etree.fromstring(FORMAT.write(CORPUS))
    assert root.getroottree().docinfo.system_url == "tmx14.dtd"
    header = root.find("header")
    assert header is not None
    assert set(header.keys()) == {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
    assert header.get("srclang") == "ja"


def test_moments_are_in_its_form() -> None:
    for at, stamp in (("2026-02-03T13:05:06+09:00", "20260203T040506Z"), ("2026-02-03T04:05:06.123Z", "20260203T040506Z"), ("yesterday", None), ("", None)):
        unit = etree.fromstring(FORMAT.write(Corpus("T", [replace(EDITED, reviewed_at=at)]))).find("body/tu")
        assert unit is not None
        assert unit.get("changedate") == stamp


def test_rows_with_one_language_are_left_out() -> None:
    assert b"<tu " not in FORMAT.write(Corpus("T", [replace(EDITED, en=" "), replace(EDITED, ja="")]))


def test_it_reads_what_other_tools_make_of_it(write: Callable[..., Path]) -> None:
    path = write(
        "x.tmx",
        """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "http://127.0.0.1:1/tmx14.dtd" [<!ENTITY e SYSTEM "file:///etc/passwd">]>
        <tmx version="1.4"><header/><body><!-- c -->
        <tu tuid="r:1"><tuv xml:lang="EN-us"><seg>A <hi>big</hi> <bpt i="1">&lt;b></bpt>net<ept i="1">&lt;/b></ept>&e;.</seg></tuv><tuv lang="JA"><seg>網</seg></tuv></tu>
        <tu><tuv xml:lang="ja"><seg>海</seg></tuv><tuv xml:lang="en"><seg>Sea</seg></tuv></tu>
        <tu tuid="r:2"><tuv xml:lang="ja"><seg>海</seg></tuv></tu></body></tmx>""",
    )
    assert FORMAT.read
    (one,) = FORMAT.read(path)
    assert (one.sentence_id, one.values, one.ja, one.reviewed_at, one.place) == ("r:1", {"en": "A big net."}, "網", "", "unit 1")
