"""Drafts say that they are drafts."""

from __future__ import annotations

from collections.abc import Iterator

from align.check.subject import Subject
from align.model.finding import Finding, Severity
from align.model.translation import Status

_MADE = {
    "offline": "translated by the small translator of align; revise it",
    "glosses": "put together word by word; translate it",
    "source": "the words of the cited passage; see that they say no more and no less",
    "tm": "an earlier translation with other figures put in; check them",
}


def check(subject: Subject) -> Iterator[Finding]:
    """``draft``: the English is no translation of the sentence; the message says what it is."""
    if subject.translation.status == Status.DRAFT:
        yield Finding(Severity.INFO, "draft", _MADE.get(subject.translation.engine, "made on this machine; translate or revise it"))
