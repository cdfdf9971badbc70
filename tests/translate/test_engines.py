"""One suite for every engine: what each declares and how each is built."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from align.errors import EngineError
from align.translate import NAMES, EngineSettings, Request, make, spec
from align.translate.deep import adapt

KEYS = {
    "DEEPL_API_KEY": "k:fx", "MICROSOFT_API_KEY": "k", "OPENAI_API_KEY": "k", "PAPAGO_CLIENT_ID": "k", "PAPAGO_SECRET_KEY": "k", "YANDEX_API_KEY": "k",
    "BAIDU_APPID": "k", "BAIDU_APPKEY": "k", "LIBRETRANSLATE_URL": "http://127.0.0.1:9",
    "OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "OPENAI_MODEL": "tiny",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_specification(name: str) -> None:
    engine = spec(name)
    assert engine.name == name
    assert engine.about
    assert engine.longest >= 400
    assert engine.batch >= 1
    assert engine.per_second >= 0
    assert engine.daily >= 0
    assert engine.network is (name not in ("offline", "glosses", "ctranslate2"))
    assert engine.draft is (name in ("offline", "glosses"))
    assert set(engine.needs) <= set(KEYS)


@pytest.mark.parametrize("name", NAMES)
def test_building_makes_no_request_and_needs_its_keys(name: str) -> None:
    if name in ("chatgpt", "ctranslate2"):
        with pytest.raises(EngineError, match="openai" if name == "chatgpt" else "path of a model"):
            make(name, EngineSettings(environment=KEYS))
        return
    assert callable(make(name, EngineSettings(environment=KEYS)))
    for key in spec(name).needs:
        with pytest.raises(EngineError, match=key):
            make(name, EngineSettings(environment={k: v for k, v in KEYS.items() if k != key}))


@pytest.mark.parametrize("name", [n for n in NAMES if n not in ("offline", "glosses", "chatgpt", "libre", "openai", "ctranslate2")])
def test_deep_translator_knows_the_languages_and_a_dead_network_is_an_engine_error(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine's real object is built; its address is one where nothing listens."""
    import requests

    def dead(*args: object, **kwargs: object) -> None:
        assert kwargs["timeout"] == 0.5
        raise requests.exceptions.ConnectionError("https://secret.example/?key=k:fx")

    monkeypatch.setattr(requests, "get", dead)
    monkeypatch.setattr(requests, "post", dead)
    with pytest.raises(EngineError, match="connection failed") as caught:
        make(name, EngineSettings(environment=KEYS, timeout=0.5))([Request("文です。")])
    assert caught.value.retry
    assert "secret" not in str(caught.value)


def test_threads_do_not_get_each_others_translations() -> None:
    """Some objects of deep-translator keep the text of a request in themselves; each thread has its own."""

    class Stateful:
        def translate(self, text: str) -> str:
            self.text = text
            time.sleep(0.002)
            return f"English {self.text}"

    translate = adapt(Stateful, EngineSettings(environment={}))
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(translate, map(str, range(200)))) == [f"English {n}" for n in range(200)]
