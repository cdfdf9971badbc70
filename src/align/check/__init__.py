"""Checks of a row, one per file. A check takes a :class:`Subject` and yields findings."""

from __future__ import annotations

from collections.abc import Iterator

from align.check import agreement, brackets, confidence, draft, figures, leftover, length, names, negation, protected, terms, translation
from align.check.subject import Subject
from align.model.finding import Finding

__all__ = ["CHECKS", "Subject", "check"]

CHECKS = (
    translation.check, draft.check, confidence.check, figures.check, names.check, terms.check, leftover.check, protected.check, negation.check, length.check, brackets.check, agreement.check,
)  # fmt: skip


def check(subject: Subject) -> tuple[Finding, ...]:
    """The findings of every check, each code once, in the order of the checks."""

    def every() -> Iterator[Finding]:
        for one in CHECKS:
            yield from one(subject)

    return tuple({f.code: f for f in reversed(list(every()))}.values())[::-1]
