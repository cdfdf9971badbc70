"""Which of the matches of a sentence stands for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from align.inputs import Cited
from align.model.citation import SourceStatus
from align.model.document import Kind, Sentence
from align.model.match import Match, Verdict

#: The verdict on sources that there is no English text of.
WITHOUT_TEXT = {
    SourceStatus.MISSING: Verdict.SOURCE_MISSING,
    SourceStatus.EMPTY: Verdict.SOURCE_MISSING,
    SourceStatus.UNREADABLE: Verdict.SOURCE_MISSING,
    SourceStatus.NOT_ENGLISH: Verdict.SOURCE_NOT_ENGLISH,
}
#: The verdict that stands for a sentence which cites several sources.
_RANK = (
    Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTIAL, Verdict.UNSUPPORTED, Verdict.SOURCE_NOT_ENGLISH,
    Verdict.SOURCE_MISSING, Verdict.OWN,
)  # fmt: skip


def best_of(found: Sequence[Match]) -> Match | None:
    """The match that says most for a sentence, or against it."""
    return min(found, key=lambda m: (_RANK.index(m.verdict), -(m.best.probability if m.best else 0.0)), default=None)


def own_part(best: Match | None, s: Sentence, cited: Cited) -> Match | None:
    """A cell answers for its own figures only, not for those of its row."""
    if best is None or cited.document.blocks[s.block].kind != Kind.CELL:
        return best
    conflicts = tuple(c for c in best.conflicts if c.split(" ≠ ")[0].rpartition("、")[2] in s.text)
    missing = tuple(m for m in best.missing if m in s.text)
    verdict = best.verdict
    if verdict == Verdict.CONTRADICTED and not conflicts:
        verdict = Verdict.PARTIAL
    return replace(best, conflicts=conflicts, missing=missing, verdict=verdict)
