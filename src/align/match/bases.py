"""What a change is measured against: 前月に比べて12%上昇 and «12 percent more than a year earlier», 2019年から and «from the previous year»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.match.features import Features
from align.text.quantity import agree, en_quantities

_KINDS = ("percent", "number", "money", "measure", "factor", "duration")
_WITH = "(?:比|に比べて?|と比べて?|と比較して|に対して?|から|より(?:も)?|を)"
#: Name → how a Japanese sentence and an English text call the time before.
_BASES = {
    "year": (
        rf"(?:前年|昨年|1年前|一年前)(?:の?(?:同月|同期|同日|同週|同四半期|同時期|実績|度))?の?{_WITH}",
        r"(?:a|one|the|last|previous|prior) years? (?:earlier|ago|before)|year[- ](?:on|over)[- ]year|(?:the|last) (?:previous|prior|preceding) year|(?:previous|prior|preceding|last) year|on the year|12 months earlier|twelve months earlier|annual(?:ly)?",
    ),
    "quarter": (
        rf"(?:前四半期|直前の四半期|3[かカヶ]月前)の?{_WITH}",
        r"(?:a|one|the|previous|prior|last) quarters? (?:earlier|ago|before)|quarter[- ](?:on|over)[- ]quarter|(?:previous|prior|preceding) (?:quarter|three months)|three months (?:earlier|before)",
    ),
    "month": (
        rf"(?:前月|先月|1[かカヶ]月前)の?{_WITH}",
        r"(?:a|one|the|previous) months? (?:earlier|ago|before)|month[- ](?:on|over)[- ]month|(?:previous|prior|preceding|last) month|on the month",
    ),
    "week": (rf"(?:前週|先週|1週間前)の?{_WITH}", r"(?:a|one|the) week (?:earlier|ago|before)|(?:previous|prior|last) week|on the week|week[- ]on[- ]week"),
    "day": (rf"(?:前日|前営業日|昨日)の?{_WITH}", r"(?:a|one|the) day (?:earlier|before)|(?:previous|prior) (?:day|session|close)|on the day|yesterday"),
}
_JA = {name: re.compile(ja) for name, (ja, _) in _BASES.items()}
_EN = {name: re.compile(rf"\b(?:{en})\b", re.I) for name, (_, en) in _BASES.items()}
#: A month or a year by its name may be any of them.
_NAMED = re.compile(r"\b(?:than|from|since|with)\s(?:in\s)?(?:January|February|March|April|May|June|July|August|September|October|November|December|spring|summer|autumn|winter)\b")
#: 2019年から22%: the year that a change is measured from.
_YEAR_JA = re.compile(r"(?P<year>(?:19|20)\d\d)年(?:度)?(?:から|比で?|に比べて?|より)(?:約|およそ)?")
_SINCE_JA = re.compile(_YEAR_JA.pattern + "$")
_BEFORE_EN = re.compile(r"^\s(?:more\s|less\s|higher\s|lower\s)?(?:from|than|over|on|compared with)\s(?:in\s)?(?:the\s(?:previous|prior|preceding)\syear|a\syear\s(?:earlier|before|ago)|the\syear\sbefore)\b", re.I)
#: How far from its base a figure may stand, in characters.
_JA_NEAR, _EN_NEAR = 24, 60


def other_base(sentence: Features, passage: Features) -> Iterator[tuple[str, str]]:
    """What a figure of a sentence is measured against, and what that figure of the passage is."""
    ja, en = sentence.text, passage.text
    ours = {name: m for name, pattern in _JA.items() if (m := pattern.search(ja))}
    if not ours and not _YEAR_JA.search(ja):
        return
    theirs = {name: places for name, pattern in _EN.items() if (places := list(pattern.finditer(en)))}
    given = en_quantities(en)
    for q in sentence.quantities:
        agreeing = [g for g in given if q.kind in _KINDS and agree(q, g)]
        if len(agreeing) != 1 or (q.kind == "number" and q.high < 4):
            continue
        [g] = agreeing
        if len(ours) == len(theirs) == 1 and ours.keys() != theirs.keys() and not _NAMED.search(en):
            [here], [places] = ours.values(), theirs.values()
            near = [p for p in places if 0 <= p.start() - g.span.end <= _EN_NEAR or 0 <= g.span.start - p.end() <= _EN_NEAR / 2]
            if near and 0 <= q.span.start - here.end() <= _JA_NEAR:
                yield here[0], near[0][0]
        since, before = _SINCE_JA.search(ja[: q.span.start]), _BEFORE_EN.match(en[g.span.end :])
        if since and before:
            years = {d.year for d in (*sentence.quantities, *given) if d.kind == "date" and d.year}
            if years - {int(since["year"])} and int(since["year"]) + 1 not in years:
                yield since[0], before[0].strip()
