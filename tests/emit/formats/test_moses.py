"""Parallel plain text."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from align.emit.formats import Corpus
from align.emit.formats.moses import FORMAT
from tests.emit.formats.sample import CORPUS, EDITED, HEADING, SUPPORTED


def unpacked(corpus: Corpus) -> dict[str, str]:
    with ZipFile(BytesIO(FORMAT.write(corpus))) as file:
        return {n: file.read(n).decode() for n in file.namelist()}


def test_lines_belong_together() -> None:
    files = unpacked(CORPUS)
    ja, en, ids = (files[f"Nets & wind.{end}"].split("\n") for end in ("ja", "en", "ids"))
    assert ids == ["minato:00000000a1", "minato:00000000a2", "minato:00000000a4", "kaze:00000000b1", ""]  # the rejected one isn't there
    assert (ja[3], en[3]) == (EDITED.ja, 'The "<wind>" & the sea are strong.')
    assert len(ja) == len(en) == len(ids)


def test_whatever_breaks_a_line_is_a_space() -> None:
    rows = [replace(HEADING, en="\na\r\nb\u2028c\x85d\x0be\n"), replace(SUPPORTED, en="\n \n")]
    assert unpacked(Corpus("T", rows))["T.en"] == "a b c d e\n"


def test_the_title_is_a_safe_name() -> None:
    assert set(unpacked(Corpus("../a/b:c\n", []))) == {"_a_b_c_.ja", "_a_b_c_.en", "_a_b_c_.ids"}
    assert set(unpacked(Corpus(" .. ", []))) == {"corpus.ja", "corpus.en", "corpus.ids"}
