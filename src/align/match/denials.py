"""Contradictions that only a negation shows: «was not included» for 含まれている."""

from __future__ import annotations

from collections.abc import Iterator

from align.text.denial import added

#: What is shown of each side, in characters.
_JA_END, _EN_END = 16, 60


def denied(ja: str, en: str) -> Iterator[tuple[str, str]]:
    """The end of a sentence, and where its passage, a single clause, denies what the sentence doesn't."""
    if place := added(ja, en):
        yield ja.rstrip("。．.")[-_JA_END:], en[place.start : place.start + _EN_END].rstrip(". ")
