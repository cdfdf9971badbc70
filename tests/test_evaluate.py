"""Scores against a reference."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.errors import InputError
from align.evaluate import evaluate

ROWS = [("網を集める。", "The nets are collected in the port of Norden."), ("橋が開く。", "The new bridge opens in the spring of next year."), ("雨が降る。", "It rains in the hills all day long.")]


def tsv(path: Path, rows: list[tuple[str, str]], header: str = "ja\ten") -> Path:
    path.write_text(header + "\n" + "".join(f"{ja}\t{en}\n" for ja, en in rows), encoding="utf-8")
    return path


def test_the_reference_itself_is_perfect(tmp_path: Path) -> None:
    found = evaluate(tsv(tmp_path / "a.tsv", ROWS[::-1]), tsv(tmp_path / "b.tsv", ROWS))
    assert found.scores == {"BLEU": pytest.approx(100), "chrF": pytest.approx(100), "TER": 0}
    assert (found.sentences, found.missing) == (3, 0)
    assert "version" in found.signatures["BLEU"]


def test_what_is_missing_counts_as_empty(tmp_path: Path) -> None:
    found = evaluate(tsv(tmp_path / "a.tsv", [ROWS[0], (ROWS[1][0], "")]), tsv(tmp_path / "b.tsv", ROWS))
    assert (found.sentences, found.missing) == (3, 2)
    assert found.scores["chrF"] < 70
    assert found.scores["TER"] > 50


@pytest.mark.parametrize(
    ("rows", "header", "said"),
    [(ROWS, "x\ty", "no columns ja and en"), ([("別の文。", "Another.")], "ja\ten", "no sentence of the reference")],
)
def test_what_is_wrong_is_said(tmp_path: Path, rows: list[tuple[str, str]], header: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        evaluate(tsv(tmp_path / "a.tsv", rows, header), tsv(tmp_path / "b.tsv", ROWS))


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        evaluate(tmp_path / "none.tsv", tsv(tmp_path / "b.tsv", ROWS))


def test_comet_without_a_model_or_its_library(tmp_path: Path) -> None:
    corpus = tsv(tmp_path / "a.tsv", ROWS)
    with pytest.raises(InputError, match="no such COMET model"):
        evaluate(corpus, corpus, tmp_path / "gone.ckpt")
    (tmp_path / "model.ckpt").write_bytes(b"nothing")
    with pytest.raises(InputError, match="COMET"):
        evaluate(corpus, corpus, tmp_path / "model.ckpt")
