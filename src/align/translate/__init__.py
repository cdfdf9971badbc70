"""Sentences into English: engines, the memory of their answers, and drafts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from align.model.likelihood import Told
from align.translate.budget import Budget
from align.translate.chain import Chain, Planned, names
from align.translate.engine import EngineSettings, Request
from align.translate.engines import NAMES, make, spec
from align.translate.persons import as_spelled, persons
from align.translate.runner import Health, Runner
from align.translate.verbatim import as_it_is

if TYPE_CHECKING:
    from align.translate.memory import Memory

__all__ = ["NAMES", "Budget", "Chain", "EngineSettings", "Health", "Memory", "Planned", "Request", "Runner", "as_it_is", "as_spelled", "likelihood", "make", "names", "persons", "spec"]


def likelihood(pairs: Sequence[tuple[str, str]]) -> list[Told]:
    """How likely English is as a translation, as the translator that comes with the program sees it; it is loaded when it is first asked.

    Args:
        pairs: Japanese and English texts, see :data:`align.model.likelihood.Likelihood`.

    Raises:
        EngineError: it can't be loaded, or can't go on.
    """
    from align.translate.neural import SHIPPED, load

    return load(SHIPPED).likelihood(pairs)


def __getattr__(name: str) -> object:
    """The memory brings a library for databases with it, which takes as long to load as a translator."""
    if name == "Memory":
        from align.translate.memory import Memory

        return Memory
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
