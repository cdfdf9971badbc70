"""Which figure of a passage a figure of a sentence may be a slip for, and how near the two are."""

from __future__ import annotations

import math
import re

from align.text.quantity import Quantity, comparable
from align.text.quantity.compare import UNITED
from align.text.quantity.units import factor, same_dimension

#: Kinds of figures that can contradict; others are too loose.
_FIRM = frozenset({"money", "percent", "duration", "measure", "factor", "date", "time", "rank"})
#: Kinds that a figure of two digits and more, if it is the same, can hardly have by chance.
_OTHER_UNITS = frozenset({frozenset(("money", "percent")), frozenset(("money", "measure")), frozenset(("percent", "measure")), frozenset(("percent", "number"))})
#: An age is no measure of anything else.
_AGED = re.compile("[歳才]")
#: 5回目 is the fifth.
_NTH = re.compile("(?:回|番|件|度|年|社|人|期|本|作|カ月)目|代(?!に?わたって|に渡|続|以上)")
#: What makes a number of years an age.
_OLD, _AT_AGE = re.compile(r"[\s-]?(?:old\b|of age\b)"), re.compile(r"\b(?:age|aged|ages)\s(?:of\s)?(?:[a-z]+\s)?$", re.I)
#: No month has more days.
_LAST_DAY = 31
#: Years that are farther apart are no slip for each other, unless one digit is changed, or, up to the second, two have changed places.
_FAR_YEARS, _FARTHEST = 20, 200
#: A misprint changes a value by no more than this factor, unless only the power of ten is wrong.
_SIZE, _POWER = 20, 1e4
#: The value that the same thing has elsewhere differs by no more than this factor, or it is another thing.
_TENFOLD = 10
#: Values whose ratio is no more than this look alike.
_NEAR = 3.01
#: How near a rival is: of the same value in another currency or unit, or with one digit or two digits changed;
#: of about the same size; so too, but it may be chance; neither.
SLIP, ALIKE, LOOSE, OTHER = 3, 2, 1, 0


def value_ratio(q: Quantity, g: Quantity) -> float:
    """How many times the larger value is the smaller one, in the same unit if they can have one."""
    united = q.kind == g.kind and q.kind in UNITED and same_dimension(q.unit, g.unit)
    a, b = q.high, g.high * (factor(g.unit, q.unit) if united else 1.0)
    return max(a, b) / max(min(a, b), 1e-12)


def same_digits(ratio: float) -> bool:
    """Whether two values of this ratio have the same digits."""
    exponent = math.log10(ratio)
    return exponent > 0.5 and abs(exponent - round(exponent)) < 0.005


def digits(value: float) -> str:
    """The significant digits of a value."""
    return f"{value:.10g}".replace(".", "").strip("0")


def _parts_apart(q: Quantity, g: Quantity) -> int:
    """How many parts of two dates differ; a year that one leaves out doesn't."""
    return (q.year != g.year and bool(q.year and g.year)) + (q.month != g.month) + (q.day != g.day) + (q.part != g.part)


def nearness(q: Quantity, g: Quantity) -> int:
    """How much the two look like a slip for each other: :data:`SLIP`, :data:`ALIKE`, :data:`LOOSE` or :data:`OTHER`."""
    if q.kind == "date":
        a, b = str(q.year), str(g.year)
        apart = abs(q.year - g.year) if q.year and g.year else 0
        digit = len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1
        far = not digit and (apart > _FARTHEST or (apart > _FAR_YEARS and sorted(a) != sorted(b)))
        if _parts_apart(q, g) != 1 or far:
            return OTHER
        return SLIP if q.year and q.month and q.day else ALIKE
    if q.kind == "time" or q.kind == "rank":
        return ALIKE
    ratio = value_ratio(q, g)
    if q.low < q.high and g.low < g.high and (q.low == g.low or q.high == g.high):
        return SLIP
    if q.high == g.high and (q.unit != g.unit if q.kind == g.kind else frozenset((q.kind, g.kind)) in _OTHER_UNITS):
        return SLIP
    if not (float(q.high).is_integer() and float(g.high).is_integer()) and q.step == g.step < 1 and ratio <= _SIZE:
        shown = [f"{v:.{max(1, round(-math.log10(q.step)))}f}" for v in (q.high, g.high)]
        if len(shown[0]) == len(shown[1]) and sum(x != y for x, y in zip(*shown, strict=True)) == 1 and (q.step < 0.1 or q.kind != "number"):
            return SLIP
    a, b = digits(q.high), digits(g.high)
    if (len(a) >= 2 or q.kind == g.kind == "money") and same_digits(ratio):
        return SLIP
    changed = sum(x != y for x, y in zip(a, b, strict=False)) if len(a) == len(b) else 9
    if len(a) >= 3 and ratio <= _NEAR and (changed == 1 or sorted(a) == sorted(b)):
        return SLIP
    if len(a) == 2 and changed == 1 and ratio <= _NEAR and (q.kind == "money" or (q.kind == "number" and q.high >= 100)):
        return SLIP  # 3億7000万ドル and «$270 million»; 14 and 18 may be anything
    if q.kind in ("percent", "number") and not same_digits(ratio) and not (len(a) == len(b) == 2 and (changed == 1 or sorted(a) == sorted(b))) and not (q.high >= 1000 and ratio <= 1.3):
        return LOOSE if ratio <= _NEAR else OTHER  # of these a passage often has several
    return ALIKE if ratio <= _NEAR or same_digits(ratio) or sorted(a) == sorted(b) else OTHER


