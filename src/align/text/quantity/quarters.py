"""Quarters by their months: 4〜6月期 is April to June, the second quarter, and of a Japanese company the first of its year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.model.document import Span
from align.text.quantity.model import Quantity

_HALVES = {(1, 6): "H1", (7, 12): "H2"}
_FIRST = {1: "Q1", 4: "Q2", 7: "Q3", 10: "Q4"}
#: What a quarter is called where the year begins in April.
FISCAL = {"Q2": "Q1", "Q3": "Q2", "Q4": "Q3", "Q1": "Q4"}
NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_JA = re.compile(r"(?:(?P<year>(?:19|20)\d\d)年の?)?(?<![\d.,])(?P<a>1|4|7|10)(?:月?[〜～~–-]|月から)(?P<b>3|6|9|12)月(?![\d０-９])(?:期)?")
_MONTH = "|".join(f"{n}|{n[:3]}\\.?" for n in NAMES)
_EN = re.compile(
    rf"\b(?P<a>{_MONTH})(?:\s?[-–]\s?|\s(?:to|through|and)\s|,\s(?:{_MONTH})\sand\s)(?P<b>{_MONTH})\b(?:(?:\squarter)?(?:\s(?:of\s)?|,\s)(?P<year>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<place>first|last|final)\sthree\smonths\sof\s(?:the\syear|(?P<year3>(?:19|20)\d\d))\b"
    rf"|\b(?:three\smonths|quarter)(?:\speriod)?\s(?:to|ended|ending|through|that\sended)\s(?:in\s|on\s|at\sthe\send\sof\s)?(?P<end>{_MONTH})(?:\s\d{{1,2}}\b)?(?:,?\s(?P<year2>(?:19|20)\d\d)\b)?"
)


def _number(name: str) -> int:
    return next(i for i, n in enumerate(NAMES, 1) if n[:3] == name[:3])


def _quarter(span: Span, text: str, part: str, year: str | None) -> Quantity:
    return Quantity("date", span, text, year=int(year or 0), part=part, unit="months")


def ja_quarters(text: str) -> Iterator[Quantity]:
    for m in _JA.finditer(text):
        if int(m["b"]) == int(m["a"]) + 2:
            yield _quarter(Span(m.start(), m.end()), m[0], _FIRST[int(m["a"])], m["year"])
        elif (int(m["a"]), int(m["b"])) in _HALVES:
            yield _quarter(Span(m.start(), m.end()), m[0], _HALVES[int(m["a"]), int(m["b"])], m["year"])


def en_quarters(text: str) -> Iterator[Quantity]:
    for m in _EN.finditer(text):
        if m["place"]:
            yield _quarter(Span(m.start(), m.end()), m[0], "Q1" if m["place"] == "first" else "Q4", m["year3"])
            continue
        last = _number(m["end"] or m["b"])
        first = last - 2 if m["end"] else _number(m["a"])
        if first in _FIRST and last == first + 2:
            yield _quarter(Span(m.start(), m.end()), m[0], _FIRST[first], m["year"] or m["year2"])


def ends(part: str) -> tuple[int, int]:
    """The numbers of the first and the last month of a quarter or half."""
    first, last = months(part)
    return _number(first), _number(last)


def months(part: str) -> tuple[str, str]:
    """The names of the first and the last month of a quarter or half."""
    if part in _HALVES.values():
        first, last = next(ends for ends, p in _HALVES.items() if p == part)
        return NAMES[first - 1], NAMES[last - 1]
    first = next(n for n, p in _FIRST.items() if p == part)
    return NAMES[first - 1], NAMES[first + 1]
