"""Years before 1500 in English text: bare numbers, where only a year can stand.

English writes figures above 999 with a comma; without one, and after some words, they are years. A number of three digits may count anything:
it takes a month before it, or a word that goes with a time and no noun behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.model.document import Span
from align.text.quantity.model import Quantity
from align.text.quantity.months import MONTHS

_MONTH = "|".join(name.capitalize() for name in MONTHS)
_OLD = r"1[0-4]\d\d"
#: What doesn't follow a year: another digit, a unit, what is counted.
_NO_UNIT = r"(?![\d,]\d|\.\d|\s?%|-\d?[a-z]|\s(?:[a-z]+s|people|men|women|children|staff|US|km|m|MW|of)\b)"
#: What follows a year, and hardly a count.
_ENDS = (
    r"(?=[,.;:)\]](?!\d)|\s?$|\s[–—-]\s|\s(?:he|she|it|they|the|an?|his|her|its|their|this|that|these|when|where|while|who|which|but|as|with|after|before|"
    r"under|on|at|in|by|only|during|(?:and|to|until)(?!\s\d))\b|\s(?!Percent|Million|Billion|US|EUR|USD)[A-Z])"
)
_SEASON = r"(?:spring|summer|autumn|fall|winter|end|beginning|middle|start|year|month)"
_AFTER_WORDS = re.compile(
    r"(?:\b(?:(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill)|(?:ordinance|law|act|treaty|edict|charter|statute|battle|siege|plague|famine|year|council|synod|peace|revolt|census|level|coup|fire|flood|time)s?\sof)\s|\((?=\d{4}\)))"
    rf"(?P<year>{_OLD})\b{_NO_UNIT}(?:\s(?:and|or)\s(?P<b>{_OLD})\b{_NO_UNIT})?"
    rf"|\bbetween\s(?P<a>{_OLD})\sand\s(?P<c>1[0-5]\d\d)\b(?!\s[a-z]+s\b)"
)
_BEFORE_ENDS = re.compile(
    rf"\b(?:(?:[Bb]y|[Aa]round|[Aa]bout|[Aa]fter|[Bb]efore|[Cc]irca|[Cc]a?\.|[Ee]arly|[Ll]ate|year|{_SEASON}\sof)\s)(?P<year>{_OLD})\b(?!-){_ENDS}"
)
_THREE_DIGITS = re.compile(
    rf"\b(?:(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Ii]n around|[Ii]n about|[Cc]irca|year|(?:{_SEASON}|[Ww]ars?|[Rr]ebellion|[Bb]attle|[Tt]reaty|[Rr]evolt|[Cc]ode|[Cc]ouncil)\sof)\s)(?P<year>(?!100)[1-9]\d\d)\b(?!-){_ENDS}"
)
_FROM_TO = re.compile(rf"\b[Ff]rom\s(?P<a>{_OLD})\s(?:to|until)\s(?P<b>1[0-5]\d\d)\b{_ENDS}")
_LIVED = re.compile(r"\b(?:[A-Z]\w*|period|era|dynasty|reign|age|years)\s\((?:[Rr]eign\w*\s|r\.\s|in office\s|[Ff]rom\s)?(?P<a>[1-9]\d\d|1[0-4]\d\d)\s?(?:[-–]|to)\s?(?P<b>[1-9]\d\d|1[0-5]\d\d)(?=[,;)])")
_AT_START = re.compile(rf"^(?P<year>{_OLD}|[2-9]\d\d)(?=:\s)")
#: What begins and ends within so many years is a life, a reign, or an era.
_LONGEST = 150
_MONTH_YEAR = re.compile(rf"\b(?P<month>{_MONTH})(?:\s(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?,)?,?\s(?P<year>[1-9]\d\d)(?:(?=\s\()|{_ENDS})")


def old_years(text: str) -> Iterator[Quantity]:
    """Every year before 1500 that can be nothing else, some with a month and a day."""
    for pattern in (_AFTER_WORDS, _BEFORE_ENDS, _THREE_DIGITS, _FROM_TO, _LIVED, _AT_START):
        for m in pattern.finditer(text):
            if pattern is _LIVED and not 0 < int(m["b"]) - int(m["a"]) < _LONGEST:
                continue
            yield from (Quantity("date", Span(*m.span(name)), m[name], year=int(m[name])) for name in m.groupdict() if m[name])
    for m in _MONTH_YEAR.finditer(text):
        yield Quantity("date", Span(m.start(), m.end()), m[0], year=int(m["year"]), month=MONTHS[m["month"].lower()], day=int(m["day"] or 0))
