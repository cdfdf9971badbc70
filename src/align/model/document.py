"""Documents as they were read: text, blocks, sentences. Everything is a span into the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points in a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


class Kind(StrEnum):
    """What a block is; also the ``kind`` of a row."""

    TITLE = "title"
    BYLINE = "byline"
    HEADING = "heading"
    SENTENCE = "sentence"
    CELL = "cell"
    CAPTION = "caption"
    CODE = "code"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, table cell, heading or code block.

    Attributes:
        kind: ``SENTENCE`` for paragraphs and list items: they hold sentences.
        span: from its first to its last content character, markup included.
        pieces: the content runs in the span, in order. What lies between them (line breaks, quote
            marks, indentation, a page end in the middle of a sentence) isn't content.
        section: the path of headings above it.
        level: heading level as it stands, or list depth (0 outside lists).
        label: the list marker as it stands, such as ``1.``.
        parent: index of the block that introduces this list item, or -1.
        table, row, column: place in a table, or -1.
        header: whether it is a cell of a table's header row.
        quoted: whether it stands in a block quote.
    """

    kind: Kind
    span: Span
    pieces: tuple[Span, ...]
    section: tuple[str, ...] = ()
    level: int = 0
    label: str = ""
    parent: int = -1
    table: int = -1
    row: int = -1
    column: int = -1
    header: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read.

    Attributes:
        id: file name without its suffix, unique in a run.
        language: ``ja`` or ``en``.
        text: the decoded text with ``\\n`` line ends; never changed after.
        digest: SHA-256 of the file's bytes, hexadecimal.
        meta: what the front matter says.
    """

    id: str
    language: str
    text: str
    blocks: tuple[Block, ...]
    digest: str
    path: str = ""
    encoding: str = "utf-8"
    meta: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit of the corpus.

    Attributes:
        index: 0-based place among the sentences of its document.
        span: its code points in the document's text, with markup and markers.
        block: index of its block.
        text: its content, without markup and without markers.
    """

    document: str
    index: int
    span: Span
    block: int
    text: str
