"""Times of day by the clock: 16時40分, «at 3:25», which may be in the morning or in the afternoon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.model.document import Span
from align.text.quantity.model import Quantity, spot

#: The unit of a time of which it isn't said whether it is before noon.
EITHER = "12h"
#: So many minutes later the clock shows the same.
_HALF_A_DAY = 720
_NOON = {"午前": 0, "午後": 12}
_CLOCK = re.compile(r"(?<![\d:.])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:]|\s?[ap]\.?m\b)|(?<!\d)(?P<h>[01]?\d|2[0-4])時(?:(?P<m>[0-5]?\d)分|(?P<half>半))", re.I)


def clocks(text: str) -> Iterator[Quantity]:
    """The times of a text in either language that are given in hours and minutes, without a word for morning or afternoon."""
    for m in spot(_CLOCK, text, text, ":", "時"):
        half = text[max(0, m.start() - 2) : m.start()]
        hour, minute = int(m["hour"] or m["h"]), 30 if m["half"] else int(m["minute"] or m["m"])
        if half in _NOON and hour <= 12:
            hour = hour % 12 + _NOON[half]
        sure = half in _NOON or hour > 12 or hour == 0 or (m["hour"] or m["h"]).startswith("0")
        yield Quantity("time", Span(m.start(), m.end()), m[0], 60 * hour + minute, 60 * hour + minute, "" if sure else EITHER)


def same_time(a: Quantity, b: Quantity) -> bool:
    """Whether two times of day can be the same."""
    apart = abs(a.low - b.low)
    return apart == 0 or (EITHER in (a.unit, b.unit) and apart % _HALF_A_DAY == 0)
