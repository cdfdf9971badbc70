"""Documents to sentences. No character is lost: spans never overlap, and only white space, list
marks and markup lie between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.model.document import Block, Document, Kind, Sentence, Span
from align.segment import en, ja
from align.text.markup import inline
from align.text.sudachi import morphemes
from align.text.view import Edit, View, build

_CLOSING_MARKUP = re.compile(r"(?:</[A-Za-z][^>]*>|[」』）)”’\"])+")
_WHOLE = {Kind.TITLE, Kind.BYLINE, Kind.HEADING, Kind.CELL, Kind.CAPTION, Kind.REFERENCE, Kind.CODE}


def _is_noun(text: str, block: Block, span: Span) -> bool:
    """Whether a marker is a word of its sentence: «[2]によれば», «[3]は述べている»."""
    before = text[block.span.start : span.start].rstrip(" \t　*_")
    following = text[span.end : min(span.end + 12, block.span.end)].lstrip(" 　")
    if text[span.start] == "<" or (before and before[-1] not in "。！？、") or not "ぁ" <= following[:1] <= "ん":
        return False
    first = morphemes(following)[0]
    return first.pos[0] == "助詞" and first.pos[1] in ("格助詞", "係助詞", "副助詞")


def marker_edits(text: str, block: Block, markers: Sequence[Span]) -> list[Edit]:
    """Edits that take the markers out of a block, with the space before them where none is needed."""
    edits = []
    for span in markers:
        if _is_noun(text, block, span):
            continue
        start = span.start
        while start > block.span.start and text[start - 1] in " \t　\u00a0\u2009":
            start -= 1
        before = text[start - 1] if start > block.span.start else ""
        after = text[span.end] if span.end < block.span.end else ""
        apart = start < span.start and before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
        edits.append(Edit(Span(span.start if apart else start, span.end)))
    return edits


def block_view(document: Document, block: Block, markers: Sequence[Span] = ()) -> View:
    """What a reader sees of a block, without markup and without markers."""
    if block.kind == Kind.CODE:
        return build(document.text, block.pieces)
    cuts = marker_edits(document.text, block, markers)
    keep = []
    for piece in block.pieces:
        for edit in inline(document.text, piece.start, piece.end):
            if all(edit.span.end <= c.span.start or edit.span.start >= c.span.end for c in cuts):
                keep.append(edit)
    merged: list[Edit] = []
    for edit in sorted(keep + cuts, key=lambda e: (e.span.start, -e.span.end)):
        if not merged or edit.span.start >= merged[-1].span.end:
            merged.append(edit)
    return build(document.text, block.pieces, merged)


def _cuts(document: Document, block: Block, view: View, starts: Sequence[int], markers: Sequence[Span]) -> list[int]:
    """The document offset at which each sentence but the first begins."""
    text = document.text
    found = []
    for at in starts:
        before = at
        while before > 0 and view.text[before - 1].isspace():
            before -= 1
        left, right = view.ends[before - 1], view.starts[at]
        cut = left
        closing = _CLOSING_MARKUP.match(text, cut, right)
        if closing:
            cut = closing.end()
        # Bold that was opened before the boundary is closed in front of it.
        for mark in ("**", "__"):
            opened = text[block.span.start : cut].count(mark) % 2 == 1
            if opened and text.startswith(mark, cut) and cut + 2 <= right:
                cut += 2
        for span in markers:
            if left <= span.start and span.end <= right:
                cut = max(cut, span.end)
        found.append(cut)
    return found


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def segment(document: Document, markers: Sequence[Span] = ()) -> list[Sentence]:
    """Cut the blocks of ``document`` into sentences.

    Titles, headings, cells, captions and code are one sentence each. ``markers`` are the citation
    markers: they never part a sentence, and one that follows 。 belongs to the sentence it ends.
    """
    split = ja.boundaries if document.language == "ja" else en.boundaries
    ordered = sorted(markers)
    at = 0
    sentences: list[Sentence] = []
    for number, block in enumerate(document.blocks):
        while at < len(ordered) and ordered[at].end <= block.span.start:
            at += 1
        last = at
        while last < len(ordered) and ordered[last].start < block.span.end:
            last += 1
        inside = ordered[at:last]
        view = block_view(document, block, inside)
        starts = [] if block.kind in _WHOLE else split(view.text)
        cuts = _cuts(document, block, view, starts, inside)
        edges = [block.span.start, *cuts, block.span.end]
        bounds = [0, *starts, len(view.text)]
        for i in range(len(bounds) - 1):
            content = view.text[bounds[i] : bounds[i + 1]].strip()
            if not content:
                continue
            span = _trim(document.text, edges[i], edges[i + 1])
            sentences.append(Sentence(document.id, len(sentences), span, number, re.sub(r"[ \t]*\n[ \t]*", "\n", content)))
    return sentences
