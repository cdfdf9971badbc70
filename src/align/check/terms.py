"""Terms of the glossary: rendered as it says, and never in a way that it forbids."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.check.subject import Subject
from align.model.document import Kind
from align.model.finding import Finding, Severity
from align.text.tokens import stem


def _stems(text: str) -> str:
    """Stems of the words, so that «satellites» is «satellite», with spaces around each."""
    return " " + " ".join(stem(w) for w in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text)) + " "


def check(subject: Subject) -> Iterator[Finding]:
    """``term-missing``: none of a term's renderings is in the translation. ``term-forbidden``: a rendering is that
    the glossary forbids. Of terms that contain each other, the longest one in the sentence counts."""
    english = subject.translation.text
    if not english or subject.kind == Kind.REFERENCE or not subject.glossary:
        return
    words = _stems(english)
    rest, missing, forbidden = subject.ja, [], []
    for term in subject.glossary:
        if term.ja not in rest:
            continue
        rest = rest.replace(term.ja, "\x00")
        bad = [f for f in term.forbidden if _stems(f) in words and not any(_stems(f) in _stems(e) and _stems(e) in words for e in term.en)]
        if bad:
            forbidden.append(f"{', '.join(bad)} for {term.ja} (use {term.en[0]})")
        elif not any(_stems(e) in words for e in term.en):
            missing.append(f"{term.ja} = {' or '.join(term.en)}")
    if forbidden:
        yield Finding(Severity.ERROR, "term-forbidden", "; ".join(forbidden))
    if missing:
        yield Finding(Severity.WARNING, "term-missing", "not in the translation: " + "; ".join(missing))
