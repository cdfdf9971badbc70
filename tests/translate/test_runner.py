"""The runner against a real server that fails in every way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from align.errors import EngineError, SettingsError
from align.model.translation import Status
from align.translate import Memory, Runner, make, spec
from align.translate.engine import Spec
from tests.translate.server import Answer, Server, said, serve

TEXTS = [f"これは{n}番の文です。" for n in range(10, 30)]


def runner(server: Server, memory: Memory | None = None, *, timeout: float = 5.0, attempts: int = 4) -> Runner:
    engine = make("libre", url=server.url, timeout=timeout, environment={})
    return Runner(spec("libre"), engine, memory, jobs=4, attempts=attempts, backoff=0.01)


def english(text: str) -> str:
    return "Sentence " + "".join(c for c in text if c.isdigit()) + "."


def test_order_and_one_request_for_equal_texts() -> None:
    with serve(lambda text, n: said(english(text))) as server:
        run = runner(server)
        found = run.run([*TEXTS, TEXTS[0]])
    assert [t.text for t in found] == [*map(english, TEXTS), english(TEXTS[0])]
    assert run.requests == len(TEXTS)
    assert all(t.status == Status.DONE and t.engine == "libre" and t.at for t in found)


@pytest.mark.parametrize(
    "fault",
    [
        Answer(429), Answer(429, headers={"Retry-After": "0"}), Answer(500), Answer(503), Answer(200, "not json"), Answer(200, "[]"), Answer(200, "{}"),
        said(""), said("  "), Answer(200, json.dumps({"translatedText": "x" * 400}), cut=True), Answer(200, json.dumps({"translatedText": None})),
    ],
    ids=["429", "429-after", "500", "503", "no-json", "list", "object", "empty", "blank", "cut", "null"],
)  # fmt: skip
def test_a_passing_fault_is_asked_again(fault: Answer) -> None:
    with serve(lambda text, n: fault if n == 1 else said(english(text))) as server:
        found = runner(server).run(TEXTS[:6])
    assert [t.text for t in found] == [english(t) for t in TEXTS[:6]]
    assert set(server.asked.values()) == {2}


def test_a_stall_ends_with_the_time_out() -> None:
    with serve(lambda text, n: Answer(wait=3.0) if n == 1 and "11" in text else said(english(text))) as server:
        found = runner(server, timeout=0.4).run(TEXTS[:4])
    assert [t.text for t in found] == [english(t) for t in TEXTS[:4]]


def test_one_failure_spoils_one_sentence() -> None:
    with serve(lambda text, n: Answer(500) if "13" in text else said(english(text))) as server:
        found = runner(server, attempts=2).run(TEXTS)
    assert [i for i, t in enumerate(found) if t.text is None] == [3]
    assert found[3].status == Status.FAILED
    assert "500" in found[3].note
    assert server.asked[TEXTS[3]] == 2


def test_an_engine_that_keeps_failing_is_left_alone() -> None:
    with serve(lambda text, n: Answer(403, "no")) as server:
        run = runner(server)
        found = run.run(TEXTS)
    assert all(t.text is None for t in found)
    assert run.requests < len(TEXTS)
    assert any("in a row" in t.note for t in found)


def test_a_second_run_asks_nothing_and_a_changed_sentence_asks_once(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "m.sqlite")
    with serve(lambda text, n: said(english(text))) as server:
        runner(server, memory).run(TEXTS)
        again = runner(server, memory)
        found = again.run([*TEXTS[:-1], "これは99番の文です。"])
        assert again.requests == 1
    assert found[0].text == english(TEXTS[0])
    assert len(memory) == len(TEXTS) + 1
    memory.close()


def test_failures_are_not_remembered(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "m.sqlite")
    with serve(lambda text, n: Answer(500) if n <= 2 else said(english(text))) as server:
        assert runner(server, memory, attempts=2).run(TEXTS[:1])[0].text is None
        assert runner(server, memory, attempts=2).run(TEXTS[:1])[0].text == english(TEXTS[0])
    memory.close()


def test_urls_and_code_come_through() -> None:
    text = "詳細はhttps://example.com/a?b=1と`make align`を見る。"
    with serve(lambda text, n: said("See " + " and ".join(p for p in text.replace("と", " ").replace("を", " ").split() if p.startswith(("[[", "詳細は[["))).replace("詳細は", ""))) as server:
        found = runner(server).run([text])
        assert "example.com" not in next(iter(server.asked))
    assert found[0].text == "See https://example.com/a?b=1 and `make align`"


def test_where_a_placeholder_is_lost_the_text_itself_is_tried() -> None:
    text = "詳細はhttps://example.com/aを見る。"
    with serve(lambda text, n: said("See the page." if "[[" in text else "See https://example.com/a.")) as server:
        found = runner(server).run([text])
    assert found[0].text == "See https://example.com/a."


def test_a_sentence_longer_than_the_engine_takes() -> None:
    long = Spec("x", "", lambda settings: lambda text: "never", longest=5)
    found = Runner(long, long.make(None), None).run(["短い", "とても長い文です"])  # type: ignore[arg-type]
    assert found[0].text == "never"
    assert "takes 5" in found[1].note


def test_no_key_in_any_message(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "sk-planted-0123456789"
    with serve(lambda text, n: Answer(403, "forbidden: " + secret)) as server:
        engine = make("libre", url=server.url, environment={"LIBRE_API_KEY": secret})
        found = Runner(spec("libre"), engine, None, backoff=0.01).run(TEXTS[:2])
        assert server.keys == {secret}
    assert secret not in repr(found)
    engine = make("libre", url="http://127.0.0.1:9", timeout=1, environment={"LIBRE_API_KEY": secret})
    with pytest.raises(EngineError) as caught:
        engine("文")
    assert secret not in str(caught.value)
    assert secret not in repr(caught.value.__cause__)


def test_engines_that_are_not_ready_say_what_they_need() -> None:
    with pytest.raises(EngineError, match="DEEPL_API_KEY"):
        make("deepl", environment={})
    with pytest.raises(EngineError, match="--engine-url"):
        make("libre", environment={})
    with pytest.raises(SettingsError, match="google"):
        spec("gogle")
