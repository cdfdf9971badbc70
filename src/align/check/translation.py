"""Is there a translation at all."""

from __future__ import annotations

from collections.abc import Iterator

from align.check.subject import Subject
from align.model.finding import Finding, Severity
from align.model.translation import Status


def check(subject: Subject) -> Iterator[Finding]:
    """``not-translated``: the engine gave nothing."""
    if subject.translation.status == Status.FAILED:
        yield Finding(Severity.ERROR, "not-translated", subject.translation.note or "the engine gave no translation")
