"""Pairs with their names in numbered places, so that a translator learns to write sentences round names that it doesn't know.

Which words are names is told as when the program translates; where they stand in the English, by their sound.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from align.model.document import Span
from align.text.kana import sounds_like
from align.translate.places import ANY_PLACE, MOST
from align.translate.spelling import Name

#: How much a part of a name and a word must sound alike.
ALIKE = 0.8
_WORD = re.compile(r"(?:[A-Z]\.|[A-Za-z]+(?:-[A-Za-z]+)*)")
_BETWEEN = re.compile("[・=＝]")
#: So many words may stand between the parts of a name: «Leonardo da Vinci» has one.
_MOST_BETWEEN = 2
#: Characters of the Japanese beside a name, below which there is nothing to learn.
_LEAST = 4


#: ロシア人 is «Russian», which no place for «Russia» can become.
_ADJECTIVE = "人語教系風式流製産"


def _is(part: str, spellings: Sequence[str], word: str) -> bool:
    return word[0].isupper() and (word in spellings or sounds_like(part, word.lower()) >= ALIKE)


def spoken(name: str, spelled: Name, en: str) -> list[Span]:
    """Where a name stands in an English text, by the spelling or the sound of all its parts in their order."""
    parts = list(zip(_BETWEEN.split(name), spelled.parts, strict=True))
    words = list(_WORD.finditer(en))
    found: list[Span] = []
    at = 0
    while at < len(words):
        last, n = at, 0
        for part, spellings in parts:
            reach = range(last, at + 1) if n == 0 else range(last + 1, min(last + 2 + _MOST_BETWEEN, len(words)))
            near = [i for i in reach if _is(part, spellings, words[i][0])]
            if not near:
                break
            last, n = near[0], n + 1
        if n == len(parts):
            found.append(Span(words[at].start(), words[last].end()))
        at = last + 1
    return found


def named_pair(ja: str, en: str, names: Mapping[str, Name]) -> tuple[str, str] | None:
    """A pair with a place for each of its names, and the places that it has already, all numbered as they stand in the Japanese.

    Args:
        names: as :func:`align.translate.spelling.names_in` finds them.

    Returns:
        ``None`` where no name stands as often in the English as in the Japanese, or there are too many places.
    """
    places: list[tuple[Span, Span]] = []
    for name in sorted(names, key=len, reverse=True):
        left = [Span(*m.span()) for m in re.finditer(f"{re.escape(name)}(?![{_ADJECTIVE}])", ja) if not any(m.start() < a.end and a.start < m.end() for a, _ in places)]
        right = [s for s in spoken(name, names[name], en) if not any(s.start < b.end and b.start < s.end for _, b in places)]
        if left and len(left) == len(right):
            places += zip(left, right, strict=True)
    if not places or len(places[0][0].of(ja)) > len(ja) - _LEAST:
        return None
    numbers = {m[1]: Span(*m.span()) for m in ANY_PLACE.finditer(en)}
    places += [(Span(*m.span()), numbers[m[1]]) for m in ANY_PLACE.finditer(ja)]
    if len(places) > MOST:
        return None
    sides = [ja, en]
    for side in (0, 1):
        text, shift = sides[side], 0
        for n, span in sorted(((n, p[side]) for n, p in enumerate(sorted(places), 1)), key=lambda p: p[1]):
            text = f"{text[: span.start + shift]}[[{n}]]{text[span.end + shift :]}"
            shift += len(f"[[{n}]]") - (span.end - span.start)
        sides[side] = text
    return sides[0], sides[1]
