"""Translate many sentences with one engine: batched, paced, retried, remembered; one failure spoils one sentence."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import tenacity

from align.errors import EngineError
from align.model.translation import Status, Translation
from align.translate.budget import Budget
from align.translate.engine import Answer, Request, Spec, Translate
from align.translate.http import HOPELESS
from align.translate.pace import Pace
from align.translate.protect import protect, restore

if TYPE_CHECKING:
    from align.translate.memory import Memory

#: After so many failures in a row the engine isn't asked any more in this run.
GIVE_UP_AFTER = 5
#: The longest wait that an engine's Retry-After is followed for, in seconds.
LONGEST_WAIT = 120.0


class Health:
    """How an engine does in a run: its pace, and whether it is still asked. Shared by the reports of a run."""

    def __init__(self, per_second: float) -> None:
        self.pace = Pace(per_second)
        self.failures = 0
        self.stopped = threading.Event()
        self.why = ""

    def stop(self, why: str) -> None:
        """Ask the engine nothing more."""
        self.why = self.why or why
        self.stopped.set()


class Runner:
    """One engine in one run.

    Args:
        variant: what else decides the translation of a text, see :class:`align.translate.engine.Spec`.
        memory: where answers are kept; local engines don't use it.
        jobs: requests at the same time.
        attempts: how often a sentence is asked before it counts as failed.
        budget: what may be spent; shared with other engines.
        rate: requests a second that the engine allows, if it isn't what its specification says.
        health: of the engine, from an earlier report of the run.
        price: of a million characters.
    """

    def __init__(
        self, spec: Spec, translate: Translate, memory: Memory | None, *, variant: Callable[[str], str] = lambda text: "", jobs: int = 4, attempts: int = 4, backoff: float = 1.0,
        budget: Budget | None = None, rate: float = 0.0, health: Health | None = None, price: float = 0.0,
    ) -> None:  # fmt: skip
        self._price = price
        self.spec, self.variant, self.memory, self.jobs = spec, variant, memory if not spec.draft else None, max(1, jobs)
        # What a machine says once without a network it says again.
        self._translate, self._attempts, self._backoff = translate, attempts if spec.network else 1, backoff
        self._health, self._budget = health or Health(rate or spec.per_second), budget or Budget()
        #: Requests sent, repeated ones included; and why those failed that did.
        self.requests = 0
        self.faults: Counter[str] = Counter()
        self._count = threading.Lock()

    def remembered(self, requests: Sequence[Request]) -> list[Translation | None]:
        """What the engine answered in an earlier run, or a person decided."""
        if self.memory is None:
            return [None] * len(requests)
        kept = self.memory.find_many(self.spec.name, [(self.variant(r.text), r.text, r.context) for r in requests])
        return [Translation(e.en, Status.DONE, e.engine, e.at) if e else None for e in kept]

    def run(self, requests: Sequence[Request], done: Callable[[int], None] = lambda n: None) -> list[Translation]:
        """Translate; the results are in the same order. Equal texts are asked once.

        ``done`` is called with the number of texts that became ready.
        """
        remembered = {i: kept for i, kept in enumerate(self.remembered(requests)) if kept is not None}
        done(len(remembered))
        left = [r for i, r in enumerate(requests) if i not in remembered]
        places = Counter(r.text for r in left)
        results: dict[str, Translation] = {}

        def ready(found: dict[str, Translation]) -> None:
            results.update(found)
            for text in found:
                done(places[text])

        unique = list({r.text: r for r in reversed(left)}.values())[::-1]
        ready({r.text: self._failed(f"{len(r.text)} characters, and {self.spec.name} takes {self.spec.longest}") for r in unique if len(r.text) > self.spec.longest})
        waiting = [r for r in unique if r.text not in results]
        if self.spec.draft:
            for batch in batches(waiting, self.spec):
                ready(self._batch(batch))
        elif waiting:
            self._ask(batches(waiting, self.spec), ready)
        return [remembered[i] if i in remembered else results[r.text] for i, r in enumerate(requests)]

    def _ask(self, queue: Iterator[list[Request]], ready: Callable[[dict[str, Translation]], None]) -> None:
        running: set[Future[dict[str, Translation]]] = set()
        pool = ThreadPoolExecutor(self.jobs, thread_name_prefix="translate")
        try:
            while True:
                for batch in queue:
                    running.add(pool.submit(self._batch, batch))
                    if len(running) >= self.jobs:
                        break
                if not running:
                    break
                finished, running = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    ready(future.result())
        except BaseException:
            self._health.stop("interrupted")
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _batch(self, batch: Sequence[Request]) -> dict[str, Translation]:
        """Translate a batch; where the engine fails on it, its sentences one by one."""
        if self._health.stopped.is_set():
            return {r.text: self._failed(f"not asked: {self._health.why}") for r in batch}
        try:
            answers = self._kept(batch)
        except EngineError as error:
            if error.status in HOPELESS:
                self._health.stop(error.what)
            elif len(batch) > 1 and not self._health.stopped.is_set():
                return {text: t for r in batch for text, t in self._batch([r]).items()}
            if not self.spec.draft and not self._health.stopped.is_set():
                with self._count:
                    self._health.failures += 1
                    if self._health.failures >= GIVE_UP_AFTER:
                        self._health.stop(f"{self.spec.name} failed {self._health.failures} times in a row, last: {error.what}")
            return {r.text: self._failed(error.what) for r in batch}
        at = datetime.now(UTC).isoformat(timespec="seconds") if not self.spec.draft else ""
        good = [(r, a) for r, a in zip(batch, answers, strict=True) if a is not None]
        if good:
            self._health.failures = 0
        if self.memory is not None:
            from align.translate.memory import Entry

            self.memory.put_many(Entry(self.spec.name, self.variant(r.text), r.text, a.text, at) for r, a in good)
        status = Status.DRAFT if self.spec.draft else Status.DONE
        found = {r.text: Translation(a.text, status, a.engine or self.spec.name, at, confidence=a.confidence) for r, a in good}
        for request, answer in zip(batch, answers, strict=True):
            if answer is None:
                found.update(self._batch([request]))
        return found

    def _kept(self, batch: Sequence[Request]) -> list[Answer | None]:
        """Translate with everything protected that must not change; without, if the engine loses it.

        ``None`` stands for an answer that can't be right, among others that can.
        """
        if self.spec.draft:
            return self._attempt(batch)
        shielded = [protect(r.text) for r in batch]
        sent = [Request(text, r.section, r.before, r.after) for r, (text, _) in zip(batch, shielded, strict=True)]
        kept: list[Answer | None] = []
        for request, answer, (_, pieces) in zip(batch, self._attempt(sent), shielded, strict=True):
            if answer is not None:
                restored, lost = restore(answer.text, pieces)
                answer = replace(answer, text=restored)
                if lost:
                    plain = self._again(request)
                    if plain is not None and sum(p in plain.text for p in pieces) > len(pieces) - len(lost):
                        answer = plain
            kept.append(answer)
        return kept

    def _again(self, request: Request) -> Answer | None:
        """The answer to a sentence as it is; what the engine can't do a second time spoils nothing."""
        try:
            [plain] = self._attempt([request])
        except EngineError:
            return None
        return plain

    def _attempt(self, batch: Sequence[Request]) -> list[Answer | None]:
        retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self._attempts) | tenacity.stop_when_event_set(self._health.stopped),
            wait=self._wait,
            retry=tenacity.retry_if_exception(lambda e: isinstance(e, EngineError) and e.retry),
            sleep=tenacity.sleep_using_event(self._health.stopped),
            reraise=True,
        )
        return retrying(self._request, batch)

    def _wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        after = error.after if isinstance(error, EngineError) else None
        if isinstance(error, EngineError) and (error.status == 429 or after is not None):
            self._health.pace.refused(min(after, LONGEST_WAIT) if after is not None else None)  # every other request waits too
        if after is not None:
            return 0.0  # the pace knows when
        return float(tenacity.wait_exponential_jitter(multiplier=self._backoff, max=30.0, jitter=self._backoff)(state))

    def _request(self, batch: Sequence[Request]) -> list[Answer | None]:
        self._health.pace.wait(self._health.stopped, self._budget.left())
        if self.spec.network:
            used_up = self._budget.take(sum(len(r.text) for r in batch), self._price)
            if used_up:
                if len(batch) == 1:  # of a batch, the sentences for which it does are still sent
                    self._health.stop(used_up)
                raise EngineError(f"not asked: {used_up}")
        with self._count:
            self.requests += 1
        try:
            answers = [a if isinstance(a, Answer) else Answer(a) for a in self._translate(batch)]
            if len(answers) != len(batch):
                raise EngineError(f"{len(batch)} sentences went out and {len(answers)} came back", retry=len(batch) == 1)
            problems = [implausible(a.text) for a in answers]
            if all(problems):
                raise EngineError(problems[0], retry=True)
        except EngineError as error:
            with self._count:
                self.faults[error.what] += 1
            raise
        with self._count:
            self.faults.update(p for p in problems if p)
        self._health.pace.answered()
        return [None if p else replace(a, text=_SEPARATORS.sub(" ", a.text)) for a, p in zip(answers, problems, strict=True)]

    def _failed(self, note: str) -> Translation:
        return Translation(None, Status.FAILED, self.spec.name, note=note)


#: What some readers of files take for the end of a line.
_SEPARATORS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def implausible(answer: str) -> str:
    """Why an answer can't be a translation into English; empty if it can."""
    if any("\ud800" <= c <= "\udfff" for c in answer):
        return "the answer holds half a character"
    if not answer.strip():
        return "the answer was empty"
    japanese = sum("\u3040" <= c <= "\u30ff" or "\u4e00" <= c <= "\u9fff" for c in answer)
    if japanese > 0.5 * len(answer.replace(" ", "")):
        return "the answer was Japanese"
    return ""


def batches(requests: Sequence[Request], spec: Spec) -> Iterator[list[Request]]:
    """Requests in order, as many together as the engine takes."""
    batch: list[Request] = []
    size = 0
    for request in requests:
        if batch and (len(batch) >= spec.batch or size + len(request.text) > spec.longest):
            yield batch
            batch, size = [], 0
        batch.append(request)
        size += len(request.text)
    if batch:
        yield batch
