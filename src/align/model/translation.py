"""A sentence in English, or the fact that there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    DONE = "done"
    DRAFT = "draft"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Translation:
    """What an engine made of a sentence.

    Attributes:
        text: the English, or ``None`` when the engine gave none.
        status: ``done``; ``draft`` for what a person must go over before it is a translation; ``failed``.
        engine: what it comes from: ``google``, ``offline``, ``tm`` …
        at: time of the answer, ISO 8601 in UTC; empty when not from an engine.
        note: why there is no text.
        confidence: how sure the engine is of its words, 0 to 1, higher is surer; ``None`` where it doesn't say.
    """

    text: str | None
    status: Status
    engine: str
    at: str = ""
    note: str = ""
    confidence: float | None = None
