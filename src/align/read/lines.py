"""Lines of running text to blocks: paragraphs, bullets Markdown doesn't know, tab-separated tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from align.model.document import Block, Kind, Span
from align.read.continuation import continues, cut_paragraph, is_closed
from align.text.headings import usual

_BULLET = re.compile(r"(?P<mark>[・●○◦‣▪■□◆◇►▶✓✔]|[①-⑳]|[（(]\d{1,2}[)）](?=[\s　]?\S)|\d{1,2}[)）])[\s　]*(?=\S)")
_CAPTION = re.compile(r"(?:\*\*)?(?:図表|表|図|写真|Table|Figure|Fig\.)[\s　]*[0-9０-９]+(?:[-.．][0-9０-９]+)?[\s　.:：．、）)]")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)$")
_PAGE = re.compile(r"[\s\-–—―]*(?:p\.?|page\s?)?\d{1,4}(?:\s?/\s?\d{1,4})?(?:ページ|頁)?[\s\-–—―]*$", re.I)
#: What a byline doesn't have: the end of a sentence or a citation.
_SENTENCE = re.compile(r"[。！？]|[.:：][*_ ]*$|<sup|[\[［]\d")
#: A line that opens a list of references.
LIST_HEADING = re.compile(r"(?:参考文献|引用文献|参照文献|参考資料|出典|脚注|注釈|References|Bibliography|Works Cited)(?:一覧|リスト)?[:：]?")
_HARD = re.compile(r"(?:  |\\|<br\s*/?>)$", re.I)


@dataclass
class Builder:
    """Collects the blocks of one document and keeps the path of headings."""

    text: str
    language: str
    blocks: list[Block] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    tables: int = 0
    #: Index of the paragraph that introduces the list which may follow it, or -1.
    lead: int = -1

    @property
    def section(self) -> tuple[str, ...]:
        return tuple(title for _, title in self.headings)

    def add(self, kind: Kind, pieces: list[Span], **more: object) -> int:
        """Add a block; pieces are trimmed and empty ones dropped. Returns its index, or -1."""
        kept = [p for p in (self.trim(p) for p in pieces) if p.start < p.end]
        if not kept:
            return -1
        block = Block(kind, Span(kept[0].start, kept[-1].end), tuple(kept), self.section, **more)  # type: ignore[arg-type]
        self.blocks.append(block)
        return len(self.blocks) - 1

    def trim(self, span: Span) -> Span:
        start, end = span
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Span(start, end)

    def heading(self, level: int, pieces: list[Span]) -> None:
        index = self.add(Kind.HEADING, pieces, level=level)
        if index < 0:
            return
        title = re.sub(r"\*\*|__|<[^>]*>|`", "", " ".join(p.of(self.text) for p in self.blocks[index].pieces))
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        self.headings.append((level, title.strip()))
        self.blocks[index] = replace(self.blocks[index], section=self.section)
        self.lead = -1

    def paragraph(self, lines: list[Span], *, level: int = 0, label: str = "", parent: int = -1, quoted: bool = False) -> int:
        """Add the lines of a paragraph or list item. Returns the index of its first block, or -1."""
        first = -1
        groups = self._groups(lines)
        for i, (mark, group) in enumerate(groups):
            texts = [p.of(self.text) for p in group]
            if mark == "\t":
                index = self._tabbed(group)
            else:
                joined = "".join(texts).strip()
                kind = Kind.SENTENCE
                short = len(joined) <= 80 and not joined.endswith("。")
                if (_CAPTION.match(joined) and short) or _IMAGE.match(joined):
                    kind = Kind.CAPTION
                depth, owner = level, parent
                if mark and not level:
                    depth, owner = 1, self.lead if parent < 0 else parent
                index = self.add(kind, group, level=depth, label=mark or (label if i == 0 else ""), parent=owner, quoted=quoted)
                if index >= 0 and not mark and not level:
                    self.lead = index if joined.rstrip("*_ ").endswith((":", "：")) or "以下" in joined[-20:] or "次の" in joined[-20:] else -1
            if first < 0:
                first = index
        return first

    def _groups(self, lines: list[Span]) -> list[tuple[str, list[Span]]]:
        """Lines that belong together, each group with its bullet (``\\t`` for table lines)."""
        groups: list[tuple[str, list[Span]]] = []
        longest = max((line.end - line.start for line in lines), default=0)
        tabbed = [line.of(self.text).strip("\n").count("\t") for line in lines]
        for i, line in enumerate(lines):
            raw = line.of(self.text)
            neighbours = [tabbed[k] for k in (i - 1, i + 1) if 0 <= k < len(lines)]
            if tabbed[i] and raw.strip() and (any(neighbours) or tabbed[i] >= 2):
                if groups and groups[-1][0] == "\t":
                    groups[-1][1].append(line)
                else:
                    groups.append(("\t", [line]))
                continue
            if raw.startswith("　") and groups and groups[-1][0] == "":  # an indented line begins a paragraph
                groups.append(("", [self.trim(line)]))
                continue
            trimmed = self.trim(line)
            bullet = _BULLET.match(trimmed.of(self.text))
            if bullet:
                groups.append((bullet["mark"], [Span(trimmed.start + bullet.end(), trimmed.end)]))
                continue
            content = Span(trimmed.start, trimmed.end - len(m[0])) if (m := re.search(r"\\$", trimmed.of(self.text))) else trimmed
            if groups and groups[-1][0] != "\t" and self._joins(groups[-1][1][-1], content, lines[i - 1], longest, len(lines)):
                groups[-1][1].append(content)
            else:
                groups.append(("", [content]))
        return groups

    def _joins(self, above: Span, below: Span, raw_above: Span, longest: int, count: int) -> bool:
        """Whether two lines of a paragraph are one running text."""
        before, after = above.of(self.text), below.of(self.text)
        if LIST_HEADING.fullmatch(after) or LIST_HEADING.fullmatch(before):
            return False
        if continues(before, after, self.language):
            return True
        if _HARD.search(raw_above.of(self.text).rstrip("\n")):
            return False
        if is_closed(before):
            # Whole sentences on a line each, or a paragraph: the segmenter finds the boundary anyway,
            # but a line that a colon or bracket closes stands alone.
            return before.rstrip("*_").endswith(("。", ".", "!", "?", "！", "？"))
        width = sum(1 if c.isascii() else 2 for c in before)
        full = above.end - above.start >= 0.8 * longest
        return full and (width >= 56 or (count >= 3 and width >= 36))

    def _tabbed(self, lines: list[Span]) -> int:
        rows = []
        for line in lines:
            cells, at = [], line.start
            for cell in line.of(self.text).rstrip("\n").split("\t"):
                cells.append(Span(at, at + len(cell)))
                at += len(cell) + 1
            rows.append(cells)
        return self.table(rows, header=1 if len(rows) > 1 else 0)

    def table(self, rows: list[list[Span]], header: int) -> int:
        """Add the cells of a table; the first ``header`` rows are its head."""
        first = -1
        for r, cells in enumerate(rows):
            for c, cell in enumerate(cells):
                index = self.add(Kind.CELL, [cell], table=self.tables, row=r, column=c, header=r < header)
                first = index if first < 0 else first
        self.tables += 1
        self.lead = -1
        return first

    def finish(self) -> tuple[Block, ...]:
        """Join what a page end cut, name title and byline, and give the blocks."""
        return tuple(self._named(self._joined()))

    def _joined(self) -> list[Block]:
        kept: list[Block] = []
        place: dict[int, int] = {}
        i = 0
        while i < len(self.blocks):
            block = self.blocks[i]
            place[i] = len(kept)
            if kept and self._is_rest(kept[-1], block):
                place[i] = len(kept) - 1
                kept[-1] = replace(kept[-1], span=Span(kept[-1].span.start, block.span.end), pieces=kept[-1].pieces + block.pieces)
            elif (
                kept and i + 1 < len(self.blocks) and block.kind == Kind.SENTENCE
                and _PAGE.match(block.span.of(self.text)) and self._is_rest(kept[-1], self.blocks[i + 1])
            ):  # fmt: skip
                place[i] = len(kept) - 1  # a page number inside the sentence
            else:
                kept.append(block)
            i += 1
        return [replace(b, parent=place.get(b.parent, -1)) if b.parent >= 0 else b for b in kept]

    def _is_rest(self, previous: Block, block: Block) -> bool:
        if previous.kind != Kind.SENTENCE or block.kind != Kind.SENTENCE:
            return False
        if block.level or block.label or previous.quoted != block.quoted or previous.section != block.section:
            return False
        gap = self.text[previous.span.end : block.span.start]
        if "\n\n" not in re.sub(r"\n[ \t　>]*(?=\n)", "\n", gap) and "\f" not in gap and not _PAGE.search(gap.strip() or "x"):
            return False  # lines of one paragraph were judged already
        before, after = previous.span.of(self.text), block.span.of(self.text)
        if previous.level:
            return cut_paragraph(before, after, self.language) and continues(before, after, self.language)
        return cut_paragraph(before, after, self.language)

    def _named(self, blocks: list[Block]) -> list[Block]:
        """The title is the first heading when it opens the text; bylines follow it directly."""
        if not blocks or blocks[0].kind != Kind.HEADING:
            return blocks
        head = blocks[0]
        if head.level > 1 and any(b.level == head.level and b.kind == Kind.HEADING for b in blocks[1:]):
            return blocks
        title = head.section[-1] if head.section else ""
        named = []
        open_head = True
        for i, block in enumerate(blocks):
            section = block.section[1:] if block.section[:1] == (title,) else block.section
            kind = block.kind
            if i == 0:
                kind = Kind.TITLE
            elif open_head and kind == Kind.SENTENCE and not block.level:
                content = block.span.of(self.text)
                if len(content) <= 60 and not _SENTENCE.search(content) and i <= 4 and not usual(content.strip("*_ ")):
                    kind = Kind.BYLINE
                else:
                    open_head = False
            else:
                open_head = False
            named.append(replace(block, kind=kind, section=section))
        return named
