"""What a figure in a text is worth, whatever it is written like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from align.model.document import Span

#: Qualifiers of a value.
EXACT, ABOUT, OVER, UNDER, NEARLY, MOST, LEAST = "", "about", "over", "under", "nearly", "most", "least"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, sum, share, date or duration.

    Attributes:
        kind: ``number``, ``percent``, ``money``, ``duration``, ``factor``, ``measure``, ``date``,
            ``time`` (of day, in minutes), ``age`` (by decade), ``ordinal``, ``rank`` (the second largest, the fourth in a row)
            or ``label`` (a number that belongs to a Latin name: ``Gemini 3``).
        low, high: the value, or both ends of a range; 0 for dates.
        unit: currency code (``KR`` for the crowns of any country, ``PESO`` likewise), unit of time or measure, ``point`` for percentage points, ``part`` of what is one of several parts of a whole («the poorest fifth»), ``12h`` of a time that may be in the morning or the afternoon, ``months`` of a quarter that is given by its
            months, or empty.
        step: what the last digit given is worth: 1e8 for 78億.
        qualifier: ``about``, ``over``, ``under`` (at most), ``nearly`` (somewhat less than), ``most`` (that or anything above, of a whole), ``least`` (that or anything below) or empty.
        year, month, day: of a date, 0 where not given; years before Christ are negative.
        part: ``H1``, ``Q3`` (of a year), ``10y`` (a decade), ``100y`` (a century) or empty.
        minus: whether a sign says that it is below zero; ``low`` and ``high`` are without it.
        span: code points in the text that was analysed.
    """

    kind: str
    span: Span
    text: str
    low: float = 0.0
    high: float = 0.0
    unit: str = ""
    step: float = 1.0
    qualifier: str = EXACT
    year: int = 0
    month: int = 0
    day: int = 0
    part: str = ""
    minus: bool = False

    @property
    def lone_day(self) -> int:
        """The day of a date that has neither month nor year, else 0: «1日» may be the first and a day."""
        return 0 if self.month or self.year else self.day


def longest_first(found: list[Quantity]) -> list[Quantity]:
    """Resolve overlaps: the earliest and longest reading wins; order of the text."""
    kept: list[Quantity] = []
    for q in sorted(found, key=lambda q: (q.span.start, -q.span.end)):
        if not kept or q.span.start >= kept[-1].span.end:
            kept.append(q)
    return kept


def spot(pattern: re.Pattern[str], text: str, lowered: str, *words: str) -> Iterator[re.Match[str]]:
    """The matches of a slow pattern in a text that has one of the words without which there are none; looking for these takes no time.

    Args:
        lowered: where the words are looked for: the text, mostly in lower case, as the words then are.
    """
    return pattern.finditer(text) if any(word in lowered for word in words) else iter(())
