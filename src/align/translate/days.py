"""Days without a month, as news has them: 30日 is «the 30th», and no thirty days."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: After a day of a month and not after a number of days, which may have «3日に1回», «3日にわたり», «5日はかかる», «3日も», «10日の猶予», «5日で».
_AFTER = (
    "[、付夜朝昼夕]|午[前後]|正午|未明|早朝|深夜|は(?!か|掛|必要|続|持|もつ)|の(?:記者|会見|会合|演説|講演|国会|[東市]|[ァ-ヴー]*(?:市場|取引|試合|レース))|までに|(?:から|[~〜～-])[0-9]{1,2}日(?:まで|に(?!わた|及))"
    "|に(?!(?:1|一)[回度人つ]|[0-9]|わた|亘|及|およ|満|短|延|縮|増|減|迫|達|な[らりるっ]|相当|すぎ|過ぎ)|発表|開幕|閉幕"
)
_DAY = re.compile(rf"(?<![0-9.,月第])(?P<n>[1-9]|[12][0-9]|3[01])日(?={_AFTER})")
#: What makes it a number of days.
_LASTING = re.compile(r"(?:約|およそ|計|延べ|わずか|あと|さらに|各|毎月|丸|第)$")
_ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def days(text: str) -> dict[str, str]:
    """The days of a narrow Japanese text that have no month, and their English: 30日 → the 30th."""
    found: dict[str, str] = {}
    for m in _DAY.finditer(text):
        n = int(m["n"])
        if _LASTING.search(text[: m.start()]) or (n == 1 and text.startswith("に", m.end())):
            continue
        found[m[0]] = f"the {n}{_ENDINGS.get(n, 'th')}"
    return found


def on(en: str, found: Iterable[str]) -> str:
    """A translation in which what is on such a day doesn't stand in it.

    Args:
        found: the English of the days, as :func:`days` has it.
    """
    for day in found:
        en = re.sub(rf"\b(?:(I)|i)n (?={day}(?:[,.]| (?!century)))", lambda m: "On " if m[1] else "on ", en)
    return en
