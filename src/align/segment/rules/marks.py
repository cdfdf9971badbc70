"""Sentence marks and what belongs to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

#: What ends a sentence, and what may follow as part of its end.
_MARK = re.compile(r"[。．！？!?｡‼⁇⁈⁉]+|(?<![A-Za-z0-9０-９.])\.(?!\.)|(?<=[a-z]{3})\.(?=[ 　]+[A-Z「『]|[ 　]*[ぁ-んァ-ヶ一-龠])|\n+")
_AFTER = re.compile(r"[。．！？!?｡‼⁇⁈⁉☆★♪♡♥]*(?:[（(](?:笑|泣|爆|汗|苦笑|涙)[）)])?[。．！？!?]*")
_CLOSERS = "」』）)】〉》］]”’\"'"


@dataclass(frozen=True, slots=True)
class Mark:
    """A proposed end: ``text[start:end]`` is the mark with what belongs to it; ``last`` is the index
    of the character that decides whether it stands inside brackets."""

    start: int
    end: int
    last: int


def propose(text: str, pairs: Mapping[int, int]) -> Iterator[Mark]:
    """Every place where a sentence may end. ``pairs`` maps closing brackets to their opening ones."""
    done = 0
    for m in _MARK.finditer(text):
        if m.start() < done:
            continue
        end = m.end()
        while True:
            more = _AFTER.match(text, end)
            end = more.end() if more else end
            # A closing bracket without its opening one belongs to the sentence before it; one that
            # closes a bracket ends the sentence with it, and the rule for quotes has the last word.
            if end < len(text) and text[end] in _CLOSERS and not (text[end] in "\"'" and end not in pairs):
                end += 1
                continue
            break
        done = end
        yield Mark(m.start(), end, end - 1)
