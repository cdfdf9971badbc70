"""Figures as numbered places, so that a neural translator copies them and invents none.

The places look like those of :mod:`align.translate.protect`; a model that has learned to leave ``[[1]]`` alone keeps both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from align.model.document import Span
from align.text.quantity import Quantity, agree, en_quantities, ja_quantities, missing, render, renders, unsigned
from align.text.sudachi import morphemes

#: The places that a model knows.
MOST = 9
PLACES = tuple(f"[[{n}]]" for n in range(1, MOST + 1))
_PLACE = re.compile(r"\[\[(\d)\]\]")
#: A place of any number, as :mod:`align.translate.protect` makes them.
ANY_PLACE = re.compile(r"\[\[(\d+)\]\]")
#: Kinds that are words as much as figures: «both», «first», «No. 3».
_WORDLIKE = ("label", "ordinal", "rank")


#: A figure of more characters that stands in the English to the letter is kept, whatever it is: that of an identifier, of a version.
_LONG = 3


def _small(q: Quantity) -> bool:
    """Whether it is one, two or three; 1日 may be «the first» and «a day»."""
    if q.kind == "date":
        return 0 < q.lone_day < 4
    if q.kind == "measure" and q.text.strip()[-1:].isascii():
        return False  # 1 kWh, which no model knows
    return q.kind in ("number", "duration", "measure", "factor") and q.low == q.high and q.low < 4 and float(q.low).is_integer()


def figures(quantities: Sequence[Quantity]) -> list[Quantity]:
    """Figures that a translation must have as figures; small ones may become words."""
    return [q for q in quantities if q.kind not in _WORDLIKE and not _small(q)]


def lost(ja: str, en: str) -> list[Quantity]:
    """Figures of a sentence that its translation doesn't have, by value."""
    wanted, given = figures(ja_quantities(ja)), en_quantities(en)
    return [q for q in (*missing(wanted, given, renders), *unsigned(wanted, en, given)) if not (len(q.text) > _LONG and q.text.isascii() and q.text in en)]


def invented(ja: str, en: str) -> list[Quantity]:
    """Figures of a translation that its sentence doesn't have, by value."""
    return missing(figures(en_quantities(en)), ja_quantities(ja))


def _cut(text: str, spans: Sequence[tuple[Span, str]]) -> str:
    out, at = [], 0
    for span, instead in sorted(spans):
        inner = span.of(text)
        start = span.start + len(inner) - len(inner.lstrip())
        out += [text[at:start], instead]
        at = start + len(inner.strip())
    return "".join(out) + text[at:]


#: A name in Latin letters, with what belongs to it: OpenAI, GPT-5.1, Gemini 3 Pro.
_LATIN = re.compile(
    r"(?<![A-Za-z0-9.,])[0-9][0-9.,]*[A-Z][A-Za-z]+(?![A-Za-z0-9])|(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9.+&'-]*[A-Za-z0-9+](?:[ -](?:[A-Z][A-Za-z0-9.+-]*[A-Za-z0-9+]|[A-Z]|[0-9]+(?:\.[0-9]+)?(?=[のがはをにとでもや、。,）)「」・]|\s|$)))*"
)


def terms_in(ja: str, terms: Mapping[str, str]) -> list[tuple[Span, str]]:
    """Where terms stand as words of their own (京都 is none in 東京都), and names in Latin letters, each with its English; longer terms
    go before shorter ones, and before names."""
    there = sorted((t for t in terms if t and t in ja), key=lambda t: (-len(t), t))
    found: list[tuple[Span, str]] = []
    taken = [(Span(*m.span()), "") for m in ANY_PLACE.finditer(ja)]
    # The dollars of 46.84 USD belong to the figure, the 3 of Gemini 3 to the name.
    units = [(q.span, "") for q in ja_quantities(ja) if q.kind != "label"]
    edges = {0, *(m.end for m in morphemes(ja))} if there else set()
    for term in there:
        for m in re.finditer(re.escape(term), ja):
            if m.start() in edges and m.end() in edges and _free(Span(*m.span()), [*taken, *found]):
                found.append((Span(*m.span()), terms[term]))
    for m in _LATIN.finditer(ja):
        if any(c.isupper() for c in m[0]) and _free(Span(*m.span()), [*taken, *found, *units]):
            found.append((Span(*m.span()), m[0]))
    return sorted(found)


def _free(span: Span, taken: Sequence[tuple[Span, str]]) -> bool:
    return all(span.end <= other.start or other.end <= span.start for other, _ in taken)


def hidden(text: str, spans: Sequence[Span]) -> str:
    """A text of the same length without its places and what stands in some spans."""
    for span in [*spans, *(Span(*m.span()) for m in ANY_PLACE.finditer(text))]:
        text = text[: span.start] + "〓" * (span.end - span.start) + text[span.end :]
    return text


def place(ja: str, first: int = 1, terms: Mapping[str, str] = MappingProxyType({})) -> tuple[str, tuple[str, ...]]:
    """A sentence with places for its figures and terms, and what stands in each in English.

    Args:
        first: number of the first place; those before it are taken.
        terms: Japanese → English; they go before figures, so that «5年債» is «five-year bond».
    """
    chosen = terms_in(ja, terms)
    chosen += [(q.span, render(q)) for q in figures(ja_quantities(hidden(ja, [span for span, _ in chosen])))]
    chosen = sorted(chosen)[: max(0, MOST + 1 - first)]
    return _cut(ja, [(span, f"[[{n}]]") for n, (span, _) in enumerate(chosen, first)]), tuple(text for _, text in chosen)


#: What stands before a figure already, with what the figure brings along: «about» before «about 42%».
_HEDGED = re.compile(r"\b(?:about|approximately|around|roughly|nearly|almost|over|more than|at least|up to|an estimated|some)\s$", re.I)
_HEDGE = re.compile(r"^(?:about|nearly|more than|up to)\s")
#: Somebody's age, which needs whose; a place has no room for it.
_AGE = re.compile(r"[2-9]0s")
_WHOSE = re.compile(r"\b(?:his|her|their|my|your|our|whose)\s(?:(?:early|mid|middle|late)[ -])?$", re.I)
_FILLED = re.compile(rf"(?P<the>\bthe\s)?{_PLACE.pattern}", re.I)


def fill(en: str, texts: Sequence[str], first: int = 1) -> str:
    """A translation with its places filled, the first of them number ``first``."""

    def text(m: re.Match[str]) -> str:
        if not first <= int(m[2]) < first + len(texts):
            return m[0]
        found = texts[int(m[2]) - first]
        if _AGE.fullmatch(found) and not _WHOSE.search(en[: m.start()]):
            return f"their {found}"
        if not m["the"] and _HEDGED.search(en[: m.start()]):
            found = _HEDGE.sub("", found)
        return (m["the"] or "") + found

    return _FILLED.sub(text, en)


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
