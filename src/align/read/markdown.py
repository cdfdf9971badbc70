"""Markdown to blocks. markdown-it-py finds the blocks; the spans are found again in the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from align.model.document import Block, Kind, Span
from align.read.lines import Builder

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_CELL = re.compile(r"<t(?P<kind>[dh])\b[^>]*>(?P<content>.*?)(?=</t[dh]>|<t[dh]\b|</tr>|<tr\b|</table>|\Z)", re.S | re.I)
_HTML_HEADING = re.compile(r"<h(?P<level>[1-6])\b[^>]*>(?P<content>.*?)</h[1-6]>", re.S | re.I)
_UNSHOWN = re.compile(r"<!--.*?(?:-->|\Z)|<(?P<name>script|style)\b[^>]*>.*?(?:</(?P=name)\s*>|\Z)", re.S | re.I)
_PIPE = re.compile(r"(?<!\\)\|")
_UNDERLINE = re.compile(r"\s{0,3}=+\s*$")
_LOOSE_HEADING = re.compile(r"\s{0,3}(#{1,6})(?=[^\s#])")


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # Off: what makes text disappear or change its nature in machine-written reports. A rule under a
    # paragraph is a rule, indented prose is prose, and `[1]: text` is a reference to be read.
    return MarkdownIt("commonmark", {"html": True}).enable("table").disable(["code", "lheading", "reference"])


class _Reader:
    def __init__(self, text: str, start: int, language: str) -> None:
        self.text, self.offset = text, start
        self.build = Builder(text, language)
        self.lines: list[Span] = []
        at = start
        for line in text[start:].split("\n"):
            self.lines.append(Span(at, at + len(line)))
            at += len(line) + 1

    def locate(self, token: Token) -> list[Span]:
        """The span of each content line of an inline token."""
        first, last = token.map or (0, len(self.lines))
        contents = token.content.split("\n")
        # A line of wide blanks is no empty line to the parser, which takes it off the content all the same.
        while last - first > len(contents) and contents[0] not in self.lines[first].of(self.text):
            first += 1
        found = []
        for i, content in enumerate(contents):
            line = self.lines[first + i]
            raw = line.of(self.text)
            at = raw.rfind(content)
            if not content or at < 0:
                stripped = raw.strip()
                at, content = raw.find(stripped), stripped
            # The rest of the line belongs to it: two spaces at its end are a line break.
            found.append(Span(line.start + at, line.end))
        return found

    def read(self) -> tuple[Block, ...]:
        tokens = _parser().parse(self.text[self.offset :])
        items: list[tuple[str, int]] = []  # label and first block of the open list items
        depth = quotes = 0
        i = 0
        while i < len(tokens):
            token = tokens[i]
            kind = token.type
            if kind in ("bullet_list_open", "ordered_list_open"):
                depth += 1
            elif kind in ("bullet_list_close", "ordered_list_close"):
                depth -= 1
            elif kind == "list_item_open":
                items.append((f"{token.info}{token.markup}" if token.info else token.markup, -1))
            elif kind == "list_item_close":
                items.pop()
            elif kind == "blockquote_open":
                quotes += 1
            elif kind == "blockquote_close":
                quotes -= 1
            elif kind == "heading_open":
                inline = tokens[i + 1]
                spans = self.locate(inline)
                end = spans[-1].start + len(inline.content)
                self.build.heading(int(token.tag[1]), [Span(spans[0].start, end)] if len(spans) == 1 else spans)
                i += 2
            elif kind == "paragraph_open":
                self._paragraph(self.locate(tokens[i + 1]), items, depth, quotes > 0)
                i += 2
            elif kind == "fence":
                assert token.map is not None
                body = self.lines[token.map[0] + 1 : token.map[1]]
                if body and re.match(r"[\s>]*(`{3,}|~{3,})\s*$", body[-1].of(self.text)):
                    body = body[:-1]
                if body:
                    self.build.add(Kind.CODE, [Span(body[0].start, body[-1].end)], quoted=quotes > 0)
            elif kind == "html_block":
                assert token.map is not None
                self._html(Span(self.lines[token.map[0]].start, self.lines[token.map[1] - 1].end))
            elif kind == "table_open":
                assert token.map is not None
                self._table(self.lines[token.map[0] : token.map[1]])
                while tokens[i].type != "table_close":
                    i += 1
            i += 1
        return self.build.finish()

    def _paragraph(self, lines: list[Span], items: list[tuple[str, int]], depth: int, quoted: bool) -> None:
        loose = _LOOSE_HEADING.match(lines[0].of(self.text))
        if loose and len(lines) == 1 and not depth:  # `##見出し` without the space
            self.build.heading(len(loose[1]), [Span(lines[0].start + loose.end(), lines[0].end)])
            return
        if len(lines) == 2 and not depth and _UNDERLINE.match(lines[1].of(self.text)):
            self.build.heading(1, lines[:1])
            return
        if not items:
            # Tab-separated lines may begin with an empty cell, which the parser took for indentation.
            whole = [s if "\t" not in (raw := self._line_at(s)).of(self.text) or quoted else raw for s in lines]
            self.build.paragraph(whole, quoted=quoted)
            return
        label, first = items[-1]
        if first >= 0:
            self.build.paragraph(lines, level=depth, parent=first, quoted=quoted)
            return
        parent = next((f for _, f in reversed(items[:-1]) if f >= 0), self.build.lead)
        index = self.build.paragraph(lines, level=depth, label=label, parent=parent, quoted=quoted)
        items[-1] = (label, index)

    def _line_at(self, span: Span) -> Span:
        start = self.text.rfind("\n", self.offset, span.start) + 1
        return Span(max(start, self.offset), span.end)

    def _table(self, lines: list[Span]) -> None:
        rows = []
        for n, line in enumerate(lines):
            if n == 1:
                continue  # the line of dashes
            raw = line.of(self.text)
            body = re.match(r"[\s>]*\|?", raw)
            start = line.start + (body.end() if body else 0)
            end = line.start + len(raw.rstrip())
            if end > start and self.text[end - 1] == "|" and self.text[end - 2] != "\\":
                end -= 1
            cells, at = [], start
            for bar in _PIPE.finditer(self.text, start, end):
                cells.append(Span(at, bar.start()))
                at = bar.end()
            cells.append(Span(at, end))
            rows.append(cells)
        self.build.table(rows, header=1)

    def _html(self, span: Span) -> None:
        raw = span.of(self.text)
        if re.search(r"<t[dh]\b", raw, re.I):
            rows: list[list[Span]] = []
            header = 0
            previous = 0
            for m in _CELL.finditer(raw):
                if not rows or re.search(r"<tr\b", raw[previous : m.start()], re.I):
                    rows.append([])
                    header += m["kind"] in "hH" and header == len(rows) - 1
                rows[-1].append(Span(span.start + m.start("content"), span.start + m.end("content")))
                previous = m.start("content")
            self.build.table(rows, header=header)
            return
        at = 0
        for m in _HTML_HEADING.finditer(raw):
            self._html_text(Span(span.start + at, span.start + m.start()))
            self.build.heading(int(m["level"]), [Span(span.start + m.start("content"), span.start + m.end("content"))])
            at = m.end()
        self._html_text(Span(span.start + at, span.end))

    def _html_text(self, span: Span) -> None:
        lines: list[Span] = []
        at = span.start
        # Comments and programs may go over many lines, and text may follow on their last.
        shown = _UNSHOWN.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), span.of(self.text))
        for line in shown.split("\n"):
            if re.sub(r"<[^>]*>", "", line).strip():
                lines.append(Span(at + len(line) - len(line.lstrip()), at + len(line.rstrip())))
            at += len(line) + 1
        if lines:
            self.build.paragraph(lines)


def blocks(text: str, start: int, language: str) -> tuple[Block, ...]:
    """The blocks of Markdown ``text`` from ``start`` (after the front matter)."""
    return _Reader(text, start, language).read()
