"""How the pipeline says how far it is. The command line draws it; the library is silent."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told of each stage: what it is, how much there is to do, and each step done."""

    def start(self, stage: str, total: int) -> None: ...

    def advance(self, n: int = 1) -> None: ...


class Silent:
    """Says nothing."""

    def start(self, stage: str, total: int) -> None:
        pass

    def advance(self, n: int = 1) -> None:
        pass
