"""A word of a text in place of its opposite."""

from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.match.contrast import edits, forms


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("approve", ("approve", "approves", "approved", "approved", "approving")),
        ("ban", ("ban", "bans", "banned", "banned", "banning")),
        ("deny", ("deny", "denies", "denied", "denied", "denying")),
        ("veto", ("veto", "vetoes", "vetoed", "vetoed", "vetoing")),
        ("agree", ("agree", "agrees", "agreed", "agreed", "agreeing")),
        ("die", ("die", "dies", "died", "died", "dying")),
        ("permit", ("permit", "permits", "permitted", "permitted", "permitting")),
        ("keep/kept/kept", ("keep", "keeps", "kept", "kept", "keeping")),
        ("begin/began/begun", ("begin", "begins", "began", "begun", "beginning")),
        ("turn_down", ("turn down", "turns down", "turned down", "turned down", "turning down")),
        ("come/came/come_down", ("come down", "comes down", "came down", "come down", "coming down")),
    ],
)
def test_the_forms_of_a_verb(verb: str, expected: tuple[str, ...]) -> None:
    assert forms(verb) == expected


def turned(text: str) -> list[str]:
    return [e.text for e in edits(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They began it.", "They ended it."),
        ("It has begun.", "It has ended."),
        ("It was kept.", "It was abandoned."),
        ("They kept it.", "They abandoned it."),
        ("Prices will go up.", "Prices will come down."),
        ("Before the storm", "After the storm"),
        ("a possible rise", "an impossible rise"),
        ("an unlikely end", "a likely end"),
        ("The wells were shallow.", "The wells were deep."),
    ],
)
def test_a_word_is_turned_in_its_form(text: str, expected: str) -> None:
    assert expected in turned(text)


@pytest.mark.parametrize("text", ["", "The harbour lies there.", "an up-to-date list", "highway", "It won't sail before noon."])
def test_what_has_no_opposite_stays(text: str) -> None:
    assert turned(text) == []


def test_only_the_words_that_are_wanted_are_turned() -> None:
    assert [e.word for e in edits("They accepted the lower price.", lambda word: word != "lower")] == ["accepted"] * 6


@given(st.lists(st.sampled_from("The port was kept open before winter , higher A dull rich unlikely outcome and they refused".split()), max_size=12).map(" ".join))
def test_the_rest_of_a_text_stays(text: str) -> None:
    for e in edits(text):
        assert text[slice(*e.span)] == e.word
        assert e.text[slice(*e.place)] == e.other
        assert e.text[e.place[1] :] == text[e.span[1] :]
        before = e.text[: e.place[0]]
        assert before == text[: e.span[0]] or before.rstrip().lower().endswith(("a", "an"))
        assert e.text != text


def test_the_table_is_in_order() -> None:
    lines = (resources.files("align.match.data") / "contrasts.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert all(len(row) == 3 and row[0] in ("verb", "word") and row[1] and row[2] for row in rows)
    assert len(lines) == len(set(lines))
    assert not any(set(row[1].split()) & set(row[2].split()) for row in rows)
