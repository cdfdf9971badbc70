"""What is killed in the middle of its work, again and again.

The processes are forked from one that has the program loaded: what is tested is what they leave
behind, and fifty starts of Python would take a minute. Each opens its files itself.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

from align.review import actions
from align.review.store import Store
from align.translate import Chain, EngineSettings, Memory, Request

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload([__name__, "align.translate.engines.libre"])


def started(action: Callable[..., None], *args: object) -> BaseProcess:
    """A running process of its own; ``action`` is a function of this module."""
    process = _FORKS.Process(target=action, args=args, daemon=True)
    process.start()
    return process


def translate(texts: list[str], url: str, memory: Path) -> None:
    """Have the server translate the texts, with a memory."""
    Chain("libre", EngineSettings(url=url, environment={}), Memory(memory)).run([Request(text) for text in texts])


def edit(database: Path, said: Path) -> None:
    """Edit one row after the other, and say which only when it is done."""
    store = Store(database)
    n = 0
    with said.open("w", encoding="utf-8", buffering=1) as done:
        while True:
            for unit in store.units():
                n += 1
                store.change([unit], [actions.edit(unit, f"Text {n}.", "ann", f"{n}")], "ann", "edit")
                done.write(f"{unit.id} {n}\n")
