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
#: Somebody didn't do it, or it is so in next to no measure.
_NOT_DONE = re.compile(r"\b(?:refus|declin)(?:e|es|ed|ing) to\b|\b(?:has|have|had) (?:yet|still) to\b|\b(?:hardly|scarcely)\b", re.I)
#: Japanese words that deny something beside the point.
_ASIDE = re.compile("なくても|なくとも|だけでなく|のみならず|ばかりでなく|にとどまらず|を待たずに?|を問わず|に限らず|にもかかわらず|に関わらず")
#: «found no damage»: who looks for something and finds none.
_FOUND = re.compile(r"\b(?:f[io]nds?|found|detect(?:s|ed)?|report(?:s|ed)?|saw|show(?:s|ed|n)?|identif(?:y|ies|ied)|record(?:s|ed)?|discover(?:s|ed)?|reveal(?:s|ed)?) $", re.I)
#: How likely a word must render what was looked for.
_LIKELY = 0.2
_ALREADY = re.compile("すでに|既に|もう")
#: What is still to come.
_PLANNED = re.compile(r"\b(?:is|are|was|were) (?:due |set |expected |scheduled |planned |still )?to be\b|\bwill (?:soon |then |also )?be\b|\b(?:plans?|intends?|expects?|agreed) to\b|\bstill (?:needs?|has to|have to|awaits?)\b", re.I)
_DONE = re.compile(r"\b(?:already|has|have|had|now)\b", re.I)
#: What is done with a decision, and how far before it stands.
_TAKEN, _AHEAD = frozenset({"taken", "made", "reached", "announced", "held", "given", "issued", "published", "signed"}), 8
#: What is behind the predicate that somebody means to do.
_INTENT = re.compile(r"(?<=[るたう])(?:考え|方針|意向|計画|予定|見通し|姿勢)(?:を(?:示し|明らかにし|表明し|固め)た?|だ|である|であると?(?:述べ|語っ)た?)[^、。]{0,8}$")
#: 2倍を超え is a figure.
_OVER = re.compile("[0-9０-９%％割倍円人件社台年月日回万億兆点]を$")
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
    negations = outright(en) + [Span(*m.span()) for m in _NOT_DONE.finditer(en)]
    ja = _ASIDE.sub("", ja)
    if not negations or negative(ja):
        return
    words = [(m.start(), m.end(), stem(m[0])) for m in _WORD.finditer(en)]
    for place in negations:
        end = next((m.start() for m in _CLAUSE.finditer(en, place.end)), len(en))
        near = [w for w in words if place.end <= w[0] < end][:_AFTER]
        if place.of(en).lower() == "no":
            if _FOUND.search(en[: place.start]):
                nouns = [m for m in morphemes(ja) if m.pos[0] == "名詞" and ja[m.end : m.end + 1] in ("を", "が")]
                missed = next(((m, w) for m in nouns for w in near if any(w[2] == r and p >= _LIKELY for r, p, _ in renderings(m.normal))), None)
                if missed:
                    yield missed[0].surface, en[place.start : missed[1][1]]
                    return
            near = [w for w in words if w[1] <= place.start][-_BEFORE:] + near
        for predicate in (p for clause in re.split("[、。，]", ja) for p in _predicates(clause)):
            said = _rendered(predicate)
            hit = next((w for w in near if w[2] in said), None)
            if hit and sum(w[2] == hit[2] for w in words) == 1:
                yield predicate.surface, en[min(place.start, hit[0]) : max(place.end, hit[1])]
                return


def still_planned(ja: str, en: str) -> Iterator[tuple[str, str]]:
    """What a sentence says to be done already, and a passage to be still to do: すでに閉鎖された and «is to be closed»."""
    for clause in re.split("[、。，]", ja):
        if not _ALREADY.search(clause) or negative(clause):
            continue
        for predicate in _predicates(clause):
            said = _rendered(predicate)
            for place in _PLANNED.finditer(en):
                end = next((m.start() for m in _CLAUSE.finditer(en, place.end())), len(en))
                near = list(_WORD.finditer(en, place.end(), end))[:_AFTER]
                if near and near[0][0].lower() in _TAKEN:  # «a decision will be taken»
                    near += list(_WORD.finditer(en, 0, place.start()))[-_AHEAD:]
                hit = next((m for m in near if stem(m[0]) in said), None)
                if hit and not _DONE.search(en[hit.end() : end]) and sum(stem(m[0]) in said for m in _WORD.finditer(en)) == 1:
                    yield clause, en[min(place.start(), hit.start()) : max(place.end(), hit.end())]
                    return


def _rendered(predicate: Morpheme) -> set[str]:
    """The English stems that render a predicate and tell something."""
    return {w for w, p, q in renderings(predicate.normal) if (p >= _EITHER[0] or q >= _EITHER[1]) and lexicon().idf_en(w) >= _TELLING}


def _predicates(clause: str) -> Iterator[Morpheme]:
    """The word that says most in the predicate of a clause, if it has one."""
    clause = _INTENT.sub("", clause)
    units = [m for m in morphemes(clause) if m.pos[0] not in ("補助記号", "空白")]
    heads = [m for m in units[-_TAIL:] if (m.pos[0] in ("動詞", "形容詞") and m.pos[1] != "非自立可能") or (m.pos[0] == "名詞" and "サ変" in m.pos[2])]
    if heads and units[-1].pos[0] in ("動詞", "助動詞", "助詞", "形容詞") and not _OVER.search(clause[: heads[-1].start]):
        yield heads[-1]
