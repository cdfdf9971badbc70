"""What a passage rejects, taken for what it says: 主因は自転車レーン and «mainly to higher fees rather than to the lanes»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.match.features import Features
from align.match.halves import NOWHERE, THERE, Half, words
from align.text.quantity import missing

_INSIDE = r"(?:[^,;:.]|(?<=\d)[.,](?=\d))"
_PREPOSITION = r"(?:by|to|with|from|in|for|through|at|on|of|as|because of|due to)"
#: What a passage says, and what it rejects for it.
_REJECTED = (
    re.compile(rf"\bnot\s(?!only\b|just\b|merely\b|simply\b|necessarily\b|yet\b|until\b|before\b)(?P<less>{_INSIDE}{{3,70}}?)(?:,[^,;:.]{{0,30}},|,)?\sbut\s(?!also\b|that\b|it\b|they\b|he\b|she\b|the\s\w+\s(?:is|was)\b)(?P<more>{_INSIDE}{{3,90}})", re.I),
    re.compile(rf"(?P<more>{_INSIDE}{{3,160}}?),?\s(?:rather than|instead of|as opposed to|and not|but not)\s(?P<less>{_INSIDE}{{3,60}})", re.I),
    re.compile(rf"(?P<more>{_INSIDE}{{3,60}}),\s(?:more|rather) than\s(?P<less>{_INSIDE}{{3,60}}),", re.I),
)
_LEAD = re.compile(rf"^{_PREPOSITION}\b", re.I)
#: Words before «rather than» that stand against what comes after it, where no preposition tells.
_LAST = 6
#: What sets one thing against another in a sentence, too, or denies it.
_SET_AGAINST = re.compile(r"以上に|さることながら|ではな|でな|では無|より|以外|だけで|のみなら|ばかりか|にとどまら|一方|ない|なかっ|ません|ず(?:[、に]|$)|ぬ|否定|対して|に代わ|代わり")


def _meant(more: str, less: str) -> str:
    """The part of what is said that what is rejected stands against: after the same preposition, or the last words."""
    lead = _LEAD.match(less)
    if lead and (places := list(re.finditer(rf"\b{lead[0]}\b", more, re.I))):
        return more[places[-1].end() :]
    return " ".join(more.split()[-_LAST:])


def rejected(sentence: Features, passage: Features) -> Iterator[tuple[str, str]]:
    """Words of a sentence that a passage has only in what it rejects, where the sentence has none for what it says instead."""
    if _SET_AGAINST.search(sentence.text) or missing(sentence.quantities, passage.quantities):
        return
    tokens: frozenset[str] | None = None
    for n, pattern in enumerate(_REJECTED):
        for m in pattern.finditer(passage.text):
            less = m["less"]
            meant = _meant(m["more"], less) if n == 1 else m["more"]
            tokens = words(sentence.text) if tokens is None else tokens
            no, yes = Half(less, ()), Half(meant, ())
            rest = Half(passage.text[: m.start("less")] + " " + passage.text[m.end("less") :], ())
            bad = [t for t in tokens if no.has(t) >= THERE and rest.has(t) < NOWHERE]
            if bad and not any(yes.has(t) >= NOWHERE for t in tokens) and yes.words:
                yield "・".join(t for t in sorted(bad, key=sentence.text.find)), m[0][-90:].strip()
                return
