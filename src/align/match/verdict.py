"""From the best passage to a verdict: does the source say so, in part, otherwise, or not at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from align.match.change import amount_of_change, same_change
from align.match.features import Features
from align.match.opposites import UNDONE, direction, en_direction
from align.match.pieces import as_year, lunar, old, other_calendar, whole
from align.match.rivals import (
    LOOSE,
    OTHER,
    SLIP,
    can_rival,
    counted_of,
    digits,
    nearness,
    other_value,
    same_count,
    same_digits,
    value_ratio,
)
from align.match.signals import renderings
from align.model.match import Verdict
from align.text.quantity import Quantity, agree, comparable, en_quantities
from align.text.tokens import en_tokens, ja_tokens

#: Behind a figure that the report has computed itself.
_COMPUTED = re.compile("[^、。0-9]{0,6}(?:計算|換算|割り出|算出|試算)")
#: What is below a limit isn't denied: 25歳に満たない.
_BELOW = re.compile("(?<=[0-9０-９歳才%割円人])にも?(?:満た|届か|達し)な(?:い|かった)")
#: From this probability on the passage speaks of what the sentence says.
PARTIAL = 0.35
#: From this probability on it says it.
SUPPORTED = 0.80
#: How much text around a figure is compared to see whether both speak of the same thing, in characters.
_JA_AROUND, _EN_AROUND = 18, 60
_SAME_CONTEXT = 0.34
#: What parts the cells of a row: they all speak of the same thing.
_ROW = " | "
#: The same where it is clear which figure is the rival; and where the passage is surely the one, though that figure looks like no slip.
_CLEAR = 0.08
_OTHERWISE = 0.15
_LESSENED = re.compile("(?:に|へ|まで)(?:減|削減|縮|抑|引き下げ|低減)")
_LAST_YEAR = re.compile(r"前年|昨年|[1一]年前|前期")
_UNTIL, _SINCE = re.compile("まで"), re.compile(r"\b(?:since|from|after)\s(?:[a-z]+\s)?$", re.I)
#: What makes an ordinal a place in a row.
_PLACED = re.compile(r"\b(?:c[ao]me|finish\w*|plac\w*|rank\w*|ended|was|were|is|are|in|with|as)\s(?:[a-z]+\s)?$", re.I)
_PLACE = re.compile(r"\s(?:place|rank|spot|position|in\b|on\b|at\b|with\b|behind|after|worldwide|overall)|[,.;]|$", re.I)
#: Decades and centuries, which have many years.
_ERAS = frozenset({"10y", "100y"})
#: What the last digit of «half» is worth.
_ROUGH = 10
#: From this probability on the passage is surely the right one: a rival that looks like a misprint needs no
#: context; one that is a misprint by all looks needs none from the other on.
_SURELY, _SURE, _LIKELY, FAIR = 0.97, 0.9, 0.8, 0.5


def _context_cover(sentence: str, q: Quantity, passage: str, g: Quantity) -> float:
    """Share of the words around a figure that the words around the other one render, 0 to 1."""
    around = sentence[max(0, q.span.start - _JA_AROUND) : q.span.start] + " " + sentence[q.span.end : q.span.end + _JA_AROUND]
    other = passage if _ROW in passage else passage[max(0, g.span.start - _EN_AROUND) : g.span.start] + " " + passage[g.span.end : g.span.end + _EN_AROUND]
    have = set(en_tokens(other))
    tokens = [t for t in ja_tokens(around) if renderings(t)]
    if not tokens:
        return 0.0
    return sum(min(1.0, 1.25 * sum(p for w, p, _ in renderings(t) if w in have)) for t in tokens) / len(tokens)


def conflicts(sentence: Features, passage: Features, lost: Sequence[Quantity], probability: float) -> list[tuple[Quantity, Quantity]]:
    """Figures of the sentence that the passage gives otherwise: same kind of thing, same context.

    A figure of the passage that another figure of the sentence agrees with is not taken for a rival.
    Where there is but one figure that can be meant, the passage surely speaks of the same thing, and
    the two look alike (a slip of a digit, a power of ten, another month), the context needn't show it.

    Args:
        lost: figures of the sentence that the source doesn't have.
        probability: that the passage speaks of what the sentence says, were it not for its figures.
    """
    # Spans of a joined passage are those of its parts: find the figures again in the whole text.
    given = en_quantities(passage.text) if lost else []
    found = []
    for q in lost:
        date, pieces = whole(q, sentence)
        free, spare = _free([as_year(g) for g in given] if old(date) else given, sentence, pieces)
        if before_last_year(sentence.text, q, given) or _COMPUTED.match(sentence.text, q.span.end):
            continue
        calendar = bool(q.month) and lunar([q, *pieces], sentence.text)
        rivals = [
            (g, nearness(date, g)) for g in [*free, *spare]
            if not (calendar and other_calendar(date, g))
            and (can_rival(date, g) or counted_of(q, g, passage.text) or same_count(sentence.text, q, passage.text, g)) and not _said_otherwise(sentence.text, q, passage.text, g)
        ]  # fmt: skip
        rivals = [r for r in rivals if r[0].kind == q.kind or r[1] == SLIP] or rivals
        top = max((n for _, n in rivals), default=OTHER)
        scored = sorted(
            ((_context_cover(sentence.text, q, passage.text, g), -i, g) for i, (g, n) in enumerate(rivals) if n == top), reverse=True, key=lambda s: s[:2]
        )
        if not scored:
            continue
        cover, _, g = scored[0]
        # The one rival, or one whose context fits twice as well as any other's.
        clear = (len(scored) == 1 or _one_range(passage.text, [s[2] for s in scored]) or cover >= 2 * scored[1][0] > 0) and sum(comparable(q, other) for other in lost) == 1
        small = q.kind == "ordinal" or (q.kind == "number" and q.high < 4 and float(q.high).is_integer())
        if not clear or probability < PARTIAL or g in spare:
            bound = _SAME_CONTEXT
        elif top == OTHER:
            bound = _OTHERWISE if probability >= _SURELY and not small and other_value(date, g) else _SAME_CONTEXT
        elif small:
            bound = _CLEAR if probability >= _LIKELY else 1.0
        elif g.kind == "percent" and g.step >= _ROUGH and not (g.text.lower().startswith("halv") and _LESSENED.match(sentence.text, q.span.end)):
            bound = _SAME_CONTEXT  # «half» is said of many things
        elif top == LOOSE:
            bound = _CLEAR
        elif probability >= (FAIR if top == SLIP else _SURE):
            bound = 0.0
        else:
            bound = _CLEAR
        if cover >= bound:
            found.append((q, g))
    return found


def before_last_year(sentence: str, q: Quantity, given: Sequence[Quantity]) -> bool:
    """Whether a date goes without saying: 2024年は前年を2割上回った, and «20% more than in 2023»."""
    return q.kind == "date" and bool(q.year and _LAST_YEAR.search(sentence)) and any(g.kind == "date" and g.year == q.year - 1 for g in given)


def _said_otherwise(sentence: str, q: Quantity, passage: str, g: Quantity) -> bool:
    """Whether two figures differ only in what they count: what is left and what went, all six and «five other», this year and
    前年."""
    if same_change(sentence, q, passage, g) or amount_of_change(sentence, q, passage, g) or (q.high == g.high + 1 and re.match(r"\s(?:other|others|more)\b", passage[g.span.end :])):
        return True
    if q.kind == g.kind == "percent" and abs(q.high + g.high - 100) < 1 and UNDONE.search(_BELOW.sub("", sentence[q.span.end :])):
        return True  # 9人のうち7人には届かなかった, and «reached only two of the nine»
    if direction(sentence, q) * en_direction(passage, g) < 0:
        return True  # 3割上がった, and «a quarter less» of something else
    if q.kind == g.kind == "date":
        if _UNTIL.match(sentence, q.span.end) and _SINCE.search(passage[: g.span.start]):
            return True  # an end and a beginning
        return 0 < q.year - g.year <= 1 and bool(_LAST_YEAR.search(sentence))
    # «the first medal» is no place in a race.
    return q.kind == "rank" and g.kind == "ordinal" and not (_PLACED.search(passage[: g.span.start]) or _PLACE.match(passage, g.span.end))


def _one_range(passage: str, rivals: Sequence[Quantity]) -> bool:
    """Whether rivals are the two ends of one statement: «between 2030 and 2031»."""
    ends = sorted((g.span.start, g.span.end) for g in rivals)
    return len(ends) == 2 and bool(re.fullmatch(r"\s?(?:and|or|to|[-–—])\s?", passage[ends[0][1] : ends[1][0]])) and bool(re.search(r"\b(?:between|from|in|either)\s$", passage[: ends[0][0]]))


def far(rivals: Sequence[tuple[Quantity, Quantity]]) -> bool:
    """Whether none of the conflicts looks like a slip, or there is none."""
    return all(nearness(q, g) == OTHER for q, g in rivals)


def slips(rivals: Sequence[tuple[Quantity, Quantity]]) -> bool:
    """Whether one of the conflicts is a slip by all looks."""
    return any(nearness(q, g) == SLIP for q, g in rivals)


def nearest(sentence: Features, q: Quantity, passage: Features) -> int:
    """How near the figure of the passage is that ``q`` most looks like a slip for, of those that the sentence has no
    other use for: :data:`SLIP`, :data:`ALIKE`, :data:`LOOSE` or :data:`OTHER`."""
    date, pieces = whole(q, sentence)
    free, _ = _free([as_year(g) for g in passage.quantities] if old(date) else passage.quantities, sentence, pieces)
    return max((nearness(date, g) for g in free if can_rival(date, g)), default=OTHER)


def _free(given: Sequence[Quantity], sentence: Features, pieces: Sequence[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """The figures of a passage that no figure of the sentence agrees with, other than the pieces of the same date; and those that fewer figures
    of the sentence agree with than the passage has of them."""
    ours = [o for o in sentence.quantities if o not in pieces]
    known = Counter(map(_value, given))
    agreeing = [(g, sum(agree(o, g) and not (o.part in _ERAS and not g.part) for o in ours)) for g in given]
    return [g for g, n in agreeing if not n], [g for g, n in agreeing if 0 < n < known[_value(g)]]


def _value(g: Quantity) -> tuple[object, ...]:
    return g.kind, g.low, g.high, g.unit, g.year, g.month, g.day, g.part


def fits(sentence: str, q: Quantity, passage: str) -> float:
    """How well the context of a figure of the sentence fits that of the figure of the passage that agrees with it, 0 to 1."""
    return max((_context_cover(sentence, q, passage, g) for g in en_quantities(passage) if agree(q, g)), default=0.0)


def surely(rivals: Sequence[tuple[Quantity, Quantity]]) -> bool:
    """Whether one of the conflicts is hardly chance: of two dates, each with its day, that differ in the month or the year alone, or of
    values with the same three digits or more in another place."""
    days = any(q.kind == "date" and q.day and q.day == g.day and nearness(q, g) == SLIP for q, g in rivals)
    return days or any(q.kind != "date" and len(digits(q.high)) >= 3 and digits(q.high) == digits(g.high) and same_digits(value_ratio(q, g)) for q, g in rivals)


def judge(probability: float, lost: bool, contradicting: bool, *, surely: bool = False) -> Verdict:
    """The verdict for a passage of this probability; ``lost`` says that figures of the sentence are missing, ``surely`` that the
    contradiction is hardly chance."""
    if probability < PARTIAL:
        return Verdict.UNSUPPORTED
    if contradicting and (surely or probability >= FAIR):
        return Verdict.CONTRADICTED
    if probability < SUPPORTED or lost:
        return Verdict.PARTIAL
    return Verdict.SUPPORTED
