"""The runner against a real server that fails in every way, in both protocols."""

from __future__ import annotations

import random
import time
from functools import partial
from pathlib import Path

import pytest

from align.errors import EngineError, SettingsError
from align.model.translation import Status
from align.translate import Budget, EngineSettings, Memory, Request, Runner, make, spec
from align.translate import engine as engines
from align.translate.engine import Spec, one_by_one
from align.translate.engines.openai import answers
from tests.translate.server import Answer, Server, english, serve

TEXTS = [f"これは{n}番の文です。" for n in range(10, 30)]


def requests(texts: list[str]) -> list[Request]:
    return [Request(t) for t in texts]


def runner(server: Server, memory: Memory | None = None, *, engine: str = "libre", timeout: float = 5.0, attempts: int = 4, **more: object) -> Runner:
    settings = EngineSettings(url=server.url, model="tiny", timeout=timeout, environment={})
    return Runner(spec(engine), make(engine, settings), memory, jobs=4, attempts=attempts, backoff=0.01, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("engine", ["libre", "openai"])
def test_order_batches_and_one_request_for_equal_texts(engine: str) -> None:
    with serve() as server:
        run = runner(server, engine=engine)
        found = run.run(requests([*TEXTS, TEXTS[0]]))
    assert [t.text for t in found] == [*map(english, TEXTS), english(TEXTS[0])]
    assert set(server.asked.values()) == {1}
    assert run.requests == -(-len(TEXTS) // spec(engine).batch)
    assert all(t.status == Status.DONE and t.engine == engine and t.at for t in found)


FAULTS = {
    "429": Answer(status=429), "429-after": Answer(status=429, headers={"Retry-After": "0"}), "500": Answer(status=500), "503": Answer(status=503),
    "no-json": Answer(body="not json"), "list": Answer(body="[]"), "object": Answer(body="{}"), "html": Answer(body="<html>busy</html>"),
    "null": Answer(body='{"translatedText": null, "choices": [{"message": {"content": null}}]}'),
    "cut": Answer(["x" * 400], cut=True), "reset": Answer(["x" * 400], reset=True),
}  # fmt: skip


@pytest.mark.parametrize("engine", ["libre", "openai"])
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_passing_fault_is_asked_again(fault: Answer, engine: str) -> None:
    with serve(lambda texts, n: fault if n == 1 else None) as server:
        run = runner(server, engine=engine)
        found = run.run(requests(TEXTS[:6]))
    assert [t.text for t in found] == [english(t) for t in TEXTS[:6]]
    assert run.requests == 2
    assert sum(run.faults.values()) == 1
    assert set(server.answered.values()) == {1}


@pytest.mark.parametrize("engine", ["libre", "openai"])
def test_fewer_answers_than_sentences_are_asked_one_by_one(engine: str) -> None:
    with serve(lambda texts, n: Answer([english(t) for t in texts], fewer=1) if len(texts) > 1 else None) as server:
        run = runner(server, engine=engine)
        found = run.run(requests(TEXTS[:6]))
    assert [t.text for t in found] == [english(t) for t in TEXTS[:6]]
    assert run.requests == 7
    assert "6 sentences went out and 5 came back" in run.faults


@pytest.mark.parametrize("bad", ["", "  ", "これは日本語のままの答えです。"])
def test_an_answer_that_is_none_is_asked_again_alone(bad: str) -> None:
    with serve(lambda texts, n: Answer([bad if "13" in t else english(t) for t in texts]) if n == 1 else None) as server:
        found = runner(server).run(requests(TEXTS[:6]))
    assert [t.text for t in found] == [english(t) for t in TEXTS[:6]]
    assert server.asked == {t: 2 if "13" in t else 1 for t in TEXTS[:6]}


def test_what_an_engine_says_beside_its_english_goes_along() -> None:
    answers = {"一。": engines.Answer("One.", 0.5), "二。": engines.Answer("Two.", engine="glosses"), "三。": "Three."}
    draft = Spec("x", "", lambda settings: lambda requests: [answers[r.text] for r in requests], network=False, batch=3, draft=True)
    found = Runner(draft, draft.make(EngineSettings()), None).run(requests(list(answers)))
    assert [(t.text, t.confidence, t.engine) for t in found] == [("One.", 0.5, "x"), ("Two.", None, "glosses"), ("Three.", None, "x")]


def test_a_stall_ends_with_the_time_out() -> None:
    with serve(lambda texts, n: Answer(wait=30.0) if n == 1 else None) as server:
        found = runner(server, timeout=0.4).run(requests(TEXTS[:4]))
    assert [t.text for t in found] == [english(t) for t in TEXTS[:4]]


def test_one_failure_spoils_one_sentence() -> None:
    with serve(lambda texts, n: Answer(status=500) if any("13" in t for t in texts) else None) as server:
        found = runner(server, attempts=2).run(requests(TEXTS))
    assert [i for i, t in enumerate(found) if t.text is None] == [3]
    assert found[3].status == Status.FAILED
    assert "500" in found[3].note
    assert all(server.answered[t] == 1 for t in TEXTS if "13" not in t)


def test_an_engine_that_keeps_failing_is_left_alone() -> None:
    with serve(lambda texts, n: Answer(status=400)) as server:
        run = runner(server)
        found = run.run(requests(TEXTS))
    assert all(t.text is None for t in found)
    assert run.requests < len(TEXTS)
    assert any("in a row" in t.note for t in found)


def test_a_thousand_sentences_come_through_every_fault_in_order(tmp_path: Path) -> None:
    """A fifth of all requests fail, each in its own way; every sentence is answered well exactly once."""
    texts = [f"これは{n}番の文です。" for n in range(1000, 2000)]
    rng = random.Random(9)
    faults = [*FAULTS.values(), Answer(wait=30.0), Answer(fewer=1, texts=["x"] * 20)]

    def script(batch: list[str], n: int) -> Answer | None:
        if rng.random() >= 0.2:
            return None
        fault = rng.choice(faults)
        return Answer([english(t) for t in batch], fewer=1) if fault.fewer else fault

    memory = Memory(tmp_path / "m.sqlite")
    with serve(script) as server:  # type: ignore[arg-type]
        run = runner(server, memory, timeout=0.5, attempts=8)
        found = run.run(requests(texts))
        assert [t.text for t in found] == [english(t) for t in texts]
        assert set(server.answered.values()) == {1}
        assert len(server.answered) == 1000
        assert run.requests == len(server.times)
        again = runner(server, memory)
        assert [t.text for t in again.run(requests([*texts[:-1], "これは7番の文です。"]))][-1] == english("7")
        assert again.requests == 1
    memory.close()


def test_retry_after_holds_every_request_back() -> None:
    texts = [f"これは{n}番の文です。" for n in range(100, 160)]
    with serve(lambda batch, n: Answer(status=429, headers={"Retry-After": "1"}) if n == 1 else None) as server:
        found = runner(server).run(requests(texts))
    assert all(t.text for t in found)
    later = [t - server.times[0] for t in server.times if t - server.times[0] > 0.3]
    assert min(later) >= 0.9


def test_failures_are_not_remembered(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "m.sqlite")
    with serve(lambda texts, n: Answer(status=500) if n <= 2 else None) as server:
        assert runner(server, memory, attempts=2).run(requests(TEXTS[:1]))[0].text is None
        assert runner(server, memory, attempts=2).run(requests(TEXTS[:1]))[0].text == english(TEXTS[0])
    memory.close()


def test_the_budget_stops_cleanly(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "m.sqlite")
    with serve() as server:
        budget = Budget(characters=25 * len(TEXTS[0]))
        texts = [f"これは{n}番の文です。" for n in range(10, 90)]
        found = runner(server, memory, budget=budget).run(requests(texts))
    done = [t for t in found if t.text]
    assert len(done) == 25
    assert budget.sent == sum(len(t) for t in texts[:25])
    assert all("budget" in t.note for t in found if not t.text)
    assert len(memory) == 25
    memory.close()


def test_the_time_of_a_run_ends() -> None:
    budget = Budget(seconds=0.3)
    texts = [f"これは{n}番の文です。" for n in range(100, 400)]
    with serve(lambda batch, n: Answer([english(t) for t in batch], wait=0.2)) as server:
        found = runner(server, budget=budget).run(requests(texts))
    assert 0 < sum(t.text is not None for t in found) < len(texts)
    assert any("0.3 s is used up" in t.note for t in found)


def test_the_prompt_carries_section_neighbours_and_terms() -> None:
    settings = EngineSettings(model="tiny", environment={"OPENAI_API_KEY": "k"}, terms={"網": "net", "橋": "bridge"})
    with serve() as server:
        engine = make("openai", EngineSettings(url=server.url, model=settings.model, environment=settings.environment, terms=settings.terms))
        assert engine([Request("網は3枚ある。", "報告 > 港", "前の文。", "次の文。")]) == [english("3")]
    [body] = server.bodies
    asked = str(body["messages"][1]["content"])  # type: ignore[index]
    for part in ("報告 > 港", "前の文。", "次の文。", '"網": "net"'):
        assert part in asked
    assert "bridge" not in asked
    assert body["model"] == "tiny"
    assert server.keys == {"k"}
    def variant(text: str, terms: dict[str, str]) -> str:
        return spec("openai").variant(EngineSettings(model="tiny", terms=terms, environment={}), text)

    assert variant("網がある。", {"網": "net"}) != variant("網がある。", {"網": "mesh"})
    assert variant("橋がある。", {"網": "net"}) == variant("橋がある。", {"網": "mesh"}) == "tiny"


def test_urls_and_code_come_through() -> None:
    text = "詳細はhttps://example.com/a?b=1と`make align`を見る。"
    with serve(lambda texts, n: Answer(["See [[1]] and [[2]]"])) as server:
        found = runner(server).run(requests([text]))
        assert "example.com" not in next(iter(server.asked))
    assert found[0].text == "See https://example.com/a?b=1 and `make align`"


def test_where_a_placeholder_is_lost_the_text_itself_is_tried() -> None:
    text = "詳細はhttps://example.com/aを見る。"
    with serve(lambda texts, n: Answer(["See the page." if "[[" in texts[0] else "See https://example.com/a."])) as server:
        found = runner(server).run(requests([text]))
    assert found[0].text == "See https://example.com/a."


def test_a_sentence_longer_than_the_engine_takes() -> None:
    long = Spec("x", "", lambda settings: one_by_one(lambda text: "never"), longest=5)
    found = Runner(long, long.make(EngineSettings()), None).run(requests(["短い", "とても長い文です"]))
    assert found[0].text == "never"
    assert "takes 5" in found[1].note


@pytest.mark.parametrize("engine", ["libre", "openai"])
def test_no_key_in_any_message(engine: str, tmp_path: Path) -> None:
    secret = "sk-planted-0123456789"
    keys = {"LIBRE_API_KEY": secret, "OPENAI_API_KEY": secret, "OPENAI_MODEL": "tiny"}
    memory = Memory(tmp_path / "m.sqlite")
    with serve(lambda texts, n: Answer(status=403, body="forbidden: " + secret) if n % 2 else None) as server:
        settings = EngineSettings(url=server.url, environment=keys)
        run = Runner(spec(engine), make(engine, settings), memory, variant=partial(spec(engine).variant, settings), backoff=0.01)
        found = run.run(requests(TEXTS))
        assert server.keys == {secret}
    memory.close()
    assert secret not in repr(found) + repr(run.faults)
    assert not any(secret.encode() in p.read_bytes() for p in tmp_path.iterdir())
    translate = make(engine, EngineSettings(url="http://127.0.0.1:9", timeout=1, environment=keys))
    with pytest.raises(EngineError) as caught:
        translate(requests(["文"]))
    assert secret not in str(caught.value)
    assert secret not in repr(caught.value.__cause__)


def test_engines_that_are_not_ready_say_what_they_need() -> None:
    with pytest.raises(EngineError, match="DEEPL_API_KEY"):
        make("deepl", EngineSettings(environment={}))
    with pytest.raises(EngineError, match="--engine-url"):
        make("libre", EngineSettings(environment={}))
    with pytest.raises(EngineError, match="--engine-model"):
        make("openai", EngineSettings(url="http://127.0.0.1:9", environment={}))
    with pytest.raises(SettingsError, match="google"):
        spec("gogle")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ('["a", "b"]', ["a", "b"]),
        ('```json\n["a", "b"]\n```', ["a", "b"]),
        ('<think>sentences [1] and [2] ["x"]</think>\n["a", "b"]', ["a", "b"]),
        ('Here [as asked]: ["a", "see [1]"] note [2]', ["a", "see [1]"]),
        ('["a\nb", "c"]', ["a\nb", "c"]),
        ('["a"]', ["a"]),
    ],
)
def test_the_list_in_what_a_model_wrote(content: str, found: list[str]) -> None:
    assert answers(content, 2) == found


