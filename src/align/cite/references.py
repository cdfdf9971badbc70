"""The reference list: where it is, and its entries."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from align.cite.entry import parse
from align.cite.labels import plain_digits
from align.model.citation import Reference
from align.model.document import Block, Document, Kind, Span
from align.text.width import narrow

_HEADING = re.compile(
    r"(?:[0-9０-９]+[.．]?[\s　]*|[IVX]+\.\s*|第[0-9０-９一二三四五六七八九十]+[章節][\s　]*|[■●◆▼【\[]\s*)*"
    r"(?:主な|主要)?(?:参考文献|参考資料|参考にした(?:資料|文献|サイト)|引用文献|参照文献|参照(?:元|リンク|資料)?|文献|出典|出所|典拠|情報源|参考(?:リンク|サイト|URL|記事)?|引用元|引用|脚注|注|註|注釈|注記|後注|ソース|資料|"
    r"References?|Bibliography|Works Cited|Sources?|Citations?|(?:Foot|End)?notes?|Literature(?: Cited)?|Further Reading)"
    r"(?:一覧|リスト|[・/／と＆&及].{0,16}|\sand\s(?:Notes|Sources))?(?:[(（].{0,24}[)）])?[\s】\]>＞〉》―—–-]*[:：]?",
    re.I,
)
#: Marks that stand before headings as well as before items.
_BOXES = ("■", "◆", "●", "▼", "□", "◇")
#: Pictures and rules that decorate a heading.
_DECORATION = re.compile(r"^[^\w\[【(（■●◆▼]+|^[<＜〈《―—–-]+")
#: Markup in front of a label.
_BEFORE_LABEL = re.compile(r"(?:\s|<[^>]*>|\*\*)+")
_LABEL = re.compile(
    r"\s*(?:\[\^(?P<footnote>[^\]\s]{1,40})\]:?|\\?\[(?P<bracket>[0-9０-９]{1,3})\\?\][:：]?(?:\*\*)?|［(?P<wide>[0-9０-９]{1,3})］|【(?P<lenticular>[0-9０-９]{1,3})】|"
    r"[（(]?(?:注|註|脚注|文献)[ 　]?(?P<note>[0-9０-９]{1,3})[)）]?[:：.]?|[※＊](?P<kome>[0-9０-９]{1,3})[:：.]?|\*(?P<star>\d{1,3})[:：.]?(?=\s)|"
    r"<sup>\s*\[?(?P<sup>[0-9０-９]{1,3})\]?\s*</sup>|(?P<superscript>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|[（(](?P<paren>[0-9０-９]{1,3})[)）]|\^?(?P<number>[0-9０-９]{1,3})(?:[.．:：)）](?![0-9])|[\s　]+(?=[^0-9０-９年月日.])))[\s　]*"
)  # fmt: skip
_STYLES = {"wide": "bracket", "star": "kome", "paren": "number"}
_ENTRY_LIKE = re.compile(r"https?://|[12]\d{3}|[\"“『「]|doi", re.I)
#: A line that begins with authors and a year in brackets, where a list has neither labels nor blank lines.
_AUTHORED = re.compile(r"[^\W\d_][^\d\n\"“『「(（]{1,90}[(（]\s?(?:19|20)\d\d[a-z]?(?:年|[,，][^)）]{1,20})?[)）]")
_URL_ALONE = re.compile(r"(?:URL\s?[:：]\s?)?<?https?://\S+>?")
_DEFINITION = re.compile(r"\s*\[\^[^\]\s]{1,40}\]:")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry found in the list, not yet keyed.

    Attributes:
        span: the entry with its label.
        pieces: its content runs, without the label.
        block: index of the block it begins in.
    """

    label: str
    style: str
    span: Span
    pieces: tuple[Span, ...]
    block: int

    def text(self, document: Document) -> str:
        """The entry without its label; the cells of a table row are parted as sentences are."""
        cells = len(self.pieces) > 1 and "|" in document.text[self.pieces[0].end : self.pieces[1].start]
        return (". " if cells else " ").join(p.of(document.text).strip() for p in self.pieces)


def is_list_heading(text: str) -> bool:
    """Whether a heading opens a reference list: 参考文献, 出典, 注, References …"""
    plain = narrow(re.sub(r"\*\*|__", "", text)).strip()
    return bool(_HEADING.fullmatch(_DECORATION.sub("", plain)))


