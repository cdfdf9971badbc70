"""Figures that two others give: a share of a whole, a sum, a difference, so much each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations

from align.text.quantity.compare import UNITED, comparable, missing, within
from align.text.quantity.ja import quantities as ja_quantities
from align.text.quantity.ja_shares import FRACTION
from align.text.quantity.model import OVER, Quantity
from align.text.quantity.numerals import number
from align.text.quantity.units import factor
from align.text.width import narrow

#: Figures that belong together stand no further apart, in characters; the more pairs, the more follows by chance.
_APART = 140
#: What says that something became more or less.
_CHANGE = re.compile("増|減|上昇|低下|下落|伸び|縮|膨|拡大|上が|下が|上げ|下げ|上回|下回|高|低|多|少な|割引|削|圧縮|回復|改善|悪化|成長|落ち|広|狭|長|短|延")
#: What says that something is counted for each of several.
_EACH = re.compile("平均|[あ当]たり|につき|ずつ")
#: What says how far two values, or the ends of a range, are apart.
_GAP = re.compile("差|開き|上限|下限|隔たり")
#: What says that several are added up.
_SUM = re.compile("計|合わせ|総額|総数")
#: What says how much all of something is.
_WHOLE = re.compile("全体|全部|総|合計|推定|逆算|対象|母数|計算|試算")
#: What is below a limit isn't denied.
_LIMIT = re.compile("(?:満た|届か|達し)な(?:い|かった)|(?:満た|届か)ず")
#: What wasn't.
_DENIED = re.compile("ない|なかっ|ず[、に]|未[一-龠]|不[一-龠]")
#: What something was before: 前年の約30億ドルから.
_WAS, _BEFORE = re.compile("[^、。0-9]{0,4}から"), re.compile("(?:前年|昨年|前期|前月|前回|前四半期|従来|1年前)[^、。0-9]{0,8}$")
#: What a date is usually, or was to be.
_USUAL = re.compile("例年|平年|通常|予定|当初|本来|従来|計画")
#: Below a share, by no more than this part of it.
_LESS, _MOSTLY = re.compile("満た|届か|足ら|弱"), 0.75
#: Behind hours that are a few minutes more.
_AND_MORE, _ODD = re.compile("余り|あまり|余|強|以上|ほど"), 20
#: To what part of itself something went down.
_SHRUNK = re.compile("[にへ](?:まで)?(?:とどま|減|縮|低下|落ち|下が|下落)")
_PLAIN = {"number", "percent", "money", "measure", "duration"}


def _values(q: Quantity, a: Quantity, b: Quantity, changed: bool, each: bool, whole: bool, earlier: bool) -> Iterator[float]:
    """What can be computed from two figures, in the unit of ``q`` and of its kind.

    Args:
        changed: whether the sentence says that something became more or less.
        each: whether it says how much is for each of several.
        whole: whether it says how much all of something is.
        earlier: whether the figure is what something was before.
    """
    if a.kind == "percent" and a.unit != "point" and b.kind != "percent" and comparable(q, b):
        times = factor(b.unit, q.unit) if b.kind == q.kind and b.kind in UNITED and b.unit != q.unit else 1.0
        yield from (a.low / 100 * b.low * times, (1 - a.low / 100) * b.low * times)
    if q.kind == "money" and a.kind == "money" and a.unit == q.unit and b.kind == "number":
        yield from (a.low * b.low, a.low / b.low)
    if a.kind == "percent" and a.unit != "point" and 0 < a.low < 100 and b.kind == q.kind and b.kind in ("number", "measure") and b.unit == q.unit and whole:
        yield 100 * b.low / a.low  # 1,400 are a third of 4,200
    if each and q.kind == a.kind and a.kind in ("money", "number") and a.unit == q.unit and b.kind == "duration":
        yield a.low / b.low  # 1.5 billion over three years
    if earlier and a.kind == "percent" and a.unit != "point" and a.low < 100 and b.kind == q.kind and b.unit == q.unit and b.kind in ("money", "number", "measure"):
        yield from (b.low / (1 + a.low / 100), b.low / (1 - a.low / 100))  # «rose 14 percent to 3.42 billion», from 3 billion
    if not comparable(a, b) or (q.kind == "duration" and a.kind == b.kind == "number"):
        return
    other = b.low * (factor(b.unit, a.unit) if a.kind == b.kind and a.kind in UNITED and a.unit != b.unit else 1.0)
    if a.low >= other or (a.low == 1 and other % 1):
        return  # «one» of «2.5 persons» is no share
    if q.kind in ("percent", "factor") and "duration" in (a.kind, b.kind):
        if changed and a.kind == b.kind and q.kind == "percent":
            yield from (100 * (other - a.low) / other, 100 * (other - a.low) / a.low)
        return  # of ages and times hardly anybody says more
    if q.kind == "percent" and q.unit != "point":
        # A share of the whole, or by how much it grew or shrank; of shares also the sum, and what it leaves.
        yield 100 * a.low / other
        if changed:
            yield from (100 * (other - a.low) / other, 100 * (other - a.low) / a.low)
        if a.kind == b.kind == "percent":
            yield from (a.low + other, 100 - a.low - other)
            if "point" in (a.unit, b.unit):
                yield other - a.low  # «up by 2.8 points to 87.1 percent»
    elif q.kind == "percent" and a.kind == b.kind == "percent":
        yield other - a.low  # in points
    elif q.kind == "factor":
        yield other / a.low
    elif comparable(q, a):
        times = factor(a.unit, q.unit) if a.kind == q.kind and a.kind in UNITED and a.unit != q.unit else 1.0
        yield from ((other - a.low) * times, (other + a.low) * times)
        if each and a.kind == b.kind == "number":
            yield other / a.low


def _day(g: Quantity) -> int:
    """The number of a day in its year; 0 where the date has none, or one that doesn't exist."""
    try:
        return date(2000, g.month, g.day).timetuple().tm_yday
    except ValueError:
        return 0


