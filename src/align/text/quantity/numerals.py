"""Japanese numerals: 1兆2,000億, 二十三, 二〇二五."""

from __future__ import annotations

import re

ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
#: A year of a Japanese era, without 年: 寛和元, 元徳2.
ERA_YEAR = r"[一-龠]{2}(?:元|\d{1,2}|[一二三四五六七八九十]{1,3})"
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "億": 10**8, "兆": 10**12}
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")}


def kanji_value(text: str) -> int:
    """The value of a kanji numeral below 10,000: 二十三 is 23, 二〇二五 is 2025."""
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, current = 0, 0
    for c in text:
        if c in _DIGITS:
            current = _DIGITS[c]
        else:
            total += (current or 1) * _SCALES[c]
            current = 0
    return total + current


def value_of(text: str) -> tuple[float, float]:
    """The value of a numeral such as ``1兆2,000億`` and what its last digit is worth."""
    total, step = 0.0, 1.0
    for m in re.finditer(rf"(?P<n>{ARABIC}|[〇一二三四五六七八九十百千]+?(?=[万億兆]|$))(?P<s>[百千]?[万億兆]|千|百)?", text):
        digits = m["n"].replace(",", "")
        scale = 1
        for c in m["s"] or "":
            scale *= _SCALES[c]
        if digits[0].isdigit():
            number = float(digits)
            step = scale * 10.0 ** -len(digits.partition(".")[2])
        else:
            number = kanji_value(digits)
            step = float(scale)
        total += number * scale
    return total, step


def number(text: str) -> int:
    """The value of a whole number: 12, 10万, 二十三."""
    return int(value_of(text)[0]) if text[0].isdigit() else kanji_value(text)
