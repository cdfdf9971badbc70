"""From the best passage to a verdict: does the source say so, in part, otherwise, or not at all."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from align.match.change import amount_of_change, same_change
from align.match.features import Features
from align.match.opposites import UNDONE, direction, en_direction
from align.match.pieces import lunar, whole
from align.match.signals import renderings
from align.model.match import Verdict
from align.text.quantity import Quantity, agree, comparable, en_quantities
from align.text.quantity.compare import UNITED
from align.text.quantity.units import factor, same_dimension
from align.text.tokens import en_tokens, ja_tokens

#: Behind a figure that the report has computed itself.
_COMPUTED = re.compile("[^、。0-9]{0,6}(?:計算|換算|割り出|算出|試算)")
#: What is below a limit isn't denied: 25歳に満たない.
_BELOW = re.compile("(?<=[0-9０-９歳才%割円人])にも?(?:満た|届か|達し)な(?:い|かった)")
#: From this probability on the passage speaks of what the sentence says.
PARTIAL = 0.35
#: From this probability on it says it.
SUPPORTED = 0.80
#: Kinds of figures that can contradict; others are too loose.
_FIRM = frozenset({"money", "percent", "duration", "measure", "factor", "date", "time", "rank"})
#: Kinds that a figure of two digits and more, if it is the same, can hardly have by chance.
_OTHER_UNITS = frozenset({frozenset(("money", "percent")), frozenset(("money", "measure")), frozenset(("percent", "measure")), frozenset(("percent", "number"))})
#: How much text around a figure is compared to see whether both speak of the same thing, in characters.
_JA_AROUND, _EN_AROUND = 18, 60
_SAME_CONTEXT = 0.34
#: The same where it is clear which figure is the rival, and where that one looks like no slip.
_OTHERWISE = 0.15
_CLEAR = 0.08
_LESSENED = re.compile("(?:に|へ|まで)(?:減|削減|縮|抑|引き下げ|低減)")
_LAST_YEAR = re.compile(r"前年|昨年|[1一]年前|前期")
_UNTIL, _SINCE = re.compile("まで"), re.compile(r"\b(?:since|from|after)\s(?:[a-z]+\s)?$", re.I)
#: An age is no measure of anything else.
_AGED = re.compile("[歳才]")
_NTH = re.compile("(?:回|番|件|度|年|社|人|期|本|作|カ月)目")
_OLD, _AT_AGE = re.compile(r"[\s-]?(?:old\b|of age\b)"), re.compile(r"\b(?:age|aged|ages)\s(?:of\s)?(?:[a-z]+\s)?$", re.I)
#: No month has more days.
_LAST_DAY = 31
#: What makes an ordinal a place in a row.
_PLACED = re.compile(r"\b(?:c[ao]me|finish\w*|plac\w*|rank\w*|ended|was|were|is|are|in|with|as)\s(?:[a-z]+\s)?$", re.I)
_PLACE = re.compile(r"\s(?:place|rank|spot|position|in\b|on\b|at\b|with\b|behind|after|worldwide|overall)|[,.;]|$", re.I)
#: Years that are farther apart, and differ in more than one digit, are no slip for each other.
_FAR_YEARS = 20
#: What the last digit of «half» is worth.
_ROUGH = 10
#: From this probability on the passage is surely the right one: a rival that looks like a misprint needs no
#: context; one that is a misprint by all looks needs none from the other on.
_SURELY, _SURE, _LIKELY, FAIR = 0.97, 0.9, 0.8, 0.5
#: A misprint changes a value by no more than this factor, unless only the power of ten is wrong.
_SIZE, _POWER = 20, 1e4
_TENFOLD = 10
#: Values whose ratio is no more than this look alike.
_NEAR = 3.01
#: How near a rival is: of the same value in another currency or unit, or with one digit or two digits changed;
#: of about the same size; so too, but it may be chance; neither.
SLIP, ALIKE, LOOSE, OTHER = 3, 2, 1, 0


def _context_cover(sentence: str, q: Quantity, passage: str, g: Quantity) -> float:
    """Share of the words around a figure that the words around the other one render, 0 to 1."""
    around = sentence[max(0, q.span.start - _JA_AROUND) : q.span.start] + " " + sentence[q.span.end : q.span.end + _JA_AROUND]
    other = passage[max(0, g.span.start - _EN_AROUND) : g.span.start] + " " + passage[g.span.end : g.span.end + _EN_AROUND]
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
        free = _free(given, sentence, pieces)
        if before_last_year(sentence.text, q, given) or _COMPUTED.match(sentence.text, q.span.end) or (q.month and lunar([q], sentence.text)):
            continue
        rivals = [
            (g, _nearness(date, g)) for g in free
            if (_rivals(date, g) or _counted_of(q, g, passage.text) or _same_count(sentence.text, q, passage.text, g)) and not _said_otherwise(sentence.text, q, passage.text, g)
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
        if not clear or probability < PARTIAL:
            bound = _SAME_CONTEXT
        elif top == OTHER:
            bound = _OTHERWISE if probability >= _SURELY and _other_value(date, g) else _SAME_CONTEXT
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
    return all(_nearness(q, g) == OTHER for q, g in rivals)


def slips(rivals: Sequence[tuple[Quantity, Quantity]]) -> bool:
    """Whether one of the conflicts is a slip by all looks."""
    return any(_nearness(q, g) == SLIP for q, g in rivals)


def nearest(sentence: Features, q: Quantity, passage: Features) -> int:
    """How near the figure of the passage is that ``q`` most looks like a slip for, of those that the sentence has no
    other use for: :data:`SLIP`, :data:`ALIKE`, :data:`LOOSE` or :data:`OTHER`."""
    date, pieces = whole(q, sentence)
    return max((_nearness(date, g) for g in _free(passage.quantities, sentence, pieces) if _rivals(date, g)), default=OTHER)


def _free(given: Sequence[Quantity], sentence: Features, pieces: Sequence[Quantity]) -> list[Quantity]:
    """The figures of a passage that no figure of the sentence agrees with, other than the pieces of the same date."""
    return [g for g in given if not any(agree(o, g) for o in sentence.quantities if o not in pieces)]


def fits(sentence: str, q: Quantity, passage: str) -> float:
    """How well the context of a figure of the sentence fits that of the figure of the passage that agrees with it, 0 to 1."""
    return max((_context_cover(sentence, q, passage, g) for g in en_quantities(passage) if agree(q, g)), default=0.0)


def _ratio(q: Quantity, g: Quantity) -> float:
    """How many times the larger value is the smaller one, in the same unit if they can have one."""
    united = q.kind == g.kind and q.kind in UNITED and same_dimension(q.unit, g.unit)
    a, b = q.high, g.high * (factor(g.unit, q.unit) if united else 1.0)
    return max(a, b) / max(min(a, b), 1e-12)


def _power(ratio: float) -> bool:
    """Whether two values of this ratio have the same digits."""
    exponent = math.log10(ratio)
    return exponent > 0.5 and abs(exponent - round(exponent)) < 0.005


def _digits(value: float) -> str:
    """The significant digits of a value."""
    return f"{value:.10g}".replace(".", "").strip("0")


def _nearness(q: Quantity, g: Quantity) -> int:
    """How much the two look like a slip for each other: :data:`SLIP`, :data:`ALIKE`, :data:`LOOSE` or :data:`OTHER`."""
    if q.kind == "date":
        differ = (q.year != g.year and bool(q.year and g.year)) + (q.month != g.month) + (q.day != g.day) + (q.part != g.part)
        a, b = str(q.year), str(g.year)
        far = abs(q.year - g.year) > _FAR_YEARS and sum(x != y for x, y in zip(a, b, strict=False)) > 1 and sorted(a) != sorted(b)
        if differ != 1 or far or abs(q.year - g.year) > 200:
            return OTHER
        return SLIP if q.year and q.month and q.day else ALIKE
    if q.kind == "time" or q.kind == "rank":
        return ALIKE
    ratio = _ratio(q, g)
    if q.low < q.high and g.low < g.high and (q.low == g.low or q.high == g.high):
        return SLIP
    if q.high == g.high and (q.unit != g.unit if q.kind == g.kind else frozenset((q.kind, g.kind)) in _OTHER_UNITS):
        return SLIP
    if not (float(q.high).is_integer() and float(g.high).is_integer()) and q.step == g.step < 1 and ratio <= _SIZE:
        shown = [f"{v:.{max(1, round(-math.log10(q.step)))}f}" for v in (q.high, g.high)]
        if len(shown[0]) == len(shown[1]) and sum(x != y for x, y in zip(*shown, strict=True)) == 1 and (q.step < 0.1 or q.kind != "number"):
            return SLIP
    a, b = _digits(q.high), _digits(g.high)
    if (len(a) >= 2 or q.kind == g.kind == "money") and _power(ratio):
        return SLIP
    changed = sum(x != y for x, y in zip(a, b, strict=False)) if len(a) == len(b) else 9
    if len(a) >= 3 and ratio <= _NEAR and (changed == 1 or sorted(a) == sorted(b)):
        return SLIP
    if len(a) == 2 and changed == 1 and ratio <= _NEAR and (q.kind == "money" or (q.kind == "number" and q.high >= 100)):
        return SLIP  # 3億7000万ドル and «$270 million»; 14 and 18 may be anything
    if q.kind in ("percent", "number") and not _power(ratio) and not (len(a) == len(b) == 2 and (changed == 1 or sorted(a) == sorted(b))) and not (q.high >= 1000 and ratio <= 1.3):
        return LOOSE if ratio <= _NEAR else OTHER  # of these a passage often has several
    return ALIKE if ratio <= _NEAR or _power(ratio) or sorted(a) == sorted(b) else OTHER


def _other_value(q: Quantity, g: Quantity) -> bool:
    """Whether the two are of one kind, and of dates only one part differs: the same matter with quite another value."""
    if q.kind == g.kind == "date":
        return (q.year != g.year and bool(q.year and g.year)) + (q.month != g.month) + (q.day != g.day) == 1
    return q.kind == g.kind and _ratio(q, g) <= _TENFOLD


def _counted_of(q: Quantity, g: Quantity, passage: str) -> bool:
    """Whether one is a share of the same number as the other has things of so many: 14% and «14 of 212 employees»."""
    return q.kind == "percent" and g.kind == "number" and q.low == q.high == g.low == g.high >= 4 and bool(re.match(r"\s(?:out\s)?of\s(?:the\s)?\d", passage[g.span.end :]))


def _same_count(sentence: str, q: Quantity, passage: str, g: Quantity) -> bool:
    """Whether a bare number and another figure count the same: 91歳 and «93 years old», 10日 and «30 days», 5回目 and «the sixth»."""
    if (q.kind, g.kind) == ("number", "ordinal"):
        return bool(_NTH.match(sentence, q.span.end))
    if (q.kind, g.kind) != ("number", "duration") or q.low != q.high or g.low != g.high:
        return False
    if sentence.startswith(("歳", "才"), q.span.end):
        return g.unit == "year" and bool(_OLD.match(passage, g.span.end) or _AT_AGE.search(passage[: g.span.start]))
    return g.unit == "day" and sentence.startswith("日", q.span.end)


def _rivals(q: Quantity, g: Quantity) -> bool:
    """Whether the two can be values of the same thing."""
    if q.kind == "date" and g.kind == "date":
        if (q.unit == "months") != (g.unit == "months") and q.part != g.part:
            return False  # the quarters of a company's year may be any
        if q.month and q.day and g.month and g.day:
            return True  # 6月9日, and «June 7, 2024»
        # Two dates contradict when they are equally precise and differ; «2025» and «October» don't.
        return bool(q.year) == bool(g.year) and bool(q.month) == bool(g.month) and bool(q.part) == bool(g.part)
    if q.lone_day and g.kind == "ordinal":
        return 1 < g.low <= _LAST_DAY  # 14日, and «on the 16th»
    if q.kind == g.kind == "ordinal":
        return g.low > 1
    if q.kind not in _FIRM | {"number"} or (_AGED.search(q.text) and g.kind in ("measure", "money", "percent")):
        return False
    if frozenset((q.kind, g.kind)) in _OTHER_UNITS and "number" not in (q.kind, g.kind) and q.low == q.high == g.low == g.high and len(_digits(q.high)) >= 2:
        return True  # 28ドル and «28 percent»
    cents = q.kind == g.kind == "money" and "cent" in g.text.lower() and abs(q.high - 100 * g.high) < 1e-9
    same = cents or comparable(q, g) or (q.kind == g.kind and q.kind in ("money", "measure") and q.high == g.high)
    # 1430キロ and «1,340-kilogram» can be rivals, 200 and «eleven minutes» not; nor can what is of another size.
    kinds = q.kind == g.kind or {q.kind, g.kind} in ({"number", "measure"}, {"rank", "ordinal"}, {"number", "duration"})
    if not same or not kinds or not g.high or (q.kind == "percent" and q.unit != g.unit):
        return False
    if q.kind == g.kind == "number" and float(q.high).is_integer() != float(g.high).is_integer() and _ratio(q, g) > _SIZE:
        return False  # 1,090人 and «1.1 flares»
    if (q.kind, g.kind) == ("measure", "number") and g.step >= 1e4 and _nearness(q, g) < SLIP:
        return False  # 2,410万キロワット and «18.4 million» of something else
    if {q.kind, g.kind} == {"number", "duration"} and _nearness(q, g) < SLIP:
        return False  # ages: 33.8歳 and «30.8 years old»
    ratio = _ratio(q, g) if comparable(q, g) else 1.0
    if q.kind == g.kind == "duration" and q.high == g.high and q.unit != g.unit:
        return True  # 74時間 and «74 minutes»
    counts = q.kind in _FIRM or g.high >= 4 or not float(g.high).is_integer() or (g.high >= 2 and ratio <= _NEAR)
    powers = _POWER if q.kind in ("money", "number") else 1e3
    return counts and (ratio <= _SIZE or (ratio <= 1.01 * powers and _power(ratio)))


def surely(rivals: Sequence[tuple[Quantity, Quantity]]) -> bool:
    """Whether one of the conflicts is hardly chance: of two dates, each with its day, that differ in the month or the year alone, or of
    values with the same three digits or more in another place."""
    days = any(q.kind == "date" and q.day and q.day == g.day and _nearness(q, g) == SLIP for q, g in rivals)
    return days or any(q.kind != "date" and len(_digits(q.high)) >= 3 and _digits(q.high) == _digits(g.high) and _power(_ratio(q, g)) for q, g in rivals)


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
