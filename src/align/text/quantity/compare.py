"""Whether two figures say the same."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from align.text.quantity.clock import same_time
from align.text.quantity.model import ABOUT, LEAST, MOST, NEARLY, OVER, UNDER, Quantity
from align.text.quantity.quarters import FISCAL, ends
from align.text.quantity.units import factor, same_dimension

#: Kinds that are the same kind of thing when the words around them differ (5件 = five).
_LOOSE = {"number", "ordinal", "rank", "label", "factor"}
#: Kinds whose units can be turned into others.
UNITED = {"duration", "measure"}
#: What a figure of an age ends in.
_AGE = re.compile("[歳才]")
#: Degrees without a scale may be Fahrenheit's: 44度 and «111.2 degrees», as far as a rounded degree reaches.
_FAHRENHEIT = 0.9
#: What is no decimal number is rough: 約4分の3, «about a third», 約3割.
_ROUGH = re.compile("[分割]|^[^0-9０-９]*$")
#: A year of three digits and more.
_OLDEST = 100
#: Decades and centuries, in years.
_ERAS = {"10y": 10, "100y": 100}


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether the two measure the same kind of thing: both dollars, both lengths of time …"""
    if a.kind == b.kind:
        if a.kind == "time":
            return True
        if a.kind == "percent":
            return a.unit == b.unit or "point" in (a.unit, b.unit)
        return a.unit == b.unit or (a.kind in UNITED and same_dimension(a.unit, b.unit))
    # Japanese counters leave a bare number where English has a unit: 30日後 and «30 days», 1340キロ and «1,340-kilogram».
    return (a.kind in _LOOSE and b.kind in _LOOSE | UNITED) or (b.kind in _LOOSE and a.kind in UNITED)


def _digit(x: float) -> float:
    """What the digit of a value of one significant digit is worth: 100 for 200; 0 for 214."""
    if not x:
        return 0.0
    place = 10.0 ** math.floor(math.log10(abs(x)) + 1e-9)
    return place if abs(x / place - round(x / place)) < 1e-6 else 0.0


def _qualified(x: float, y: float, step: float, qualifier: str) -> bool:
    """Whether ``y`` can be what a text means by *about*, *over* or *nearly* ``x``."""
    size, off = abs(x), y - x
    if qualifier == ABOUT:
        return abs(off) <= max(0.05 * size, min(0.5 * step, 0.12 * size))
    if qualifier == MOST:
        return x <= y <= 100
    if qualifier == LEAST:
        return 0 < y <= x
    reach = max(0.1 * size, 0.5 * _digit(x), 0.5 * min(step, 0.2 * size))
    if qualifier == OVER:
        return -0.01 * size <= off <= reach
    return qualifier in (UNDER, NEARLY) and -reach <= off <= 0.01 * size


def within(a: float, b: float, a_step: float, b_step: float, qualifiers: tuple[str, str]) -> bool:
    """Whether two values can be the same: within the rounding of the coarser one, or within what a qualifier allows.

    Args:
        a_step, b_step: what the last digit of each is worth.
    """
    if a == b:
        return True
    largest = max(abs(a), abs(b))
    near = abs(a - b) <= 0.5 * min(max(a_step, b_step), 0.1 * largest) + 1e-9 * max(largest, 1)
    if not any(qualifiers):
        return near
    # «over 30%» isn't 28.6, however it may be rounded, and «nearly 30%» isn't 31.
    sides = {qualifiers[0]: b - a} | ({qualifiers[1]: a - b} if qualifiers[1] else {})
    beyond = any((off < 0 and q in (OVER, MOST)) or (off > 0 and q in (UNDER, NEARLY, LEAST)) for q, off in sides.items())
    if near and not beyond:
        return True
    return _qualified(a, b, a_step, qualifiers[0]) or _qualified(b, a, b_step, qualifiers[1])


def _last(x: float) -> float:
    """What the last digit of a whole number that isn't 0 is worth: 1,000 for 12,000; 0 for other values."""
    if not x or x % 1:
        return 0.0
    digits = f"{abs(x):.0f}"
    return float(10 ** (len(digits) - len(digits.rstrip("0"))))


