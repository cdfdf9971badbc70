"""What a reviewer can do to a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import InputError
from align.review import actions
from align.review.unit import EN, KEYS, SOURCE, Unit, fresh
from align.review.worth import worth
from bench import reports

LINKED = {
    "cite_keys": "a2020x", "cite_labels": "1", "key_origin": "explicit", "source_key": "a2020x", "source_span": "3", "source_passage": "Nets are washed.",
    "score": "0.950", "verdict": "supported",
}  # fmt: skip
ME = ("me", "2026-01-01T00:00:00+00:00")


def unit(ja: str = "網を洗う。", **more: str) -> Unit:
    return fresh(reports.row("r", 1, ja, **{**LINKED, **more}))


def test_accepting_settles_everything() -> None:
    done = actions.accept(unit(), *ME)
    assert (done.row.status, done.row.reviewer, done.row.en, done.settled) == ("accepted", "me", "Draft 1.", {EN, SOURCE, KEYS})
    with pytest.raises(InputError, match="without English"):
        actions.accept(unit(en=""), *ME)


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("The nets are washed.", ("The nets are washed.", "human", "edited")),
        ("  The nets\r\nare washed. ", ("The nets are washed.", "human", "edited")),
        ("Draft 1.", ("Draft 1.", "offline", "accepted")),
        ("", ("", "", "")),
        ("=1+1", ("=1+1", "human", "edited")),
    ],
)
def test_editing(english: str, expected: tuple[str, str, str]) -> None:
    done = actions.edit(unit(), english, *ME).row
    assert (done.en, done.en_engine, done.status) == expected


def test_going_back_to_the_draft_is_no_edit() -> None:
    edited = actions.edit(unit(), "Other.", *ME)
    assert actions.edit(edited, "Draft 1.", *ME).row.status == "accepted"
    assert actions.reopen(edited, *ME).row.en == "Draft 1."
    assert actions.reopen(edited, *ME).settled == frozenset()


@pytest.mark.parametrize("text", ["x" * 20_001, "half \ud800"])
def test_what_cannot_be_text(text: str) -> None:
    with pytest.raises(InputError):
        actions.edit(unit(), text, *ME)


def test_passages_verdicts_and_keys() -> None:
    other = actions.relink(unit(), "b2021y", "7-8", "Nets are cleaned. They dry.", *ME)
    assert (other.row.source_key, other.row.source_span, other.row.verdict, other.row.score) == ("b2021y", "7-8", "supported", "")
    assert actions.judge(other, "partial", *ME).row.verdict == "partial"
    back = actions.relink(other, "a2020x", "3", "Nets are washed.", *ME)
    assert back.row.score == "0.950"
    none = actions.relink(unit(), "", "", "", *ME)
    assert (none.row.source_passage, none.row.verdict) == ("", "unsupported")
    with pytest.raises(InputError, match="no passage"):
        actions.judge(none, "partial", *ME)
    with pytest.raises(InputError, match="no such verdict"):
        actions.judge(unit(), "own", *ME)
    keyed = actions.keys(unit(), " b2021y, a2020x;b2021y ", ["a2020x", "b2021y"], *ME)
    assert (keyed.row.cite_keys, keyed.row.key_origin) == ("b2021y;a2020x", "reviewed")
    for given_keys in ("", "nobody"):
        with pytest.raises(InputError, match="citation key"):
            actions.keys(unit(), given_keys, ["a2020x"], *ME)


def test_same_as_before() -> None:
    other = actions.edit(unit(), "Nets get washed.", *ME)
    assert actions.same_as(unit(), other, *ME).row.en == "Nets get washed."
    with pytest.raises(InputError):
        actions.same_as(unit("別の文。"), other, *ME)
    with pytest.raises(InputError):
        actions.same_as(unit(), unit(), *ME)


def test_merging_takes_both() -> None:
    rows = reports.built(["網を洗う。", "糸にする。"], **LINKED)
    base = {r.sentence_id: r for r in rows}
    both = actions.merge(fresh(rows[0]), fresh(rows[1]), base, *ME)
    assert (both.row.ja, both.row.en, both.id) == ("網を洗う。糸にする。", "Draft 1. Draft 2.", rows[0].sentence_id)
    assert (both.row.cite_keys, both.row.source_span, both.row.verdict) == ("a2020x", "3", "supported")
    heading = fresh(reports.row("r", 3, "見出し", kind="heading"))
    with pytest.raises(InputError, match="can't be one row"):
        actions.merge(fresh(rows[0]), heading, {**base, heading.id: heading.row}, *ME)


def test_passages_that_follow_each_other_become_one() -> None:
    first, second = reports.row("r", 1, "網を洗う。", **LINKED), reports.row("r", 2, "糸にする。", **{**LINKED, "source_span": "4-5", "source_passage": "They are spun. It is strong."})
    both = actions.merge(fresh(first), fresh(second), {r.sentence_id: r for r in (first, second)}, *ME)
    assert (both.row.source_span, both.row.source_passage) == ("3-5", "Nets are washed. They are spun. It is strong.")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=2, max_size=30), st.data())
def test_split_and_merge_is_the_row_again(text: str, data: st.DataObject) -> None:
    row = reports.row("r", 1, text, **LINKED)
    at = data.draw(st.integers(1, len(text) - 1))
    base = {row.sentence_id: row}
    if not text[:at].strip() or not text[at:].strip():
        with pytest.raises(InputError):
            actions.split(fresh(row), at, 3, base, *ME)
        return
    left, right = actions.split(fresh(row), at, 6, base, *ME)
    assert left.row.ja + right.row.ja == text
    assert (left.row.en, right.row.en) == ("Draft", "1.")
    assert left.position < right.position
    assert left.id != right.id
    again = actions.merge(left, right, base, *ME)
    assert (again.row.ja, again.row.en, again.pieces, again.id, again.whole) == (text, "Draft 1.", fresh(row).pieces, row.sentence_id, True)


def test_what_is_worth_looking_at() -> None:
    sure, unsure = unit(score="0.990"), unit(score="0.550", verdict="partial")
    wrong = unit(verdict="contradicted", findings="error:figure-contradicted")
    heading = unit(kind="heading", verdict="contradicted", findings="error:figure-contradicted")
    done = actions.accept(wrong, *ME)
    again = Unit.from_json({**actions.accept(sure, *ME).to_json(), "row": {**actions.accept(sure, *ME).to_json()["row"], "status": "recheck"}})
    order = sorted([sure, unsure, wrong, heading, done, again], key=worth, reverse=True)
    assert order == [again, wrong, unsure, heading, sure, done]
