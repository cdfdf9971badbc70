"""Links as citations: ``([IEA](https://example.org/a))`` cites the entry of the reference list that has this address."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence

from align.cite.bibfile import address
from align.model.citation import Marker, Reference
from align.model.document import Document, Kind, Span

_LINK = r"\[(?P<text>[^\[\]\n]{1,120})\]\((?P<url>https?://[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
_ONE = re.compile(_LINK)
#: In brackets that hold links alone, the whole is the citation; so is a short link before or after the stop.
_GROUP = re.compile(
    rf"(?<!\])[（(](?:出典|参考|参照|ソース|Source)?[:：]?[ 　]?(?:{re.sub(r'[?]P<[a-z]+>', '?:', _LINK)}|https?://[^\s()（）、。]+)(?:[ 　]?[,、;；]?[ 　]?(?:{re.sub(r'[?]P<[a-z]+>', '?:', _LINK)}|https?://[^\s()（）、。]+))*[ 　]?[)）]"
)
_ADDRESS = re.compile(r"https?://[^\s()（）、。\]]+(?:\([^()\s]*\)[^()\s]*)*")
_STANDS_APART = re.compile(r"[ 　]?(?:[。．、，]|$|\n)")


def links(document: Document, references: Sequence[Reference], skip: Iterable[Span]) -> list[Marker]:
    """Every link that cites, in order; the labels are citation keys. A link whose text is part of its sentence cites too, but nothing
    of it is taken out: its span is empty.

    Args:
        skip: spans that hold no markers.
    """
    known = {address(r.url): r.key for r in references if r.url}
    text = document.text
    taken = list(skip)
    starts = [b.span.start for b in document.blocks]
    found: list[Marker] = []

    def add(span: Span, keys: Sequence[str]) -> None:
        block = bisect.bisect_right(starts, span.start) - 1
        there = any(s.start < max(span.end, span.start + 1) and span.start < s.end for s in [*taken, *(m.span for m in found)])
        if keys and not there and block >= 0 and document.blocks[block].kind != Kind.CODE and span.end <= document.blocks[block].span.end:
            found.append(Marker(span, tuple(dict.fromkeys(keys)), "link", block))

    for m in _GROUP.finditer(text):
        keys = [known.get(address(u)) for u in _ADDRESS.findall(m[0])]
        if all(keys):
            add(Span(m.start(), m.end()), [k for k in keys if k])
    for m in _ONE.finditer(text):
        key = known.get(address(m["url"]))
        if key and text[m.start() - 1 : m.start()] != "!":
            apart = _STANDS_APART.match(text, m.end()) and re.search(r"(?:[。！？」』）)]|(?![はがをにでとのもやへ])[ぁ-ん])[ 　]?$", text[max(0, m.start() - 2) : m.start()])
            add(Span(m.start(), m.end()) if apart else Span(m.end(), m.end()), [key])
    return sorted(found, key=lambda m: m.span)
