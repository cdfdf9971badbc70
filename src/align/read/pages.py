"""Page numbers that stand on a line of their own: ``- 12 -``, ``ページ 5``, ``4 / 12``, ``Page 5 of 12``."""

from __future__ import annotations

import re
from itertools import pairwise

_N = r"[0-9０-９]{1,4}"
_DASH = r"[-–—―－ー]"
_SURE = re.compile(
    rf"[ 　]{{0,3}}(?:{_DASH}[ 　]?{_N}(?:[ 　]?[/／][ 　]?{_N})?[ 　]?{_DASH}|(?:p\.|page|ページ)[ 　]?{_N}(?:[ 　]?(?:of|[/／])[ 　]?{_N})?)[ \t　\f]*", re.I
)
#: These are page numbers where there are several of them, of as many pages or with the same word.
_LIKELY = re.compile(rf"[ 　]{{0,3}}(?P<n>{_N})[ 　]?(?:[/／][ 　]?(?P<of>{_N})[ 　]?(?P<word>ページ|頁)?|(?P<unit>ページ|頁))[ \t　\f]*")
_BARE = re.compile(r"[ 　]{0,3}(?P<n>[0-9０-９]{1,3})[ \t　\f]*")
_FENCE = re.compile(r"[ ]{0,3}(?:```|~~~|\$\$)")
#: So many bare numbers that go up one by one, or nearly so, are those of pages, if a page's text lies between them.
_RUN, _STEP, _PAGE = 3, 2, 200


def without_pages(text: str, start: int) -> str:
    """The text with blanks for its page numbers: every character stays where it is."""
    at, code = start, False
    gone: list[tuple[int, int]] = []
    bare: list[tuple[int, int, int]] = []
    likely: dict[str, list[tuple[int, int]]] = {}
    for raw in text[start:].split("\n"):
        code ^= bool(_FENCE.match(raw))
        span = at, at + len(raw)
        if code:
            pass
        elif _SURE.fullmatch(raw):
            gone.append(span)
        elif m := _LIKELY.fullmatch(raw):
            likely.setdefault(m["of"] or m["unit"], []).append(span)
        elif m := _BARE.fullmatch(raw):
            bare.append((*span, int(m["n"])))
        at += len(raw) + 1
    gone += [span for spans in likely.values() if len(spans) > 1 for span in spans]
    if len(bare) >= _RUN and all(0 < b[2] - a[2] <= _STEP and b[0] - a[1] >= _PAGE for a, b in pairwise(bare)):
        gone += [(a, b) for a, b, _ in bare]
    out = list(text)
    for a, b in gone:
        out[a:b] = [c if c == "\f" else " " for c in text[a:b]]
    return "".join(out)