def _label(text: str) -> tuple[str, str, int]:
    """Label, style and length of the label at the head of an entry."""
    lead = _BEFORE_LABEL.match(text)
    m = _LABEL.match(text, lead.end() if lead else 0)
    if not m or not m.lastgroup:
        return "", "", 0
    name = m.lastgroup
    label = plain_digits(narrow(m[name]))
    if label.isdecimal():
        label = str(int(label))
    return label, _STYLES.get(name, name), m.end()


def _list_blocks(document: Document) -> list[int]:
    """Indices of the blocks of every reference list."""
    blocks = document.blocks
    found: list[int] = []
    i = 0
    while i < len(blocks):
        block = blocks[i]
        text = block.span.of(document.text)
        opens = block.kind in (Kind.TITLE, Kind.HEADING, Kind.SENTENCE) and len(text) <= 60 and is_list_heading(text)
        if not opens or (block.kind == Kind.SENTENCE and block.level and block.label not in _BOXES):
            i += 1
            continue
        level = 9 if block.kind == Kind.SENTENCE else block.level
        i += 1
        members: list[int] = []
        while i < len(blocks):
            follower = blocks[i]
            if follower.kind == Kind.HEADING:
                after = blocks[i + 1].span.of(document.text) if i + 1 < len(blocks) else ""
                deeper = follower.level > level and (_label(after)[0] or _ENTRY_LIKE.search(after)) and not is_list_heading(follower.span.of(document.text))
                if not deeper:
                    break
            elif follower.kind != Kind.CODE:
                members.append(i)
            i += 1
        found += _members(document, members, follows_line=block.kind == Kind.SENTENCE)
    return found


def _members(document: Document, members: list[int], follows_line: bool) -> list[int]:
    """Those of the blocks under a heading that are entries or complete one.

    Prose after the list («以上») isn't an entry. Under a line such as ``出典：`` the list ends with the
    first block that is none; under a heading, text without any entry is no list.
    """
    blocks = document.blocks

    def text(k: int) -> str:
        return blocks[k].span.of(document.text)

    def numbered(k: int) -> bool:
        return bool(_label(text(k))[0]) or blocks[k].label.rstrip(".)．）").isdecimal()

    def entry(k: int) -> bool:
        return numbered(k) or bool(_ENTRY_LIKE.search(text(k)))

    if follows_line:
        members = list(itertools.takewhile(entry, members))
    labelled = [k for k in members if numbered(k)]
    if not labelled:
        cells = any(blocks[k].kind == Kind.CELL for k in members)
        return members if cells or sum(map(entry, members)) * 2 > len(members) else []
    kept = [k for k in members if k <= labelled[-1]]
    for k in members:
        if k > labelled[-1]:
            # What stands right below, in the same paragraph, or is a URL, completes the last entry.
            gap = document.text[blocks[k - 1].span.end : blocks[k].span.start]
            if "\n\n" not in gap or re.match(r"\s*<?https?://", text(k)):
                kept.append(k)
            else:
                break
    return kept


def _trailing_list(document: Document) -> list[int]:
    """Blocks at the end of a text without a heading that are numbered from 1 in brackets."""
    found: list[int] = []
    for i in range(len(document.blocks) - 1, -1, -1):
        block = document.blocks[i]
        label, style, _ = _label(block.span.of(document.text))
        if block.kind != Kind.SENTENCE or not label or style == "number" or not _ENTRY_LIKE.search(block.span.of(document.text)):
            break
        found.insert(0, i)
    first = _label(document.blocks[found[0]].span.of(document.text))[0] if found else ""
    return found if (len(found) >= 2 and first == "1") or (found and len(document.blocks[found[0]].pieces) >= 2 and first == "1") else []


