"""Citations: markers in the text, entries of the reference list, the files they lead to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from align.model.document import Span


class Origin(StrEnum):
    """Where the key of a sentence comes from."""

    EXPLICIT = "explicit"
    INHERITED = "inherited"
    INFERRED = "inferred"
    SELF = "self"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Marker:
    """A citation as it stands in the text.

    Attributes:
        span: the marker in the document's text, delimiters included.
        labels: what it cites, ranges resolved: ``[1, 3–5]`` has ``1 3 4 5``.
        style: how it is written: ``sup``, ``bracket``, ``footnote``, ``note``, ``kome``,
            ``superscript``, ``lenticular``, ``pandoc``, ``author-year``, ``link`` or ``bare``.
        block: index of the block it stands in.
    """

    span: Span
    labels: tuple[str, ...]
    style: str
    block: int


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the report's reference list.

    Attributes:
        key: the citation key, such as ``wolfenstein2025project``.
        label: its label in the list (``3``), or empty.
        span: the entry in the document's text.
        authors: ``Family, Given`` for persons; the name as it stands for organisations.
        date: ISO 8601, as precise as the entry is: ``2025``, ``2025-11`` or ``2025-11-22``.
        style: how its label is written, as in ``Marker``; ``number`` for ``1.``.
        language: of the title, ``ja`` or ``en``; empty if it can't be told.
    """

    key: str
    label: str
    span: Span
    block: int
    raw: str
    authors: tuple[str, ...] = ()
    title: str = ""
    container: str = ""
    date: str = ""
    url: str = ""
    doi: str = ""
    accessed: str = ""
    style: str = ""
    language: str = ""

    @property
    def year(self) -> str:
        return self.date[:4]


class SourceStatus(StrEnum):
    """Whether a reference's source can be matched against."""

    FOUND = "found"
    MISSING = "missing"
    EMPTY = "empty"
    NOT_ENGLISH = "not-english"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Source:
    """The file found for a reference.

    Attributes:
        key: the reference's citation key.
        path: the file, or empty.
        name: the file within the folder of the sources, with slashes, or empty.
        how: what identified it: ``front matter``, ``name``, ``url`` or ``title``.
        note: what is wrong with it and what to do, or empty.
    """

    key: str
    status: SourceStatus
    path: str = ""
    how: str = ""
    note: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """The keys of one sentence; at least one, parallel to ``labels`` where there are labels."""

    keys: tuple[str, ...]
    labels: tuple[str, ...]
    origin: Origin
