"""English sentences: a blank spaCy pipeline with a component that knows what no full stop ends.

The tokens are spaCy's (its exceptions keep ``U.S.``, ``e.g.`` and ``Ph.D.`` whole); a boundary needs a
mark, something after it that can begin a sentence, and no reason against it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from align.segment.pipe import mark

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_END = re.compile(r"(?:[.!?]+|…|\.\.\.)(?:[\"'”’)\]]|\[\d+\])*(?=\s+\S)|\n+")
_STARTS = re.compile(r"[\"'“‘(\[¿¡—–-]*[\s]*(?:[A-Z0-9À-ÞΑ-ΩА-Я$€£¥ぁ-龠]|[a-z][A-Z])|[•*-]\s")
_CLOSED_QUOTE = re.compile(r"[.!?…][\"”’')\]]+$")
#: Never end a sentence before a name: titles and the like.
_BEFORE_NAME = frozenset(
    "mr mrs ms dr prof rev hon gen col lt sgt capt cmdr adm maj gov sen rep pres st mt ft messrs mlle mme fr sr jr".split()
) - {"jr", "sr"}
#: Never end a sentence before a number or anything in the middle of one.
_BEFORE_FIGURE = frozenset("no nos fig figs vol vols pp p art sec ch eq ed eds approx ca cf al viz est".split())
#: May end a sentence; they do before a word that mostly begins one.
_EITHER = frozenset(
    "inc ltd co corp llc plc bros etc jr sr u.s u.k u.n e.u d.c a.m p.m u.s.a ph.d m.d b.a m.a m.b.a d.phil b.c a.d jan feb mar apr jun jul aug sep sept oct nov dec dept".split()
)
_NEVER = frozenset("e.g i.e vs v cf ibid op".split())
_OPENERS = frozenset(
    """a an the this that these those he she it they we i you his her its their our my in on at by for from with after before
    since when while if as although though but and so yet however meanwhile moreover furthermore there here what who why how
    many most some several all both each another such no not one two three last next under over during despite according""".split()
)
_ENUMERATOR = re.compile(r"\s*\(?\d{1,2}")
_INITIAL = re.compile(r"(?:^|[\s(“\"])(?:[A-Z]\.)+$")


def _ends(text: str, mark: re.Match[str]) -> bool:
    """Whether the mark ends a sentence."""
    if "\n" in mark[0]:
        return True
    follow = text[mark.end() :].lstrip()
    if not _STARTS.match(follow):
        return False
    if mark[0][0] in "!?":
        return True
    if mark[0].startswith(("...", "…", ".")):
        before = text[max(0, mark.start() - 40) : mark.start()]
        word = (before.split() or [""])[-1].lstrip("(\"'“‘[").lower()
        opener = re.match(r"[\"'“‘(\[]*([A-Za-z']+)", follow)
        opens = bool(opener and opener[1].lower() in _OPENERS)
        if mark[0].startswith("...") or mark[0].startswith("…"):
            return True
        if _CLOSED_QUOTE.search(mark[0]):
            return True
        if word in _BEFORE_NAME or word in _NEVER:
            return False
        if word in _BEFORE_FIGURE:
            return not follow[0].isdigit() and (word == "no" or (word in ("al", "est", "ch", "art") and opens))
        if word in _EITHER:
            return opens
        if _INITIAL.search(before + "."):
            # J. K. Rowling; but «plan B. The» and «Class A. In».
            return opens and word != "i"
    return True


def en_boundaries(text: str) -> list[int]:
    """Where sentences begin in ``text``, 0 left out."""
    found: list[int] = []
    for end in _END.finditer(text):
        # «1. Introduction» is a number and its heading, not two sentences.
        if _ends(text, end) and not _ENUMERATOR.fullmatch(text, found[-1] if found else 0, end.start()):
            begin = end.end()
            while begin < len(text) and text[begin].isspace():
                begin += 1
            if 0 < begin < len(text):
                found.append(begin)
    return found


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """The spaCy pipeline: ``doc.sents`` are the sentences."""
    import spacy
    from spacy.language import Language

    if not Language.has_factory("align_en_boundaries"):

        @Language.component("align_en_boundaries")
        def align_en_boundaries(doc: Doc) -> Doc:
            return mark(doc, en_boundaries(doc.text))

    nlp = spacy.blank("en")
    nlp.max_length = 10**9  # the limit is for parsers; this pipeline only tokenizes
    nlp.add_pipe("align_en_boundaries")
    return nlp


def boundaries(text: str) -> list[int]:
    """Where sentences begin in ``text``, the first one (0) left out."""
    if not text:
        return []
    return [sent.start_char for sent in pipeline()(text).sents][1:]
