"""Whether two figures say the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from align.text.quantity.model import ABOUT, OVER, UNDER, Quantity

#: Kinds that are the same kind of thing when the words around them differ (5件 = five).
_LOOSE = {"number", "ordinal", "label", "factor"}
_UNITS = {"duration", "measure"}


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether the two measure the same kind of thing: both dollars, both months …"""
    if a.kind == b.kind:
        if a.kind == "percent":
            return a.unit == b.unit or "point" in (a.unit, b.unit)
        return a.unit == b.unit
    # Japanese counters leave a bare number where English has a unit: 30日後 and «30 days», 1340キロ and «1,340-kilogram».
    return (a.kind in _LOOSE and b.kind in _LOOSE | _UNITS) or (b.kind in _LOOSE and a.kind in _UNITS)


def _within(a: float, b: float, step: float, qualifiers: set[str]) -> bool:
    if abs(a - b) <= 0.5 * min(step, 0.1 * max(abs(a), abs(b))) + 1e-9 * max(abs(a), abs(b), 1):
        return True
    if ABOUT in qualifiers and abs(a - b) <= 0.05 * max(abs(a), abs(b)):
        return True
    return bool(qualifiers & {OVER, UNDER}) and abs(a - b) <= 0.1 * max(abs(a), abs(b))


def agree(a: Quantity, b: Quantity) -> bool:
    """Whether the two can be the same value.

    Values agree when they differ by no more than the rounding of the coarser one; where a text says
    *about*, by 5%; *over* or *under*, by 10%. Dates agree when no part that both give differs, and
    they share the finest part of one of them.
    """
    if a.kind == "date" and b.kind == "date":
        shared = [(x, y) for x, y in ((a.year, b.year), (a.month, b.month), (a.day, b.day)) if x and y]
        if any(x != y for x, y in shared) or (a.part and b.part and a.part != b.part):
            return False
        if a.part and b.part:
            return True
        coarse = min((a, b), key=lambda q: bool(q.year) + bool(q.month) + bool(q.day) + bool(q.part))
        if coarse.part:
            return False
        return bool(shared) and len(shared) == bool(coarse.year) + bool(coarse.month) + bool(coarse.day)
    if not comparable(a, b):
        # 1年 and "12 months" are the same length of time, 50% and "half" the same share.
        if a.kind == b.kind == "duration":
            days = {"year": 365.0, "month": 365 / 12, "week": 7.0, "day": 1.0, "hour": 1 / 24}
            if a.unit in days and b.unit in days:
                return abs(a.low * days[a.unit] - b.low * days[b.unit]) <= 0.02 * a.low * days[a.unit]
        return False
    step = max(a.step, b.step)
    qualifiers = {a.qualifier, b.qualifier}
    return _within(a.low, b.low, step, qualifiers) and _within(a.high, b.high, step, qualifiers)


def missing(wanted: Iterable[Quantity], given: Sequence[Quantity]) -> list[Quantity]:
    """Those of ``wanted`` that no figure of ``given`` agrees with.

    A date may be spread over several figures («in October … of 2025») as long as each part is there.
    """
    lost = []
    for q in wanted:
        if any(agree(q, g) for g in given):
            continue
        if q.low < q.high and all(any(agree(replace(q, low=v, high=v), g) for g in given) for v in (q.low, q.high)):
            continue  # both ends of the range stand by themselves
        if q.kind == "date" and not q.part:
            dates = [g for g in given if g.kind == "date"]
            parts = [(q.year, {g.year for g in dates}), (q.month, {g.month for g in dates}), (q.day, {g.day for g in dates})]
            if all(not x or x in have for x, have in parts):
                continue
        lost.append(q)
    return lost
