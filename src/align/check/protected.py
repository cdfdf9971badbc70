"""URLs, addresses and code must come through unchanged."""

from __future__ import annotations

from collections.abc import Iterator

from align.check.subject import Subject
from align.model.finding import Finding, Severity
from align.text.markup import protected_spans


def check(subject: Subject) -> Iterator[Finding]:
    """``protected-lost``: a URL, e-mail address or piece of code isn't in the translation."""
    english = subject.translation.text
    if not english:
        return
    lost = [s for s in protected_spans(subject.ja) if s.of(subject.ja).strip("`") not in english]
    if lost:
        yield Finding(Severity.ERROR, "protected-lost", "not in the translation: " + ", ".join(s.of(subject.ja) for s in lost), ja=tuple(lost))
