"""From the best passage to a verdict: does the source say so, in part, otherwise, or not at all."""

from __future__ import annotations

from align.match.features import Features
from align.match.signals import Evidence, counted, renderings
from align.model.match import Verdict
from align.text.quantity import Quantity, agree, comparable
from align.text.tokens import en_tokens, ja_tokens

#: From this probability on the passage speaks of what the sentence says.
PARTIAL = 0.35
#: From this probability on it says it.
SUPPORTED = 0.55
#: Kinds of figures that can contradict; others are too loose.
_FIRM = frozenset({"money", "percent", "duration", "measure", "factor", "date"})
#: How much text around a figure is compared to see whether both speak of the same thing, in characters.
_JA_AROUND, _EN_AROUND = 18, 60
_SAME_CONTEXT = 0.34


def _context_cover(sentence: str, q: Quantity, passage: str, g: Quantity) -> float:
    """Share of the words around a figure that the words around the other one render, 0 to 1."""
    around = sentence[max(0, q.span.start - _JA_AROUND) : q.span.start] + " " + sentence[q.span.end : q.span.end + _JA_AROUND]
    other = passage[max(0, g.span.start - _EN_AROUND) : g.span.start] + " " + passage[g.span.end : g.span.end + _EN_AROUND]
    have = set(en_tokens(other))
    tokens = [t for t in ja_tokens(around) if renderings(t)]
    if not tokens:
        return 0.0
    return sum(min(1.0, 1.25 * sum(p for w, p, _ in renderings(t) if w in have)) for t in tokens) / len(tokens)


def conflicts(sentence: Features, passage: Features, evidence: Evidence, probability: float) -> list[tuple[Quantity, Quantity]]:
    """Figures of the sentence that the passage gives otherwise: same kind of thing, same context.

    A figure of the passage that another figure of the sentence agrees with is not taken for a rival.
    Where each side has but one figure of a kind and the passage surely speaks of the same thing,
    the context needn't show it.
    """
    from align.text.quantity import en_quantities

    found = []
    # Spans of a joined passage are those of its parts: find the figures again in the whole text.
    given = en_quantities(passage.text)
    free = [g for g in given if not any(agree(q, g) for q in sentence.quantities)]
    for q in counted(evidence.lost):
        if q.kind not in _FIRM and q.kind != "number":
            continue
        rivals = [g for g in free if g.kind == q.kind and comparable(q, g) and _rivals(q, g)]
        alone = len(rivals) == 1 and sum(comparable(q, other) for other in evidence.lost) == 1 and probability >= SUPPORTED
        scored = [(_context_cover(sentence.text, q, passage.text, g), -i, g) for i, g in enumerate(rivals)]
        if scored:
            cover, _, g = max(scored, key=lambda s: s[:2])
            if (alone and (q.kind in _FIRM or cover > 0)) or (q.kind in _FIRM and cover >= _SAME_CONTEXT):
                found.append((q, g))
    return found


def _rivals(q: Quantity, g: Quantity) -> bool:
    if q.kind != "date":
        return True
    # Two dates contradict when they are equally precise and differ; «2025» and «October» don't.
    return bool(q.year) == bool(g.year) and bool(q.month) == bool(g.month) and bool(q.part) == bool(g.part)


def judge(probability: float, evidence: Evidence, contradicting: bool) -> Verdict:
    """The verdict for a passage of this probability."""
    if probability < PARTIAL:
        return Verdict.UNSUPPORTED
    if contradicting:
        return Verdict.CONTRADICTED
    if probability < SUPPORTED or evidence.lost:
        return Verdict.PARTIAL
    return Verdict.SUPPORTED
