"""Brackets and quotation marks that were opened and not closed."""

from __future__ import annotations

from collections.abc import Iterator

from align.check.subject import Subject
from align.model.document import Kind, Span
from align.model.finding import Finding, Severity

_PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”"}


def unbalanced(text: str) -> int | None:
    """The place of a mark that has no partner; ``None`` if all have one."""
    waiting: list[int] = []
    for i, c in enumerate(text):
        if c in _PAIRS:
            waiting.append(i)
        elif c in _PAIRS.values():
            listed = c == ")" and text[:i].rsplit(" ", 1)[-1].isalnum() and "(" not in (text[w] for w in waiting)  # «a) first»
            if waiting and _PAIRS[text[waiting[-1]]] == c:
                waiting.pop()
            elif not listed:
                return i
    if waiting:
        return waiting[-1]
    return text.rindex('"') if text.count('"') % 2 else None


def check(subject: Subject) -> Iterator[Finding]:
    """``brackets``: a bracket or quotation mark of the translation has no partner, though those of the sentence have."""
    english = subject.translation.text
    if not english or not subject.fluent or subject.kind in (Kind.REFERENCE, Kind.CODE):
        return
    at = unbalanced(english)
    paired = all(subject.ja.count(a) == subject.ja.count(b) for a, b in ("（）", "()", "「」", "『』", "[]", "【】")) and subject.ja.count('"') % 2 == 0
    if at is not None and paired:
        yield Finding(Severity.WARNING, "brackets", f"{english[at]} has no partner", en=(Span(at, at + 1),))
