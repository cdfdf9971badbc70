"""Dates in English text: days, months, parts of years, years, decades, centuries."""

from __future__ import annotations

import re

from align.model.document import Span
from align.text.quantity.en_old_years import old_years
from align.text.quantity.model import Quantity, spot
from align.text.quantity.months import MONTHS

_ABBREVIATED = {name[:3]: n for name, n in MONTHS.items()} | {"sept": 9}
ORDINALS = {
    w: i + 1
    for i, w in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split())
}
_MONTH = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_DATES = (
    re.compile(rf"\b{_MONTH}\s(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?:,?\s(?P<year>(?:1[0-9]|20)\d\d))?\b(?!,\d)"),
    re.compile(rf"\b(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s(?P<year>(?:1[0-9]|20)\d\d))?\b"),
    re.compile(rf"\b(?P<year>(?:19|20)\d\d),\s{_MONTH}\s(?P<day>3[01]|[12]\d|0?[1-9])\b"),
    re.compile(rf"\b{_MONTH},?\s(?:of\s)?(?P<year>(?:1[0-9]|20)\d\d)\b"),
    re.compile(r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)([/.-])(?P<month>1[0-2]|0?[1-9])\2(?P<day>3[01]|[12]\d|0?[1-9])(?![\d/-])"),
)  # fmt: skip
#: «may» and «march» are words too, «in May» and «early March» are not.
_AHEAD = "|".join(rf"(?<=\b(?i:{w}))" for w in ("in ", "since ", "until ", "by ", "of ", "from ", "to ", "last ", "next ", "this ", "early ", "late ", "early-", "mid-", "late-", "through ", "during "))
_BARE_MONTH = re.compile(rf"\b(?P<month>January|February|April|June|July|August|September|October|November|December|(?:{_AHEAD})(?:March|May(?!\s(?:be|have)\b)))\b")
_MAY_MARCH = re.compile(
    r"\b(?:the|a|this|last|next|each|every|between|through|until|before|after|and)[ -](?P<x>May|March)\b(?=\s[a-z])"
    rf"|\b(?P<y>May|March)\b(?=\s?[-–]\s?(?:{'|'.join(m.capitalize() for m in MONTHS)})|\s(?:to|through|and|until)\s(?:{'|'.join(m.capitalize() for m in MONTHS)})|\s(?:CPI|GDP|PMI)\b)"
)
_TO_MAY_MARCH = re.compile(rf"(?:{'|'.join(m.capitalize() for m in MONTHS)})(?:\s?[-–]\s?|\s(?:to|through|and|until)\s)(?P<z>May|March)\b")
#: May 3-5, Sept. 11 to 13.
_DAYS = re.compile(rf"\b{_MONTH}\s(?P<a>3[01]|[12]\d|0?[1-9])(?:\s?[-–]\s?|\s(?:to|and|through)\s)(?P<b>3[01]|[12]\d|0?[1-9])\b(?![:.,]?\d|\s?(?:percent|%|million|billion))")
#: 5 and 9 February, 5–9 February 2024.
_DAYS_AHEAD = re.compile(rf"(?<![\d.,:-])(?P<a>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)?(?:\s?[-–]\s?|\s(?:to|and|or|until|through)\s)(?:the\s)?(?P<b>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s(?P<year>(?:1[0-9]|20)\d\d))?\b")
_PART = re.compile(
    rf"\b(?:(?P<h>first|second)\shalf(?!\sof\s(?:the\s)?(?:month|\d\d?(?:st|nd|rd|th)\scentury|(?:{'|'.join(MONTHS)})\b))|(?P<q>first|second|third|fourth|1st|2nd|3rd|4th)[ -]quarter|(?P<hh>H[12]|[12]H)|(?P<qq>Q[1-4]|[1-4]Q))\b"
    r"(?:\s?(?:of\s(?:the\s)?(?:fiscal\s)?(?:year\s)?|in\s|')?(?P<year>(?:19|20)\d\d)\b)?|\b(?P<year2>(?:19|20)\d\d)\s(?P<part2>[HQ][1-4])\b",
    re.I,
)  # fmt: skip
_YEARS = re.compile(r"(?<![\d-])(?P<a>(?:1[5-9]|20)\d\d)[-–/](?P<b>(?:1[5-9]|20)?\d\d)\b(?![-–/\d])")
_MARKED_YEAR = re.compile(r"\b(?:(?:mid|early|late|pre|post)-|FY ?)(?P<year>(?:19|20)\d\d)\b", re.I)
_FISCAL_YEAR = re.compile(r"\bFY ?['’]?(?P<yy>\d\d)\b")
_YEAR = re.compile(r"\b(?:(?:mid|early|late|pre|post)-|FY ?)(?P<year>(?:19|20)\d\d)\b", re.I)
_FISCAL_YEAR = re.compile(r"\bFY ?['’]?(?P<yy>\d\d)\b")
#: English writes figures above 999 with a comma: without one, and after these words, they are years.
_OLD_YEAR = re.compile(
    r"(?:\b(?:(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill)|(?:ordinance|law|act|treaty|edict|charter|statute|battle|siege|plague|famine|year|council|synod|peace|revolt|census|level|coup|fire|flood|time)s?\sof)\s|\((?=\d{4}\)))(?P<year>1[0-4]\d\d)\b"
    r"(?![\d,]\d|\.\d|\s?%|-\d?[a-z]|\s(?:[a-z]+s|people|men|women|children|staff|US|km|m|MW|of)\b)"
    r"|\bbetween\s(?P<a>1[0-4]\d\d)\sand\s(?P<b>1[0-5]\d\d)\b(?!\s[a-z]+s\b)"
)
_YEAR = re.compile(r"(?<![\d$€£¥,.\-–])\b(?P<year>1[5-9]\d\d|20\d\d)\b(?![\d,]\d|\.\d|\s?%|-)(?!\s(?:percent|points?|people|dollars|yen|employees|users|customers|million|billion))")
_DECADE = re.compile(r"(?<![-\w])(?P<year>(?:1[0-9]|20)\d0)['’]?s\b")
#: «the 80s», of the last century.
_SHORT_DECADE = re.compile(r"\bthe\s(?:(?:early|mid|late)[ -])?['’]?(?P<yy>[3-9]0)s\b", re.I)
_CENTURY = re.compile(r"\b(?P<n>\d{1,2})(?:st|nd|rd|th)[ -]century\b", re.I)
_CENTURY_WORDS = ORDINALS | {
    w: i + 13 for i, w in enumerate("thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first".split())
}
_CENTURY_IN_WORDS = re.compile(rf"\b(?P<w>{'|'.join(sorted(_CENTURY_WORDS, key=len, reverse=True))})[ -]century\b", re.I)
_CENTURIES = re.compile(r"\b(?P<a>\d{1,2})(?:st|nd|rd|th)(?:\sand\s|\sor\s|\sto\s|[-–])(?:the\s)?(?P<b>\d{1,2})(?:st|nd|rd|th)[ -]centuries\b", re.I)
_BC = re.compile(r"(?:\b(?:about|around|roughly|circa|c\.)\s)?(?:(?P<a>\d{2,4})(?:\s(?:to|and|or)\s(?:about\s)?|\s?[–-]\s?))?(?P<b>\d{2,4})\s?(?:cal\s)?(?:BCE|BC|B\.C\.)")


