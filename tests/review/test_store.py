"""The database of a review: nothing is overwritten unawares, everything can be undone, nothing acknowledged is lost."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from align.errors import InputError, OutputError
from align.review import actions
from align.review.build import Build
from align.review.store import ConflictError, Store, vote_of
from align.review.tables import META
from align.review.unit import Unit
from bench import reports
from tests import killed

TEXTS = [f"{n}番目の網を洗う。" for n in range(1, 9)]


def build(texts: list[str], report: str = "r") -> Build:
    return Build(report, str(hash(tuple(texts))), reports.built(texts, report), {})


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    where: str | Path = tmp_path / "review.sqlite"
    if request.param == "postgresql":
        where = request.getfixturevalue("postgresql")
    found = Store(where)
    found.load([])
    found.load([build(TEXTS)])
    yield found
    found.load([])
    with found._db.begin() as db:  # the server is shared by the tests
        for table in reversed(META.sorted_tables):
            db.execute(sa.delete(table))
    found.close()


def edit(store: Store, unit: Unit, english: str, who: str = "ann") -> Unit:
    done = actions.edit(unit, english, who, "2026-01-01")
    return store.change([unit], [done], who, "edit", {unit.id: vote_of(done)})[0]


def state(store: Store) -> list[tuple[str, str, str]]:
    return [(u.row.ja, u.row.en, u.row.status) for u in store.units()]


def test_a_unit_that_was_changed_since_is_not_overwritten(store: Store) -> None:
    first = store.units()[0]
    edit(store, first, "Ann's.")
    with pytest.raises(ConflictError) as raised:
        edit(store, first, "Ben's.", "ben")
    assert [u.row.en for u in raised.value.units] == ["Ann's."]
    assert store.unit(first.id).row.en == "Ann's."
    assert edit(store, raised.value.units[0], "Ben's.", "ben").row.en == "Ben's."


def test_many_at_once_each_win_or_are_told(store: Store) -> None:
    first = store.units()[0]

    def one(n: int) -> bool:
        try:
            edit(store, first, f"Text {n}.", f"reviewer{n}")
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(24))) == 1
    assert len(store.events()) == 1


def test_undo_and_redo_have_no_end(store: Store) -> None:
    states = [state(store)]
    unit = store.units()[0]
    for n in range(30):
        unit = edit(store, unit, f"Text {n}.")
        states.append(state(store))
    for wanted in reversed(states[:-1]):
        assert store.undo("ann") is not None
        assert state(store) == wanted
    assert store.undo("ann") is None
    assert not store.votes()
    for wanted in states[1:]:
        assert store.redo("ann") is not None
        assert state(store) == wanted
    assert store.redo("ann") is None
    assert [v.en for _, v in store.votes()] == ["Text 29."]
    store.undo("ann")
    edit(store, store.units()[0], "Something else.")
    assert store.redo("ann") is None, "what was undone is dropped when something else is done"


def test_each_reviewer_undoes_their_own(store: Store) -> None:
    first, second = store.units()[:2]
    edit(store, first, "Ann's.", "ann")
    edit(store, second, "Ben's.", "ben")
    store.undo("ann")
    assert [u.row.en for u in store.units()[:2]] == ["Draft 1.", "Ben's."]
    edit(store, store.units()[1], "Ann changes Ben's.", "ann")
    with pytest.raises(ConflictError):
        store.undo("ben")
    assert store.units()[1].row.en == "Ann changes Ben's."


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(["edit", "accept", "reject", "comment", "merge", "split", "undo", "redo"]), st.integers(0, 7)), max_size=25))
def test_whatever_is_done_can_be_undone(steps: list[tuple[str, int]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "s.sqlite")
        store.load([build(TEXTS)])
        start = state(store)
        for action, n in steps:
            units = store.units()
            unit = units[n % len(units)]
            base = {k: r for k, (r, _) in store.base({p.sentence_id for u in units for p in u.pieces}).items()}
            try:
                if action in ("undo", "redo"):
                    getattr(store, action)("ann")
                    continue
                if action == "merge":
                    other = store.neighbour(unit, 1)
                    before = [unit, other] if other else []
                    after = [actions.merge(unit, other, base, "ann", "t")] if other else []
                elif action == "split":
                    before, after = [unit], list(actions.split(unit, 3, 1, base, "ann", "t"))
                else:
                    before, after = [unit], [{"edit": lambda u, n=n: actions.edit(u, f"T{n}.", "ann", "t"), "accept": lambda u: actions.accept(u, "ann", "t"),
                                              "reject": lambda u: actions.reject(u, "ann", "t"), "comment": lambda u, n=n: actions.comment(u, f"c{n}", "ann", "t")}[action](unit)]  # fmt: skip
            except InputError:
                continue
            if before:
                store.change(before, after, "ann", action)
            assert "".join(u.row.ja for u in store.units()) == "".join(TEXTS), "no character is lost or doubled"
        while store.undo("ann"):
            pass
        assert state(store) == start
        store.close()


def test_a_new_build_keeps_decisions_and_orphans_come_back(store: Store) -> None:
    edit(store, store.units()[2], "The third.")
    store.load([build([TEXTS[0], TEXTS[1], *TEXTS[3:]])])
    assert [o.decision.en for o in store.orphans()] == ["The third."]
    assert [d.en for d in store.decisions()] == ["The third."]
    store.load([])
    assert [o.reason for o in store.orphans()] == ["the report isn't in the corpus any more"]
    store.load([build([*TEXTS[3:], *TEXTS[:3]])])
    assert not store.orphans()
    assert [u.row.en for u in store.units() if u.decided] == ["The third."]
    assert [v.en for _, v in store.votes()] == ["The third."]


def test_the_later_of_two_decisions_wins(store: Store, tmp_path: Path) -> None:
    edit(store, store.units()[0], "Older.")
    [older] = store.decisions()
    later = type(older).from_json({**older.to_json(), "en": "Newer.", "changed": "2040-02-01"})
    store.load([build(TEXTS)], [later])
    assert store.units()[0].row.en == "Newer."
    store.load([build(TEXTS)], [older])
    assert store.units()[0].row.en == "Newer."


def test_loading_beside_edits_loses_none(store: Store) -> None:
    """A file that comes in, or a new build, never puts an older state over what was acknowledged."""
    elsewhere = Store(store._db.url.render_as_string(hide_password=False)) if store._db.dialect.name != "sqlite" else Store(Path(str(store._db.url.database)))
    other = edit(store, store.units()[7], "From elsewhere.")
    [given] = store.decisions()
    said: dict[str, str] = {}

    def write() -> None:
        for n in range(40):
            unit = store.units()[n % 5]
            try:
                said[unit.id] = edit(store, unit, f"Text {n}.").row.en
            except ConflictError:
                continue

    with ThreadPoolExecutor(2) as pool:
        writing = pool.submit(write)
        for n in range(10):
            changed = type(given).from_json({**given.to_json(), "en": f"Load {n}.", "changed": f"20{40 + n}-01-01"})
            elsewhere.load([build(TEXTS)], [changed])
        writing.result()
    elsewhere.close()
    assert {i: store.unit(i).row.en for i in said} == said
    assert store.unit(other.id).row.en == "Load 9."


def test_what_comes_in_leaves_other_rows_in_their_version(store: Store) -> None:
    edit(store, store.units()[0], "One.")
    [given] = store.decisions()
    before = {u.id: u.version for u in store.units()}
    store.take([type(given).from_json({**given.to_json(), "en": "Later.", "changed": "2050-01-01"})])
    moved = {u.id for u in store.units() if before[u.id] != u.version}
    assert moved == {store.units()[0].id}


def test_what_was_taken_back_stays_taken_back(store: Store) -> None:
    edit(store, store.units()[0], "Too early.")
    [early] = store.decisions()
    store.undo("ann")
    store.load([build(TEXTS)], [early])
    assert store.units()[0].row.en == "Draft 1."
    [taken_back] = store.decisions()
    assert (taken_back.status, taken_back.settled) == ("", ())
    store.load([build(TEXTS[1:])])
    assert not store.orphans(), "nothing was decided, so nothing is without a place"


def test_an_orphan_and_a_row_of_one_id(store: Store) -> None:
    edit(store, store.units()[1], "The second.")
    [second] = store.decisions()
    stranger = type(second).from_json({**second.to_json(), "anchors": [{**second.to_json()["anchors"][0], "ja": "別の文である。", "end": 7, "id": "r:0000000000"}], "en": "Stranger."})
    store.load([build(TEXTS)], [stranger])
    edit(store, store.units()[1], "The second, better.")
    assert [d.en for d in store.decisions()] == ["The second, better.", "Stranger."]
    store.load([build([*TEXTS, "新しい文。"])])
    assert [u.row.en for u in store.units() if u.row.status] == ["The second, better."]


def test_rows_without_japanese_keep_their_decisions(store: Store) -> None:
    texts = ["", *TEXTS]
    store.load([build(texts)])
    edit(store, store.units()[0], "Only English.")
    store.load([build([*texts, "終わり。"])])
    assert store.units()[0].row.en == "Only English."
    assert not store.orphans()


def test_votes_of_sentences_that_become_one(store: Store) -> None:
    for n in (1, 2):
        edit(store, store.units()[n], f"Text {n}.")
    joined = [TEXTS[0], TEXTS[1].rstrip("。") + "、" + TEXTS[2], *TEXTS[3:]]
    store.load([build(joined)])
    assert [(u.row.en, u.row.status) for u in store.units() if u.decided] == [("Text 1. Text 2.", "recheck")]
    assert [v.reviewer for _, v in store.votes()] == ["ann"]


def test_undo_reaches_over_a_rebuild_and_past_what_it_cannot_undo(store: Store) -> None:
    for n in range(3):
        edit(store, store.units()[n], f"Ann {n}.")
    store.load([build(["前書き。", *TEXTS])])
    edit(store, store.units()[3], "Ben's.", "ben")
    with pytest.raises(ConflictError):
        store.undo("ann")
    assert store.undo("ann") is not None
    assert store.undo("ann") is not None
    assert [u.row.en for u in store.units()[:4]] == ["Draft 1.", "Draft 2.", "Draft 3.", "Ben's."]
    assert [u.position for u in store.units()] == sorted(u.position for u in store.units())


def test_votes_come_and_go_with_their_action(store: Store) -> None:
    unit = edit(store, store.units()[0], "Ann's.")
    second = actions.edit(unit, "Ben's.", "ben", "t")
    store.change([unit], [unit], "ben", "second", {unit.id: vote_of(second)})
    commented = actions.comment(store.units()[0], "hm", "ben", "t")
    assert commented.row.reviewer == "ann", "who says something about a decision didn't make it"
    store.change([store.units()[0]], [commented], "ben", "comment")
    store.undo("ben")
    assert [v.reviewer for _, v in store.votes()] == ["ann", "ben"]
    store.undo("ben")
    assert [v.reviewer for _, v in store.votes()] == ["ann"]
    store.redo("ben")
    assert [v.en for _, v in store.votes()] == ["Ann's.", "Ben's."]


def test_merging_keeps_the_votes_of_both(store: Store) -> None:
    edit(store, store.units()[1], "Ben's.", "ben")
    first, second = store.units()[:2]
    base = {k: r for k, (r, _) in store.base({first.id, second.id}).items()}
    store.change([first, second], [actions.merge(first, second, base, "ann", "t")], "ann", "merge")
    assert [(i, v.reviewer) for i, v in store.votes()] == [(first.id, "ben")]
    store.undo("ann")
    assert [(i, v.reviewer) for i, v in store.votes()] == [(second.id, "ben")]


def test_a_report_with_a_very_long_name(store: Store) -> None:
    name = "報" * 80
    store.load([build(TEXTS, name)])
    edit(store, store.units(name)[0], "Text.")
    assert [d.report for d in store.decisions()] == [name]


def test_a_damaged_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "review.sqlite"
    path.write_bytes(b"no database at all, and long enough to be looked at" * 50)
    with pytest.raises(OutputError, match=r"review\.sqlite"):
        Store(path)


def test_killed_fifty_times_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    rng = random.Random(3)
    path = tmp_path / "review.sqlite"
    store = Store(path)
    store.load([build(TEXTS)])
    store.close()
    for _ in range(50):
        said = tmp_path / "said"
        said.write_text("")
        process = killed.started(killed.edit, path, said)
        while not said.stat().st_size and process.is_alive():
            time.sleep(0.002)
        time.sleep(rng.random() * 0.03)
        process.kill()
        process.join()
        lines = [line.split() for line in said.read_text(encoding="utf-8").split("\n")[:-1]]
        assert lines
        last = {unit_id: int(n) for unit_id, n in lines}
        store = Store(path)
        for unit_id, n in last.items():
            assert int(store.unit(unit_id).row.reviewed_at) >= n, "an acknowledged change is gone"
        assert len(store.units()) == len(TEXTS)
        store.close()
