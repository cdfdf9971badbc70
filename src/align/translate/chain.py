"""Several engines in a row: what one can't translate goes to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from align.errors import SettingsError
from align.model.translation import Status, Translation
from align.translate.budget import Budget
from align.translate.engine import EngineSettings, Request
from align.translate.engines import make, spec
from align.translate.runner import Health, Runner, batches

if TYPE_CHECKING:
    from align.translate.memory import Memory, Offer


@dataclass(frozen=True, slots=True)
class Planned:
    """What would be sent to an engine.

    Attributes:
        remembered: sentences that the memory has.
        texts: those that would be sent; ``requests`` is in how many requests, if all goes well.
        characters: of the texts.
    """

    engine: str
    network: bool
    remembered: int
    texts: tuple[str, ...]
    requests: int
    characters: int


def names(engine: str) -> tuple[str, ...]:
    """The engines of a setting such as ``deepl,google,offline``.

    Raises:
        SettingsError: one of them doesn't exist, or none is named.
    """
    found = tuple(dict.fromkeys(n.strip() for n in engine.split(",") if n.strip()))
    if not found:
        raise SettingsError("no translation engine is named", where="engine")
    for name in found:
        spec(name)
    return found


def _translation(offer: Offer | None) -> Translation | None:
    if offer is None:
        return None
    if offer.kind in ("context", "exact"):
        return Translation(offer.text, Status.DONE, offer.entry.engine, offer.entry.at)
    return Translation(offer.text, Status.DRAFT, "tm", offer.entry.at, f"figures put into: {offer.entry.ja}")


class Chain:
    """The engines of a run.

    Args:
        engine: their names, joined by commas, the preferred one first.
        settings: for all of them.
        memory: of answers.
        rate: requests a second that each engine allows, if it isn't what its specification says.
        health: of each engine by name, from the reports before; it is filled.
        prices: of a million characters, by engine, where they aren't those of its specification.

    Raises:
        SettingsError: there is no such engine. EngineError: one of them isn't ready.
    """

    def __init__(
        self, engine: str, settings: EngineSettings, memory: Memory | None, *, jobs: int = 4, attempts: int = 4, backoff: float = 1.0,
        budget: Budget | None = None, rate: float = 0.0, health: dict[str, Health] | None = None,
        prices: Mapping[str, float] | None = None,
    ) -> None:  # fmt: skip
        budget = budget or Budget()
        self._memory = memory
        self.runners = []
        health = {} if health is None else health
        chosen = names(engine)
        settings = replace(settings, alone=not any(spec(n).models for n in chosen))
        for name in chosen:
            one = spec(name)
            state = health.setdefault(name, Health(rate or one.per_second))
            self.runners.append(
                Runner(one, make(name, settings), memory, variant=partial(one.variant, settings), jobs=jobs, attempts=attempts, backoff=backoff, budget=budget, health=state,
                       price=(prices or {}).get(name, one.price or 0.0))
            )

    @property
    def requests(self) -> int:
        """Requests sent by all engines."""
        return sum(r.requests for r in self.runners)

    @property
    def faults(self) -> Mapping[str, int]:
        """Why requests failed, and how many did, over all engines."""
        return Counter({f"{r.spec.name}: {why}": n for r in self.runners for why, n in r.faults.items()})

    def run(
        self, requests: Sequence[Request], done: Callable[[int], None] = lambda n: None, said: Callable[[int], Translation | None] = lambda n: None
    ) -> list[Translation]:
        """Translate; results in the same order. A sentence that no engine translated carries the reasons of all.

        Before a sentence gets a draft, the memory is asked, whoever gave its answers: the sentence itself,
        or one that differs in figures only; and then ``said``, which may have the English of a request (by its place) from elsewhere.
        """
        results: list[Translation | None] = [None] * len(requests)
        left = list(range(len(requests)))
        for runner in self.runners:
            last = runner is self.runners[-1]
            if runner.spec.draft:
                offers = self._offered([requests[i] for i in left])
                offered = {i: t for i, offer in zip(left, offers, strict=True) if (t := offer or said(i))}
                for i, found in offered.items():
                    results[i] = found
                done(len(offered))
                left = [i for i in left if i not in offered]
                if not left:
                    break
            answers = runner.run([requests[i] for i in left], done if last else lambda n: None)
            still = []
            for i, answer in zip(left, answers, strict=True):
                before = results[i]
                if answer.text is None and before is not None and before.note:
                    answer = replace(answer, note=f"{before.engine}: {before.note}; {answer.engine}: {answer.note}")
                results[i] = answer
                if answer.text is None:
                    still.append(i)
            if not last:
                done(len(left) - len(still))
            left = still
            if not left:
                break
        return [r for r in results if r is not None]

    def _offered(self, requests: Sequence[Request]) -> list[Translation | None]:
        """What the memory has for sentences, where it is sure."""
        if self._memory is None:
            return [None] * len(requests)
        return [_translation(offer) for offer in self._memory.offer_many([(r.text, r.context) for r in requests], least=1.1)]

    def plan(self, requests: Sequence[Request]) -> Planned:
        """What would be sent to the first engine; to those after it goes what it fails on."""
        runner = self.runners[0]
        unique = list({r.text: r for r in requests}.values())
        new = [r for r, kept in zip(unique, runner.remembered(unique), strict=True) if kept is None]
        sent = [r for r in new if len(r.text) <= runner.spec.longest]
        count = sum(1 for _ in batches(sent, runner.spec)) if runner.spec.network else 0
        return Planned(
            runner.spec.name, runner.spec.network, len(unique) - len(new), tuple(r.text for r in sent), count, sum(len(r.text) for r in sent)
        )
