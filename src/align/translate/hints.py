"""What the words of a text mostly mean, to stand beside them in the input of the neural translator.

A small model has seen most words too seldom to know them; a table has them at little cost. The model learns to take a hint where it
fits (Dinu et al. 2019, with a learned lexicon as in Arthur et al. 2016).
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from align.text.sudachi import Morpheme, morphemes
from align.translate.places import ANY_PLACE

#: The table in the folder of a model that takes hints.
FILE = "hints.tsv.xz"
#: Before the English tokens in the Japanese vocabulary.
MARK = "<en>"
#: Words of the longest entry.
LONGEST = 4
_BYTE = re.compile("<0x([0-9A-F]{2})>")
_CONTENT = frozenset({"名詞", "動詞", "形容詞", "形状詞", "副詞"})
_EMPTY = frozenset({"数詞", "非自立可能", "助動詞語幹"})


class Hint(NamedTuple):
    """English of a word that stands from ``start`` to ``end``, counted in code points of the text."""

    start: int
    end: int
    english: str


def has_meaning(m: Morpheme) -> bool:
    """Whether a word can have a hint: nouns, verbs, adjectives and adverbs, but no figures and auxiliaries."""
    return m.pos[0] in _CONTENT and not _EMPTY & set(m.pos[1:3]) and m.surface.strip() != ""


@lru_cache(maxsize=1)
def table(path: Path) -> Mapping[str, str]:
    """Normal forms of SudachiPy (mode A), joined by a blank → English.

    Raises:
        OSError, LZMAError, ValueError: the file can't be read, or is no such table.
    """
    lines = lzma.decompress(path.read_bytes()).decode("utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def hints(text: str, known: Mapping[str, str], sure: Sequence[Hint] = ()) -> list[Hint]:
    """The words of a text that a table has, the longest where they overlap, in their order.

    Args:
        sure: hints that are there already; words that they are of get no other.
    """
    taken = {i for span in [*(m.span() for m in ANY_PLACE.finditer(text)), *((h.start, h.end) for h in sure)] for i in range(*span)}
    words = morphemes(text, "A")
    found = list(sure)
    at = 0
    while at < len(words):
        step = 1
        if has_meaning(words[at]) and words[at].start not in taken:
            for n in range(min(LONGEST, len(words) - at), 0, -1):
                some = words[at : at + n]
                if some[-1].start not in taken and (english := known.get(" ".join(w.normal for w in some))):
                    found.append(Hint(some[0].start, some[-1].end, english))
                    step = n
                    break
        at += step
    return sorted(found)


def ends(text: str, pieces: Sequence[str]) -> list[int]:
    """Where each token of a text ends, in code points.

    Args:
        pieces: of SentencePiece, with ``▁`` for a run of blanks and ``<0x..>`` for a byte.
    """
    found = []
    at = 0
    part = b""
    for piece in pieces:
        if byte := _BYTE.fullmatch(piece):
            part += bytes.fromhex(byte[1])
            try:
                at += len(part.decode())
            except UnicodeDecodeError:
                pass
            else:
                part = b""
        else:
            for char in piece:
                if char != "▁":
                    at += 1
                else:
                    while text[at : at + 1].isspace():
                        at += 1
        found.append(at)
    return found


def beside(text: str, pieces: Sequence[str], found: Sequence[Hint], english: Callable[[str], Sequence[str]]) -> list[str]:
    """The tokens of a text, with those of each hint behind the token in which its word ends.

    Args:
        english: the English tokens of a hint.
    """
    made: list[str] = []
    rest = list(reversed(found))
    for piece, end in zip(pieces, ends(text, pieces), strict=True):
        made.append(piece)
        while rest and rest[-1].end <= end:
            made += [MARK + token for token in english(rest.pop().english)]
    return made
