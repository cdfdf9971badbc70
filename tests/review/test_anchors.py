"""Decisions find their sentences again in an edited report, and none lands on a wrong one."""

from __future__ import annotations

import random
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model.row import Row
from align.review import actions
from align.review.anchors import moved
from align.review.attach import Attached, attach
from align.review.decision import Base, Decision, decision_of
from align.review.unit import fresh
from bench import reports

ORDER = ["港の組合は古い網を集めている。", "集めた網は工場で洗われる。", "洗った網から糸ができる。", "糸は服になる。", "服は町で売られる。"]


def decide(rows: list[Row], *places: int) -> list[Decision]:
    base = Base.of((r.sentence_id, r.ja) for r in rows)
    return [decision_of(actions.edit(fresh(rows[i]), f"English {i}.", "me", "2026-01-01"), base) for i in places]


def carried(old: list[str], new: list[str], *places: int, known: bool = True) -> tuple[Attached, list[tuple[str, str, str]]]:
    rows = reports.built(old)
    found = attach(decide(rows, *places), reports.built(new), set(old) if known else None)
    return found, [(u.row.ja, u.row.en, u.row.status) for u in found.units if u.decided]


@pytest.mark.parametrize(
    ("new", "place", "expected"),
    [
        (ORDER, 1, [(ORDER[1], "English 1.", "edited")]),
        ([*ORDER[2:], *ORDER[:2]], 1, [(ORDER[1], "English 1.", "edited")]),  # moved
        ([ORDER[0], "集めた網は隣町の工場で洗われる。", *ORDER[2:]], 1, [("集めた網は隣町の工場で洗われる。", "English 1.", "recheck")]),  # changed
        ([ORDER[0], "集めた網は工場へ。", "そこで洗われる。", *ORDER[2:]], 1, [("集めた網は工場へ。", "English 1.", "recheck")]),  # rewritten in two
        ([ORDER[0], "集めた網は。", "工場で洗われる。", *ORDER[2:]], 1, [("集めた網は。工場で洗われる。", "English 1.", "recheck")]),  # split
        ([ORDER[0], ORDER[1].rstrip("。") + "、" + ORDER[2], *ORDER[3:]], 1, [("集めた網は工場で洗われる、洗った網から糸ができる。", "English 1.", "recheck")]),  # joined
        ([ORDER[0], *ORDER[2:]], 1, []),  # deleted
    ],
)  # fmt: skip
def test_what_becomes_of_a_decision(new: list[str], place: int, expected: list[tuple[str, str, str]]) -> None:
    found, decided = carried(ORDER, new, place)
    assert decided == expected
    assert len(found.orphans) == (0 if expected else 1)
    assert "".join(u.row.ja for u in found.units) == "".join(new), "every sentence is still there, once"


def test_two_decided_sentences_that_became_one() -> None:
    new = [ORDER[0], ORDER[1].rstrip("。") + "、" + ORDER[2], *ORDER[3:]]
    found, decided = carried(ORDER, new, 1, 2)
    assert decided == [(new[1], "English 1. English 2.", "recheck")]
    assert not found.orphans
    assert found.units[1].note == f"The sentence was: {ORDER[1]}{ORDER[2]}"


def test_copies_are_told_by_their_neighbours() -> None:
    old = ["はじめに。", "以上。", ORDER[0], "以上。", ORDER[1]]
    _, decided = carried(old, ["はじめに。", ORDER[0], "以上。", ORDER[1]], 1, 3)
    assert [en for _, en, _ in decided] == ["English 3."]


def test_of_two_places_that_are_as_good_neither_is_taken() -> None:
    found, decided = carried(["前。", "はい。", "後。"], ["前。", "はい。", "後。", "前。", "はい。", "後。"], 1)
    assert decided == []
    assert len(found.orphans) == 1


