"""Contradictions that no figure shows: the same figure, but a fall for a rise, a day for an hour, the other half of a decade.

Of 13,013 pairs that translate each other (news, encyclopedia, business, everyday sentences) it says of none that they contradict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.match.features import Features
from align.text.quantity import Quantity, agree, en_quantities

#: How far from its figure a word belongs to it, in characters: after and before it in Japanese, after and before it in English.
_JA_AFTER, _JA_BEFORE, _EN_AFTER, _EN_BEFORE = 12, 12, 40, 25
_KINDS = ("number", "money", "measure", "percent")
_JA_RATES = {
    "hour": re.compile(r"1時間(?:当たり|あたり|に)|一時間(?:当たり|あたり|に)|毎時|時速"),
    "day": re.compile(r"(?:1|一)日(?:当たり|あたり|平均)|日量|毎日"),
    "week": re.compile(r"(?:1|一)週間(?:当たり|あたり|に)|毎週|週平均"),
    "month": re.compile(r"(?:1|一)[かカヶケ]月(?:当たり|あたり|に)|毎月|月平均|月産"),
    "year": re.compile(r"年平均|年産|(?:1|一)年(?:当たり|あたり)|毎年"),
}
_EN_RATES = {
    "hour": re.compile(r"\b(?:an|per|each|every) hour\b|\bhourly\b|\bmph\b|\bkm/h\b", re.I),
    "day": re.compile(r"\b(?:a|per|each|every) day\b|\bdaily\b", re.I),
    "week": re.compile(r"\b(?:a|per|each|every) week\b|\bweekly\b", re.I),
    "month": re.compile(r"\b(?:a|per|each|every) month\b|\bmonthly\b", re.I),
    "year": re.compile(r"\b(?:a|per|each|every) year\b|\byearly\b|\bannual(?:ly)?\b|\bper annum\b", re.I),
}
_RISES = re.compile(r"増(?!減)|上昇|上がっ|上がる|上回|伸び|拡大し|高まっ"), re.compile(
    r"\b(?:r[io]se|risen|rising|gr[eo]w|grown|growing|growth|increas\w*|climb\w*|gain(?:ed|s)?|jump\w*|surg\w*|soar\w*|up|higher|exceed\w*|above)\b", re.I
)
_FALLS = re.compile(r"(?<!増)減(?!速)|低下|下落|下がっ|下がる|下回|縮小し|落ち込"), re.compile(
    r"\b(?:f[ae]ll(?:en|ing|s)?|drop\w*|declin\w*|decreas\w*|shr[aiu]nk\w*|down|lower\w*|cut(?:s|ting)?|reduc\w*|slid|lost|losing|less|fewer|below|under)\b", re.I
)
_HALVES = (re.compile(r"前半"), re.compile(r"\b(?:first|early|earlier) (?:half|part)\b", re.I)), (re.compile(r"後半"), re.compile(r"\b(?:second|latter|last|later) (?:half|part)\b", re.I))
_CLAUSE = re.compile(r"[,;:.]\s|\b(?:and|but|while|whereas|after|from|although)\b")


def _clause(text: str, g: Quantity) -> str:
    """The words around a figure, up to what ends its clause."""
    before = _CLAUSE.split(text[: g.span.start])[-1]
    return before + text[g.span.start : g.span.end] + _CLAUSE.split(text[g.span.end :])[0]


def opposed(sentence: Features, passage: Features) -> Iterator[tuple[str, str]]:
    """What the sentence says and what the passage says instead, each in its own words."""
    ja, en = sentence.text, passage.text
    given = en_quantities(en)
    pairs = [(q, agreeing[0]) for q in sentence.quantities if q.kind in _KINDS and q.high >= 4 and len(agreeing := [g for g in given if agree(q, g)]) == 1]
    for q, g in pairs:
        near = ja[max(0, q.span.start - _JA_BEFORE) : q.span.end + _JA_AFTER]
        around = en[max(0, g.span.start - _EN_BEFORE) : g.span.start] + en[g.span.start : g.span.end + _EN_AFTER]
        ours = {name for name, pattern in _JA_RATES.items() if pattern.search(near)}
        theirs = {name for name, pattern in _EN_RATES.items() if pattern.search(around)}
        if len(ours) == 1 and theirs and not ours & theirs:
            yield near.strip(), _clause(en, g).strip()
            continue
        after, clause = ja[q.span.end : q.span.end + _JA_AFTER], _clause(en, g)
        for (mine, same), (other, contrary) in ((_RISES, _FALLS), (_FALLS, _RISES)):
            if mine.search(after) and not other.search(after) and contrary.search(clause) and not same.search(clause):
                yield (q.text + after).strip(), clause.strip()
        for (mine, same), (other, contrary) in (_HALVES, _HALVES[::-1]):
            found, against = mine.search(ja), contrary.search(clause)
            if found and not other.search(ja) and against and not same.search(clause):
                yield found[0], against[0]
