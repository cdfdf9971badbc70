"""Hints for rare words: which words get one, and where it stands among the tokens."""

from __future__ import annotations

import lzma
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.translate.hints import MARK, Hint, beside, ends, hints, table

KNOWN = {"検屍": "autopsy", "核": "nucleus", "核 燃料": "nuclear fuel", "燃料": "fuel", "為る": "do", "二": "two"}


def test_the_longest_entry_wins_and_ends_where_its_word_ends() -> None:
    text = "核燃料の検死をする。"
    assert hints(text, KNOWN) == [Hint(0, 3, "nuclear fuel"), Hint(4, 6, "autopsy")]
    assert hints("核の燃料", KNOWN) == [Hint(0, 1, "nucleus"), Hint(2, 4, "fuel")]


def test_words_of_a_sure_hint_get_no_other() -> None:
    sure = [Hint(0, 3, "MOX fuel")]
    assert hints("核燃料の検死", KNOWN, sure) == [*sure, Hint(4, 6, "autopsy")]
    assert hints("核燃料", KNOWN, [Hint(1, 3, "MOX")]) == [Hint(0, 1, "nucleus"), Hint(1, 3, "MOX")]


def test_figures_auxiliaries_and_what_stands_in_places_have_none() -> None:
    assert hints("二つの[[1]]をした。", KNOWN | {"1": "one"}) == []
    assert hints("", KNOWN) == []


@pytest.mark.parametrize(
    ("text", "pieces", "expected"),
    [
        ("核燃料の検死", ["▁", "核", "燃料の", "検死"], [0, 1, 4, 6]),
        ("a  b", ["▁a", "▁", "b"], [1, 3, 4]),
        ("𠮟る。", ["▁", "<0xF0>", "<0xA0>", "<0xAE>", "<0x9F>", "る", "。"], [0, 0, 0, 0, 1, 2, 3]),
        ("", [], []),
    ],
)
def test_where_tokens_end(text: str, pieces: list[str], expected: list[int]) -> None:
    assert ends(text, pieces) == expected


def test_a_hint_stands_behind_the_token_in_which_its_word_ends() -> None:
    text, pieces = "核燃料の検死", ["▁", "核", "燃料の", "検死"]
    found = beside(text, pieces, hints(text, KNOWN), lambda english: [f"▁{word}" for word in english.split()])
    assert found == ["▁", "核", "燃料の", f"{MARK}▁nuclear", f"{MARK}▁fuel", "検死", f"{MARK}▁autopsy"]


@given(st.text(alphabet="核燃料の検死を𠮟。 ab１[]", max_size=40), st.data())
def test_tokens_stay_as_they_are_and_no_hint_is_lost(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)))) | {0, len(text)})
    pieces = [text[a:b].replace(" ", "▁") for a, b in pairwise(cuts)]
    found = [Hint(0, end, "x") for end in sorted(data.draw(st.sets(st.integers(1, len(text))))) if text] if text else []
    made = beside(text, pieces, found, lambda english: [english])
    assert [t for t in made if not t.startswith(MARK)] == pieces
    assert made.count(f"{MARK}x") == len(found)


def test_the_table_is_read_from_the_folder_of_the_model(tmp_path: Path) -> None:
    (tmp_path / "hints.tsv.xz").write_bytes(lzma.compress("検死\tautopsy\n核 燃料\tnuclear fuel\n".encode()))
    assert table(tmp_path / "hints.tsv.xz") == {"検死": "autopsy", "核 燃料": "nuclear fuel"}
