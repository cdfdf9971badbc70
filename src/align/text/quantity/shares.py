"""Shares that Japanese gives as a fraction or a count, in the same words in English: 3分の2, 4人に1人, 10社中7社, 半数."""

from __future__ import annotations

import re

from align.text.quantity.ja_shares import FRACTION, OF
from align.text.quantity.model import MOST, NEARLY, OVER, UNDER, Quantity
from align.text.quantity.numerals import number
from align.text.width import narrow

_HALF = re.compile(r"半減|過?半数?分?")
_ABOUT = re.compile(r"約|およそ|ほぼ|ほど|程度")
_PARTS = ("half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_WORDS = {NEARLY: "nearly ", OVER: "more than ", MOST: "more than ", UNDER: "up to "}


def share(q: Quantity) -> str:
    """A share as its text gives it: ``two-thirds``, ``nearly one-fifth``, ``1 in 4``, ``7 out of 10``, ``half``; empty for a plain percentage."""
    text = narrow(q.text)
    before = _WORDS.get(q.qualifier, "about " if _ABOUT.search(text) else "")
    if m := FRACTION.search(text):
        whole, top = number(m["whole"]), number(m["top"])
        if 2 < whole <= 10 and 0 < top < min(whole, 10):
            return f"{before}{_COUNTS[top - 1]}-{_PARTS[whole - 2]}" + "s" * (top > 1)
        return f"{before}half" if (whole, top) == (2, 1) else ""
    if m := OF.search(text):
        whole, top = number(m["whole"]), number(m["top"])
        return f"{before}{top} in {whole}" if m["how"] == "に" else f"{before}{top} out of {whole}"
    if m := _HALF.search(text):
        return "halved" if m[0] == "半減" else f"{before}half"
    return ""