def _both(a: Quantity, b: Quantity) -> bool:
    """Whether the first of two values in the same unit that are qualified alike can render the second: 約535 isn't «about 545», 1,300以上 not
    «more than 1,000», and 約420 more than «about 400» says."""

    def near(x: float, y: float) -> bool:
        size = max(abs(x), abs(y))
        return abs(x - y) <= min(0.5 * max(a.step, _last(x)), (0.12 if a.qualifier == ABOUT else 0.05) * size) + 1e-9 * max(size, 1)

    return near(a.low, b.low) and near(a.high, b.high)


def _same_date(a: Quantity, b: Quantity) -> bool:
    """Whether two dates can be the same."""
    for era, date in ((a, b), (b, a)):
        if era.part in _ERAS and not date.part and date.year:
            return era.year <= date.year < era.year + _ERAS[era.part]
    for span, month in ((a, b), (b, a)):
        # 2024年度 ends in March 2025.
        if "年度" in span.text and month.month == 3 and month.year == span.year + 1:
            return True
        if span.part == "10y" and month.part == "100y" and span.year % 100 == 0 and span.year == month.year:
            return True  # 1100年代 and «the 12th century»
        if span.unit == "months" and month.part and month.unit != "months" and month.part == FISCAL.get(span.part):
            return not (span.year and month.year) or abs(span.year - month.year) <= 1
    shared = [(x, y) for x, y in ((a.year, b.year), (a.month, b.month), (a.day, b.day)) if x and y]
    if any(x != y for x, y in shared) or (a.part and b.part and a.part != b.part):
        return False
    if a.part and b.part:
        return True
    coarse = min((a, b), key=lambda q: bool(q.year) + bool(q.month) + bool(q.day) + bool(q.part))
    if coarse.part:
        return False
    return bool(shared) and len(shared) == bool(coarse.year) + bool(coarse.month) + bool(coarse.day)


def _same_day(a: Quantity, b: Quantity) -> bool:
    """Whether a day of an unnamed month, or a year, is another kind of figure: 30日 and «on the 30th», 7日から5日に and «from seven days»."""
    day, other = (a, b) if a.kind == "date" else (b, a)
    if other.kind in ("number", "label") and other.low == day.year and other.text.split()[-1].isdigit():
        return not (day.month or day.day or day.part)  # Smith (2021)
    if other.kind == "duration" and other.unit == "year" and other.low == other.high == day.year >= _OLDEST:
        return not day.part  # 701年 may be a year, and a length of time
    if not day.day or day.month or not day.day == other.low == other.high:
        return False
    return other.kind == "ordinal" or (other.kind == "duration" and other.unit == "day")


def agree(a: Quantity, b: Quantity) -> bool:
    """Whether the two can be the same value.

    Values agree when they differ by no more than the rounding of the coarser one; where a text says
    *about*, by 5% or half of the last digit; *over* and *nearly* reach up and down by 10%, or by half of
    the only digit. Where both say it, they agree as far as their last digits are worth. Dates agree when no part that both give differs, and they share the finest part of
    one of them.
    """
    if a.kind != b.kind:
        if a.kind == "date" or b.kind == "date":
            return _same_day(a, b)
        if a.kind == "age" or b.kind == "age":  # 20代 and «aged 20 to 29»
            return {a.kind, b.kind} <= {"age", "number", "duration"} and (a.low, a.high) == (b.low, b.high)
        if {a.kind, b.kind} == {"number", "percent"}:  # 勝ち点60 and «60 points»
            points = a if a.kind == "percent" else b
            return points.unit == "point" and re.search(r"percent|%|ポイント", points.text) is None and (a.low, a.high) == (b.low, b.high)
    elif a.kind == "date":
        return _same_date(a, b)
    elif a.kind == "time":
        return same_time(a, b)
    if not comparable(a, b):
        return False
    times, slack = 1.0, 0.0
    if a.kind == b.kind and a.kind in UNITED and a.unit != b.unit:
        times = factor(b.unit, a.unit)
        # A month has no whole number of weeks or days.
        slack = 0.02 if "month" not in (a.unit, b.unit) or {"year", "decade"} & {a.unit, b.unit} else 0.085
    low, high, step = b.low * times, b.high * times, b.step * times
    if slack and abs(a.low - low) <= slack * a.low and abs(a.high - high) <= slack * a.high:
        return True
    # Ages have bounds, and 65歳未満 is not 61.
    bounds = a.qualifier in (OVER, UNDER), b.qualifier in (OVER, UNDER)
    age = any(bounds) and bool(_AGE.search(a.text) or _AGE.search(b.text))
    qualifiers = "" if age and bounds[0] else a.qualifier, "" if age and bounds[1] else b.qualifier
    if a.low == a.high and low < high and a.qualifier in (UNDER, OVER):  # 最大15% and «10 to 15 percent»
        end = high if a.qualifier == UNDER else low
        return within(a.low, end, a.step, step, ("", ""))
    if a.qualifier == ABOUT and a.low == a.high and low <= a.low <= high < 2 * low:
        return True  # 1カ月前後 and «25 to 40 days»
    if a.qualifier == b.qualifier != "" and times == 1.0 and not (_ROUGH.search(a.text) or _ROUGH.search(b.text)):
        return _both(a, b)
    if within(a.low, low, a.step, step, qualifiers) and within(a.high, high, a.step, step, qualifiers):
        return True
    return a.unit == b.unit == "degree" and a.low == a.high and any(abs(f - (1.8 * c + 32)) <= _FAHRENHEIT for c, f in ((a.low, low), (low, a.low)))


