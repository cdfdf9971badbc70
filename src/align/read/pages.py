"""What stands on every page of a text that was printed: page numbers (``- 12 -``, ``ページ 5``, ``4 / 12``, ``Page 5 of 12``), and the running
heads beside them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

_N = r"[0-9０-９]{1,4}"
_DASH = r"[-–—―－ー]"
_SURE = re.compile(
    rf"[ 　]{{0,3}}(?:{_DASH}[ 　]?{_N}(?:[ 　]?[/／][ 　]?{_N})?[ 　]?{_DASH}|(?:p\.|page|ページ)[ 　]?{_N}(?:[ 　]?(?:of|[/／])[ 　]?{_N})?)[ \t　\f]*", re.I
)
#: These are page numbers where there are several of them, of as many pages or with the same word.
_LIKELY = re.compile(rf"[ 　]*(?P<n>{_N})[ 　]?(?:[/／][ 　]?(?P<of>{_N})[ 　]?(?P<word>ページ|頁)?|(?P<unit>ページ|頁))[ \t　\f]*")
_BARE = re.compile(r"[ 　]{0,3}(?P<n>[0-9０-９]{1,3})[ \t　\f]*")
#: A running head with its page number on the same line.
_NUMBERED = re.compile(rf"[ 　]*(?:(?P<head>\S.*\S)[ 　\t]{{2,}}(?P<n>{_N})|(?P<m>{_N})[ 　\t]{{2,}}(?P<tail>\S.*\S))[ \t　\f]*")
#: Running heads are no longer, in characters.
_HEAD = 60
_FENCE = re.compile(r"[ ]{0,3}(?:```|~~~|\$\$)")
#: So many bare numbers that go up one by one, or nearly so, are those of pages, if a page's text lies between them.
_RUN, _STEP, _PAGE = 3, 2, 200


def without_pages(text: str, start: int) -> str:
    """The text with blanks for its page numbers and running heads: every character stays where it is."""
    at, code = start, False
    lines: list[tuple[int, int]] = []
    gone: set[int] = set()
    bare: list[tuple[int, int]] = []
    likely: dict[str, list[int]] = {}
    heads: dict[str, list[tuple[int, int]]] = {}
    for n, raw in enumerate(text[start:].split("\n")):
        code ^= bool(_FENCE.match(raw))
        lines.append((at, at + len(raw)))
        if code:
            pass
        elif _SURE.fullmatch(raw):
            gone.add(n)
        elif m := _LIKELY.fullmatch(raw):
            likely.setdefault(m["of"] or m["unit"], []).append(n)
        elif m := _BARE.fullmatch(raw):
            bare.append((n, int(m["n"])))
        elif (m := _NUMBERED.fullmatch(raw)) and len(head := m["head"] or m["tail"]) <= _HEAD:
            heads.setdefault(_plain(head), []).append((n, int(m["n"] or m["m"])))
        at += len(raw) + 1
    plain = [_plain(text[a:b]) for a, b in lines]
    first = next((i for i, line in enumerate(plain) if line), 0)
    title = plain[first]
    gone |= {n for ns in likely.values() for n in ns if len(ns) > 1 or any(plain[i] == title and i != first for i in _near(plain, n))}

    def go_up(numbered: Sequence[tuple[int, int]]) -> bool:
        """Whether numbers go up by little, with the text of a page between them."""
        return all(0 < y - x <= _STEP and lines[b][0] - lines[a][1] >= _PAGE for (a, x), (b, y) in pairwise(numbered))

    gone |= {n for head, found in heads.items() for n, _ in found if head and (head == title or (len(found) > 1 and go_up(found)))}
    if len(bare) >= _RUN and go_up(bare):
        gone |= {n for n, _ in bare}
    gone |= _running(plain, gone, first)
    out = list(text)
    for a, b in (lines[n] for n in gone):
        out[a:b] = [c if c == "\f" else " " for c in text[a:b]]
    return "".join(out)


def _plain(line: str) -> str:
    """A line without what marks it as a heading, and without blanks."""
    return "".join(line.lstrip("# 　").split())


def _near(plain: Sequence[str], n: int) -> tuple[int, ...]:
    """The lines with text before and after a line."""
    before = next((i for i in range(n - 1, -1, -1) if plain[i]), None)
    after = next((i for i in range(n + 1, len(plain)) if plain[i]), None)
    return tuple(i for i in (before, after) if i is not None)


def _running(plain: Sequence[str], numbers: Collection[int], first: int) -> set[int]:
    """The lines beside page numbers that are there again and again, or that repeat the ``first`` line of all, the title; not that itself."""
    places: dict[str, set[int]] = {}
    for n in numbers:
        for i in _near(plain, n):
            if i not in numbers and len(plain[i]) <= _HEAD:
                places.setdefault(plain[i], set()).add(i)
    return {i for line, found in places.items() if len(found) > 1 or line == plain[first] for i in found if i != first}
