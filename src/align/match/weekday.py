"""A date for the day of the week that news gives: 6月10日 for «on Monday», in an article of Tuesday, 11 June."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from align.text.quantity import Quantity

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMED = re.compile(rf"\b(?:(?P<day>{'|'.join(_NAMES)})|(?P<today>today|this morning|this afternoon)|(?P<yesterday>yesterday)|(?P<tomorrow>tomorrow))\b", re.I)
#: A day of the week is one of the days so near.
_NEAR = 6


def on_that_day(q: Quantity, passage: str, dated: Sequence[Quantity]) -> bool:
    """Whether a passage names the day of a date by its day of the week.

    Args:
        dated: dates with day, month and year that its source may be of.
    """
    if q.kind != "date" or not (q.month and q.day):
        return False
    named = list(_NAMED.finditer(passage))
    for of in dated if named else ():
        try:
            published, day = date(of.year, of.month, of.day), date(q.year or of.year, q.month, q.day)
        except ValueError:
            continue
        off = (day - published).days
        if any(abs(off) <= _NEAR and _NAMES[day.weekday()] == m["day"].lower() if m["day"] else off == (0 if m["today"] else -1 if m["yesterday"] else 1) for m in named):
            return True
    return False
