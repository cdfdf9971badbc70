"""Several engines in a row, and what would be sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.errors import EngineError, SettingsError
from align.model.translation import Status, Translation
from align.translate import Chain, EngineSettings, Health, Memory, Request, names
from tests.translate.server import Answer, english, serve

TEXTS = [f"これは{n}番の文です。" for n in range(10, 30)]
REQUESTS = [Request(t) for t in TEXTS]


def test_what_one_engine_cannot_do_the_next_one_does() -> None:
    with serve(lambda texts, n: Answer(status=400) if any("13" in t or "17" in t for t in texts) else None) as server:
        chain = Chain("libre,glosses", EngineSettings(url=server.url, environment={}), None, backoff=0.01)
        told: list[int] = []
        found = chain.run(REQUESTS, told.append)
    assert [i for i, t in enumerate(found) if t.engine == "glosses"] == [3, 7]
    assert [t.text for i, t in enumerate(found) if i not in (3, 7)] == [english(t) for i, t in enumerate(TEXTS) if i not in (3, 7)]
    assert found[3].status == Status.DRAFT
    assert sum(told) == len(TEXTS)
    assert chain.faults == {"libre: HTTP 400": 3}


def test_a_sentence_that_none_can_do_has_the_reasons_of_all() -> None:
    with serve(lambda texts, n: Answer(status=400)) as server:
        settings = EngineSettings(url=server.url, model="tiny", environment={})
        found = Chain("libre,openai", settings, None, backoff=0.01).run(REQUESTS[:1])
    assert found[0].text is None
    assert found[0].note == "libre: HTTP 400; openai: HTTP 400"


def test_english_from_elsewhere_goes_before_a_draft_and_after_engines_and_the_memory(tmp_path: Path) -> None:
    asked: list[int] = []

    def said(n: int) -> Translation | None:
        asked.append(n)
        return Translation(f"Said {n}.", Status.DRAFT, "source") if n % 2 else None

    with serve(lambda texts, n: Answer(status=400) if any("13" in t or "16" in t for t in texts) else None) as server:
        settings = EngineSettings(url=server.url, environment={})
        found = Chain("libre,glosses", settings, None, backoff=0.01).run(REQUESTS, said=said)
        assert asked == [3, 6]
        assert [found[i].engine for i in (2, 3, 6)] == ["libre", "source", "glosses"]
        memory = Memory(tmp_path / "memory.db")
        Chain("libre", settings, memory, backoff=0.01).run(REQUESTS[:3])
    told: list[int] = []
    again = Chain("glosses", EngineSettings(), memory).run([*REQUESTS[:2], Request("魚を売る。"), Request("網を直す。")], told.append, said)
    assert [t.engine for t in again] == ["libre", "libre", "glosses", "source"]
    assert sum(told) == 4


def test_names() -> None:
    assert names(" deepl, google ,offline,google") == ("deepl", "google", "offline")
    with pytest.raises(SettingsError, match="no translation engine is named"):
        names(" , ")
    with pytest.raises(SettingsError, match="no such translation engine"):
        names("offline,gogle")


def test_every_engine_of_a_chain_must_be_ready() -> None:
    with pytest.raises(EngineError, match="DEEPL_API_KEY"):
        Chain("offline,deepl", EngineSettings(environment={}), None)


def test_an_engine_that_was_given_up_stays_so_for_the_next_report() -> None:
    health: dict[str, Health] = {}
    with serve(lambda texts, n: Answer(status=400)) as server:
        settings = EngineSettings(url=server.url, environment={})
        Chain("libre,glosses", settings, None, backoff=0.01, health=health).run(REQUESTS)
        sent = len(server.times)
        found = Chain("libre,glosses", settings, None, backoff=0.01, health=health).run(REQUESTS)
        assert len(server.times) == sent
    assert all(t.engine == "glosses" for t in found)


def test_the_plan_sends_nothing_and_knows_the_memory(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "m.sqlite")
    with serve() as server:
        settings = EngineSettings(url=server.url, environment={})
        Chain("libre", settings, memory).run(REQUESTS[:5])
        sent = len(server.times)
        plan = Chain("libre,glosses", settings, memory).plan([*REQUESTS, REQUESTS[-1]])
        assert len(server.times) == sent
    assert (plan.engine, plan.network, plan.remembered, plan.texts) == ("libre", True, 5, tuple(TEXTS[5:]))
    assert (plan.requests, plan.characters) == (1, sum(map(len, TEXTS[5:])))
    memory.close()


def test_before_glosses_the_memory_is_asked(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "m.sqlite")
    memory.put("deepl", "", "損失は78億ドルだった。", "The loss was $7.8 billion.", "t")
    found = Chain("glosses", EngineSettings(environment={}), memory).run([Request(t) for t in ("損失は78億ドルだった。", "損失は92億ドルだった。", "網がある。")])
    assert [(t.text, t.engine, t.status) for t in found[:2]] == [
        ("The loss was $7.8 billion.", "deepl", Status.DONE), ("The loss was $9.2 billion.", "tm", Status.DRAFT),
    ]  # fmt: skip
    assert found[2].engine == "glosses"
    memory.close()
