"""What the translation layer costs and keeps, against a real server on loopback.

The server is that of the tests: it answers at once, or at a rate, or fails. deep-translator's own
batch function is asked to do the same, as far as it can.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from align.translate import EngineSettings, Memory, Request, Runner, make, spec
from bench.report import Result
from tests.translate.server import Answer, Server, english, serve

#: Sentences for the instant server; the rate of the other in requests a second, and sentences for it.
COUNT, RATE, RATE_COUNT = 2000, 40.0, 4000
#: What one sentence may cost beside the server's own time, in seconds.
OVERHEAD = 0.001


def _texts(count: int) -> list[str]:
    return [f"これは{n}番の文です。" for n in range(10_000, 10_000 + count)]


def _run(server: Server, texts: Sequence[str], memory: Memory, *, timeout: float = 10.0, attempts: int = 8, rate: float = 0.0) -> tuple[Runner, int, float]:
    settings = EngineSettings(url=server.url, timeout=timeout, environment={})
    runner = Runner(spec("libre"), make("libre", settings), memory, jobs=8, attempts=attempts, backoff=0.02, rate=rate)
    started = time.perf_counter()
    found = runner.run([Request(t) for t in texts])
    return runner, sum(t.text == english(x) for t, x in zip(found, texts, strict=True)), time.perf_counter() - started


class _Rate:
    """A server that allows so many requests a second and refuses the others, saying when to come again."""

    def __init__(self, per_second: float) -> None:
        self.per_second, self.next = per_second, 0.0

    def __call__(self, texts: Sequence[str], n: int) -> Answer | None:
        now = time.monotonic()
        if now < self.next - 0.25:  # a burst of a quarter of a second is let through
            return Answer(status=429, headers={"Retry-After": "1"})
        self.next = max(self.next, now) + 1 / self.per_second
        return None


def _faults(seed: int, stall: float) -> object:
    rng = random.Random(seed)
    faults = [
        Answer(status=429), Answer(status=500), Answer(status=503), Answer(body="not json"), Answer(["x" * 200], cut=True), Answer(["x" * 200], reset=True),
        Answer(wait=stall),
    ]  # fmt: skip
    return lambda texts, n: rng.choice(faults) if rng.random() < 0.1 else None


def _deep_translator(server: Server, texts: Sequence[str], timeout: float) -> int:
    """How many sentences deep-translator's batch function brings home from the same server, through an adapter to its protocol."""
    import requests
    from deep_translator.base import BaseTranslator

    class Loopback(BaseTranslator):
        """LibreTranslate's protocol by POST, as deep-translator's own class would ask it; its batch function is theirs."""

        def __init__(self) -> None:
            super().__init__(base_url=server.url, languages={"japanese": "ja", "english": "en"}, source="ja", target="en")

        def translate(self, text: str, **kwargs: object) -> str:
            answer = requests.post(server.url + "/translate", json={"q": [text], "source": "ja", "target": "en"}, timeout=timeout)
            answer.raise_for_status()
            return str(answer.json()["translatedText"][0])

        def translate_file(self, path: str, **kwargs: object) -> str:
            raise NotImplementedError

        def translate_batch(self, batch: list[str], **kwargs: object) -> list[str]:
            return list(self._translate_batch(batch))

    try:
        return sum(a == english(t) for a, t in zip(Loopback().translate_batch(list(texts)), texts, strict=True))
    except (requests.exceptions.RequestException, ValueError, KeyError, IndexError):
        return 0  # one failure ends the batch, and its answers are lost


def measure() -> list[Result]:
    """Overhead, throughput at the server's rate, sentences that come through faults; higher is better."""
    results = []
    texts = _texts(COUNT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        memory = Memory(folder / "instant.sqlite")
        with serve() as server:
            runner, right, seconds = _run(server, texts, memory)
        each = seconds / COUNT
        results.append(Result("translation/overhead/bound-over-time", "align", OVERHEAD / each, "ratio", {"milliseconds": round(each * 1000, 3), "right": right}))
        memory.close()
        memory = Memory(folder / "rate.sqlite")
        with serve(_Rate(RATE)) as server:
            runner, right, seconds = _run(server, _texts(RATE_COUNT), memory, rate=RATE)
            # From the first request on; the ideal is the server's rate and nothing refused.
            span = server.times[-1] - server.times[0]
        ideal = RATE_COUNT / spec("libre").batch / RATE
        results.append(Result("translation/throughput-at-the-rate", "align", min(1.0, ideal / max(span, 1e-9)), "share", {"seconds": round(span, 2), "right": right, "requests": runner.requests}))
        memory.close()
        memory = Memory(folder / "faults.sqlite")
        some = _texts(1000)
        with serve(_faults(3, 1.0)) as server:  # type: ignore[arg-type]
            runner, right, seconds = _run(server, some, memory, timeout=0.5)
            once = sum(n == 1 for n in server.answered.values())
        details: dict[str, object] = {"seconds": round(seconds, 2), "requests": runner.requests, "faults": dict(runner.faults), "answered well exactly once": once}
        results.append(Result("translation/faults/sentences-through", "align", right / len(some), "share", details))
        memory.close()
        with serve(_faults(3, 1.0)) as server:  # type: ignore[arg-type]
            results.append(Result("translation/faults/sentences-through", "deep-translator", _deep_translator(server, some, 0.5) / len(some), "share"))
    return results
