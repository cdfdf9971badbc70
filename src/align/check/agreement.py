"""A translation should say what the passage says that states the same."""

from __future__ import annotations

from collections.abc import Iterator

from align.check.subject import Subject
from align.model.document import Kind
from align.model.finding import Finding, Severity
from align.model.match import Verdict

#: Less alike are one in a hundred pairs of unrelated sentences above, and one in two hundred translations of one sentence
#: below 0.48; see :mod:`align.match.likeness`.
_UNLIKE = 0.38
#: The passage must be so likely to say what the sentence says.
_SURE = 0.9


def check(subject: Subject) -> Iterator[Finding]:
    """``passage-unlike``: the cited passage says what the sentence says, and the translation speaks of something else."""
    match, likeness = subject.match, subject.likeness
    if likeness is None or likeness >= _UNLIKE or match is None or match.best is None or not subject.fluent:
        return
    if subject.kind not in (Kind.SENTENCE, Kind.CAPTION):  # the passage of a cell speaks of its whole row
        return
    if match.verdict == Verdict.SUPPORTED and match.best.probability >= _SURE:
        yield Finding(Severity.WARNING, "passage-unlike", f"the cited passage speaks of something else than the translation (likeness {likeness:.2f} of 1)")
