"""The same change said two ways: 4割に減った is «fell by 60 percent», 1.9倍に増えた «rose by 90 percent»."""

from __future__ import annotations

import re

from align.text.quantity import Quantity
from align.text.quantity.compare import within

_JA_TO_FALL = re.compile(r"^(?:ほど|程度|近く|弱|強)?(?:に(?:まで)?(?:減|縮|低下|落ち|下が)|になった|となった)")
_JA_BY_FALL = re.compile(r"^(?:ほど|程度|近く|弱|強|も|の大幅な|の)*(?:減|低下|下落|縮小|落ち込|少な|低[いくか]|下回)")
_FELL = r"\b(?:f[ae]ll(?:en|ing|s)?|drop\w*|declin\w*|decreas\w*|shr[aiu]nk\w*|down|lower\w*|cut|reduc\w*|slid)"
_EN_BY = re.compile(_FELL + r"(?:\s\w+ly)?(?:\sby)?(?:\s(?:about|around|nearly|almost|roughly|some|an?|over|more than))*\s*$", re.I)
_EN_TO = re.compile(_FELL + r"(?:\s\w+ly)?\sto(?:\s(?:about|around|nearly|almost|roughly|just|an?|the))*\s*$", re.I)
#: «fell 25 percent» is as good as «fell by».
_EN_EXPLICIT_BY = re.compile(_FELL + r"(?:\s\w+ly)?\sby(?:\s(?:about|around|nearly|almost|roughly|some|an?|over|more than))*\s*$", re.I)
_EN_ROSE_BY = re.compile(r"\b(?:r[io]se|risen|gr[eo]w|grown|increas\w*|up|jump\w*|expand\w*)(?:\s\w+ly)?(?:\sby)?(?:\s(?:about|around|nearly|almost|roughly|some|an?))*\s*$", re.I)
_REST = re.compile(r"\bthe (?:remainder|rest|others)\b|\bremaining\b", re.I)
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
    return (to and bool(_EN_EXPLICIT_BY.search(before))) or (by and not to and bool(_EN_TO.search(before)))
