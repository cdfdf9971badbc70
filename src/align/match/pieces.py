"""Dates that a sentence gives in pieces: 1996年（平成8年）3月16日 is a year, the same year again, and a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from align.match.features import Features
from align.text.quantity import Quantity

#: What stands between the pieces of one date.
_JOINT = re.compile(r"\s?[（(]\s?|\s?[）)]\s?")
#: What a year of the Christian era, or of a Japanese one, stands in behind the other.
_OPEN = ("（", "(")
#: From this year on Japan has had the calendar that others have.
_SOLAR = 1873


def whole(q: Quantity, sentence: Features) -> tuple[Quantity, Sequence[Quantity]]:
    """The date that a figure of a sentence is a piece of, and its other pieces; the figure itself and none, where it is all of it.

    The year is that of the Christian era where both are given; the year of a Japanese era is no piece to compare then.
    """
    for group in _groups(sentence):
        if q not in group or (q.month and lunar(group, sentence.text)):
            continue
        years = [o for o in group if o.year]
        western = [o for o in years if not _of_era(o)]
        if q.year and western and q not in western:
            break
        year = (western or years)[0].year if years else 0
        months = [o for o in group if o.month]
        day = months[0] if months else q
        return replace(q, year=year, month=day.month, day=day.day), [o for o in group if o != q]
    return q, ()


def lunar(group: Sequence[Quantity], sentence: str) -> bool:
    """Whether a date, given by its pieces, is one of the calendar that Japan had until 1872: its months and days aren't those of other sources.

    It is if an era is named, most of which aren't read: beside the brackets of 建長3年（1251年）.
    """
    old = [o for o in group if 0 < o.year < _SOLAR]
    beside = [o for o in old if not o.month and (sentence[o.span.start - 1 : o.span.start] in _OPEN or sentence[o.span.end : o.span.end + 1] in _OPEN)]
    return bool(beside) or any(map(_of_era, old))


def _of_era(q: Quantity) -> bool:
    return bool(q.year) and not q.text[:1].isdigit()


def _groups(sentence: Features) -> Iterator[list[Quantity]]:
    """The dates of a sentence that belong together, two and more each."""
    dates = sorted((q for q in sentence.quantities if q.kind == "date" and not q.part), key=lambda q: q.span.start)
    group = dates[:1]
    for last, q in pairwise(dates):
        joined = _JOINT.fullmatch(sentence.text[last.span.end : q.span.start])
        # Two days, or two years of the Christian era, are two dates.
        apart = any((q.month and o.month) or (q.year and o.year and _of_era(q) == _of_era(o)) for o in group)
        if joined and not apart:
            group.append(q)
            continue
        if len(group) > 1:
            yield group
        group = [q]
    if len(group) > 1:
        yield group
