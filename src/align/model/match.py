"""What matching says of a sentence and a passage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """What the cited source says of the sentence."""

    SUPPORTED = "supported"
    PARTIAL = "partial"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"
    SOURCE_MISSING = "source-missing"
    SOURCE_NOT_ENGLISH = "source-not-english"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Passage:
    """One to three adjacent sentences of a source.

    Attributes:
        source: citation key of the source.
        first, last: 1-based sentence numbers, both included.
        text: the sentences, joined by a space.
    """

    source: str
    first: int
    last: int
    text: str

    @property
    def span(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage with its probability of supporting the sentence, 0 to 1, and why."""

    passage: Passage
    probability: float
    signals: Mapping[str, float] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence and one key it cites.

    Attributes:
        candidates: the best passages, best first; kept below the threshold too.
        conflicts: values of the sentence that the best passage has otherwise, as ``78億ドル ≠ $6.8 billion``.
        missing: values of the sentence that the best passage doesn't have.
    """

    key: str
    verdict: Verdict
    candidates: tuple[Candidate, ...] = ()
    conflicts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def best(self) -> Candidate | None:
        return self.candidates[0] if self.candidates else None
