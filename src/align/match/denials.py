"""Contradictions that only a negation shows: «was not included» for 含まれている."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.match.lexicon import lexicon
from align.match.signals import renderings
from align.model.document import Span
from align.text.denial import added, negative, outright
from align.text.sudachi import Morpheme, morphemes
from align.text.tokens import en_tokens, ja_tokens, latin_words, stem

#: What is shown of each side, in characters.
_JA_END, _EN_END = 16, 60
#: How surely an English word renders a predicate, by p(en|ja) or p(ja|en), and how telling (idf) it must be.
_EITHER, _TELLING = (0.08, 0.15), 2.5
#: Words after a negation that it can deny, and before «no».
_AFTER, _BEFORE = 7, 2
#: Morphemes at the end of a clause that its predicate is looked for in.
_TAIL = 7
#: A word of the sentence that renders one so likely has to do with it.
_SOMEHOW, _HALF = 0.02, 0.5
_PREPOSITION = re.compile(r"[,;:.]|\b(?:in|on|at|by|for|to|from|with|of|after|before|during|until|than|as)\b")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_CLAUSE = re.compile(r"[,;:.()]\s|\bbut\b|\.$")


def denied(ja: str, en: str) -> Iterator[tuple[str, str]]:
    """The end of a sentence, and where its passage, a single clause, denies what the sentence doesn't."""
    place = added(ja, en)
    if place and _is_said(ja, en, place):
        yield ja.rstrip("。．.")[-_JA_END:], en[place.start : place.start + _EN_END].rstrip(". ")


def _is_said(ja: str, en: str, place: Span) -> bool:
    """Whether a sentence has words for what its passage denies, up to the first preposition, or the passage for half of the sentence: «no
    alert was issued» has nothing to do with the law that brought alerts."""
    rest = _PREPOSITION.split(en[place.end :])[0]
    wanted = [s for s in dict.fromkeys(en_tokens(rest)) if lexicon().idf_en(s) >= _TELLING]
    tokens = [t for t in dict.fromkeys(ja_tokens(ja)) if lexicon().idf_ja(t) >= _TELLING]
    have = {t: {w for w, p, q in renderings(t) if max(p, q) >= _SOMEHOW} for t in tokens}
    if all(any(s in words for words in have.values()) for s in wanted):
        return True
    there = set(en_tokens(en))
    found = [bool(words & there) for words in have.values()] + [stem(w) in there for w in latin_words(ja)]
    return sum(found) >= _HALF * len(found)


def denied_predicate(ja: str, en: str) -> Iterator[tuple[str, str]]:
    """A predicate of a sentence without any negative word, and where a passage of any length denies just that: 署名した and «no
    agreement has been signed». Of 27,000 human translations 3 seem to do so."""
    negations = outright(en)
    if not negations or negative(ja):
        return
    words = [(m.start(), m.end(), stem(m[0])) for m in _WORD.finditer(en)]
    for place in negations:
        end = next((m.start() for m in _CLAUSE.finditer(en, place.end)), len(en))
        near = [w for w in words if place.end <= w[0] < end][:_AFTER]
        if place.of(en).lower() == "no":
            near = [w for w in words if w[1] <= place.start][-_BEFORE:] + near
        for predicate in (p for clause in re.split("[、。，]", ja) for p in _predicates(clause)):
            said = {w for w, p, q in renderings(predicate.normal) if (p >= _EITHER[0] or q >= _EITHER[1]) and lexicon().idf_en(w) >= _TELLING}
            hit = next((w for w in near if w[2] in said), None)
            if hit and sum(w[2] == hit[2] for w in words) == 1:
                yield predicate.surface, en[min(place.start, hit[0]) : max(place.end, hit[1])]
                return


def _predicates(clause: str) -> Iterator[Morpheme]:
    """The word that says most in the predicate of a clause, if it has one."""
    units = [m for m in morphemes(clause) if m.pos[0] not in ("補助記号", "空白")]
    heads = [m for m in units[-_TAIL:] if (m.pos[0] in ("動詞", "形容詞") and m.pos[1] != "非自立可能") or (m.pos[0] == "名詞" and "サ変" in m.pos[2])]
    if heads and units[-1].pos[0] in ("動詞", "助動詞", "助詞", "形容詞"):
        yield heads[-1]
