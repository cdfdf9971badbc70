"""Figures as numbered places, so that a neural translator copies them and invents none.

The places look like those of :mod:`align.translate.protect`; a model that has learned to leave ``[[1]]`` alone keeps both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from align.model.document import Span
from align.text.quantity import Quantity, agree, en_quantities, ja_quantities, missing, render

#: The places that a model knows.
MOST = 9
PLACES = tuple(f"[[{n}]]" for n in range(1, MOST + 1))
_PLACE = re.compile(r"\[\[(\d)\]\]")
#: Kinds that are words as much as figures: «both», «first», «No. 3».
_WORDLIKE = ("label", "ordinal", "rank", "factor")


def figures(quantities: Sequence[Quantity]) -> list[Quantity]:
    """Figures that a translation must have as figures; one, two and three may become words."""
    return [q for q in quantities if q.kind not in _WORDLIKE and not (q.kind in ("number", "duration", "measure") and q.low == q.high and q.low < 4 and float(q.low).is_integer())]


def lost(ja: str, en: str) -> list[Quantity]:
    """Figures of a sentence that its translation doesn't have, by value."""
    return missing(figures(ja_quantities(ja)), en_quantities(en))


def _cut(text: str, spans: Sequence[tuple[Span, str]]) -> str:
    out, at = [], 0
    for span, instead in sorted(spans):
        inner = span.of(text)
        start = span.start + len(inner) - len(inner.lstrip())
        out += [text[at:start], instead]
        at = start + len(inner.strip())
    return "".join(out) + text[at:]


def place(ja: str, first: int = 1) -> tuple[str, tuple[str, ...]]:
    """A sentence with places for its figures, and what stands in each in English.

    Args:
        first: number of the first place; those before it are taken.
    """
    chosen = figures(ja_quantities(ja))[: MOST + 1 - first]
    return _cut(ja, [(q.span, f"[[{n}]]") for n, q in enumerate(chosen, first)]), tuple(render(q) for q in chosen)


def fill(en: str, texts: Sequence[str], first: int = 1) -> tuple[str, bool]:
    """A translation with its places filled; whether each was there just once."""
    seen = [int(m) for m in _PLACE.findall(en)]
    wanted = list(range(first, first + len(texts)))
    filled = _PLACE.sub(lambda m: texts[int(m[1]) - first] if int(m[1]) in wanted else m[0], en)
    return filled, sorted(n for n in seen if n in wanted) == wanted


def placed_pair(ja: str, en: str) -> tuple[str, str] | None:
    """A pair of which figures that agree have the same place on both sides; ``None`` where one isn't told apart."""
    left, right = figures(ja_quantities(ja)), en_quantities(en)
    spans: tuple[list[tuple[Span, str]], list[tuple[Span, str]]] = ([], [])
    used: set[int] = set()
    if not left or len(left) > MOST or _PLACE.search(ja) or _PLACE.search(en):
        return None
    for n, q in enumerate(left, 1):
        same = [i for i, r in enumerate(right) if i not in used and agree(q, r)]
        if len(same) != 1:
            return None
        used.add(same[0])
        spans[0].append((q.span, f"[[{n}]]"))
        spans[1].append((right[same[0]].span, f"[[{n}]]"))
    for some in spans:
        ordered = sorted(s for s, _ in some)
        if any(b.start < a.end for a, b in pairwise(ordered)):
            return None
    return _cut(ja, spans[0]), _cut(en, spans[1])