def renders(a: Quantity, b: Quantity) -> bool:
    """Whether ``b`` can stand for ``a`` in a translation: the two agree, nothing is rounded, and no part of a date is left out."""
    if not agree(a, b):
        return False
    if a.kind == b.kind == "date":
        return bool(b.year or not a.year) and bool(b.month or b.part or not a.month) and bool(b.day or not a.day) and bool(b.part or not a.part)
    if a.kind != b.kind or a.unit != b.unit:
        return True
    near = 0.5 * min(a.step, b.step) + 1e-9 * abs(a.low)
    return abs(a.low - b.low) <= near and abs(a.high - b.high) <= near


def _apart(q: Quantity, g: Quantity) -> bool:
    """Whether two dates have the same part with another value."""
    return any(x and y and x != y for x, y in ((q.year, g.year), (q.month, g.month), (q.day, g.day)))


def _other_day(q: Quantity, given: Sequence[Quantity], wanted: Sequence[Quantity]) -> bool:
    """Whether a date is given without its day only, and another day of the same month that none of ``wanted`` has: 6月28日, where «in June»
    stands, and «June 22»."""
    if any(g.day and agree(q, g) for g in given):
        return False
    days = [g for g in given if g.kind == "date" and g.day and g.month == q.month and g.day != q.day and not (g.year and q.year and g.year != q.year)]
    return any(not any(agree(o, g) for o in wanted if o.day) for g in days)


def missing(wanted: Iterable[Quantity], given: Sequence[Quantity], same: Callable[[Quantity, Quantity], bool] = agree) -> list[Quantity]:
    """Those of ``wanted`` that no figure of ``given`` agrees with.

    A date may be spread over several figures («in October … of 2025») as long as each part is there.

    Args:
        same: what it takes to agree; :func:`renders` between a sentence and its translation.
    """
    lost = []
    wanted = list(wanted)
    for q in wanted:
        if any(same(q, g) for g in given) and not (q.day and q.month and _other_day(q, given, wanted)):
            continue
        if q.low < q.high and all(any(same(replace(q, low=v, high=v), g) for g in given) for v in (q.low, q.high)):
            continue  # both ends of the range stand by themselves
        if q.unit == "months":
            first, last = ends(q.part)
            dates = [g for g in given if g.kind == "date"]
            if {first, last} <= {g.month for g in dates} and (not q.year or q.year in {g.year for g in dates} or not any(g.year for g in dates)):
                continue
        if q.kind == "date" and not q.part:
            dates = [g for g in given if g.kind == "date" and not _apart(q, g)]
            parts = [(q.year, {g.year for g in dates}), (q.month, {g.month for g in dates}), (q.day, {g.day for g in dates})]
            if all(not x or x in have for x, have in parts):
                continue
        lost.append(q)
    return lost