def test_a_report_that_was_written_anew_is_looked_through_in_time() -> None:
    rng = random.Random(8)
    old, new = reports.first(rng, 1500), reports.first(rng, 1500)
    started = time.monotonic()
    carried(old, new, *range(0, 1500, 2))
    assert time.monotonic() - started < 20


def test_a_sentence_that_was_there_before_is_not_what_became_of_another() -> None:
    old = ["損失は78億ドルだった。", "売上は上がった。", "損失は79億ドルだった。", "人も増えた。"]
    found, decided = carried(old, ["売上は上がった。", "損失は79億ドルだった。", "人も増えた。"], 0)
    assert decided == []
    assert [o.decision.en for o in found.orphans] == ["English 0."]
    assert "損失は78億ドルだった。" in found.orphans[0].reason


def test_parts_and_merged_rows_are_found_again() -> None:
    rows = reports.built(ORDER)
    base = {r.sentence_id: r for r in rows}
    told = Base.of((r.sentence_id, r.ja) for r in rows)
    merged = actions.merge(fresh(rows[0]), fresh(rows[1]), base, "me", "2026-01-01")
    left, right = actions.split(fresh(rows[3]), 2, 0, base, "me", "2026-01-01")
    decisions = [decision_of(u, told) for u in (merged, left, actions.edit(right, "becomes clothes.", "me", "2026-01-02"))]
    for new, texts in (
        (ORDER, [ORDER[0] + ORDER[1], ORDER[2], "糸は", "服になる。", ORDER[4]]),
        ([ORDER[4], *ORDER[:4]], [ORDER[4], ORDER[0] + ORDER[1], ORDER[2], "糸は", "服になる。"]),
        ([*ORDER[:3], "糸は丈夫な服になる。", ORDER[4]], [ORDER[0] + ORDER[1], ORDER[2], "糸は", "丈夫な服になる。", ORDER[4]]),
    ):
        found = attach(decisions, reports.built(new), set(ORDER))
        assert [u.row.ja for u in found.units] == texts
        assert not found.orphans
    apart = attach(decisions, reports.built([ORDER[0], *ORDER[2:], ORDER[1]]), set(ORDER))
    assert [o.reason for o in apart.orphans] == ["its sentences don't stand together any more"]


@pytest.mark.parametrize("known", [True, False])
def test_a_hundred_decisions_on_a_report_that_is_edited(known: bool) -> None:
    """Of the decisions whose sentence is still there nearly all carry over, and none lands on a wrong sentence."""
    should = right = 0
    for seed in range(100, 112):
        rng = random.Random(seed)
        texts = reports.first(rng, 150)
        lines = reports.edited(rng, texts)
        rows, new = reports.built(texts), reports.built([line.text for line in lines])
        chosen = rng.sample(range(len(rows)), 100)
        decisions = decide(rows, *chosen)
        found = attach(decisions, new, set(texts) if known else None)
        place = {r.sentence_id: k for k, r in enumerate(new)}
        units = {u.id: u for u in found.units}
        for i, decision in zip(chosen, decisions, strict=True):
            good = {k for k, line in enumerate(lines) if i in line.origins}
            should += bool(good)
            if decision.id in found.homes:
                unit = units[found.homes[decision.id]]
                at = {place[p.sentence_id] for p in unit.pieces}
                assert at <= good or {new[k].ja for k in at} == {texts[i]}, (texts[i], unit.row.ja)
                right += bool(good)
        assert Counter(r.ja for r in new) == Counter(p for u in found.units for p in (new[place[x.sentence_id]].ja for x in u.pieces)), "each sentence once"
    assert right / should >= (0.995 if known else 0.985)


@given(st.text(max_size=30), st.text(max_size=30), st.integers(0, 30))
def test_an_offset_stays_within_the_text(old: str, new: str, offset: int) -> None:
    offset = min(offset, len(old))
    assert 0 <= moved(offset, old, new) <= len(new)
    assert moved(offset, old, old) == offset
