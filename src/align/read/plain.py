"""Plain text to blocks: paragraphs between empty lines, headings by their look."""

from __future__ import annotations

import re

from align.model.document import Block, Span
from align.read.lines import LIST_HEADING, Builder
from align.text.headings import usual

_MARKED = re.compile(r"(?P<hash>#{1,6})[\s　]*(?=\S)|(?P<box>[■◆●▼□◇][\s　]*(?=\S))")
_NUMBERED = re.compile(
    r"(?:第[0-9０-９一二三四五六七八九十]+[章節部編]|(?P<dots>[0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2})*)[.．]?[\s　]+|[IVX]{1,4}[.．][\s　]|Chapter\s\d+|Section\s\d+)(?=[\s　]*\S|$)"
)
_UNDERLINE = re.compile(r"\s*(?P<mark>[=＝]{3,}|[-－]{3,})\s*$")
_RULE = re.compile(r"\s*(?:[-*_=~－＝━─]\s*){3,}$")
_LIST = re.compile(r"(?P<indent>[ \t　]*)(?P<mark>[-*+–]|\d{1,2}[.．](?=[\s　]))[\s　]+(?=\S)")


def _heading_level(line: str, alone: bool, neighbours: tuple[str, str]) -> tuple[int, int]:
    """Level of the heading that the line is (0: none), and where its text begins."""
    text = line.strip()
    marked = _MARKED.match(text)
    item = bool(marked and marked["box"] and re.search(r"[。、！？]|(?:[（(\[［](?:注|註)?[0-9０-９、,]{1,8}[)）\]］]|<sup>.*)$", text))
    if marked and len(text) <= 80 and not text.endswith("。") and not item:
        return (len(marked["hash"]) if marked["hash"] else 2), (marked.end() if marked["hash"] else 0)
    numbered = _NUMBERED.match(text)
    short = len(text) <= 60 and not re.search(r"[。、,;；:：.!?！？]$", text) and "\t" not in text
    chapter = bool(numbered and (text.startswith("第") or (numbered["dots"] and re.search(r"[.．]", numbered["dots"]))))
    listed = any((_NUMBERED.match(n.strip()) and not (chapter and n.strip().startswith("第") != text.startswith("第"))) or _LIST.match(n) for n in neighbours)
    alone = alone or (chapter and re.search(r"[。」）)]\s*$", neighbours[0]) is not None)
    if usual(text) and not numbered and alone and not neighbours[1].strip():
        return 2, 0
    if LIST_HEADING.fullmatch(text) and (alone or re.search(r"[。」）)\]］]\s*$", neighbours[0])):
        return 2, 0
    if numbered and short and alone and not listed and "://" not in text:
        return (2 + len(re.findall(r"[.．]", numbered["dots"])) if numbered["dots"] else 2), 0
    return 0, 0


def blocks(text: str, start: int, language: str) -> tuple[Block, ...]:
    """The blocks of plain ``text`` from ``start``."""
    build = Builder(text, language)
    lines: list[Span] = []
    at = start
    for raw in text[start:].split("\n"):
        lines.append(Span(at, at + len(raw)))
        at += len(raw) + 1
    paragraph: list[Span] = []
    item: str | None = None
    depth = 0

    def flush() -> None:
        nonlocal item, depth
        if paragraph:
            build.paragraph(list(paragraph), level=depth, label=item or "", parent=build.lead if item else -1)
        paragraph.clear()
        item, depth = None, 0

    def line_at(i: int) -> str:
        return lines[i].of(text) if 0 <= i < len(lines) else ""

    def blank(i: int) -> bool:
        return not line_at(i).strip()

    i = 0
    seen = False
    while i < len(lines):
        raw = lines[i].of(text)
        if not raw.strip():
            flush()
        elif _RULE.match(raw) and not paragraph:
            flush()
        elif i + 1 < len(lines) and _UNDERLINE.match(lines[i + 1].of(text)) and not paragraph and len(raw.strip()) <= 60:
            build.heading(1 if lines[i + 1].of(text).strip()[0] in "=＝" else 2, [lines[i]])
            i += 1
        else:
            level, offset = _heading_level(raw, blank(i - 1) or not paragraph, (line_at(i - 1), line_at(i + 1)))
            bare_title = not seen and blank(i + 1) and len(raw.strip()) <= 60 and not re.search(r"[。.!?！？]$", raw.strip())
            listed = _LIST.match(raw)
            if level or bare_title:
                flush()
                lead = len(raw) - len(raw.lstrip())
                build.heading(level or 1, [Span(lines[i].start + lead + offset, lines[i].end)])
            elif listed:
                flush()
                item = listed["mark"]
                depth = 1 + len(listed["indent"].expandtabs(2)) // 2
                paragraph.append(Span(lines[i].start + listed.end(), lines[i].end))
            else:
                paragraph.append(lines[i])
        seen = seen or bool(raw.strip())
        i += 1
    flush()
    return build.finish()