def _month(name: str) -> int:
    """The number of a month by its name, whole or abbreviated, or by its number."""
    plain = name.lower().rstrip(".")
    return int(plain) if plain.isdigit() else MONTHS.get(plain) or _ABBREVIATED[plain]


def en_dates(text: str) -> list[Quantity]:
    """Every date in ``text``, some of them more than once."""
    found = []

    def add(m: re.Match[str], year: int = 0, month: int = 0, day: int = 0, part: str = "") -> None:
        found.append(Quantity("date", Span(m.start(), m.end()), m[0], year=year, month=month, day=day, part=part))

    low, digits = text.lower(), any(map(str.isdigit, text))
    for pattern in _DATES:
        for m in pattern.finditer(text) if digits else ():
            add(m, int(m["year"] or 0), _month(m["month"]), int(m.groupdict().get("day") or 0))
    for m in spot(_BARE_MONTH, text, low, *MONTHS):
        add(m, 0, MONTHS[m["month"].lower()])
    for m in (*spot(_MAY_MARCH, text, text, "May", "March"), *spot(_TO_MAY_MARCH, text, text, "May", "March")):
        name = next(n for n, v in m.groupdict().items() if v)
        found.append(Quantity("date", Span(m.start(name), m.end(name)), m[name], month=MONTHS[m[name].lower()]))
    for m in spot(_DAYS, text, low, *_ABBREVIATED) if digits else ():
        month = _month(m["month"])
        found.append(Quantity("date", Span(m.start(), m.end("a")), text[m.start() : m.end("a")], month=month, day=int(m["a"])))
        found.append(Quantity("date", Span(m.start("b"), m.end()), m["b"], month=month, day=int(m["b"])))
    for m in spot(_DAYS_AHEAD, text, low, *_ABBREVIATED) if digits else ():
        month, year = _month(m["month"]), int(m["year"] or 0)
        if int(m["a"]) < int(m["b"]):
            found.append(Quantity("date", Span(m.start(), m.end("a")), m["a"], year=year, month=month, day=int(m["a"])))
            found.append(Quantity("date", Span(m.start("b"), m.end()), text[m.start("b") : m.end()], year=year, month=month, day=int(m["b"])))
    for m in _PART.finditer(text) if digits or "half" in low or "quarter" in low else ():
        if m["part2"]:
            part = m["part2"].upper()
        elif m["h"] or m["hh"]:
            part = "H" + (str(ORDINALS[m["h"].lower()]) if m["h"] else m["hh"].upper().strip("H"))
        else:
            part = "Q" + (str(ORDINALS.get(m["q"].lower()) or m["q"][0]) if m["q"] else m["qq"].upper().strip("Q"))
        add(m, int(m["year"] or m["year2"] or 0), part=part)
    for m in _YEARS.finditer(text) if digits else ():
        for name in ("a", "b"):
            year = int(m[name]) if len(m[name]) == 4 else int(m["a"][:2] + m[name])
            if year < int(m["a"]):
                continue  # paper 2025-07
            found.append(Quantity("date", Span(m.start(name), m.end(name)), m[name], year=year))
    for pattern in (_YEAR, _MARKED_YEAR):
        for m in pattern.finditer(text) if digits else ():
            add(m, int(m["year"]))
    found += old_years(text) if digits else ()
    for m in _FISCAL_YEAR.finditer(text) if digits else ():
        add(m, 2000 + int(m["yy"]))
    for m in _DECADE.finditer(text) if digits else ():
        add(m, int(m["year"]), part="10y")
    for m in _SHORT_DECADE.finditer(text) if digits else ():
        add(m, 1900 + int(m["yy"]), part="10y")
    for m in spot(_CENTURY, text, low, "centur"):
        add(m, (int(m["n"]) - 1) * 100, part="100y")
    for m in spot(_CENTURY_IN_WORDS, text, low, "centur"):
        add(m, (_CENTURY_WORDS[m["w"].lower()] - 1) * 100, part="100y")
    for m in spot(_CENTURIES, text, low, "centur"):
        for name, start, end in (("a", m.start(), m.end("a") + 2), ("b", m.start("b"), m.end())):
            found.append(Quantity("date", Span(start, end), text[start:end], year=(int(m[name]) - 1) * 100, part="100y"))
    for m in spot(_BC, text, text, "BC", "B.C."):
        for name in ("a", "b"):
            if m[name]:
                start, end = (m.start("b") if m["a"] else m.start(), m.end()) if name == "b" else (m.start(), m.end("a"))
                found.append(Quantity("date", Span(start, end), text[start:end], year=-int(m[name])))
    return found
