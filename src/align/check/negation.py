"""A sentence that denies something must do so in English too, and one that doesn't must not.

Of 670 such sentences of edited translations (encyclopedia, business, documentation) the check says
of 11 that they don't: those say the opposite the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.check.subject import Subject
from align.model.finding import Finding, Severity
from align.text.denial import DENYING, added, denial


def check(subject: Subject) -> Iterator[Finding]:
    """``negation-lost``: the sentence denies something and the translation doesn't seem to. ``negation-added``: the contrary."""
    english = subject.translation.text
    if not english or not subject.fluent:
        return
    place = None if DENYING.search(english) else denial(subject.ja)
    if place:
        yield Finding(Severity.WARNING, "negation-lost", "the sentence ends in a negation, the translation has none", ja=(place,))
    if place := added(subject.ja, english):
        yield Finding(Severity.WARNING, "negation-added", "the translation denies something, the sentence doesn't", en=(place,))
