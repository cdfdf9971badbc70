"""Chunks to English order: the predicate goes before its object, modifiers with *of* and *that*."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from align.translate.draft.chunks import Chunk

_PREPOSITIONS = {
    "に": "to", "へ": "to", "で": "in", "から": "from", "まで": "until", "より": "than", "と": "with", "には": "in", "では": "in",
    "での": "in", "への": "to", "からの": "from", "との": "with", "までの": "until", "にも": "also to", "でも": "even in", "からも": "also from",
    "として": "as", "としての": "as", "によって": "by", "により": "by", "による": "by", "によれば": "according to", "によると": "according to",
    "について": "about", "についての": "about", "に関して": "about", "に関する": "about", "において": "in", "における": "in", "に対して": "toward",
    "に対する": "toward", "にとって": "for", "のために": "for", "をめぐる": "over", "をもって": "with", "を通じて": "through", "に基づき": "based on",
    "だけで": "with only", "だけでなく": "not only", "など": "and others", "などの": "and other", "などで": "such as in", "までに": "by", "以上に": "more than",
}  # fmt: skip
_SUBJECT = {"は", "が", "も", "こそ", "とは", "では", "のは", "には"}
_TOPIC = {"は", "も", "とは", "こそ"}
_OBJECT = {"を", "をも", "だけを", "のを"}
_OF = {"の", "という", "といった", "としての"}
_AND = {"や", "と", "とか", "か", "および", "または", "かつ"}
_CLAUSE = {"て", "で", "が", "ので", "から", "し", "と", "ば", "ながら", "つつ", "のに", "けれど", "けど", "ても", "たら", "ものの", "ため", "ためには"}
_JOINTS = {"が": "but", "ものの": "although", "ので": "so", "ため": "because", "から": "because", "ば": "if", "ながら": "while", "つつ": "while", "のに": "although", "けれど": "but", "けど": "but", "ても": "even if", "たら": "if"}


@dataclass
class _Clause:
    """A predicate with what depends on it, each already English."""

    lead: list[str] = field(default_factory=list)
    subject: list[str] = field(default_factory=list)
    object: list[str] = field(default_factory=list)
    oblique: list[str] = field(default_factory=list)

    def english(self, predicate: str) -> str:
        parts = [*self.lead, *self.subject, predicate, *self.object, *self.oblique]
        return " ".join(p for p in parts if p)

    def empty(self) -> bool:
        return not (self.lead or self.subject or self.object or self.oblique)


def order(chunks: list[Chunk]) -> str:
    """The chunks of a sentence as an English draft; brackets are drafted by themselves."""
    text, _ = _sequence(chunks, 0, "")
    return _tidy(text)


_YEAR_END = re.compile(r"\b(?:1[5-9]|20)\d\d$")
_MATCHING = {"「": "」", "『": "』", "（": "）", "(": ")", "【": "】", "〈": "〉", "《": "》", "“": "”", "[": "]"}
_QUOTES = {"「": "“{}”", "『": "“{}”", "“": "“{}”", "（": "({})", "(": "({})", "【": "[{}]", "〈": "“{}”", "《": "“{}”", "[": "[{}]"}


def _sequence(chunks: list[Chunk], at: int, closing: str) -> tuple[str, int]:
    """Draft the chunks from ``at`` to the closing bracket; returns the English and the next index."""
    clauses: list[str] = []
    clause = _Clause()
    topic: list[str] = []
    noun: list[str] = []  # the noun phrase under construction, its modifiers first
    i = at
    while i < len(chunks):
        c = chunks[i]
        i += 1
        if c.kind == "bracket":
            if closing and c.english == closing:
                break
            if c.english in _MATCHING:
                inner, i = _sequence(chunks, i, _MATCHING[c.english])
                quoted = _QUOTES[c.english].format(inner) if inner else ""
                following = chunks[i] if i < len(chunks) else None
                if c.english in "（(" and following is not None and noun == [] and clauses == [] and clause.empty():
                    clause.lead.append(quoted)
                elif following is not None and following.kind != "bracket" and not following.english and following.particle:
                    i += 1
                    _place(Chunk("", following.particle, "noun", False, following.comma), [*noun, quoted], clause, topic)
                    noun = []
                else:
                    noun.append(quoted)
            elif c.english not in _MATCHING.values():
                noun.append(c.english)
            continue
        if c.kind == "joint" or (c.kind == "adverb" and c.comma):
            clause.lead.append(c.english + ",")
            continue
        if c.kind == "verb":
            following = chunks[i] if i < len(chunks) else None
            predicate = " ".join([*noun, c.english]) if noun else c.english
            noun = []
            if c.attributive and not c.comma and not c.particle and following and following.kind in ("noun", "adverb"):
                # What modifies the next noun goes behind it.
                relative = clause.english(predicate)
                clause = _Clause()
                head = following
                i += 1
                phrase = f"{head.english} that {relative}" if relative and head.english else head.english or relative
                while head.particle in _OF and i < len(chunks) and chunks[i].kind == "noun":
                    phrase = f"{chunks[i].english} of {phrase}"
                    head = chunks[i]
                    i += 1
                if head.kind == "verb":
                    noun = [phrase]
                    continue
                _place(Chunk("", head.particle, "noun", False, head.comma), [phrase], clause, topic)
                continue
            clause.subject = [*topic, *clause.subject] if topic else clause.subject
            topic = []
            joint = _JOINTS.get(c.particle, "")
            text = clause.english(predicate)
            if joint in ("but", "so"):
                clauses.append(text)
                clauses.append(joint)
            elif joint:
                clauses.append(f"{joint} {text}")
            else:
                clauses.append(text)
            if c.comma or c.particle in _CLAUSE:
                clauses.append(",")
            clause = _Clause()
            continue
        # A noun or adverb.
        if c.kind == "adverb" and not c.particle:
            if c.english:
                noun.append(c.english)
            continue
        if c.particle in _OF and i < len(chunks) and chunks[i].kind == "noun" and not c.comma:
            words = " ".join([*noun, c.english])
            chain = [words]
            head = chunks[i]
            while True:
                i += 1
                chain.append(head.english)
                if head.particle in _OF and i < len(chunks) and chunks[i].kind == "noun":
                    head = chunks[i]
                    continue
                break
            phrase = " of ".join(x for x in reversed(chain) if x)
            noun = []
            _place(Chunk("", head.particle, "noun", False, head.comma), [phrase], clause, topic)
            continue
        if not c.particle and not c.comma and i < len(chunks) and chunks[i].kind == "bracket":
            noun.append(c.english)  # GPQA Diamond (…): the bracket belongs to it
            continue
        _place(c, [*noun, c.english], clause, topic)
        noun = []
    rest = clause.english(" ".join(noun)) if not clause.empty() or noun else ""
    tail = " ".join(x for x in (*topic, rest) if x)
    if tail:
        clauses.append(tail)
    return _joined(clauses), i


def _place(c: Chunk, words: list[str], clause: _Clause, topic: list[str]) -> None:
    """Give a noun phrase its place in the clause by its particle."""
    phrase = " ".join(w for w in words if w)
    if not phrase:
        return
    particle = c.particle
    if particle in _TOPIC:
        topic.append(phrase)
    elif particle in _SUBJECT and particle not in ("では", "には"):
        clause.subject.append(phrase)
    elif particle in _OBJECT:
        clause.object.append(phrase)
    elif particle in _AND:
        target = clause.object
        target.append(f"{phrase} and")
    elif particle in ("に", "には") and _YEAR_END.search(phrase):
        clause.oblique.append(f"in {phrase}")
    elif particle in _PREPOSITIONS:
        clause.oblique.append(f"{_PREPOSITIONS[particle]} {phrase}")
    elif not particle and c.comma:
        clause.lead.append(phrase + ",")
    elif particle:
        base = next((_PREPOSITIONS[particle[:n]] for n in range(len(particle), 0, -1) if particle[:n] in _PREPOSITIONS), "")
        clause.oblique.append(f"{base} {phrase}".strip())
    else:
        clause.oblique.append(phrase)


def _joined(clauses: list[str]) -> str:
    return " ".join(c for c in clauses if c)


def _tidy(text: str) -> str:
    text = re.sub(r"\s+([,.;:)])", r"\1", text)
    text = re.sub(r"\(\s+", "(", text)
    text = re.sub(r",(?:\s*,)+", ",", text)
    text = re.sub(r"\b(\w+)( \1\b)+", r"\1", text)
    text = re.sub(r"\s{2,}", " ", text).strip(" ,")
    return text