def _shifted(q: Quantity, given: Sequence[Quantity]) -> bool:
    """Whether it is by how much a range moved: from 11–12% to 12–13% is a point."""
    ranges = [g for g in given if g.low < g.high and g.kind == q.kind and (q.unit == "point" or g.unit == q.unit)]
    return any(abs(b.low - a.low - q.low) < 1e-9 and abs(b.high - a.high - q.low) < 1e-9 for a, b in permutations(ranges, 2))


def _other_side(q: Quantity, given: Sequence[Quantity], sentence: str) -> bool:
    """Whether it is the share that hasn't, of which the rest has: 9割が未記載, and «a tenth have been described»."""
    shares = [g for g in given if g.kind == "percent" and g.unit != "point" and g.low == g.high]
    if sentence[q.span.end :].startswith("しか"):
        return False  # 3分の1しか賄えていない: it is a third that is
    return q.kind == "percent" and q.unit != "point" and bool(_DENIED.search(_LIMIT.sub("", sentence))) and any(abs(100 - g.low - q.low) < 0.5 for g in shares)


def _rest(q: Quantity, given: Sequence[Quantity], sentence: str) -> bool:
    """Whether it is what another share of the sentence, which is given, leaves of all: 56% and 44%."""
    if q.kind != "percent" or q.unit == "point" or not 0 < q.low < 100:
        return False
    others = [o for o in ja_quantities(sentence) if o.kind == "percent" and o.unit != "point" and abs(o.low + q.low - 100) < 1e-9 and o.low == o.high]
    return any(not missing([o], given) for o in others)


def _moved(q: Quantity, given: Sequence[Quantity], sentence: str) -> bool:
    """Whether a date is so many years after another one of the same month, or so many days from one: «6 August, nineteen days ahead of
    the usual date»."""
    lengths = {unit: {g.low for g in given if g.kind == "duration" and g.unit == unit} for unit in ("year", "day", "week")}
    dates = [g for g in given if g.kind == "date" and not g.part]
    if q.part:
        return False
    if not q.month:
        # «in 1187 …, and two years later»; where the sentence says 2年後 itself, its year is the one that the passage gives
        said = {o.low for o in ja_quantities(sentence) if o.kind == "duration" and o.unit == "year"}
        return bool(q.year) and any(g.year and abs(q.year - g.year) in lengths["year"] - said for g in dates)
    if q.year and any(g.month == q.month and g.day == q.day and g.year and q.year - g.year in lengths["year"] for g in dates):
        return True
    apart = {abs(_day(q) - day) for g in dates if (day := _day(g))} if _day(q) and _USUAL.search(sentence) else set()
    return bool(apart & (lengths["day"] | {7 * n for n in lengths["week"]}))


