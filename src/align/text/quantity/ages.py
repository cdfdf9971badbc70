"""Ages by decade: 20代 is «in their twenties», 10代 «teenagers»; and from months to years: 5か月から3歳 is «5 to 36 months»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.model.document import Span
from align.text.quantity.model import Quantity, spot

_JA = re.compile(r"(?<![\d年世第])(?:(?P<from>[1-9])0(?:[歳才]?代)?[〜～~–-])?(?P<n>[1-9])0(?:[歳才])?代(?!わり|目|表|々)")
_FROM_MONTHS = re.compile(r"(?P<a>\d{1,2})[かカヶケ箇ヵ]月(?:[〜～~–-]|から)(?:満)?(?P<b>\d)[歳才]")
_WORDS = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}
_NAMES = "|".join(_WORDS)
_EN = re.compile(
    r"\b(?:(?<!low[ -])(?<!mid[ -])(?<!high[ -])(?P<teen>teens|teenage(?:d|rs?)?)"
    rf"|(?:(?:his|her|their|my|our|your)\s)(?:(?:early|mid|late)[ -](?:(?:to|and)\slate\s)?)?(?P<own>[2-9]0s|{_NAMES})(?:\s(?:or|and|to)\s(?:their\s)?(?P<next>[2-9]0s|{_NAMES}))?"
    rf"|(?P<some>[2-9]0|{'|'.join(w[:-3] + 'y' for w in _WORDS)})-?(?:something|odd-year-old)s?)\b",
    re.I,
)


def _age(span: Span, text: str, low: int, last: int) -> Quantity:
    """Of the decades from one age to another."""
    return Quantity("age", span, text, low, last + 9)


def ja_ages(text: str) -> Iterator[Quantity]:
    for m in _JA.finditer(text):
        yield _age(Span(m.start(), m.end()), m[0], 10 * int(m["from"] or m["n"]), 10 * int(m["n"]))
    for m in _FROM_MONTHS.finditer(text):
        yield Quantity("duration", Span(m.start(), m.end()), m[0], int(m["a"]), 12 * int(m["b"]), "month")


def en_ages(text: str) -> Iterator[Quantity]:
    for m in spot(_EN, text, text.lower(), "teen", "0s", "ties", "something", "odd-year-old"):
        if m["teen"]:
            low = 10
        elif m["own"]:
            low = _WORDS.get(m["own"].lower()) or int(m["own"][:2])
        else:
            low = int(m["some"]) if m["some"].isdigit() else _WORDS[m["some"].lower()[:-1] + "ies"]
        name = "teen" if m["teen"] else "own" if m["own"] else "some"
        last = (_WORDS.get(m["next"].lower()) or int(m["next"][:2])) if m["next"] else low
        start = m.start(name)
        yield _age(Span(start, m.end()), text[start : m.end()], low, last)
