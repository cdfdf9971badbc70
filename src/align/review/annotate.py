"""The Japanese of a unit with what helps to read it: readings, glosses, figures and names, and what the checks marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from align.model.document import Span
from align.text.quantity import ja_quantities
from align.text.sudachi import morphemes
from align.translate.draft import glosses

_KANJI = re.compile(r"[々\u3400-\u9fff]")
#: Grammar, mostly: し, ある.
_SHORT = re.compile(r"[ぁ-ゖ]{1,2}")
_HIRAGANA = str.maketrans({chr(c): chr(c - 0x60) for c in range(0x30A1, 0x30F7)})

#: Parts of speech that need no gloss.
_HELPERS = ("助詞", "助動詞", "補助記号", "空白")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of text; ``style``: class names, of ``figure``, ``name``, ``found``."""

    text: str
    reading: str = ""
    gloss: str = ""
    style: str = ""


def words(ja: str, marked: Iterable[Span] = ()) -> list[Word]:
    """The words of a sentence, which joined are the sentence again."""
    figures, marks = [q.span for q in ja_quantities(ja)], list(marked)
    found: list[Word] = []
    at = i = 0
    tokens = morphemes(ja)
    forms = [m.normal for m in tokens]
    while i < len(tokens):
        first = tokens[i]
        n, gloss = glosses.longest(forms, i, len(forms)) if first.pos[0] not in _HELPERS else (1, "")
        run = tokens[i : i + max(n, 1)]
        start, end = first.start, run[-1].end
        if start > at:
            found.append(Word(ja[at:start]))
        style = [name for name, spans in (("figure", figures), ("found", marks)) if any(s.start < end and start < s.end for s in spans)]
        if any(m.pos[1] == "固有名詞" for m in run) and "figure" not in style:
            style.append("name")
        text = ja[start:end]
        if _SHORT.fullmatch(text):
            gloss = ""
        reading = "".join(m.reading for m in run).translate(_HIRAGANA) if _KANJI.search(text) and "figure" not in style else ""
        found.append(Word(text, reading, gloss, " ".join(style)))
        at, i = end, i + len(run)
    if at < len(ja):
        found.append(Word(ja[at:]))
    return found


def runs(text: str, marked: Sequence[Span]) -> list[Word]:
    """A text in runs that are marked or not, which joined are the text again."""
    flags = [False] * len(text)
    for s in marked:
        for i in range(max(s.start, 0), min(s.end, len(text))):
            flags[i] = True
    found = []
    at = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or flags[i] != flags[at]:
            found.append(Word(text[at:i], style="found" if flags[at] else ""))
            at = i
    return found