def other_value(q: Quantity, g: Quantity) -> bool:
    """Whether the two are of one kind, and of dates only one part differs: the same matter with quite another value."""
    if q.kind == g.kind == "date":
        return _parts_apart(q, g) == 1
    return q.kind == g.kind and value_ratio(q, g) <= _TENFOLD


def counted_of(q: Quantity, g: Quantity, passage: str) -> bool:
    """Whether one is a share of the same number as the other has things of so many: 14% and «14 of 212 employees»."""
    return q.kind == "percent" and g.kind == "number" and q.low == q.high == g.low == g.high >= 4 and bool(re.match(r"\s(?:out\s)?of\s(?:the\s)?\d", passage[g.span.end :]))


def same_count(sentence: str, q: Quantity, passage: str, g: Quantity) -> bool:
    """Whether a bare number and another figure count the same: 91歳 and «93 years old», 10日 and «30 days», 5回目 and «the sixth»."""
    if (q.kind, g.kind) == ("number", "ordinal"):
        return bool(_NTH.match(sentence, q.span.end))
    if (q.kind, g.kind) != ("number", "duration") or q.low != q.high or g.low != g.high:
        return False
    if sentence.startswith(("歳", "才"), q.span.end):
        return g.unit == "year" and bool(_OLD.match(passage, g.span.end) or _AT_AGE.search(passage[: g.span.start]))
    return g.unit == "day" and sentence.startswith("日", q.span.end)


def can_rival(q: Quantity, g: Quantity) -> bool:
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
    if frozenset((q.kind, g.kind)) in _OTHER_UNITS and "number" not in (q.kind, g.kind) and q.low == q.high == g.low == g.high and len(digits(q.high)) >= 2:
        return True  # 28ドル and «28 percent»
    cents = q.kind == g.kind == "money" and "cent" in g.text.lower() and abs(q.high - 100 * g.high) < 1e-9
    same = cents or comparable(q, g) or (q.kind == g.kind and q.kind in ("money", "measure") and q.high == g.high)
    # 1430キロ and «1,340-kilogram» can be rivals, 200 and «eleven minutes» not; nor can what is of another size.
    kinds = q.kind == g.kind or {q.kind, g.kind} in ({"number", "measure"}, {"rank", "ordinal"}, {"number", "duration"})
    if not same or not kinds or not g.high or (q.kind == "percent" and q.unit != g.unit):
        return False
    if q.kind == g.kind == "number" and float(q.high).is_integer() != float(g.high).is_integer() and value_ratio(q, g) > _SIZE:
        return False  # 1,090人 and «1.1 flares»
    if (q.kind, g.kind) == ("measure", "number") and g.step >= 1e4 and nearness(q, g) < SLIP:
        return False  # 2,410万キロワット and «18.4 million» of something else
    if {q.kind, g.kind} == {"number", "duration"} and nearness(q, g) < SLIP:
        return False  # ages: 33.8歳 and «30.8 years old»
    ratio = value_ratio(q, g) if comparable(q, g) else 1.0
    if q.kind == g.kind == "duration" and q.high == g.high and q.unit != g.unit:
        return True  # 74時間 and «74 minutes»
    counts = q.kind in _FIRM or g.high >= 4 or not float(g.high).is_integer() or (g.high >= 2 and ratio <= _NEAR)
    powers = _POWER if q.kind in ("money", "number") else 1e3
    return counts and (ratio <= _SIZE or (ratio <= 1.01 * powers and same_digits(ratio)))
