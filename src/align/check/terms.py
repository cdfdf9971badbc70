"""Terms of the glossary: rendered as it says, and never in a way that it forbids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.check.subject import Subject, places
from align.model.document import Kind, Span
from align.model.finding import Finding, Severity
from align.model.term import Term
from align.text.rendered import has, stems
from align.text.sudachi import morphemes


def _places(ja: str, term: str, edges: set[int]) -> list[int]:
    """Where a term stands as words of its own: 京都 is none in 東京都."""
    return [m.start() for m in re.finditer(re.escape(term), ja) if m.start() in edges and m.end() in edges]


def _spans(ja: str, found: Sequence[tuple[Term, str]]) -> tuple[Span, ...]:
    return places(ja, [term.ja for term, _ in found])


def check(subject: Subject) -> Iterator[Finding]:
    """``term-missing``: none of a term's renderings is in the translation. ``term-forbidden``: a rendering is that
    the glossary forbids. Of terms that contain each other, the longest one in the sentence counts."""
    english = subject.translation.text
    if not english or subject.kind == Kind.REFERENCE or not subject.glossary:
        return
    words = stems(english)
    edges = {0, *(m.end for m in morphemes(subject.ja))}
    taken: set[int] = set()
    missing: list[tuple[Term, str]] = []
    forbidden: list[tuple[Term, str]] = []
    wrong: list[str] = []
    for term in subject.glossary:
        found = [p for p in _places(subject.ja, term.ja, edges) if p not in taken]
        if not found:
            continue
        taken.update(i for p in found for i in range(p, p + len(term.ja)))
        bad = [f for f in term.forbidden if has(english, words, f) and not any(f.lower() in e.lower() and has(english, words, e) for e in term.en)]
        if bad:
            forbidden.append((term, f"{', '.join(bad)} for {term.ja} (use {term.en[0]})"))
            wrong += bad
        elif not any(has(english, words, e) for e in term.en):
            missing.append((term, f"{term.ja} = {' or '.join(term.en)}"))
    if forbidden:
        yield Finding(Severity.ERROR, "term-forbidden", "; ".join(m for _, m in forbidden), ja=_spans(subject.ja, forbidden), en=places(english, wrong))
    if missing:
        yield Finding(Severity.WARNING, "term-missing", "not in the translation: " + "; ".join(m for _, m in missing), ja=_spans(subject.ja, missing))
