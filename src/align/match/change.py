"""The same change said two ways: 4割に減った is «fell by 60 percent», 1.9倍に増えた «rose by 90 percent»."""

from __future__ import annotations

import re

from align.text.quantity import Quantity
from align.text.quantity.compare import within

_JA_TO_FALL = re.compile(r"^(?:ほど|程度|近く|弱|強)?(?:に(?:まで)?(?:減|縮|低下|落ち|下が)|になった|となった)")
_JA_BY_FALL = re.compile(r"^(?:ほど|程度|近く|弱|強|も|の大幅な|の|だけ)*(?:減|低下|下落|縮小|落ち込|少な|低[いくか]|下回)")
_FELL = r"\b(?:f[ae]ll(?:en|ing|s)?|drop\w*|declin\w*|decreas\w*|shr[aiu]nk\w*|down|lower\w*|cut|reduc\w*|slid)"
_EN_BY = re.compile(_FELL + r"(?:\s\w+ly)?(?:\sby)?(?:\s(?:about|around|nearly|almost|roughly|some|an?|over|more than))*\s*$", re.I)
_EN_TO = re.compile(_FELL + r"(?:\s\w+ly)?\sto(?:\s(?:about|around|nearly|almost|roughly|just|an?|the))*\s*$", re.I)
#: «fell 25 percent» is as good as «fell by».
_EN_EXPLICIT_BY = re.compile(_FELL + r"(?:\s\w+ly)?\sby(?:\s(?:about|around|nearly|almost|roughly|some|an?|over|more than))*\s*$", re.I)
_EN_ROSE_BY = re.compile(r"\b(?:r[io]se|risen|gr[eo]w|grown|increas\w*|up|jump\w*|expand\w*)(?:\s\w+ly)?(?:\sby)?(?:\s(?:about|around|nearly|almost|roughly|some|an?))*\s*$", re.I)
#: 前年の57%の水準だった: that much is left.
_JA_LEVEL, _JA_BEFORE = re.compile("(?:ほど|程度|近く)?(?:の水準|に相当|にあたる|に当たる|にとどま|に留ま)"), re.compile("(?:前年|前月|前期|昨年|前回)[^、。]{0,6}$")
_REST = re.compile(r"\bthe (?:remainder|rest|others)\b|\bremaining\b", re.I)
_EN_AS = re.compile(r"^\sas\s(?:likely|many|much|high|often|large|long|big|great|common|strong)\b", re.I)
_EN_LESS = re.compile(r"^\s?(?:of\s\w+\s)?(?:less|lower|fewer|smaller|reduction|decline|drop|fall)\b", re.I)


def same_change(ja: str, q: Quantity, en: str, g: Quantity) -> bool:
    """Whether a figure of a sentence and one of a passage, of other value, are what is left and what went, or a multiple and a rise."""
    if g.kind == q.kind == "percent" and _REST.search(en[g.span.end :]) and within(q.low, 100 - g.low, q.step, g.step, (q.qualifier, g.qualifier)):
        return True  # a third by donors, and the remainder by others
    if g.kind != "percent" or g.unit or g.low != g.high or q.low != q.high:
        return False
    after, before = ja[q.span.end : q.span.end + 14], en[max(0, g.span.start - 50) : g.span.start]
    lost = bool(_EN_BY.search(before) or _EN_LESS.match(en[g.span.end : g.span.end + 16]))
    left = bool(_EN_TO.search(before))
    if q.kind == "percent" and not q.unit:
        turned = (lost and not left and _JA_TO_FALL.match(after)) or (left and _JA_BY_FALL.match(after))
        return bool(turned) and within(q.low, 100 - g.low, q.step, g.step, (q.qualifier, g.qualifier))
    if q.kind == "factor" and q.low > 1:
        return bool(_EN_ROSE_BY.search(before)) and within(100 * (q.low - 1), g.low, 100 * q.step, g.step, (q.qualifier, g.qualifier))
    if q.kind == "factor":
        return lost and within(100 * (1 - q.low), g.low, 100 * q.step, g.step, (q.qualifier, g.qualifier))
    return False