@pytest.mark.parametrize("content", ["", "no list", "[1, 2]", "[" * 100_000, '{"a": 1}'])
def test_no_list_is_an_engine_error(content: str) -> None:
    with pytest.raises(EngineError, match="no list"):
        answers(content, 2)


@pytest.mark.parametrize("engine", ["libre", "openai"])
@pytest.mark.parametrize("body", ["[" * 100_000, '{"translatedText": ["\\ud800 a"], "choices": [{"message": {"content": "[\\"\\\\ud800 a\\"]"}}]}'], ids=["nested", "half"])
def test_answers_that_would_break_a_run_spoil_one_sentence(engine: str, body: str) -> None:
    with serve(lambda texts, n: Answer(body=body) if n == 1 else None) as server:
        found = runner(server, engine=engine).run(requests(TEXTS[:1]))
    assert found[0].text == english(TEXTS[0])


def test_line_separators_of_other_alphabets_become_spaces() -> None:
    with serve(lambda texts, n: Answer(["one\u2028two\x85three"])) as server:
        assert runner(server).run(requests(TEXTS[:1]))[0].text == "one two three"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (EngineSettings(url="http://127.0.0.1:9", model="m", environment={"OPENAI_API_KEY": "sk-“quoted”"}), "the address or the key"),
        (EngineSettings(url="localhost:5000", model="m", environment={}), "the address or the key"),
        (EngineSettings(url="http://" + "a" * 70 + ".example", model="m", environment={}), "the address or the key"),
    ],
)
def test_a_key_or_address_that_cannot_be_sent_is_said_once(settings: EngineSettings, said: str) -> None:
    with pytest.raises(EngineError, match=said) as caught:
        make("openai", settings)(requests(["文"]))
    assert not caught.value.retry
    assert "“" not in str(caught.value)