def _parts(document: Document, index: int, block: Block) -> Iterator[Entry]:
    """The entries that a block holds, continuation lines joined.

    A part without a label at the head of the block has an empty label.
    """
    text = document.text
    current: list[Span] = []
    label, style, start = "", "", 0
    authored = [_AUTHORED.match(narrow(p.of(text))) is not None for p in block.pieces]
    bare = authored[:1] == [True] and sum(authored) > 1 and not any(_label(p.of(text))[0] for p in block.pieces)
    for piece, begins in zip(block.pieces, authored, strict=True):
        new, kind, length = _label(piece.of(text))
        ordered = block.label.rstrip(".)．）")
        if not new and not current and ordered.isdecimal():
            new, kind = str(int(ordered)), "number"
        if (new or (bare and begins)) and current:
            yield Entry(label, style, Span(start, current[-1].end), tuple(current), index)
            current = []
        if not current:
            label, style, start = new, kind, piece.start
        content = Span(piece.start + length, piece.end) if new else piece
        if content.start < content.end:
            current.append(content)
    if current:
        yield Entry(label, style, Span(start, current[-1].end), tuple(current), index)


def _rows(document: Document, table: int) -> Iterator[Entry]:
    """The entries of a reference list that is a table: one a row."""
    rows: dict[int, list[int]] = {}
    for i, b in enumerate(document.blocks):
        if b.table == table and not b.header:
            rows.setdefault(b.row, []).append(i)
    for n, cells in enumerate(rows.values(), 1):
        spans = [document.blocks[i].span for i in cells]
        first = narrow(spans[0].of(document.text)).strip("[]［］.()（） ")
        numbered = first.isdecimal() and len(spans) > 1
        yield Entry(
            str(int(first)) if numbered else str(n), "number", Span(spans[0].start, spans[-1].end), tuple(spans[1:] if numbered else spans), cells[0]
        )


def entries(document: Document) -> list[Entry]:
    """The entries of every reference list of the document, in order.

    Entries of a list without labels are numbered by their place.
    """
    members = _list_blocks(document)
    known = set(members)
    definitions = [
        i for i, b in enumerate(document.blocks)
        if i not in known and b.kind == Kind.SENTENCE and _DEFINITION.match(b.span.of(document.text))
    ]  # fmt: skip
    members = sorted([*members, *definitions]) or _trailing_list(document)
    found: list[Entry] = []
    tables = {document.blocks[i].table for i in members if document.blocks[i].kind == Kind.CELL}
    for table in sorted(tables):
        found += _rows(document, table)
    for i in members:
        if document.blocks[i].kind == Kind.CELL:
            continue
        for entry in _parts(document, i, document.blocks[i]):
            last = found[-1] if found else None
            gap = document.text[last.span.end : entry.span.start] if last else ""
            # A further line of the same item, or its address.
            same = ("\n\n" not in gap and not document.blocks[i].label) or _URL_ALONE.fullmatch(entry.text(document).strip()) is not None
            if last and last.label and not entry.label and (not document.blocks[i].level or same):
                found[-1] = replace(last, span=Span(last.span.start, entry.span.end), pieces=last.pieces + entry.pieces)
            else:
                found.append(entry)
    if found and not any(e.label for e in found):
        found = [replace(e, label=str(n + 1), style="number") for n, e in enumerate(found)]
    return found


def with_entries(document: Document, found: Sequence[Entry]) -> tuple[Document, list[Entry]]:
    """The document with one ``REFERENCE`` block per entry in place of the blocks of the lists, and the
    entries with the indices of these blocks."""
    blocks: list[Block] = []
    moved: list[Entry] = []
    place: dict[int, int] = {}
    at = 0
    for i, block in enumerate(document.blocks):
        here = []
        while at < len(found) and found[at].block == i:
            here.append(found[at])
            at += 1
        covered = any(e.span.start <= block.span.start and block.span.end <= e.span.end for e in found)
        if not here and not covered:
            place[i] = len(blocks)
            blocks.append(block)
        for e in here:
            moved.append(replace(e, block=len(blocks)))
            blocks.append(replace(block, kind=Kind.REFERENCE, span=Span(e.pieces[0].start, e.pieces[-1].end), pieces=e.pieces, level=0, parent=-1))
    blocks = [replace(b, parent=place.get(b.parent, -1)) if b.parent >= 0 else b for b in blocks]
    return replace(document, blocks=tuple(blocks)), moved


def to_reference(document: Document, entry: Entry) -> Reference:
    """An entry with its fields read; its key is still empty."""
    text = entry.text(document)
    f = parse(text)
    return Reference(
        key="", label=entry.label, style=entry.style, span=entry.span, block=entry.block, raw=text,
        authors=f.authors, title=f.title, container=f.container, date=f.date, url=f.url, doi=f.doi,
        accessed=f.accessed, language=f.language,
    )  # fmt: skip
