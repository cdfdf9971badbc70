"""Shares and factors that Japanese gives in words: 3分の1, 4人に1人, 260人のうち212人, 4割5分, 半数, 倍増."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.model.document import Span
from align.text.quantity.hedges import AFTER, AFTERWORDS
from align.text.quantity.model import ABOUT, EXACT, LEAST, MOST, Quantity
from align.text.quantity.numerals import number

_HEDGE = r"(?P<about>約|およそ|ほぼ)?"
#: 3分の1, 4人に1人, 260人のうち約212人.
FRACTION = re.compile(rf"{_HEDGE}(?P<whole>\d+万?|[二三四五六七八九十]+)分の(?P<top>\d+|[一二三四五六七八九]+)(?P<after>{AFTERWORDS})?")
OF = re.compile(
    rf"{_HEDGE}(?P<whole>\d{{1,4}}|[二三四五六七八九十]+)(?P<c>人|社|件|校|台|軒|世帯|回|本|個|(?:店|戸|隻|頭|匹|枚|便|棟|家庭|施設|[かカヶケ]国)(?=に))(?P<how>に|のうち|中)(?P<hedge>約|およそ|ほぼ)?(?P<top>\d{{1,4}}|[一二三四五六七八九十]+)(?P=c)(?P<after>{AFTERWORDS})?"
)
#: 5病院に1つ, 8自治体に一つ.
_ONE_OF = re.compile(rf"{_HEDGE}(?P<whole>\d{{1,3}}|[二三四五六七八九十]+)(?:つの)?(?![年月日時分秒回度週倍割か件])[一-龠ァ-ヶ]{{1,5}}に(?P<top>1|一)つ(?![ひ一1])")
_TENTHS = re.compile(r"(?:約|およそ|ほぼ)?(?P<a>\d)割(?P<b>\d)分(?!の)")
_DOUBLE = re.compile(r"(?<![0-9.一二三四五六七八九十百千数何])倍(?:増|に(?:な|増|達|拡))")
_HALF = re.compile(r"(?P<most>過半数?|半[数分](?:を(?:やや|わずかに|大きく)?(?:超え|上回)|以上|超))|(?P<less>半[分数](?:以下|未満|に満たない|にも満たない|を下回|を切))|半分|半数|半額|半値|(?<![前後大上下])半減")
#: 最貧層5分の1 are part of a whole, which is no share of something.
_PART = re.compile(r"(?:最[^、。\d]{1,5}|上位|下位|富裕|貧困)(?:層|地区|地域)?の?(?:およそ|約)?$")


def ja_shares(text: str) -> Iterator[Quantity]:
    """Shares in per cent, and factors, of a text in half-width characters."""
    for m in OF.finditer(text):
        whole, top = number(m["whole"]), number(m["top"])
        if 0 < top < whole:
            qualifier = AFTER.get(m["after"], ABOUT if m["about"] or m["hedge"] else EXACT)
            yield Quantity("percent", Span(m.start(), m.end()), m[0], 100 * top / whole, 100 * top / whole, step=1, qualifier=qualifier)
    for m in _ONE_OF.finditer(text):
        if number(m["whole"]) > 1:
            yield Quantity("percent", Span(m.start(), m.end()), m[0], 100 / number(m["whole"]), 100 / number(m["whole"]), step=1, qualifier=ABOUT if m["about"] else EXACT)
    for m in _TENTHS.finditer(text):
        tenths = int(m["a"]) * 10 + int(m["b"])
        yield Quantity("percent", Span(m.start(), m.end()), m[0], tenths, tenths)
    for m in _DOUBLE.finditer(text):
        yield Quantity("factor", Span(m.start(), m.start() + 1), m[0], 2, 2)
    for m in _HALF.finditer(text):
        yield Quantity("percent", Span(m.start(), m.end()), m[0], 50, 50, step=10, qualifier=MOST if m["most"] else LEAST if m["less"] else ABOUT)
    for m in FRACTION.finditer(text):
        below, above = number(m["whole"]), number(m["top"])
        if below:
            share = 100 * above / below
            part = "part" if _PART.search(text[: m.start()]) else ""
            yield Quantity("percent", Span(m.start(), m.end()), m[0], share, share, part, step=1, qualifier=AFTER.get(m["after"], ABOUT))
