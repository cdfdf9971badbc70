"""Contradictions that no figure shows: the same figure, but a fall for a rise, a day for an hour, a limit from the other side, the
other half of a decade, or the two ends of a change the other way round.

A word counts only where it stands right beside its figure: «make up 25 percent» is no rise, and «the price cut brought 25 percent
more sales» no fall.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from align.match.change import level_or_change, to_and_by
from align.match.features import Features
from align.text.quantity import Quantity, agree, en_quantities
from align.text.quantity.compare import within
from align.text.quantity.model import LEAST, MOST, NEARLY, OVER, UNDER

_KINDS = ("number", "money", "measure", "percent", "duration", "factor")
#: What wasn't so of those that are counted.
UNDONE = re.compile("なかっ|ていない|なく[、て]|ず[、に]|[わらかたばまさせけえれき]ない|ません|未[消達完実済提回]|不[足参在採合]|残")
_RATES = {
    "hour": (r"(?:1|一)?時間(?:当たり|あたり|に)|毎時|時速", r"(?:an|per|each|every) hour|hourly|mph|km/h"),
    "day": (r"(?:1|一)日(?:当たり|あたり|平均|に)|日量|毎日", r"(?:a|per|each|every) day|daily"),
    "week": (r"(?:1|一)?週(?:間)?(?:当たり|あたり|に|平均)|毎週|(?<![\d０-９隔今先同各翌])週", r"(?:a|per|each|every) week|weekly"),
    "month": (r"(?:1|一)[かカヶケ]月(?:当たり|あたり|に)|毎月|月平均|月産|月額|(?<![\d０-９今先同前各翌かカヶケ])月", r"(?:a|per|each|every) month|monthly"),
    "year": (r"年平均|年産|年額|(?<![\d０-９一二三四五六七八九十数半])年間(?:で|に)?|(?:1|一)年(?:当たり|あたり)|毎年|(?<![\d０-９今昨同前各翌近来数半隔])年", r"(?:a|per|each|every) year|yearly|annual(?:ly)?|per annum"),
}
_JA_RATES = {name: re.compile(rf"(?:{ja})(?:の)?(?:約|およそ|平均|最大|最低)?$") for name, (ja, _) in _RATES.items()}
_EN_RATES = {
    name: (re.compile(rf"^[^,;.:\d]{{0,24}}?(?:\sof\s\d+\s[a-z]+[^,;.:\d]{{0,8}}?)?\b(?:{en})\b", re.I), re.compile(rf"\b(?:{en})\s(?:average\s|output\s|production\s)?(?:of\s)?$", re.I)) for name, (_, en) in _RATES.items()
}
#: What may stand between a figure and its direction.
_JA_FILL = r"^(?:ずつ|分|ポイント|円|ドル|ユーロ|件|人|名|台|社|本|個|店|トン|ほど|程度|余り|近く|超|強|弱|以上|の大幅な|も|の|に|へ|まで|と)*"
_JA_RISE = re.compile(_JA_FILL + r"(?:増(?!減|資|税)|上昇|上がっ|上がり|上がる|値上がり|引き上げ|高[いくか]|高ま|多[いくか]|長[いくか]|上回|伸び|拡大|急増)")
_JA_FALL = re.compile(_JA_FILL + r"(?:減(?!速|税|資)|低下|下落|下がっ|下がり|下がる|値下がり|引き下げ|低[いくか]|少な[いくか]|短[いくか]|下回|縮小|落ち込|急減)")
#: The figure of a rate of growth goes up and down by itself, and what is lost grows.
_JA_OTHER = re.compile(r"(?:成長|上昇|増加|伸び|減少|低下|下落|インフレ|縮小|割引|解約|離職|失業)率|損失|赤字|減少幅|下げ幅|値引き|減税|削減")
_FILL = r"(?:\s(?:by|to|of|from|at|about|around|nearly|almost|roughly|some|an?|the|another|only|just|over|more|less|than|up|as|much|many|slightly|sharply|steadily|again|further|estimated|approximately)|,)*\s*$"
_EN_RISE = (
    re.compile(r"\b(?:r[io]se|risen|rising|gr[eo]w|grown|growing|increas(?:e|es|ed|ing)|climb(?:ed|s|ing)?|jump(?:ed|s|ing)?|surg(?:ed|es|ing)|soar(?:ed|s|ing)?|rais(?:e|es|ed|ing)|expand(?:ed|s|ing)?|widen(?:ed|s|ing)?|(?<!made )(?<!make )(?<!makes )(?<!making )up)" + _FILL, re.I),
    re.compile(r"^\s(?:higher|more|larger|better|increase|rise|growth|gain|up|above)\b", re.I),
)
_EN_FALL = (
    re.compile(r"\b(?:f[ae]ll(?:en|ing|s)?|drop(?:ped|s|ping)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|shr[aiu]nk(?:s|ing)?|down|lower(?:ed|ing)?|cut(?:ting)?|reduc(?:e|es|ed|ing)|slid|shed|lost|loses?|slip(?:ped|s|ping)?|dip(?:ped|s|ping)?)" + _FILL, re.I),
    re.compile(r"^\s(?:lower|less|fewer|smaller|worse|decrease|fall|drop|decline|reduction|cut|down|below)\b", re.I),
)
#: «up to», «down from» and the like after a figure belong to the next one.
_UP_TO = re.compile(r"\bup\sto" + _FILL, re.I)
_HALVES = (re.compile(r"前半"), re.compile(r"\b(?:first|early|earlier) (?:half|part)\b", re.I)), (re.compile(r"後半"), re.compile(r"\b(?:second|latter|last|later) (?:half|part)\b", re.I))
_BECAME = re.compile("に(?:まで)?(?:減|増|縮|拡|引き|上|下|膨|伸|落|短|延)")
_CLAUSE = re.compile(r"[,;:.]\s|\b(?:and|but|while|whereas|after|from|although)\b")
_NOT = re.compile(r"\b(?:no|not|n't|never)\s(?:\w+\s)?$", re.I)
_BEFORE, _AROUND = 60, 14


def _clause(text: str, g: Quantity) -> str:
    """The words around a figure, up to what ends its clause."""
    before = _CLAUSE.split(text[: g.span.start])[-1]
    return before + text[g.span.start : g.span.end] + _CLAUSE.split(text[g.span.end :])[0]


def direction(text: str, q: Quantity) -> int:
    """Which way a Japanese sentence says its figure went: 1 up, -1 down, 0 neither."""
    after = text[q.span.end : q.span.end + _AROUND]
    if _JA_OTHER.search(re.split(r"[、。]", text[: q.span.start])[-1]):
        return 0
    return 1 if _JA_RISE.match(after) else -1 if _JA_FALL.match(after) else 0


def en_direction(text: str, g: Quantity) -> int:
    """Which way an English text says its figure went: 1 up, -1 down, 0 neither."""
    before, after = text[max(0, g.span.start - _BEFORE) : g.span.start], text[g.span.end : g.span.end + 20]
    up = bool((_EN_RISE[0].search(before) and not _UP_TO.search(before)) or _EN_RISE[1].match(after))
    down = bool(_EN_FALL[0].search(before) or _EN_FALL[1].match(after))
    return up - down


def _rate(ja: str, q: Quantity, en: str, g: Quantity) -> bool:
    """Whether the two are so much in another time."""
    before = ja[max(0, q.span.start - _AROUND) : q.span.start]
    ours = {name for name, pattern in _JA_RATES.items() if pattern.search(before)}
    theirs = {name for name, (after, ahead) in _EN_RATES.items() if after.match(en[g.span.end :]) or ahead.search(en[: g.span.start])}
    return len(ours) == len(theirs) == 1 and ours != theirs


def _limit(q: Quantity, en: str, g: Quantity) -> bool:
    """Whether one says more than, and the other less than, the same value."""
    if q.low != q.high or g.low != g.high or abs(q.low - g.low) > 0.001 * abs(q.low) or _NOT.search(en[max(0, g.span.start - 20) : g.span.start]):
        return False
    if re.search(r"\bby\s$", en[: g.span.start]):
        return False  # «narrowed by more than half», to less than that
    below, above = (UNDER, NEARLY, LEAST), (OVER, MOST)
    return (q.qualifier in below and g.qualifier in above) or (q.qualifier in above and g.qualifier in below and not g.text.lower().startswith("up to"))


def _turned(ja: str, quantities: Sequence[Quantity], en: str, given: Sequence[Quantity]) -> Iterator[tuple[str, str]]:
    """Changes of which the beginning is the end: 5%から8%に, and «from 8 to 5 percent»."""
    for a, b in pairwise([q for q in quantities if q.kind in _KINDS]):
        joint = ja[a.span.end : b.span.start]
        if re.fullmatch(r"[^\s、。\d]{0,4}から[^。]{0,10}", joint) and re.match(r"[^、。]{0,4}?(?:に|へ|まで)", ja[b.span.end :]):
            start, end = a, b
        elif re.fullmatch("[がを]", joint) and _BECAME.match(ja, b.span.end):
            start, end = a, b  # 100億クラウンが60億クラウンに減額される
        elif re.fullmatch(r"[^。]{0,16}(?:前年|昨年|前期|前回|前の年|1年前)[^。]{0,6}", joint) and re.match(r"[^、。]{0,3}から", ja[b.span.end :]):
            start, end = b, a  # 790万人で、前年同期の870万人から減少した
        else:
            continue
        for c, d in pairwise([g for g in given if g.kind in _KINDS]):
            between = en[c.span.end : d.span.start]
            if re.fullmatch(r"(?:\s(?:an?|per|each)\s[a-z]+|\s\w{0,12})\s?to\s(?:about\s|nearly\s)?(?:an?\s)?", between) and re.search(r"\bfrom\s\w{0,8}\s?$", en[: c.span.start]):
                first, last = c, d
            elif re.fullmatch(r",?\s(?:\w+,?\s){0,4}(?:up|down|compared (?:with|to)|against|instead of|rather than)(?:\sfrom)?\s(?:the\s)?(?:about\s)?", between):
                first, last = d, c
            elif re.fullmatch(r"[^.;]{0,40}?\sfrom\s(?:the\s|about\s|some\s)?", between) and re.search(r"\bto\s(?:about\s|some\s|an estimated\s)?$", en[: c.span.start]):
                first, last = d, c  # «to 1.5 percent by the end of the year, from 3.2 percent now»
            else:
                continue
            if agree(start, last) and agree(end, first) and not (agree(start, first) or agree(end, last)):
                yield ja[a.span.start : b.span.end], en[c.span.start : d.span.end]


def _part(ja: str, quantities: Sequence[Quantity], en: str, given: Sequence[Quantity]) -> Iterator[tuple[str, str]]:
    """Another part of the same whole: 5か所のうち3か所, and «two of the five»."""
    for whole, part in pairwise(quantities):
        if not re.fullmatch(r"[^\s、。\d]{0,10}(?:のうち|うち|中)、?[^、。\d]{0,6}", ja[whole.span.end : part.span.start]):
            continue
        for c, d in pairwise(given):
            joint = en[c.span.end : d.span.start]
            if re.fullmatch(r"\s(?:out\s)?of\s(?:the\s|its\s|their\s|all\s|those\s|these\s)?(?:[\w’']+['’]s\s)?", joint) and c.kind == part.kind and agree(whole, d) and not agree(part, c):
                if within(part.low, whole.low - c.low, part.step, c.step, (part.qualifier, c.qualifier)) and UNDONE.search(ja[part.span.end :]):
                    continue  # 9人のうち7人には届かなかった, and «reached only two of the nine»
                yield ja[whole.span.start : part.span.end], en[c.span.start : d.span.end]


def opposed(sentence: Features, passage: Features) -> Iterator[tuple[str, str]]:
    """What the sentence says and what the passage says instead, each in its own words."""
    ja, en = sentence.text, passage.text
    given = en_quantities(en)
    yield from _turned(ja, sentence.quantities, en, given)
    yield from _part(ja, sentence.quantities, en, given)
    for q in sentence.quantities:
        agreeing = [g for g in given if q.kind in _KINDS and agree(q, g)]
        if len(agreeing) != 1 or (q.kind == "number" and q.high < 4):
            continue
        g = agreeing[0]
        way = direction(ja, q)
        if (way and en_direction(en, g) == -way) or _rate(ja, q, en, g) or _limit(q, en, g) or to_and_by(ja, q, en, g) or level_or_change(ja, q, en, g):
            yield ja[max(0, q.span.start - 4) : q.span.end + _AROUND].strip(), _clause(en, g).strip()
            continue
        clause = _clause(en, g)
        for (mine, same), (other, contrary) in (_HALVES, _HALVES[::-1]):
            found, against = mine.search(ja), contrary.search(clause)
            if found and not other.search(ja) and against and not same.search(clause):
                yield found[0], against[0]
