"""What a translation engine is: a specification and a function, one module each in ``engines``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from align.translate import near


@dataclass(frozen=True, slots=True)
class Request:
    """A sentence to translate, and where it stands; engines that can, use its surroundings.

    Attributes:
        section: the headings above it.
        before, after: the sentences beside it, in Japanese.
    """

    text: str
    section: str = ""
    before: str = ""
    after: str = ""

    @property
    def context(self) -> str:
        """What stands around it, for the memory."""
        return near.context(self.before, self.after)


#: Japanese texts, and for each several English ones → likenesses in the same order.
Alike = Callable[[Sequence[str], Sequence[Sequence[str]]], Sequence[Sequence[float]]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine says to a sentence, for engines that say more than its English.

    Attributes:
        confidence: probability that the engine gives its words, 0 to 1, higher is surer; ``None`` where it says nothing of it.
        engine: who gave it, where that isn't the engine that was asked.
    """

    text: str
    confidence: float | None = None
    engine: str = ""


#: Japanese sentences → as many English ones, in order. Raises ``EngineError``.
Translate = Callable[[Sequence[Request]], Sequence[str | Answer]]


def one_by_one(translate: Callable[[str], str]) -> Translate:
    """The function of an engine that takes a sentence a request."""
    return lambda requests: [translate(r.text) for r in requests]


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What engines may be told.

    Attributes:
        url: address of a self-hosted engine.
        model: name of a model, for engines that have several.
        timeout: seconds until a request is given up.
        environment: where keys are taken from; they are never kept elsewhere.
        terms: fixed renderings of names and terms for engines that can use them.
        alike: how like in meaning each Japanese text is to each of several English ones, −1 to 1, for engines that choose among what
            they find.
        alone: whether no other engine of the run may be meant by ``model``.
    """

    url: str = ""
    model: str = ""
    timeout: float = 30.0
    environment: Mapping[str, str] | None = None
    terms: Mapping[str, str] = field(default_factory=dict)
    alike: Alike | None = None
    alone: bool = True

    def key(self, name: str) -> str:
        return (self.environment or {}).get(name, "")


@dataclass(frozen=True, slots=True)
class Spec:
    """An engine, and its limits as its makers state them.

    Attributes:
        about: one line for a list of engines.
        make: builds the function; called once a run.
        needs: environment variables that must be set.
        network: whether text leaves this machine.
        price: of a million characters; ``None`` where it depends on the plan, the model or the server.
        models: whether ``model`` of the settings means something to it alone.
        draft: whether what it gives is no translation to be taken over, but help to make one.
        longest: characters of one request.
        batch: sentences of one request.
        per_second: requests a second; 0 where nothing is known.
        daily: characters a day; 0 where there is no such limit or it depends on the plan.
        variant: what else decides the translation of a text (the model, the terms it is given), for the memory.
    """

    name: str
    about: str
    make: Callable[[EngineSettings], Translate]
    needs: tuple[str, ...] = ()
    network: bool = True
    longest: int = 5000
    batch: int = 1
    per_second: float = 0.0
    daily: int = 0
    variant: Callable[[EngineSettings, str], str] = lambda settings, text: ""
    models: bool = False
    draft: bool = False
    price: float | None = None
