"""Translations that are much shorter or longer than translations are, and those that stutter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.check.subject import Subject
from align.model.document import Kind, Span
from align.model.finding import Finding, Severity
from align.text.markup import protected_spans

#: For sentences of up to so many characters: between these ratios of English to Japanese characters lie 99 in 100
#: translations. Counted on 37,000 pairs of encyclopedia, business, documentation and everyday text.
_USUAL = ((15, 0.7, 9.25), (30, 0.83, 7.4), (60, 1.02, 6.23), (120, 1.02, 5.3), (10**9, 1.07, 4.43))
#: Shorter texts can be anything.
_SHORTEST = 8
#: A run of three words or more that comes three times in a row, or one of eight that comes twice.
_STUTTER = re.compile(r"\b(\w+(?:\W+\w+){2,11}?)(?:\W+\1\b){2,}|\b(\w+(?:\W+\w+){7,30}?)\W+\2\b", re.I)


def check(subject: Subject) -> Iterator[Finding]:
    """``length``: the translation may be cut off, or hold more than the sentence. ``repetition``: it repeats itself."""
    english = subject.translation.text
    if not english or not subject.fluent or subject.kind == Kind.REFERENCE:
        return
    kept = sum(end - start for start, end in protected_spans(subject.ja))  # addresses and code are as long in English
    ja, en = len(subject.ja) - kept, max(len(english) - kept, 0)
    if ja >= _SHORTEST:
        low, high = next((a, b) for most, a, b in _USUAL if ja < most)
        if not low <= en / ja <= high:
            yield Finding(Severity.WARNING, "length", f"{en} characters for {ja}; usual are {low * ja:.0f} to {high * ja:.0f}")
    stutter = _STUTTER.search(english)
    if stutter:
        yield Finding(Severity.WARNING, "repetition", f"comes again and again: {stutter[1] or stutter[2]}", en=(Span(*stutter.span()),))
