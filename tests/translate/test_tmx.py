"""TMX out and in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import InputError
from align.translate import tmx
from align.translate.memory import REVIEWED, Entry

ENTRIES = [
    Entry("deepl", "", "網を集める。", "The nets are <collected> & washed.", "2026-11-24T10:00:00+00:00"),
    Entry("openai", "tiny/12ab", "「橋」が開く。", 'The "bridge" opens.', ""),
    Entry(REVIEWED, "", "はい。", "Yes.", "", "行きますか。"),
    Entry(REVIEWED, "", "はい。", "Certainly.", "", "お願いします。"),
]


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    path.write_bytes(tmx.write(ENTRIES))
    assert list(tmx.read(path)) == ENTRIES
    assert path.read_text(encoding="utf-8").startswith('<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">')


@given(st.text(min_size=1).filter(str.strip), st.text(min_size=1).filter(str.strip))
def test_any_text_survives_that_xml_can_hold(ja: str, en: str) -> None:
    import xml.etree.ElementTree as ET

    root = ET.fromstring(tmx.write([Entry("x", "", ja, en, "")]).split(b"\n", 2)[2])
    segments = [s.text or "" for s in root.iter("seg")]
    expected = [tmx._clean(t).replace("\r\n", "\n").replace("\r", "\n") for t in (ja, en)]
    assert [s.replace("\r\n", "\n").replace("\r", "\n") for s in segments] == expected


def test_names_that_mean_something_else_are_not_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    path.write_bytes(tmx.write([Entry(name, "", "文", "text", "") for name in ("offline", "", "tm", "bad\x01name")]))
    assert [e.engine for e in tmx.read(path)] == [REVIEWED, REVIEWED, REVIEWED, "bad\ufffdname"]


def test_of_a_corpus_only_what_was_decided_counts_as_reviewed(tmp_path: Path) -> None:
    def unit(ja: str, status: str, engine: str) -> str:
        props = {"x-verdict": "own", "x-status": status, "x-engine": engine}
        return "<tu>" + "".join(f'<prop type="{k}">{v}</prop>' for k, v in props.items() if v) + f'<tuv xml:lang="ja"><seg>{ja}</seg></tuv><tuv xml:lang="en"><seg>text</seg></tuv></tu>'

    path = tmp_path / "corpus.tmx"
    units = [("一", "accepted", "offline"), ("二", "edited", "human"), ("三", "", "offline"), ("四", "rejected", "deepl"), ("五", "", "deepl"), ("六", "recheck", "human"), ("七", "", "glosses")]
    path.write_text('<tmx version="1.4"><header/><body>' + "".join(unit(*u) for u in units) + "</body></tmx>", encoding="utf-8")
    assert [(e.ja, e.engine) for e in tmx.read(path)] == [("一", REVIEWED), ("二", REVIEWED), ("五", "deepl")]


def test_files_of_other_tools(tmp_path: Path) -> None:
    """Upper-case and regional languages, inline tags, other languages beside, units that lack one."""
    path = tmp_path / "other.tmx"
    path.write_text(
        '<?xml version="1.0"?><tmx version="1.4"><header/><body>'
        '<tu changedate="20250102T030405Z"><tuv xml:lang="EN-US"><seg>The <bpt i="1">&lt;b&gt;</bpt>net<ept i="1">&lt;/b&gt;</ept>.</seg></tuv>'
        '<tuv xml:lang="JA"><seg>網。</seg></tuv><tuv xml:lang="fr"><seg>Le filet.</seg></tuv></tu>'
        '<tu><tuv xml:lang="ja"><seg>橋。</seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    assert list(tmx.read(path)) == [Entry(REVIEWED, "", "網。", "The net.", "2025-01-02T03:04:05+00:00")]


@pytest.mark.parametrize(("text", "said"), [("<tmx><body><tu>", "no valid XML"), ("<xliff/>", "no TMX"), ("", "no valid XML"), ('<?xml version="1.0" encoding="Shift_JIS"?><tmx/>', "no valid XML"), ('<?xml version="1.0" encoding="foo"?><tmx/>', "no valid XML")])
def test_what_is_wrong_is_said(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "m.tmx"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        list(tmx.read(path))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        list(tmx.read(tmp_path / "none.tmx"))
