"""The figure of one thing given for another: 痛みは28% and «pain was reported after 19% of doses, fever after 28%».

A sentence of a passage falls into parts with figures of their own. Where a figure of the sentence stands in one part, and what the sentence
says it of in another one, whose figures the sentence doesn't have, it is the figure of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.match.features import Features
from align.match.halves import NOWHERE, SENTENCE_END, THERE, Half, words
from align.match.lexicon import lexicon
from align.match.signals import renderings
from align.model.document import Span
from align.text.kana import sounds_like
from align.text.quantity import Quantity, agree, comparable, en_quantities
from align.text.sudachi import morphemes
from align.text.tokens import stem

_KINDS = frozenset({"number", "money", "measure", "percent", "duration", "factor"})
#: Where a part may end; one without a figure goes on.
_CUT = re.compile(r";\s|,\s(?!\d{3})|\s(?:and|while|whereas|but)\s(?=the\s)|(?<=\))\s")
#: A sum of several things stands nowhere.
_SUMMED = re.compile("合わせ|合計|足し|合算")
#: So many words of what the figure is of must stand in the other part, if none is a name.
_ENOUGH = 2
#: One is enough if the sentence is about it, and it is rendered so surely.
_SURELY = 0.4
#: A word of a part that the sentence doesn't have tells what it is of, if it is so rare (idf).
_TELLING = 5.0
_SOUNDS = 0.7
#: «and peaked at 61.7 tonnes», «against 76% a year before» is said of what the part before is about.
_GOES_ON = re.compile(r"^[,;]?\s*(?:(?:against|compared|versus|up|down)\b|and\s[\d.,]+(?:%|\spercent)?\s(?:more|less|fewer|over|under)\b|(?:and|but|then|or|before|after)\s+(?:\w+ly\s)?(?:[a-z]+ed|was|were|is|are|has|had|rose|fell|grew|came|went|took|made|gave|won|lost|sold|saw|led|cost|will|would|can|could|may)\b)")
#: What a sentence is about.
_TOPIC = re.compile("([^、。0-9]{1,30}?)は、")
_NAME = re.compile(r"(?<=[a-z,(] )[A-Z][a-zÀ-ÿ'’-]{2,}")


def _parts(en: str, given: Sequence[Quantity]) -> list[Span]:
    """The parts of a passage, each with a figure."""
    found = []
    ends = [m.end() for m in SENTENCE_END.finditer(en)]
    for start, end in zip([0, *ends], [*ends, len(en)], strict=True):
        at = start
        for cut in [*(m.start() for m in _CUT.finditer(en, start, end)), end]:
            if any(at <= g.span.start < cut for g in given):
                found.append(Span(at, cut))
                at = cut
        if found and at < end and found[-1].end == at:
            found[-1] = Span(found[-1].start, end)
    return found


def _names(ja: str) -> set[str]:
    return {m.normal for m in morphemes(ja) if m.pos[1] == "固有名詞"} | {w for w in re.findall("[ァ-ヴー]{3,}", ja) if not renderings(w)}


def _is_rendered(word: str, tokens: set[str], rendered: set[str]) -> bool:
    return stem(word) in rendered or any(sounds_like(t, word.lower()) >= _SOUNDS for t in tokens)


def misplaced(sentence: Features, passage: Features) -> Iterator[tuple[str, str]]:
    """A figure with what the sentence says it of, and the part of the passage where it stands."""
    ja, en = sentence.text, passage.text
    ours = [q for q in sentence.quantities if q.kind in _KINDS and not (q.kind == "number" and q.high < 4) and not _SUMMED.search(ja)]
    given = en_quantities(en) if ours else []
    parts = _parts(en, [g for g in given if g.kind in _KINDS]) if ours else []
    if len(parts) < 2:
        return
    tokens = set(sentence.tokens) | set(sentence.names)
    rendered = {w for t in tokens for w, p, q in renderings(t) if max(p, q) >= NOWHERE} | {stem(w) for w in sentence.latin}
    names, topic = _names(ja), _TOPIC.match(ja)
    about = words(topic[1]) if topic else frozenset()
    for q in ours:
        there = [g for g in given if agree(q, g)]
        if len(there) != 1:
            continue
        here = next((p for p in parts if p.start <= there[0].span.start < p.end), None)
        if here is None:
            continue
        half = Half(here.of(en), ())
        before = ja[: q.span.start]
        beside = before.rpartition("、")[2]  # of a cell «スペイン、38億ユーロ», all
        clause = (beside if beside.strip() else before) + " " + re.split("[、。]", ja[q.span.end :])[0]
        own = words(clause) | about | {w for w in names if w in clause}
        other_things = [w for w in _NAME.findall(here.of(en)) if not _is_rendered(w, tokens, rendered)]
        telling = [w for w in re.findall(r"\b[a-z]{4,}\b", here.of(en)) if lexicon().idf_en(stem(w)) >= _TELLING and not _is_rendered(w, tokens, rendered)]
        for part in parts:
            mine = [g for g in given if part.start <= g.span.start < part.end]
            # «that season» of the sentence before is the same thing
            apart = any(min(part.end, here.end) <= m.end() <= max(part.start, here.start) for m in SENTENCE_END.finditer(en))
            if part == here or apart or any(agree(o, g) for o in sentence.quantities for g in mine):
                continue
            other = Half(part.of(en), ())
            good = [t for t in own if half.has(t) >= THERE and other.has(t) < NOWHERE]
            bad = [t for t in own if other.has(t) >= THERE and half.has(t) < NOWHERE]
            enough = len(bad) >= _ENOUGH or any(t in about and other.has(t) >= _SURELY for t in bad)
            named = other_things and any(t in names for t in bad) and not any(t in names for t in good)
            if named or (telling and not _GOES_ON.match(here.of(en)) and enough and not good and any(comparable(q, g) for g in mine)):
                yield ja[max(0, q.span.start - 12) : q.span.end], here.of(en).strip(" ,;")
                return
