"""What is most worth looking at: where the program found faults, and where it isn't sure."""

from __future__ import annotations

from align.model.document import Kind
from align.model.match import Verdict
from align.model.row import ReviewStatus
from align.review.unit import Unit, is_decided

_VERDICTS = {Verdict.CONTRADICTED: 4.0, Verdict.PARTIAL: 1.5, Verdict.UNSUPPORTED: 2.0}
_FINDINGS = {"error": 2.0, "warning": 1.0, "info": 0.2}
#: Headings, references and the like are seldom worth a look.
_ASIDE = 0.25
_MAIN = (Kind.SENTENCE, Kind.CELL, Kind.CAPTION)
#: What was decided comes after everything else, what must be looked at again before.
_DONE, _AGAIN = -100.0, 100.0


def worth(unit: Unit) -> float:
    """How much a unit deserves to be looked at first; higher is sooner, below zero is done."""
    row = unit.row
    if is_decided(row.status):
        return _DONE
    found = _VERDICTS.get(Verdict(row.verdict), 0.0)
    found += sum(_FINDINGS.get(f.partition(":")[0], 0.0) for f in row.findings.split(";") if f)
    if row.score:
        p = float(row.score)
        found += 6 * p * (1 - p)
    if row.kind not in _MAIN:
        found *= _ASIDE
    return round(found + (_AGAIN if row.status == ReviewStatus.RECHECK else 0.0), 3)
