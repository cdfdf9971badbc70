"""Figures in English. What is written here is read back as the same value by the English reader."""

from __future__ import annotations

import re

from align.text.quantity.model import ABOUT, NEARLY, OVER, UNDER, Quantity
from align.text.quantity.months import MONTHS
from align.text.quantity.quarters import months
from align.text.quantity.shares import share

_MONTH_NAMES = [m.capitalize() for m in MONTHS]
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
_WORDS = {
    "JPY": "yen", "CNY": "yuan", "KRW": "won", "INR": "rupees", "KR": "kroner", "CHF": "Swiss francs", "RUB": "rubles", "THB": "baht", "PESO": "pesos", "IDR": "rupiah",
    "MYR": "ringgit", "AED": "dirhams", "SAR": "riyals", "ILS": "shekels", "PLN": "zlotys", "HUF": "forints", "TRY": "liras", "BRL": "reais",
}  # fmt: skip
_MEASURES = {
    "gw": "GW", "mw": "MW", "kw": "kW", "gwh": "GWh", "twh": "TWh", "kwh": "kWh", "t": "tons", "degree": "degrees",
    "gb": "GB", "tb": "TB", "mb": "MB", "l": "liters", "m3": "cubic meters", "ghz": "GHz", "mhz": "MHz", "hz": "Hz", "step": "steps",
}  # fmt: skip
_QUALIFIERS = {ABOUT: "about ", OVER: "more than ", UNDER: "up to ", NEARLY: "nearly "}
_CELSIUS = re.compile(r"℃|°C")
#: What is no amount: the year of Smith (2021), the number of an account.
_BARE = re.compile(r"(?:1[5-9]|20)\d\d|\d{10,}")
_ORDER = ("first", "second", "third", "fourth")


def _amount(value: float) -> str:
    for size, word in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        short = f"{value / size:.6g}"
        if value >= size and abs(float(short) * size - value) <= 1e-9 * value:
            return f"{short}{word}"
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.6g}"


def _range(q: Quantity) -> str:
    if q.low == q.high:
        return _amount(q.low)
    low, high = _amount(q.low), _amount(q.high)
    scale = low.rpartition(" ")[2]
    if " " in low and high.endswith(" " + scale):
        low = low.rpartition(" ")[0]
    return f"{low}–{high}"


def _date(q: Quantity) -> str:
    if q.part == "10y":
        return f"the {q.year}s"
    if q.part == "100y":
        n = q.year // 100 + 1
        return f"the {n}{ordinal_suffix(n)} century"
    if q.part:
        kind = "half" if q.part[0] == "H" else "quarter"
        return f"the {_ORDER[int(q.part[1]) - 1]} {kind}" + (f" of {q.year}" if q.year else "")
    month = _MONTH_NAMES[q.month - 1] if q.month else ""
    if q.day and not month:
        return f"{q.day}{ordinal_suffix(q.day)}"
    if q.day:
        return f"{month} {q.day}" + (f", {q.year}" if q.year else "")
    year = f"{-q.year} BC" if q.year < 0 else str(q.year)
    return f"{month} {year}" if month and q.year else month or year


def ordinal_suffix(n: int) -> str:
    """``st``, ``nd``, ``rd`` or ``th``."""
    return "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")


def render(q: Quantity) -> str:
    """The figure in English: ``$500 billion``, ``October 2025``, ``about 4 points``, ``two-thirds``, ``-3.1%``."""
    if q.kind == "date" and q.unit == "months":
        return "–".join(months(q.part)) + (f" {q.year}" if q.year else "")
    if q.kind == "date":
        return _date(q)
    if q.kind == "label":
        return q.text.strip()
    if q.kind == "percent" and (words := share(q)):
        return words
    before = _QUALIFIERS.get(q.qualifier, "") + "-" * q.minus
    if q.kind == "time":
        hour, minute = divmod(int(q.low), 60)
        if q.unit:
            return f"{hour}:{minute:02d}"
        return f"{(hour + 11) % 12 + 1}:{minute:02d} {'a.m.' if hour < 12 else 'p.m.'}"
    if q.kind == "age":
        return "teens" if q.low < 20 else f"{int(q.low)}s"
    if "メダル" in q.text:
        return f"{('gold', 'silver', 'bronze')[int(q.low) - 1]} medal"
    if q.kind in ("ordinal", "rank"):
        return f"{int(q.low)}{ordinal_suffix(int(q.low))}"
    value = _range(q)
    if q.kind == "money":
        if q.unit in _SYMBOLS:
            return f"{before}{_SYMBOLS[q.unit]}{value}"
        return f"{before}{value} {_WORDS.get(q.unit, q.unit)}"
    if q.kind == "percent":
        decimals = 2 if q.step < 0.1 else 1 if q.step < 1 else 0
        ends = [f"{v:.{decimals}f}" if q.step < 1 or v == int(v) else f"{v:.3g}" for v in (q.low, q.high)]
        percents = ends[0] if q.low == q.high else "–".join(ends)
        if q.unit == "point":
            return f"{before}{value} points"
        return f"{before}{percents}%"
    if q.kind == "duration" and q.unit == "minute" and q.step < 0.1:
        seconds = round(60 * q.low)
        return f"{before}{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    if q.kind == "duration":
        return f"{before}{value} {q.unit}" + ("" if q.low == q.high == 1 else "s")
    if q.kind == "factor":
        return f"{before}twice" if q.low == q.high == 2 else f"{before}{value} times"
    if q.kind == "measure":
        if _CELSIUS.search(q.text):
            return f"{before}{value}°C"
        return f"{before}{value} {_MEASURES.get(q.unit, q.unit)}"
    if _BARE.fullmatch(q.text.strip()):
        return q.text.strip()
    return f"{before}{value}"
