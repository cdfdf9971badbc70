"""The memory: kept, shared, and never half-written."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from align.errors import AlignError, OutputError
from align.translate import Memory, Request, Runner, near, spec
from align.translate.memory import REVIEWED, Entry
from tests import killed
from tests.translate.server import Answer, english, serve


def test_engine_and_variant_are_part_of_the_key(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "a" / "m.sqlite")
    memory.put("google", "", "文", "one", "t")
    memory.put("deepl", "", "文", "two", "t")
    memory.put("deepl", "v2", "文", "three", "t")
    assert [memory.get(*k, "文") for k in (("google", ""), ("deepl", ""), ("deepl", "v2"), ("x", ""))] == [("one", "t"), ("two", "t"), ("three", "t"), None]
    memory.close()
    again = Memory(tmp_path / "a" / "m.sqlite")
    assert again.get("google", "", "文") == ("one", "t")
    again.close()


def test_many_are_found_as_one_is(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "m.sqlite")
    memory.put_many([Entry("e", "", f"文{n}", str(n), "t") for n in range(0, 3000, 2)])
    wanted = [("", f"文{n}", "") for n in range(3000)]
    found = memory.find_many("e", [*wanted, wanted[0], ("", "ない", "")])
    assert [e and e.en for e in found] == [None if n % 2 else str(n) for n in range(3000)] + ["0", None]
    offers = memory.offer_many([("文0", ""), ("別文", ""), ("文2", "")], least=1.1)
    assert [o and o.text for o in offers] == ["0", None, "2"]
    assert memory.find_many("e", []) == memory.offer_many([]) == []


def test_two_memories_on_one_file_and_many_threads(tmp_path: Path) -> None:
    memories = [Memory(tmp_path / "m.sqlite") for _ in range(2)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: memories[n % 2].put("e", "", f"文{n}", str(n), "t"), range(200)))
    assert len(memories[0]) == len(memories[1]) == 200
    for m in memories:
        m.close()


def test_a_reviewed_translation_wins_over_the_engine(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "m.sqlite")
    memory.put("google", "", "文", "machine", "2026-01-02")
    memory.put(REVIEWED, "", "文", "person", "2026-01-01")
    assert memory.get("google", "", "文") == ("person", "2026-01-01")
    offer = memory.offer("文")
    assert offer is not None
    assert (offer.kind, offer.text) == ("exact", "person")
    memory.close()


def test_offers(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "m.sqlite")
    memory.put("deepl", "", "損失は78億ドルだった。", "The loss was $7.8 billion.", "t")
    memory.put("deepl", "", "港で集めた古い網は、洗ってから工場へ送られて、新しい糸になる。", "Old nets become yarn.", "t")
    figures = memory.offer("損失は92億ドルだった。")
    assert figures is not None
    assert (figures.kind, figures.text, figures.entry.engine) == ("figures", "The loss was $9.2 billion.", "deepl")
    fuzzy = memory.offer("港で集めた破れた網は、洗ってから工場へ送られて、新しい糸になる。")
    assert fuzzy is not None
    assert (fuzzy.kind, fuzzy.text) == ("fuzzy", "Old nets become yarn.")
    assert 0.8 < fuzzy.similarity < 1
    assert memory.offer("委員会は来週、報告書を公表する。") is None
    memory.close()


def test_a_memory_of_the_first_format_is_taken_over(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "m.sqlite"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE translation (engine TEXT, variant TEXT, ja TEXT, en TEXT, at TEXT, PRIMARY KEY (engine, variant, ja)) WITHOUT ROWID")
        db.executemany("INSERT INTO translation VALUES (?, ?, ?, ?, ?)", [("google", "", f"これは{n}番の文。", f"Sentence {n}.", "t") for n in range(20)])
        db.commit()
    for _ in range(2):
        memory = Memory(path)
        assert len(memory) == 20
        assert memory.get("google", "", "これは7番の文。") == ("Sentence 7.", "t")
        offer = memory.offer("これは77番の文。")
        assert offer is not None
        assert offer.text == "Sentence 77."
        memory.close()


def test_a_memory_of_the_second_format_is_taken_over(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "m.sqlite"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE segment (id INTEGER PRIMARY KEY, engine TEXT, variant TEXT, ja TEXT, en TEXT, at TEXT, shape TEXT, UNIQUE (ja, engine, variant))")
        db.execute("CREATE TABLE near (key INTEGER, id INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID")
        db.executemany("INSERT INTO segment (engine, variant, ja, en, at, shape) VALUES (?, '', ?, ?, 't', '')", [("deepl", f"文{n}。", f"S{n}.") for n in range(5000)])
        db.execute("PRAGMA user_version = 2")
        db.commit()
    for _ in range(2):
        memory = Memory(path)
        assert [e.en for e in memory.entries()] == [f"S{n}." for n in range(5000)]
        memory.close()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (3,)


def test_the_context_decides_between_reviewed_translations(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "m.sqlite")
    here, there = near.context("前の文。", "次の文。"), near.context("別の文。", "")
    memory.put_many([Entry(REVIEWED, "", "はい。", "Yes.", "2026-01-01", here), Entry(REVIEWED, "", "はい。", "Here you are.", "2026-01-02", there)])
    memory.put("google", "", "はい。", "machine", "2026-02-01")
    assert [memory.find("google", "", "はい。", c).en for c in (here, there, "")] == ["Yes.", "Here you are.", "Here you are."]  # type: ignore[union-attr]
    assert [memory.offer("はい。", context=c).kind for c in (here, "x", "")] == ["context", "exact", "exact"]  # type: ignore[union-attr]
    runner = Runner(spec("libre"), lambda batch: ["asked"] * len(batch), memory)
    requests = [Request("はい。", "", "前の文。", "次の文。"), Request("はい。", "", "別の文。", ""), Request("いいえ。"), Request("いいえ。")]
    assert [t.text for t in runner.run(requests)] == ["Yes.", "Here you are.", "asked", "asked"]
    assert runner.requests == 1
    memory.remove([Entry(REVIEWED, "", "はい。", "", "", here)])
    assert memory.find("google", "", "はい。", here).en == "Here you are."  # type: ignore[union-attr]
    memory.close()


def test_a_database_server_of_a_team(postgresql: str) -> None:
    """Two runs on one PostgreSQL, at the same time and with the same sentences; its password is in no message."""
    memories = [Memory(postgresql) for _ in range(2)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: memories[n % 2].put_many([Entry("e", "", f"文{n // 2 + k}は{k}件。", f"{n // 2 + k}", "t") for k in range(3)]), range(200)))
    assert len(memories[0]) == len(memories[1]) == 300
    memories[0].put(REVIEWED, "", "損失は78億ドルだった。" * 400, "long", "t")  # longer than an index of the server takes
    memories[0].put("deepl", "", "損失は78億ドルだった。", "The loss\0 was $7.8 billion.", "t")
    offer = memories[1].offer("損失は92億ドルだった。")
    assert offer is not None
    assert offer.kind == "figures"
    fuzzy = memories[1].offer("その損失は78億ドルだった。")
    assert fuzzy is not None
    assert fuzzy.kind == "fuzzy"
    for m in memories:
        m.close()
    wrong = postgresql.replace("/align", "/nowhere")
    with pytest.raises(OutputError) as raised:
        Memory(wrong)
    assert "nowhere" in str(raised.value)
    assert "s3cret" not in str(raised.value)


@pytest.mark.parametrize(("where", "message"), [("nothing://x", "makes no sense"), ("postgresql://user:s3cret@", "can't be used"), ("mysql+nodriver://u:s3cret@h/d", "makes no sense")])
def test_addresses_that_make_no_sense(where: str, message: str) -> None:
    with pytest.raises(AlignError, match=message) as raised:
        Memory(where)
    assert "s3cret" not in str(raised.value)


def test_a_memory_of_a_newer_format_is_left_alone(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "m.sqlite"
    Memory(path).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE tm_format SET version = 99")
        db.commit()
    with pytest.raises(OutputError, match="newer release"):
        Memory(path)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"
    path.write_bytes(b"this is no database at all" * 100)
    with pytest.raises(OutputError, match=r"m\.sqlite"):
        Memory(path)
    assert path.read_bytes().startswith(b"this is no")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("")
    with pytest.raises(OutputError, match="--memory"):
        Memory(tmp_path / "f" / "m.sqlite")


def test_kill_9_at_twenty_moments_loses_no_finished_sentence(tmp_path: Path) -> None:
    """Runs are killed at random moments; what was kept is never asked again, and what was answered is nearly all kept."""
    rng = random.Random(5)
    path = tmp_path / "m.sqlite"
    texts = [f"これは{n}番の文です。" for n in range(1000, 4000)]
    with serve(lambda batch, n: Answer([english(t) for t in batch], wait=0.02)) as server:
        for _ in range(20):
            before = len(server.times)
            process = killed.started(killed.translate, texts, server.url, path)
            while process.is_alive() and len(server.times) == before:
                time.sleep(0.002)
            time.sleep(rng.random() * 0.1)
            process.kill()
            process.join()
            memory = Memory(path)
            kept = [e.ja for e in memory.entries()]
            memory.close()
            asked = {t: server.asked[t] for t in kept}
            # What was on its way when the run was killed, at most a batch a thread, is all that can be lost.
            assert len(server.answered) - len(kept) <= 4 * 20
        killed.translate(texts, server.url, path)
        assert {t: server.asked[t] for t in kept} == asked, "a finished sentence was asked again"
        total = len(server.times)
        killed.translate(texts, server.url, path)
        assert len(server.times) == total, "a second run asked something"
    memory = Memory(path)
    assert [memory.get("libre", "", t) for t in texts] == [(english(t), memory.get("libre", "", t)[1]) for t in texts]  # type: ignore[index]
    memory.close()


def test_kill_9_in_the_whole_program(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    report = tmp_path / "r.md"
    report.write_text("\n\n".join(f"これは{n}番の文である。" for n in range(100, 260)), encoding="utf-8")
    command = [sys.executable, "-m", "align", "run", str(report), "--sources", str(tmp_path / "en"), "--out", str(tmp_path / "out"), "--engine", "libre", "--memory", str(tmp_path / "m.sqlite")]
    with serve(lambda batch, n: Answer([english(t) for t in batch], wait=0.05)) as server:
        command += ["--engine-url", server.url]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        while process.poll() is None and len(server.answered) < 20:
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert not list((tmp_path / "out").glob("*.tsv"))
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        total = len(server.times)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        assert len(server.times) == total
    text = (tmp_path / "out" / "r.tsv").read_text(encoding="utf-8")
    assert all(f"Sentence {n}." in text for n in range(100, 260))
