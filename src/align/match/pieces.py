"""Dates that a sentence gives in pieces: 1996年（平成8年）3月16日 is a year, the same year again, and a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from align.match.features import Features
from align.text.quantity import Quantity
from align.text.quantity.numerals import ERA_YEAR

#: What stands between the pieces of one date.
_JOINT = re.compile(rf"\s?[（(]\s?|\s?(?:[（(]{ERA_YEAR}年?)?[）)][、\s]?")
#: What a year of the Christian era, or of a Japanese one, stands in behind the other.
_OPEN = ("（", "(")
#: Years of fewer digits may be anything; from 1500 on English years are dates by themselves.
_FIRST, _LATEST = 100, 1500
#: What makes a number of years a length of time.
_LENGTH = re.compile("[間ぶ前後余近超半目来強弱]|以上|も(?!の)|ほど|に[1一]|に?わた|に及|の(?:歴史|伝統|間|時|年月|歳月)|かけ|続|経|を(?:超|経|過|迎)|が(?:経|過)|周年")
#: A day of the old calendar is so many days earlier, at least, than the same day of ours.
_LATER = 10
#: From this year on Japan has had the calendar that others have.
_SOLAR = 1873


def whole(q: Quantity, sentence: Features) -> tuple[Quantity, Sequence[Quantity]]:
    """The date that a figure of a sentence is a piece of, and its other pieces; the figure itself and none, where it is all of it.

    The year is that of the Christian era where both are given; the year of a Japanese era is no piece to compare then. A length of time that can
    only be a year of three digits is one: 985年に.
    """
    if _early(q, sentence.text):
        return replace(q, kind="date", low=0.0, high=0.0, unit="", year=int(q.low)), ()
    for group in _groups(sentence):
        if q not in group:
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


def as_year(g: Quantity) -> Quantity:
    """A bare number of a passage as the year that it may be, where the sentence has one before 1500."""
    if g.kind in ("number", "label") and g.text.isdigit() and _FIRST <= g.low == g.high < _LATEST:
        return replace(g, kind="date", low=0.0, high=0.0, unit="", year=int(g.low))
    return g


def old(date: Quantity) -> bool:
    """Whether a date is a year before 1500, which English gives as a bare number."""
    return date.kind == "date" and 0 < date.year < _LATEST


def other_calendar(q: Quantity, g: Quantity) -> bool:
    """Whether a date of the old calendar can be another one of ours: its month begins eleven days and more after ours."""
    return not (q.month == g.month and q.day and g.day and g.day - q.day < _LATER)


def _early(q: Quantity, sentence: str) -> bool:
    """Whether a length of time is a year of three digits: 985年に, and not 985年間."""
    if q.kind != "duration" or q.unit != "year" or not (_FIRST <= q.low == q.high < 1000) or q.qualifier or not q.text[:1].isdigit() or not q.text.endswith("年"):
        return False
    return not _LENGTH.match(sentence, q.span.end)


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
