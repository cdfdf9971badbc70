"""Drafts say that they are drafts."""

from __future__ import annotations

from collections.abc import Iterator

from align.check.subject import Subject
from align.model.finding import Finding, Severity
from align.model.translation import Status


def check(subject: Subject) -> Iterator[Finding]:
    """``draft``: the English is made of glosses and is no translation."""
    if subject.translation.status == Status.DRAFT:
        yield Finding(Severity.INFO, "draft", "made of glosses on this machine; translate it")
