"""Page numbers that stand on a line of their own: ``- 12 -``, ``ページ 5``, ``4 / 12``, ``Page 5 of 12``."""

from __future__ import annotations

import re
from itertools import pairwise

_N = r"[0-9０-９]{1,4}"
_DASH = r"[-–—―－ー]"
_NUMBERED = re.compile(
    rf"[ \t　]*(?:{_DASH}[ 　]?{_N}(?:[ 　]?[/／][ 　]?{_N})?[ 　]?{_DASH}|(?:p\.|page|ページ|頁)[ 　]?{_N}(?:[ 　]?(?:of|[/／])[ 　]?{_N})?|{_N}[ 　]?[/／][ 　]?{_N}[ 　]?(?:ページ|頁)?|{_N}[ 　]?(?:ページ|頁))[ \t　\f]*",
    re.I,
)
_BARE = re.compile(rf"[ \t　\f]*(?P<n>{_N})[ \t　\f]*")
_FENCE = re.compile(r"[ ]{0,3}(?:```|~~~)")
#: So many bare numbers that go up one by one, or nearly so, are those of pages.
_RUN, _STEP = 3, 2


def without_pages(text: str, start: int) -> str:
    """The text with blanks for its page numbers: every character stays where it is."""
    at, code = start, False
    bare: list[tuple[int, int, int]] = []
    gone: list[tuple[int, int]] = []
    for raw in text[start:].split("\n"):
        code ^= bool(_FENCE.match(raw))
        if not code and _NUMBERED.fullmatch(raw):
            gone.append((at, at + len(raw)))
        elif not code and (m := _BARE.fullmatch(raw)):
            bare.append((at, at + len(raw), int(m["n"])))
        at += len(raw) + 1
    if len(bare) >= _RUN and all(0 < b[2] - a[2] <= _STEP for a, b in pairwise(bare)):
        gone += [(a, b) for a, b, _ in bare]
    out = list(text)
    for a, b in gone:
        out[a:b] = [c if c == "\f" else " " for c in text[a:b]]
    return "".join(out)
