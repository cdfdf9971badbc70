"""Shares that Japanese gives as a fraction or a count, in the same words in English: 3分の2, 4人に1人, 10社中7社, 半数."""

from __future__ import annotations

import re

from align.text.quantity.model import MOST, NEARLY, OVER, UNDER, Quantity
from align.text.width import narrow

_FRACTION = re.compile(r"(?P<whole>\d+|[二三四五六七八九十])分の(?P<top>\d+|[一二三四五六七八九])")
_OF = re.compile(r"(?P<whole>\d{1,4}|[二三四五六七八九十])(?P<c>人|社|件|校|台|軒|世帯|回|本|個)(?P<how>に|のうち|中)(?:約|およそ|ほぼ)?(?P<top>\d{1,4}|[一二三四五六七八九十])(?P=c)")
_HALF = re.compile(r"半減|過?半数?分?")
_ABOUT = re.compile(r"約|およそ|ほぼ|ほど|程度")
_KANJI = {c: i for i, c in enumerate("一二三四五六七八九十", 1)}
_PARTS = ("half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_WORDS = {NEARLY: "nearly ", OVER: "more than ", MOST: "more than ", UNDER: "up to "}


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _KANJI[text]


def share(q: Quantity) -> str:
    """A share as its text gives it: ``two-thirds``, ``nearly one-fifth``, ``1 in 4``, ``7 out of 10``, ``half``; empty for a plain percentage."""
    text = narrow(q.text)
    before = _WORDS.get(q.qualifier, "about " if _ABOUT.search(text) else "")
    if m := _FRACTION.search(text):
        whole, top = _number(m["whole"]), _number(m["top"])
        if 2 < whole <= 10 and 0 < top < min(whole, 10):
            return f"{before}{_COUNTS[top - 1]}-{_PARTS[whole - 2]}" + "s" * (top > 1)
        return f"{before}half" if (whole, top) == (2, 1) else ""
    if m := _OF.search(text):
        whole, top = _number(m["whole"]), _number(m["top"])
        return f"{before}{top} in {whole}" if m["how"] == "に" else f"{before}{top} out of {whole}"
    if m := _HALF.search(text):
        return "halved" if m[0] == "半減" else f"{before}half"
    return ""
