"""The sample corpus from end to end, against golden files that a person can read."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.emit.tsv import read_rows
from align.model.row import Row
from align.pipeline import Summary, run
from align.settings import Settings, load
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    out = tmp_path_factory.mktemp("out")
    settings: Settings = load(reports=ROOT / "corpus" / "ja", sources=ROOT / "corpus" / "en", out=out)
    return out, run(settings, [])


def rows(built: tuple[Path, Summary], report: str) -> list[Row]:
    return read_rows(built[0] / f"{report}.tsv")


@pytest.mark.parametrize("report", ["openai-memo", "net-recycling"])
def test_units_keys_and_verdicts(built: tuple[Path, Summary], report: str, golden) -> None:
    """One line per row: kind, verdict, source sentences, labels, origin, text."""
    lines = [
        f"{r.n:3d} {r.kind:9} {r.verdict:18} {r.source_span or '-':5} {r.cite_labels or '-':4} {r.key_origin:9} {r.ja}"
        for r in rows(built, report)
    ]
    golden(f"{report}.units.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("report", ["openai-memo", "net-recycling"])
def test_references(built: tuple[Path, Summary], report: str, golden) -> None:
    golden(f"{report}.references.tsv", (built[0] / f"{report}.references.tsv").read_text(encoding="utf-8").replace(str(ROOT), ""))


def test_bibliography(built: tuple[Path, Summary], golden) -> None:
    golden("references.bib", (built[0] / "references.bib").read_text(encoding="utf-8"))


def test_every_row_has_a_key_and_english(built: tuple[Path, Summary]) -> None:
    for r in rows(built, "openai-memo") + rows(built, "net-recycling"):
        assert r.cite_keys
        assert r.en
        assert r.en_engine in ("offline", "glosses", "source", "verbatim")
    assert len(rows(built, "openai-memo")) >= 100


def test_the_planted_contradiction_is_found_and_it_is_the_only_one(built: tuple[Path, Summary]) -> None:
    found = [r for r in rows(built, "openai-memo") + rows(built, "net-recycling") if r.verdict == "contradicted"]
    assert [r.ja for r in found] == ["最初の1年に集まった網は120トンだった。"]
    assert "error:figure-contradicted" in found[0].findings


def test_a_sentence_without_a_marker_that_a_source_states_gets_its_key(built: tuple[Path, Summary]) -> None:
    inferred = [r for r in rows(built, "openai-memo") if r.key_origin == "inferred"]
    assert [(r.ja, r.cite_keys, r.verdict) for r in inferred] == [("OpenAIは2025年上半期に78億ドルの損失を出した。", "smith2025openai", "supported")]


def test_figures_of_the_draft_are_right(built: tuple[Path, Summary]) -> None:
    """Of the rows with a figure, none lost one on the way into English."""
    lost = [r for r in rows(built, "openai-memo") + rows(built, "net-recycling") if "-mismatch" in r.findings]
    assert lost == []


def test_ids_of_other_sentences_stay_when_one_changes(built: tuple[Path, Summary], tmp_path: Path) -> None:
    text = (ROOT / "corpus" / "ja" / "openai-memo.md").read_text(encoding="utf-8")
    changed = tmp_path / "openai-memo.md"
    changed.write_text(text.replace("差がついた理由を理解するには、", "新しい文が入った。差の理由を知るには、"), encoding="utf-8")
    run(load(sources=ROOT / "corpus" / "en", out=tmp_path / "out"), [changed])
    before = {r.sentence_id for r in rows(built, "openai-memo")}
    after = {r.sentence_id for r in read_rows(tmp_path / "out" / "openai-memo.tsv")}
    assert len(before - after) == 1
    assert len(after - before) == 2


def test_corpus_holds_all_reports(built: tuple[Path, Summary]) -> None:
    assert read_rows(built[0] / "corpus.tsv") == rows(built, "net-recycling") + rows(built, "openai-memo")
    assert built[1].reports == ["net-recycling", "openai-memo"]
    assert sum(built[1].units.values()) == len(read_rows(built[0] / "corpus.tsv"))


def test_the_rows_in_the_readme_are_those_of_the_sample(built: tuple[Path, Summary]) -> None:
    known = {r.ja: r for r in read_rows(built[0] / "corpus.tsv")}
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("| --- | --- | --- | --- | --- |\n")[1].split("\n\n")[0]
    for line in table.splitlines():
        ja, *shown = (c.strip() for c in line.strip("|").split("|"))
        r = known[ja]
        assert shown == [r.cite_keys, r.source_passage, r.score, r.verdict]
