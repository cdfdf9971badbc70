"""The end of a way for its beginning: オストレルからコルヴァトへ移した, and «moved … to Ostrel»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.match.features import Features
from align.match.halves import NOWHERE, THERE, Half, words

#: From one place, person or party to another.
_WAY = re.compile(
    r"(?:^|[、。をはがも]|(?<=[年月日]))(?P<start>[^、。をはがも\d]{2,16})から、?(?P<end>[^、。をはがも\d]{2,16})(?:へと?|に)(?:移|渡|引き継|譲|送|運|輸送|輸出|売却|売り渡|異動|転|引っ越|派遣|拠点)"
)
_TO, _FROM = r"\b(?:in)?to\s(?:the\s)?(?P<to>{0}(?:\s{0})?)", r"\bfrom\s(?:the\s)?(?P<from>{0}(?:\s{0})?)"
_NAME = r"[A-Z][\wÀ-ÿ'’-]+"
_ENDS, _STARTS = re.compile(_TO.format(_NAME)), re.compile(_FROM.format(_NAME))


def other_way(sentence: Features, passage: Features) -> Iterator[tuple[str, str]]:
    """Where the sentence lets something begin, and the passage end."""
    m = _WAY.search(sentence.text)
    if m is None:
        return
    ends = [Half(e["to"], ()) for e in _ENDS.finditer(passage.text)]
    starts = [Half(s["from"], ()) for s in _STARTS.finditer(passage.text)]
    if not ends and not starts:
        return

    def stands(text: str, places: list[Half]) -> bool:
        return any(half.has(t) >= THERE for t in words(text) for half in places)

    def nowhere(text: str, places: list[Half]) -> bool:
        return all(half.has(t) < NOWHERE for t in words(text) for half in places)

    turned = (stands(m["start"], ends) and nowhere(m["end"], ends)) or (stands(m["end"], starts) and nowhere(m["start"], starts))
    right = stands(m["start"], starts) or stands(m["end"], ends)
    if turned and not right:
        yield m[0].strip("、。をはがも"), next(e[0] for e in (*_ENDS.finditer(passage.text), *_STARTS.finditer(passage.text)))
