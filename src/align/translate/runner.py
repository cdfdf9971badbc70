"""Translate many sentences with one engine: paced, retried, remembered; one failure spoils one sentence."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime

import tenacity

from align.errors import EngineError
from align.model.translation import Status, Translation
from align.translate.engine import Spec, Translate
from align.translate.memory import Memory
from align.translate.protect import protect, restore

#: After so many failures in a row the engine isn't asked any more in this run.
GIVE_UP_AFTER = 5
#: The longest wait that an engine's Retry-After is followed for, in seconds.
LONGEST_WAIT = 120.0


class _Pace:
    """Lets requests start one by one, ``pause`` seconds apart, and none before the engine's own time."""

    def __init__(self, pause: float) -> None:
        self._pause, self._next = pause, 0.0
        self._lock = threading.Lock()

    def wait(self) -> None:
        with self._lock:
            now = time.monotonic()
            at = max(now, self._next)
            self._next = at + self._pause
        if at > now:
            time.sleep(at - now)

    def hold(self, seconds: float) -> None:
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)


class Runner:
    """One engine in one run.

    Args:
        memory: where answers are kept; local engines don't use it.
        jobs: requests at the same time.
        attempts: how often a sentence is asked before it counts as failed.
    """

    def __init__(
        self, spec: Spec, translate: Translate, memory: Memory | None, *, jobs: int = 4, attempts: int = 4, backoff: float = 1.0
    ) -> None:
        self.spec, self.memory, self.jobs = spec, memory if spec.network else None, max(1, jobs)
        self._translate, self._attempts, self._backoff = translate, attempts, backoff
        self._pace = _Pace(spec.pause)
        self._failures = 0
        self._stopped = threading.Event()
        self._why = ""
        #: Requests sent, repeated ones included.
        self.requests = 0
        self._count = threading.Lock()

    def run(self, texts: Sequence[str], done: Callable[[int], None] = lambda n: None) -> list[Translation]:
        """Translate ``texts``; the results are in the same order. Equal texts are asked once.

        ``done`` is called with the number of texts that became ready.
        """
        results: dict[str, Translation] = {}
        places: dict[str, int] = {}
        for text in texts:
            places[text] = places.get(text, 0) + 1
        waiting = []
        for text in places:
            kept = self.memory.get(self.spec.name, self.spec.variant, text) if self.memory is not None else None
            if kept:
                results[text] = Translation(kept[0], Status.DONE, self.spec.name, kept[1])
                done(places[text])
            else:
                waiting.append(text)
        if not self.spec.network:
            for text in waiting:
                results[text] = self._one(text)
                done(places[text])
        elif waiting:
            self._ask(waiting, results, lambda text: done(places[text]))
        return [results[text] for text in texts]

    def _ask(self, waiting: Sequence[str], results: dict[str, Translation], ready: Callable[[str], None]) -> None:
        queue = iter(waiting)
        running: dict[Future[Translation], str] = {}
        pool = ThreadPoolExecutor(self.jobs, thread_name_prefix="translate")
        try:
            while True:
                for text in queue:
                    running[pool.submit(self._one, text)] = text
                    if len(running) >= self.jobs:
                        break
                if not running:
                    break
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    text = running.pop(future)
                    results[text] = future.result()
                    ready(text)
        except BaseException:
            self._stopped.set()
            self._why = self._why or "interrupted"
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _one(self, text: str) -> Translation:
        if self._stopped.is_set():
            return self._failed(f"not asked: {self._why}")
        if len(text) > self.spec.longest:
            return self._failed(f"{len(text)} characters, and {self.spec.name} takes {self.spec.longest}")
        try:
            answer = self._kept(text)
        except EngineError as error:
            with self._count:
                self._failures += 1
                if self._failures >= GIVE_UP_AFTER and self.spec.network:
                    self._why = f"{self.spec.name} failed {self._failures} times in a row, last: {error.what}"
                    self._stopped.set()
            return self._failed(error.what)
        self._failures = 0
        at = datetime.now(UTC).isoformat(timespec="seconds") if self.spec.network else ""
        if self.memory is not None:
            self.memory.put(self.spec.name, self.spec.variant, text, answer, at)
        return Translation(answer, Status.DONE if self.spec.network else Status.DRAFT, self.spec.name, at)

    def _kept(self, text: str) -> str:
        """Translate with everything protected that must not change; without, if the engine loses it."""
        if not self.spec.network:
            return self._attempt(text)
        shielded, pieces = protect(text)
        answer, lost = restore(self._attempt(shielded), pieces)
        if lost:
            plain = self._attempt(text)
            if sum(p in plain for p in pieces) > len(pieces) - len(lost):
                return plain
        return answer

    def _attempt(self, text: str) -> str:
        retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self._attempts) | tenacity.stop_when_event_set(self._stopped),
            wait=self._wait,
            retry=tenacity.retry_if_exception(lambda e: isinstance(e, EngineError) and e.retry),
            sleep=tenacity.sleep_using_event(self._stopped),
            reraise=True,
        )
        return retrying(self._request, text)

    def _wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.after if isinstance(error, EngineError) else None
        if asked is not None:
            seconds = min(asked, LONGEST_WAIT)
            self._pace.hold(seconds)  # every other request waits too
            return seconds
        return float(tenacity.wait_exponential_jitter(multiplier=self._backoff, max=30.0, jitter=self._backoff)(state))

    def _request(self, text: str) -> str:
        self._pace.wait()
        with self._count:
            self.requests += 1
        answer = self._translate(text)
        if not answer.strip():
            raise EngineError("the answer was empty", retry=True)
        return answer

    def _failed(self, note: str) -> Translation:
        return Translation(None, Status.FAILED, self.spec.name, note=note)
