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
SUPPORTED = 0.70
#: Kinds of figures that can contradict; others are too loose.
_FIRM = frozenset({"money", "percent", "duration", "measure", "factor", "date"})
#: How much text around a figure is compared to see whether both speak of the same thing, in characters.
_JA_AROUND, _EN_AROUND = 18, 60
_SAME_CONTEXT = 0.34
#: The same where it is clear which figure is the rival; half of it does when the passage is surely the right one.
_CLEAR, _SURE = 0.08, 0.9
#: A misprint changes a value by no more than this factor.
_SIZE = 20


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
        if q.kind not in _FIRM | {"number"}:
            continue
        rivals = [g for g in free if comparable(q, g) and _rivals(q, g)]
        same = [g for g in rivals if g.kind == q.kind]
        scored = sorted(((_context_cover(sentence.text, q, passage.text, g), -i, g) for i, g in enumerate(same or rivals)), reverse=True, key=lambda s: s[:2])
        if not scored:
            continue
        cover, _, g = scored[0]
        # The one rival, or one whose context fits twice as well as any other's.
        clear = (len(scored) == 1 or cover >= 2 * scored[1][0]) and sum(comparable(q, other) for other in evidence.lost) == 1
        bound = _SAME_CONTEXT if not clear or probability < PARTIAL else _CLEAR if probability < _SURE else _CLEAR / 2
        if cover >= bound:
            found.append((q, g))
    return found


def _rivals(q: Quantity, g: Quantity) -> bool:
    if q.kind != "date":
        # 1430キロ and «1,340-kilogram» can be rivals, 200 and «eleven minutes» not; nor can what is of another size.
        kinds = q.kind == g.kind or {q.kind, g.kind} == {"number", "measure"}
        counts = q.kind in _FIRM or g.high >= 4
        return kinds and counts and q.high <= _SIZE * g.high and g.high <= _SIZE * q.high
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
