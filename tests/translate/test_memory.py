"""The memory: kept, shared, and never half-written."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from align.errors import OutputError
from align.translate import Memory
from tests.translate.server import said, serve


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


def test_two_memories_on_one_file_and_many_threads(tmp_path: Path) -> None:
    memories = [Memory(tmp_path / "m.sqlite") for _ in range(2)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: memories[n % 2].put("e", "", f"文{n}", str(n), "t"), range(200)))
    assert len(memories[0]) == len(memories[1]) == 200
    for m in memories:
        m.close()


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


def test_kill_9_loses_no_finished_sentence(tmp_path: Path) -> None:
    """Runs are killed at random moments; what was answered and kept is never asked again."""
    (tmp_path / "en").mkdir()
    report = tmp_path / "r.md"
    report.write_text("\n\n".join(f"これは第{n}段落の文である。" for n in range(100, 160)), encoding="utf-8")
    command = [sys.executable, "-m", "align", "run", str(report), "--sources", str(tmp_path / "en"), "--out", str(tmp_path / "out"), "--engine", "libre", "--memory", str(tmp_path / "m.sqlite")]
    rng = random.Random(5)

    def script(text: str, n: int):
        answer = said("Paragraph " + "".join(c for c in text if c.isdigit()) + ".")
        answer.wait = 0.02
        return answer

    with serve(script) as server:
        command += ["--engine-url", server.url]
        for _ in range(4):
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
            before = sum(server.answered.values())
            while process.poll() is None and sum(server.answered.values()) < before + 8:
                time.sleep(0.005)
            time.sleep(rng.random() * 0.05)
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            assert not list((tmp_path / "out").glob("*.tsv"))
            memory = Memory(tmp_path / "m.sqlite")
            kept = {f"これは第{n}段落の文である。" for n in range(100, 160) if memory.get("libre", "", f"これは第{n}段落の文である。")}
            memory.close()
            asked = {t: server.asked[t] for t in kept}
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        assert {t: server.asked[t] for t in kept} == asked, "a finished sentence was asked again"
        total = sum(server.asked.values())
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        assert sum(server.asked.values()) == total, "a second run asked something"
    text = (tmp_path / "out" / "r.tsv").read_text(encoding="utf-8")
    assert all(f"Paragraph {n}." in text for n in range(100, 160))
