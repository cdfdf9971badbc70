"""Drafts whose words the translator was unsure of."""

from __future__ import annotations

from collections.abc import Iterator

from align.check.subject import Subject
from align.model.finding import Finding, Severity
from align.model.translation import Status

#: Below this confidence (0 to 1), drafts are clearly worse than others; of held-out training text, one in thirty is below (chrF 34, others 56).
UNSURE = 0.45


def check(subject: Subject) -> Iterator[Finding]:
    """``unsure``: the translator gave the words of a draft little probability."""
    sure = subject.translation.confidence
    if subject.translation.status == Status.DRAFT and sure is not None and sure < UNSURE:
        yield Finding(Severity.WARNING, "unsure", "the translator was unsure of its words; look at each of them")
