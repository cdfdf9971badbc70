"""The database of a review: nothing is overwritten unawares, everything can be undone, nothing acknowledged is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
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


def test_a_damaged_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "review.sqlite"
    path.write_bytes(b"no database at all, and long enough to be looked at" * 50)
    with pytest.raises(OutputError, match=r"review\.sqlite"):
        Store(path)


_WRITER = """
import sys
from pathlib import Path
from align.review import actions
from align.review.store import Store
store = Store(Path(sys.argv[1]))
n = 0
while True:
    for unit in store.units():
        n += 1
        store.change([unit], [actions.edit(unit, f"Text {n}.", "ann", f"{n}")], "ann", "edit")
        print(unit.id, n, flush=True)
"""


def test_killed_fifty_times_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    rng = random.Random(3)
    path = tmp_path / "review.sqlite"
    store = Store(path)
    store.load([build(TEXTS)])
    store.close()
    for _ in range(50):
        output = tmp_path / "said"
        with output.open("wb") as said:
            process = subprocess.Popen([sys.executable, "-c", _WRITER, str(path)], stdout=said, start_new_session=True)
            while not output.stat().st_size and process.poll() is None:
                time.sleep(0.002)
            time.sleep(rng.random() * 0.03)
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        lines = [line.split() for line in output.read_text().split("\n")[:-1]]
        assert lines
        last = {unit_id: int(n) for unit_id, n in lines}
        store = Store(path)
        for unit_id, n in last.items():
            assert int(store.unit(unit_id).row.reviewed_at) >= n, "an acknowledged change is gone"
        assert len(store.units()) == len(TEXTS)
        store.close()
