"""What a translation engine is: a specification and a function, one module each in ``engines``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

#: Japanese text → English text. Raises ``EngineError``.
Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What engines may be told.

    Attributes:
        url: address of a self-hosted engine.
        timeout: seconds until a request is given up.
        environment: where keys are taken from; they are never kept elsewhere.
        terms: fixed renderings of names for engines that can use them.
    """

    url: str = ""
    timeout: float = 30.0
    environment: Mapping[str, str] | None = None
    terms: Mapping[str, str] = field(default_factory=dict)

    def key(self, name: str) -> str:
        return (self.environment or {}).get(name, "")


@dataclass(frozen=True, slots=True)
class Spec:
    """An engine.

    Attributes:
        about: one line for a list of engines.
        needs: environment variables that must be set.
        network: whether text leaves this machine.
        longest: characters of one request.
        pause: seconds between the starts of two requests.
        make: builds the function; called once a run.
        variant: what else decides the translation (a model's name), for the memory.
    """

    name: str
    about: str
    make: Callable[[EngineSettings], Translate]
    needs: tuple[str, ...] = ()
    network: bool = True
    longest: int = 5000
    pause: float = 0.0
    variant: str = ""
