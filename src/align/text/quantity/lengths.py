"""Lengths of time in several parts or in words: 1年2カ月, 半年, 2時間14分8秒, 60日から100日, 2:14:08, a fortnight, nine quarters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.model.document import Span
from align.text.quantity.hedges import AFTER
from align.text.quantity.model import ABOUT, EXACT, Quantity, spot
from align.text.quantity.numerals import number

_HOURS = re.compile(r"(?P<h>\d{1,3})時間(?P<m>[0-5]?\d)分(?:(?P<s>[0-5]?\d)秒)?")
#: 1年2カ月 is fourteen months; 半年 six; 1世紀半 150 years.
_COMPOUND = re.compile(r"(?P<about>約|およそ|ほぼ)?(?P<years>\d{1,2}|[一二三四五六七八九十]{1,2})年(?:間)?と?(?P<months>\d{1,2}|[一二三四五六七八九十]{1,2})(?:か|カ|ヶ|ヵ|ケ|箇)月")
_HALVES = re.compile(r"(?:(?P<n>\d|[一二三四五六七八九])世紀半|(?P<word>半年|半世紀|四半世紀|半月))")
#: 2世紀近く is a length of time, as is 2世紀にわたり.
CENTURIES = re.compile(r"(?P<n>\d{1,2}|[一二三四五六七八九十])世紀(?:(?P<after>近く|以上|余り|あまり|足らず|弱|強|ほど)|(?=にわた|に及|間|ぶり|もの))")
_HALF_UNITS = {"半年": (6.0, "month"), "半世紀": (50.0, "year"), "四半世紀": (25.0, "year"), "半月": (0.5, "month")}
#: A count of days is a length of time where the day of a month can't be meant.
_DAYS = re.compile(r"(?P<n>(?:[4-9]\d|3[2-9]|\d{3,4}))日|(?P<m>\d{1,2})日(?=間|分|以内|後|前|おき|ごと|の間隔|ぶり|連続|かか|を?要し|も?かけ)")
#: 60日から100日; before «に» a change from one to the other.
_DAY_RANGE = re.compile(r"(?<![\d.,月])(?P<a>\d{1,3})日?(?:から|ないし|[〜～~–-])(?P<b>\d{1,3})日(?!に|へ|まで|、|午|付|夜|朝|未明|目)")
_FEW = {w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}
_FORTNIGHT = re.compile(r"\b(?P<n>a|one|two|three|four)\sfortnights?\b", re.I)
#: «three quarters» are a share unless something happens in them.
_QUARTERS = re.compile(rf"\b(?P<n>\d{{1,2}}|{'|'.join(_FEW)})\s(?:(?:straight|consecutive|successive)\s)?quarters\b(?!\sof\b)(?:(?<!three quarters)|(?=\s(?:later|earlier|ago|in\sa\srow)))", re.I)
_QUARTERS_JA = re.compile(r"(?<!第)(?<!\d)(?P<n>\d{1,2}|[二三四五六七八九十])四半期(?!連続|目)")
#: The time of a race, in both languages.
_RACE = re.compile(r"(?<![\d:.])(?P<h>\d{1,2}):(?P<m>[0-5]\d):(?P<s>[0-5]\d)(?![\d:])")


def _minutes(m: re.Match[str]) -> Quantity:
    """Hours, minutes and perhaps seconds, in minutes."""
    length = 60 * int(m["h"]) + int(m["m"]) + int(m["s"] or 0) / 60
    return Quantity("duration", Span(m.start(), m.end()), m[0], length, length, "minute", step=1 / 60 if m["s"] else 1.0)


def races(text: str) -> Iterator[Quantity]:
    """The times of races, with two colons."""
    yield from map(_minutes, spot(_RACE, text, text, ":"))


def en_lengths(text: str) -> Iterator[Quantity]:
    """Lengths of time of an English text that no unit after a figure tells."""
    yield from races(text)
    lowered = text.lower()
    for m in spot(_FORTNIGHT, text, lowered, "fortnight"):
        weeks = 2.0 * _FEW.get(m["n"].lower(), 1)
        yield Quantity("duration", Span(m.start(), m.end()), m[0], weeks, weeks, "week")
    for m in spot(_QUARTERS, text, lowered, "quarters"):
        quarters = float(m["n"] if m["n"].isdigit() else _FEW[m["n"].lower()])
        yield Quantity("duration", Span(m.start(), m.end()), m[0], quarters, quarters, "quarter")


def ja_lengths(text: str) -> Iterator[Quantity]:
    """Lengths of time of a text in half-width characters."""
    yield from races(text)
    yield from map(_minutes, _HOURS.finditer(text))
    for m in _COMPOUND.finditer(text):
        months = 12 * number(m["years"]) + number(m["months"])
        yield Quantity("duration", Span(m.start(), m.end()), m[0], months, months, "month", qualifier=ABOUT if m["about"] else EXACT)
    for m in _QUARTERS_JA.finditer(text):
        quarters = number(m["n"])
        yield Quantity("duration", Span(m.start(), m.end()), m[0], quarters, quarters, "quarter")
    for m in _HALVES.finditer(text):
        length, unit = _HALF_UNITS[m["word"]] if m["word"] else (100.0 * number(m["n"]) + 50, "year")
        yield Quantity("duration", Span(m.start(), m.end()), m[0], length, length, unit, step=length / 10)
    for m in CENTURIES.finditer(text):
        n = number(m["n"])
        yield Quantity("duration", Span(m.start(), m.end()), m[0], n, n, "century", qualifier=AFTER.get(m["after"], EXACT))
    for m in _DAYS.finditer(text):
        days = int(m["n"] or m["m"])
        yield Quantity("duration", Span(m.start(), m.end()), m[0], days, days, "day")
    for m in _DAY_RANGE.finditer(text):
        if int(m["a"]) < int(m["b"]):
            yield Quantity("duration", Span(m.start(), m.end()), m[0], int(m["a"]), int(m["b"]), "day")