def to_and_by(ja: str, q: Quantity, en: str, g: Quantity) -> bool:
    """Whether one says that something fell to a share, and the other that it fell by the same share; a half is both."""
    if q.kind != "percent" or q.unit or g.kind != "percent" or g.unit or q.low != q.high or within(q.low, 50, q.step, g.step, (q.qualifier, g.qualifier)):
        return False
    after, before = ja[q.span.end : q.span.end + 14], en[max(0, g.span.start - 50) : g.span.start]
    to, by = bool(_JA_TO_FALL.match(after)), bool(_JA_BY_FALL.match(after))
    if _JA_LEVEL.match(after) and _JA_BEFORE.search(ja[max(0, q.span.start - 10) : q.span.start]):
        return bool(_EN_LESS.match(en[g.span.end : g.span.end + 16]))
    if by and not to and _EN_AS.match(en[g.span.end : g.span.end + 16]):
        return True  # 3分の1だけ低い, and «a third as likely»
    return (to and bool(_EN_EXPLICIT_BY.search(before))) or (by and not to and bool(_EN_TO.search(before)))


_COUNTER = r"^(?:ポイント|[人件社台戸個本隻頭軒校名棟便枚冊店種か所]{1,2}|世帯|ドル|ユーロ|ポンド|クローネ|トン|キロ)?(?:ほど|程度|近く|弱|強|も|余り|あまり)*"
_JA_BY = re.compile(_COUNTER + "(?:増え|増加し|増やし|減っ|減り|減少し|減らし|上昇し|低下し|下落し|伸び|上積み|削減され|削減し|引き下げ|引き上げ|切り下げ|切り上げ)")
_JA_TO = re.compile(_COUNTER + "(?:に(?:まで)?(?:増|減|伸び|上昇|低下|膨|縮|拡大|縮小|落ち))")
_HEDGE = r"(?:\s(?:about|around|nearly|almost|roughly|some|just|over|more\sthan|just\sover|just\sunder|an?|the|as\s(?:many|few|much)\sas))*\s*$"
_MOVED = r"\b(?:r[io]se|risen|rising|gr[eo]w|grown|growing|increas\w*|doubl\w*|tripl\w*|climb\w*|jump\w*|expand\w*|f[ae]ll(?:en|ing|s)?|drop\w*|declin\w*|decreas\w*|shr[aiu]nk\w*|cut|reduc\w*|halv\w*)"
_EN_MOVED_TO = re.compile(_MOVED + r"(?:\s(?!by\b)[\w.,$€£-]+){0,6}\sto" + _HEDGE, re.I)
_EN_MOVED_BY = re.compile(_MOVED + r"\sby" + _HEDGE, re.I)


_JA_AMOUNT = re.compile(_COUNTER + "分?の?(?:減額|増額|値上げ|値下げ|引き上げ|引き下げ|引上げ|引下げ|上積み|積み増し|削減|圧縮|追加|上乗せ)")


def amount_of_change(ja: str, q: Quantity, en: str, g: Quantity) -> bool:
    """Whether a figure of a sentence is by how much something changed, and one of a passage to what: 1,600万ユーロの減額 and «lowered to 45
    million euros»."""
    before = en[max(0, g.span.start - 70) : g.span.start]
    return bool(_JA_AMOUNT.match(ja[q.span.end : q.span.end + 16]) and re.search(r"\bto" + _HEDGE, before, re.I))


def level_or_change(ja: str, q: Quantity, en: str, g: Quantity) -> bool:
    """Whether a count that agrees is how many more in one text, and how many in the other: 1,900人増えた and «doubled to 1,900»."""
    points = q.kind == "percent" and q.unit == "point" and g.unit != "point"
    if q.kind != g.kind or not (q.kind in ("number", "money", "measure") or points) or g.low != g.high or q.low != q.high:
        return False
    after, before = ja[q.span.end : q.span.end + 14], en[max(0, g.span.start - 70) : g.span.start]
    return bool((_JA_BY.match(after) and _EN_MOVED_TO.search(before)) or (_JA_TO.match(after) and _EN_MOVED_BY.search(before)))