def derived(q: Quantity, given: Sequence[Quantity], sentence: str) -> bool:
    """Whether two figures of ``given``, all of one text, give this one: 212 of 260 are about 80%; from 1990 to 2020 are 30 years.

    Args:
        sentence: that ``q`` stands in.
    """
    if q.kind != "date" and (q.low != q.high or not q.low):
        return False
    if q.kind == "duration" and q.unit == "year":
        years = [g.year for g in given if g.kind == "date" and g.year and not g.part]
        if any(b - a == q.low for a, b in permutations(years, 2)):
            return True
    if q.kind == "duration" and q.unit in ("minute", "hour"):
        times = [g.low for g in given if g.kind == "time"]
        length = q.low * (60 if q.unit == "hour" else 1)
        more = _ODD if q.unit == "hour" and _AND_MORE.match(sentence, q.span.end) else 0
        if any(0 <= b - a - length <= more for a, b in permutations(times, 2)):
            return True  # from 2:14 to 2:40 are 26 minutes
    if q.kind == "duration" and q.unit == "day":
        days = [day for g in given if g.kind == "date" and (day := _day(g))]
        if any(q.low - (b - a) in (0, 1) for a, b in permutations(days, 2) if b > a):
            return True  # from 20 to 27 February are seven days
    if q.kind == "date":
        return _moved(q, given, sentence)
    if (m := FRACTION.fullmatch(narrow(q.text))) and number(m["top"]) == 1 and (sentence[: q.span.start].endswith("その") or _SHRUNK.match(sentence, q.span.end)):
        # 約5分の1 is between a fourth and a half and a fifth and a half of it
        shares = [100 * a.low / b.low for a, b in permutations([g for g in given if g.low == g.high > 0 and g.kind in _PLAIN], 2) if a.low < b.low and comparable(a, b) and abs(a.span.start - b.span.start) <= _APART]
        if any(1 / (number(m["whole"]) + 0.5) <= share / 100 <= 1 / (number(m["whole"]) - 0.5) for share in shares):
            return True
    if q.kind == "duration" and q.unit == "month":
        all_years = all(g.year for g in given if g.kind == "date" and g.month)
        months = [(g.year * 12 if all_years else 0) + g.month for g in given if g.kind == "date" and g.month]
        if any(q.low - (b - a) in (0, 1) for a, b in permutations(months, 2) if b > a):
            return True  # from June to September are four months
    if q.kind == "duration" and q.unit == "year" and q.low % 1:
        moments = [12 * g.year + g.month for g in given if g.kind == "date" and g.year and g.month]
        if any(abs(b - a - 12 * q.low) <= 1 for a, b in permutations(moments, 2)):
            return True  # from March 2019 to August 2021 are two years and a half
    if q.kind not in {*_PLAIN, "factor"}:
        return False
    if _shifted(q, given) or _rest(q, given, sentence) or _other_side(q, given, sentence):
        return True
    aged = sentence[q.span.end : q.span.end + 1] in ("歳", "才")
    ends = [end for g in given for end in (replace(g, high=g.low), replace(g, low=g.high))] if _GAP.search(sentence) else given
    plain = [g for g in ends if g.kind in _PLAIN and g.low == g.high and g.low > 0]
    changed, each, whole = (bool(p.search(sentence)) for p in (_CHANGE, _EACH, _WHOLE))
    earlier = bool(_WAS.match(sentence, q.span.end) or _BEFORE.search(sentence[: q.span.start]))
    if q.kind == "factor" and q.low > 1 and any(g.kind == "percent" and g.unit != "point" and within(q.low, 1 + g.low / 100, q.step, 0.0, (q.qualifier, "")) for g in plain):
        return True  # 1.6倍 and «61 percent more»
    if _SUM.search(sentence):
        summands = [g.low for g in plain if g.kind == q.kind and g.unit == q.unit]
        if any(within(q.low, sum(some), q.step, 0.0, (q.qualifier, "")) for n in (3, 4) for at in range(len(summands) - n + 1) for some in [summands[at : at + n]]):
            return True
    for a, b in permutations(plain, 2):
        if abs(a.span.start - b.span.start) > _APART:
            continue
        for value in _values(q, a, b, changed, each, whole, earlier):
            if aged and value > max(a.low, b.low):
                continue  # nobody adds ages
            if within(q.low, value, q.step, 0.0, (q.qualifier, "")):
                return True
            if q.kind == "factor" and q.qualifier == OVER and q.low <= value < q.low + 1:
                return True
            if q.kind == "percent" and _LESS.search(q.text) and _MOSTLY * q.low <= value < q.low:
                return True  # 3分の1にも満たない, and 1.2 of 4
    return False