def test_what_a_second_request_fails_on_spoils_no_other_sentence(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "m.sqlite")
    texts = [*TEXTS[:4], "詳しくはhttps://a.example/xを見る。"]
    with serve(lambda batch, n: Answer(["English."] * len(batch)) if n == 1 else Answer(status=500)) as server:
        found = runner(server, memory, attempts=1).run(requests(texts))
    assert [t.text for t in found] == ["English."] * 5
    assert len(memory) == 5
    memory.close()


def test_a_budget_in_money() -> None:
    with serve(lambda batch, n: Answer([english(t) for t in batch])) as server:
        price = 1_000_000 / len(TEXTS[0])  # one for a sentence
        budget = Budget(money=5.5)
        found = runner(server, budget=budget, price=price).run(requests(TEXTS))
    assert sum(t.text is not None for t in found) == 5
    assert budget.spent == pytest.approx(5)
    assert {t.note for t in found if t.text is None} == {"not asked: the budget of 5.5 in money is used up"}


def test_a_budget_below_a_batch_sends_what_fits() -> None:
    with serve() as server:
        budget = Budget(characters=5 * len(TEXTS[0]))
        found = runner(server, budget=budget).run(requests(TEXTS))
    assert sum(t.text is not None for t in found) == 5


def test_a_refused_key_is_tried_once() -> None:
    with serve(lambda texts, n: Answer(status=401)) as server:
        found = Runner(spec("libre"), make("libre", EngineSettings(url=server.url, environment={})), None, jobs=1).run(requests(TEXTS))
        assert len(server.times) == 1
    assert all("refused the key" in t.note for t in found)


def test_the_time_of_a_run_ends_while_an_engine_asks_to_wait() -> None:
    started = time.monotonic()
    with serve(lambda texts, n: Answer(status=429, headers={"Retry-After": "60"})) as server:
        found = runner(server, budget=Budget(seconds=0.5)).run(requests(TEXTS))
    assert time.monotonic() - started < 5
    assert all("used up" in t.note for t in found)


def test_a_reviewed_translation_says_so(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "m.sqlite")
    memory.put("reviewed", "", TEXTS[0], "Reviewed.", "t")
    with serve() as server:
        [found] = runner(server, memory).run(requests(TEXTS[:1]))
        assert not server.times
    assert (found.text, found.engine) == ("Reviewed.", "reviewed")
    memory.close()
