"""Morphological analysis of Japanese with SudachiPy.

SudachiPy refuses an input of more than 49,149 UTF-8 bytes, so longer text is analysed in chunks
that end after a sentence mark or a line break; where there is none, after any character.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

#: SudachiPy's own limit is 49,149 bytes; the rest is a margin.
MAX_BYTES = 48_000
_BREAKS = "\n。！？!?"
#: Texts of so many characters are kept for a while with their analysis.
_SHORT = 400


class Morpheme(NamedTuple):
    """One morpheme; ``start`` and ``end`` are code points in the analysed text, ``unknown`` says that it is in no dictionary."""

    surface: str
    start: int
    end: int
    pos: tuple[str, ...]
    normal: str
    lemma: str
    reading: str
    unknown: bool = False


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    from sudachipy import Dictionary

    return Dictionary()


#: A tokenizer serves one thread at a time; the dictionary behind them is shared.
_OWN = threading.local()


def _tokenizer(mode: str) -> Any:
    from sudachipy import SplitMode

    found = getattr(_OWN, mode, None)
    if found is None:
        found = _dictionary().tokenizer(mode={"A": SplitMode.A, "B": SplitMode.B, "C": SplitMode.C}[mode])
        setattr(_OWN, mode, found)
    return found


def chunks(text: str, limit: int = MAX_BYTES) -> Iterator[tuple[int, str]]:
    """Cut ``text`` into pieces of at most ``limit`` UTF-8 bytes, as (offset, piece)."""
    if len(text.encode("utf-8", "surrogatepass")) <= limit:
        yield 0, text
        return
    start = 0
    while start < len(text):
        end, size = start, 0
        last_break = -1
        while end < len(text):
            char = text[end]
            code = ord(char)
            size += 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4
            if size > limit:
                break
            end += 1
            if char in _BREAKS:
                last_break = end
        if end < len(text) and last_break > start:
            end = last_break
        yield start, text[start:end]
        start = end


def morphemes(text: str, mode: str = "A") -> tuple[Morpheme, ...]:
    """Analyse ``text`` in SudachiPy's split mode ``A`` (short), ``B`` or ``C`` (long units).

    White space is returned as a morpheme too: the surfaces joined give the text back.
    """
    return _kept(text, mode) if len(text) <= _SHORT else _analysed(text, mode)


def _analysed(text: str, mode: str) -> tuple[Morpheme, ...]:
    tokenizer = _tokenizer(mode)
    found: list[Morpheme] = []
    for offset, piece in chunks(text):
        for m in tokenizer.tokenize(piece):
            start, end = m.begin(), m.end()
            if start == end:
                continue
            found.append(
                Morpheme(
                    piece[start:end],
                    offset + start,
                    offset + end,
                    m.part_of_speech(),
                    m.normalized_form(),
                    m.dictionary_form(),
                    m.reading_form(),
                    m.is_oov(),
                )
            )
    return tuple(found)


#: A sentence is looked at from many sides, one after the other.
_kept = lru_cache(maxsize=512)(_analysed)


def surfaces(text: str) -> list[str]:
    """Only the surfaces of the mode-A morphemes, white space included; joined they are ``text``."""
    tokenizer = _tokenizer("A")
    found: list[str] = []
    for _, piece in chunks(text):
        at = 0
        for m in tokenizer.tokenize(piece):
            end = m.end()
            if end > at:
                found.append(piece[at:end])
                at = end
        if at < len(piece):
            found.append(piece[at:])
    return found
