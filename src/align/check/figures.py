"""Figures by value: between sentence and translation, and between sentence and passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from align.check.subject import Subject, places
from align.model.document import Kind, Span
from align.model.finding import Finding, Severity
from align.model.match import Verdict
from align.text.quantity import Quantity, en_quantities, ja_quantities, missing, renders, unsigned

_CODES = {"date": "date-mismatch", "percent": "percent-mismatch", "money": "money-mismatch"}
_SPOKEN = {Verdict.SUPPORTED, Verdict.PARTIAL, Verdict.CONTRADICTED}


def _by_code(lost: Iterable[Quantity]) -> dict[str, list[Quantity]]:
    found: dict[str, list[Quantity]] = {}
    for q in lost:
        found.setdefault(_CODES.get(q.kind, "number-mismatch"), []).append(q)
    return found


def _texts(quantities: Iterable[Quantity]) -> str:
    return ", ".join(q.text.strip() for q in quantities)


def _spans(quantities: Iterable[Quantity]) -> tuple[Span, ...]:
    return tuple(q.span for q in quantities)


def _strict(quantities: Sequence[Quantity]) -> list[Quantity]:
    """Figures that a translation must have: one, two and the like may become «a», «both», «another», and 1日 «a day»."""
    kinds = ("number", "ordinal", "rank", "factor", "duration", "measure")
    small = (q.kind in kinds and q.low == q.high and q.low < 4 and float(q.low).is_integer() for q in quantities)
    return [q for q, is_small in zip(quantities, small, strict=True) if not is_small and q.lone_day != 1]


def check(subject: Subject) -> Iterator[Finding]:
    """``number-mismatch``, ``date-mismatch``, ``percent-mismatch``, ``money-mismatch``: the translation
    lacks the value. ``figure-contradicted`` and ``figure-not-in-source``: the cited passage has
    another value, or says the opposite, or has none. ``invented-number``: the translation has a value that the sentence lacks.
    """
    wanted = ja_quantities(subject.ja)
    if subject.translation.text and subject.kind != Kind.REFERENCE:
        given = en_quantities(subject.translation.text)
        for code, lost in _by_code([*missing(_strict(wanted), given, renders), *unsigned(wanted, subject.translation.text, given)]).items():
            yield Finding(Severity.ERROR, code, f"not in the translation: {_texts(lost)}", ja=_spans(lost))
        wide = [*wanted, *en_quantities(subject.ja)]
        extra = [q for q in missing(_strict(given), wide) if q.kind not in ("label", "ordinal", "rank") and not _within(q, wide)]
        if extra:
            yield Finding(Severity.WARNING, "invented-number", f"not in the sentence: {_texts(extra)}", en=_spans(extra))
    if subject.match and subject.match.verdict in _SPOKEN:
        if subject.match.conflicts:
            pairs = [c.partition(" ≠ ") for c in subject.match.conflicts]
            passage = subject.match.best.passage.text if subject.match.best else ""
            yield Finding(
                Severity.ERROR, "figure-contradicted", "the source says otherwise: " + "; ".join(subject.match.conflicts),
                ja=places(subject.ja, [a.strip() for a, _, _ in pairs]), passage=places(passage, [b.strip() for _, _, b in pairs]),
            )  # fmt: skip
        else:
            own = {q.text.strip() for q in wanted}
            absent = [m for m in subject.match.missing if m in own]
            if absent:
                yield Finding(Severity.WARNING, "figure-not-in-source", "not in the cited passage: " + ", ".join(absent), ja=places(subject.ja, absent))


def _within(q: Quantity, wanted: Iterable[Quantity]) -> bool:
    """Whether a date or number is part of one that the sentence has."""
    return any(
        (q.kind == w.kind == "date" and (not q.year or q.year == w.year) and (not q.month or q.month == w.month) and (not q.day or q.day == w.day))
        or (q.kind != "date" and q.low in (w.low, w.high))
        for w in wanted
    )
