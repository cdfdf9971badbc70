"""Contradictions within a clause: what a clause of the sentence says of something, and what the clause of the passage that speaks of the
same thing says; and what is set against what by «rather than»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from align.match.antonyms import DENIED, against_in_clause, one_of
from align.match.features import Features
from align.match.halves import THERE, Half, moved, words
from align.match.signals import renderings
from align.text.tokens import stem

#: What a clause is about.
_ABOUT = re.compile("([^、。]{1,24}?)(?:は|が|を|も)[^、。]+")
_EN_CLAUSE = re.compile(r"[,;:.]\s|\.$|\b(?:and|but|while|whereas|although|though|after|because|which|who)\b")
_WORD = re.compile(r"[A-Za-z]+")
_NOT_BUT_JA = re.compile("(?:^|[、。はがをも])(?P<less>[^、。はがをも]{1,20})(?:ではなく|でなく|よりもむしろ|よりむしろ)(?:て)?、?(?P<more>[^、。はがをもにでと]{1,24})")
_INSIDE = r"(?:[^,;:.]|(?<=\d)[.,](?=\d))"
_DENYING_JA = re.compile("(?:では|で)?な[くい]|ではなかっ|ず[、に]")
#: The cause that a sentence names, and one that a passage says it wasn't.
_CAUSE_JA = re.compile("(?:^|[、。はがをも])(?:主に|主として|もっぱら|おもに)?(?P<cause>[^、。はがをも]{2,24}?)(?:により|による|によって|に起因|のため|のおかげ|を受け|が(?:主な|主たる|最大の)?(?:原因|要因|理由))")
_NOT_BY_EN = re.compile(rf"(?P<more>{_INSIDE}{{3,80}}),?\s(?:and |but )?not (?:through|because of|due to|as a result of|by|from|for|out of)\b(?P<less>{_INSIDE}{{2,50}})", re.I)
_RATHER = re.compile(r"\b(?:rather than|instead of|not\b.{3,80}\bbut)\b", re.I)
_RATHER_EN = re.compile(rf"(?P<more>{_INSIDE}{{3,80}})\b(?:rather than|instead of)\b(?P<less>{_INSIDE}{{2,50}})", re.I)
_NOT_BUT_EN = re.compile(rf"\bnot\s(?!only\b|just\b|merely\b)(?P<less>{_INSIDE}{{3,60}}?),?\sbut\s(?!also\b)(?P<more>{_INSIDE}{{3,90}})", re.I)


def other_words_of_the_same(sentence: Features, passage: Features) -> Iterator[tuple[str, str]]:
    """Opposite words that two clauses have of the same: 純損失は縮小した, and «but the net loss widened»."""
    clauses = [c for c in _EN_CLAUSE.split(passage.text) if c and c.strip()]
    telling = [(c, sets) for c in re.split("[、。]", sentence.text) if (sets := one_of(c))] if len(clauses) > 1 else []
    if not telling:
        return  # of a passage of one clause, word by word is enough
    halves = [Half(c, ()) for c in clauses]
    for clause, sets in telling:
        about = _ABOUT.match(clause)
        topic = words(about[1]) if about else frozenset()
        if not topic:
            continue
        there = [n for n, half in enumerate(halves) if any(half.has(t) >= THERE for t in topic)]
        if len(there) == 1 and not DENIED.search(clauses[there[0]]):
            yield from against_in_clause(sets, clause, *(_without(text, topic) for text in (clauses[there[0]], passage.text)))


def _without(en: str, topic: Set[str]) -> str:
    """An English text without the words for something, so that a loss that widened isn't lost."""
    said = {r for t in topic for r, p, _ in renderings(t) if p >= THERE}
    return _WORD.sub(lambda m: "_" if stem(m[0]) in said else m[0], en)


def rather(sentence: Features, passage: Features) -> Iterator[tuple[str, str]]:
    """What is meant and what isn't, changed places: 融資ではなく補助金, and «loans rather than grants»."""
    if not _RATHER.search(passage.text):
        return
    ours, theirs = _NOT_BUT_JA.search(sentence.text), [*_RATHER_EN.finditer(passage.text), *_NOT_BUT_EN.finditer(passage.text)]
    if not ours or len(theirs) != 1:
        return
    [found] = theirs
    less, more = words(ours["less"]), words(ours["more"])
    no, yes = Half(found["less"], ()), Half(found["more"], ())
    good_less, bad_less = moved(less - more, less, no, yes)
    good_more, bad_more = moved(more - less, more, yes, no)
    if bad_less and bad_more and not (good_less or good_more):
        yield ours[0].strip("、。"), found[0].strip()


def not_the_cause(sentence: Features, passage: Features) -> Iterator[tuple[str, str]]:
    """The cause that a passage says it wasn't: 値上げによる, and «through fewer hours, not through higher prices»."""
    theirs = list(_NOT_BY_EN.finditer(passage.text))
    ours = list(_CAUSE_JA.finditer(sentence.text)) if len(theirs) == 1 and not _DENYING_JA.search(sentence.text) else []
    if len(ours) != 1:
        return
    cause = words(ours[0]["cause"])
    no, yes = Half(theirs[0]["less"], ()), Half(theirs[0]["more"], ())
    good, bad = moved(cause, cause, yes, no)
    if bad and not good:
        yield ours[0][0].strip("、。はがをも"), theirs[0][0][-60:].strip()
