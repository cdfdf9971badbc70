"""Two figures that changed places: 東部は3割、西部は5割 and «half in the east, 30 percent in the west».

A passage that has both figures of a sentence says them of the same things only if the words beside each go with the words beside its
partner. Both texts are cut in two between the figures. Where words of one half of the sentence stand in the wrong half of the
passage, and none in the right one, the figures have changed places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from align.match.features import Features
from align.match.halves import SENTENCE_END, Half, moved, words
from align.text.quantity import Quantity, agree, comparable, en_quantities

_KINDS = frozenset({"number", "money", "measure", "percent", "duration", "factor", "date", "rank"})
#: Where a Japanese sentence may be cut between two figures: at the last comma, or after what the first one counts.
_CLAUSE = re.compile(r"[、。；;]|，(?!\d{3})")
_COMMA = re.compile(r"[、；;]|，(?!\d{3})")
_AFTER = re.compile(r"[^、。\s]{0,4}?(?:であり|である|であった|だったが|だったのに対し|に対し|で|と|や|が|から)(?=.{2})")
#: Where an English text may be cut, the best first.
_CUTS = (re.compile(r";|\b(?:while|whereas|although|though|but|compared (?:with|to)|against|versus)\b"), re.compile(r",(?!\d{3})"), re.compile(r"\band\b"))
#: 31%から6ポイント上がって37%: two values of the same thing.
_FROM = re.compile(r"[^、。\s0-9]{0,4}から")
#: So many words in the wrong half are enough where no other figure of the kind can be meant.
_ENOUGH = 2
#: What an ordinal counts beside that.
_TELLS = 2
#: Words so near to a figure, in characters, show that it is in its place.
_NEAR = 9
#: Figures that are farther from each other belong to two statements, in characters.
_JA_APART, _EN_APART = 60, 150


def _japanese(text: str, first: Quantity, second: Quantity) -> tuple[str, str, int] | None:
    """The words of a sentence that belong to each figure, and where it was cut."""
    between = text[first.span.end : second.span.start]
    if commas := list(_COMMA.finditer(between)):
        at = first.span.end + commas[-1].start()
    elif (found := _AFTER.match(between)) and found.end() < len(between):
        at = first.span.end + found.end()
    else:
        return None
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, first.span.start)), default=0)
    before, after = text[at : second.span.start], text[second.span.end :]
    # What follows the last figure is said of both, unless nothing stands before it: 12%の男性と18%の女性.
    right = before if words(before) else _CLAUSE.split(after)[0]
    return f"{text[start : first.span.start]} {text[first.span.end : at]}", right, at


def _english(text: str, first: Quantity, second: Quantity) -> int:
    """Where an English text is cut between two figures; -1 if nowhere."""
    between = text[first.span.end : second.span.start]
    for n, pattern in enumerate(_CUTS):
        if found := list(pattern.finditer(between)):
            return first.span.end + found[-1 if n else 0].start()
    return -1


def _sentences(text: str, first: Quantity, second: Quantity) -> tuple[int, int]:
    """Where the sentence of the first figure begins, and that of the second one ends."""
    ends = [m.end() for m in SENTENCE_END.finditer(text)]
    return max((e for e in ends if e <= first.span.start), default=0), min((e for e in ends if e >= second.span.end), default=len(text))


def _apart(figures: Sequence[Quantity], right: Half, wrong: Half) -> tuple[int, int]:
    """The same of figures; those that changed places together with theirs are in the right half."""
    found = [(any(agree(q, g) for g in right.quantities), any(agree(q, g) for g in wrong.quantities)) for q in figures]
    weights = [_TELLS if q.kind == "ordinal" else 1 for q in figures]  # 第1工場, 第2工場
    return sum(here and not there for here, there in found), sum(w * (there and not here) for w, (here, there) in zip(weights, found, strict=True))


def _alike(a: Quantity, b: Quantity) -> bool:
    """Whether two figures can change places: other values of the same kind, dates that are equally precise."""
    if a.kind != b.kind or agree(a, b):
        return False
    return comparable(a, b) if a.kind != "date" else (bool(a.year), bool(a.month), bool(a.day), a.part) == (bool(b.year), bool(b.month), bool(b.day), b.part)


def swapped(sentence: Features, passage: Features) -> Iterator[tuple[str, str]]:
    """Pairs of figures that changed places, in the words of the sentence and of the passage."""
    ja, en = sentence.text, passage.text
    ours = [q for q in sentence.quantities if q.kind in _KINDS and not (q.kind == "number" and q.high < 4)]
    given = en_quantities(en) if len(ours) > 1 else []
    for a, b in combinations(ours, 2):
        if not _alike(a, b) or not 0 <= b.span.start - a.span.end <= _JA_APART or _FROM.match(ja, a.span.end):
            continue
        partners = [[g for g in given if agree(q, g)] for q in (a, b)]
        if any(len(p) != 1 for p in partners) or any(agree(q, o) for q in (a, b) for o in ours if o not in (a, b)):
            continue
        c, d = partners[0][0], partners[1][0]
        first, second = (c, d) if c.span.start < d.span.start else (d, c)
        halves, cut = _japanese(ja, a, b), _english(en, first, second)
        if not 0 <= second.span.start - first.span.end <= _EN_APART or not halves or cut < 0:
            continue
        start, end = _sentences(en, first, second)
        rest = [g for g in given if g not in (c, d) and start <= g.span.start < end]
        english = (
            Half(f"{en[start : first.span.start]} {en[first.span.end : cut]}", [g for g in rest if g.span.end <= cut]),
            Half(f"{en[cut : second.span.start]} {en[second.span.end : end]}", [g for g in rest if g.span.start >= cut]),
        )
        of_a, of_b = english if first is c else english[::-1]
        own = [words(half) for half in halves[:2]]
        _, bad_a = moved(own[0] - own[1], frozenset(), of_a, of_b)
        _, bad_b = moved(own[1] - own[0], frozenset(), of_b, of_a)
        others = [q for q in sentence.quantities if q not in (a, b)]
        kept_a, lost_a = _apart([q for q in others if halves[2] >= q.span.end], of_a, of_b)
        kept_b, lost_b = _apart([q for q in others if halves[2] <= q.span.start], of_b, of_a)
        alone = not (kept_a + kept_b or any(comparable(g, c) for g in rest))
        if not ((bad_a and bad_b) or (alone and ((bad_a + lost_a and bad_b + lost_b) or bad_a + bad_b + lost_a + lost_b >= _ENOUGH))):
            continue
        near = [words(ja[max(0, q.span.start - _NEAR) : q.span.start] + " " + ja[q.span.end : q.span.end + _NEAR]) for q in (a, b)]
        if not moved(own[0] - own[1], near[0], of_a, of_b)[0] + moved(own[1] - own[0], near[1], of_b, of_a)[0]:
            yield ja[a.span.start : b.span.end], en[first.span.start : second.span.end]
