"""The terms of a report, to be settled."""

from __future__ import annotations

from pathlib import Path

from align.glossary import read
from align.settings import load
from align.termlist import propose, table
from tests.conftest import ROOT


def test_names_and_frequent_compounds_make_a_glossary(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "1.md").write_text("# Nets\n\nAltman collected the nets. Altman washed them.\n", encoding="utf-8")
    report = tmp_path / "r.md"
    report.write_text(
        "# 報告\n\nアルトマンは漁網回収を始めた<sup>1</sup>。アルトマンの漁網回収は続く。ノルデンの漁網回収は120社が行う。港湾整備は別である。\n\n"
        "## 参考文献\n\n1. Berg, Ann. \"Nets.\" Example Press, 2024.\n",
        encoding="utf-8",
    )
    found = {t.ja: (t, n) for t, n in propose(load(sources=tmp_path / "en"), report)}
    assert found["アルトマン"][0].en == ("Altman",)
    assert "sources" in found["アルトマン"][0].note
    assert found["漁網回収"][1] == 3
    assert "港湾整備" not in found
    path = tmp_path / "terms.tsv"
    path.write_text(table(found.values()), encoding="utf-8")
    assert {t.ja for t in read(path)} == set(found)


def test_the_sample_report() -> None:
    report = ROOT / "corpus" / "ja" / "openai-memo.md"
    proposed = propose(load(sources=ROOT / "corpus" / "en"), report)
    assert all(t.en[0] and t.ja and n for t, n in proposed)
    assert [n for _, n in proposed] == sorted((n for _, n in proposed), reverse=True)
