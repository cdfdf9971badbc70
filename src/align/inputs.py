"""Reports and sources from disk, read, cut into sentences, and cited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from align import cite, read, segment
from align.cells import by_row
from align.errors import InputError
from align.model.citation import Marker, Reference, Source, SourceStatus
from align.model.document import Document, Kind, Sentence
from align.text.width import narrow


@dataclass(frozen=True, slots=True)
class Cited:
    """A report, read and cited.

    Attributes:
        key: the report's own citation key.
    """

    document: Document
    sentences: Sequence[Sentence]
    references: Sequence[Reference]
    assignment: cite.Assignment
    key: str


#: The name of the table of all reports.
TOGETHER = "corpus"


def find_reports(where: Sequence[Path]) -> list[Path]:
    """The report files named, or in the folders named, sorted.

    Raises:
        InputError: a path isn't there, or there is no report at all.
    """
    found: list[Path] = []
    for path in where:
        try:
            if path.is_dir():
                found += sorted(p for p in path.iterdir() if p.is_file() and p.suffix.lower() in read.FORMATS and not p.name.startswith("."))
            elif not path.exists():
                raise InputError("there is no such report", where=path, next_step="Check the path.")
            else:
                found.append(path)
        except OSError as error:
            raise InputError(f"the report can't be read ({error.strerror})", where=path) from None
    if not found:
        raise InputError(
            "there is no report", where=", ".join(str(p) for p in where),
            next_step="Put a report into the folder (" + ", ".join(sorted(read.FORMATS)) + "), or name one.",
        )  # fmt: skip
    ids = Counter(read.name(p) for p in found)
    twice = [i for i, n in ids.items() if n > 1]
    if twice:
        raise InputError(
            "two reports have the same name", where=", ".join(str(p) for p in found if read.name(p) == twice[0]),
            next_step="Rename one: the name, with _ for blanks and colons, is the report's id.",
        )  # fmt: skip
    if TOGETHER in ids:
        raise InputError(f"no report can be named {TOGETHER}: so the table of all reports is", where=next(p for p in found if read.name(p) == TOGETHER), next_step="Rename it.")
    return found


def read_cited(path: Path, max_megabytes: float = read.MAX_MEGABYTES) -> Cited:
    """Read a report, cut it into sentences, and give each the keys it cites.

    Raises:
        InputError: the report or a bibliography beside it can't be read.
    """
    document = read.read(path, "ja", max_megabytes=max_megabytes)
    if not document.blocks:
        raise InputError("the report has no text", where=path)
    document, found = cite.with_entries(document, cite.entries(document))
    plain = [cite.to_reference(document, e) for e in found]
    own = _own_key(document, plain)
    references = cite.with_keys(cite.apply(plain, cite.bibliography(path)), [own])
    known = {r.label for r in references if r.label} | {r.key for r in references}
    listed = [r.span for r in references]
    markers: list[Marker] = cite.explicit(document, known, listed)
    named = cite.author_year(document, references, [*listed, *(m.span for m in markers)])
    numbered = [m for m in markers if any(label in known for label in m.labels)]
    # Entries that show no number are hardly cited by one: （資料1） may be an appendix.
    shown = any(r.label and r.label in narrow(document.text[document.text.rfind("\n", 0, r.span.start) + 1 : r.span.start + 8]) for r in references)
    if named and (not numbered or (not shown and len(named) >= len(numbered))):
        markers = [m for m in markers if m not in numbered] + named
    if not any(m.style == "author-year" for m in markers):  # a list that is cited by names isn't cited by numbers
        markers += cite.bare(document, known, markers, {r.block for r in references})
    markers = cite.joined(document.text, markers)
    markers += cite.links(document, references, [*listed, *(m.span for m in markers)])
    sentences = segment.segment(document, [m.span for m in markers if m.span.start < m.span.end])
    if not sentences:
        raise InputError("the report has no sentence", where=path)
    return Cited(document, sentences, references, cite.assign(document, sentences, markers, references), own)


#: Before the name in a byline: 著者：, 調査担当：.
_ROLE = re.compile(r"^\W*(?:\w{0,6}(?:者|担当|責任|文責|作成|執筆|著|編集|発行|報告|調査|発表|氏名|名前)|author|(?:written )?by)\s*[:：]\s*", re.I)


def _own_key(document: Document, references: Sequence[Reference]) -> str:
    """The key under which the report itself is cited: author, year, title, as far as it says them."""
    blocks = {k: [b.span.of(document.text) for b in document.blocks if b.kind == k] for k in (Kind.TITLE, Kind.BYLINE)}
    title = str(document.meta.get("title") or (blocks[Kind.TITLE] or [document.id])[0])
    author = document.meta.get("author")
    authors = [str(author)] if author and not isinstance(author, list) else [str(a) for a in author] if isinstance(author, list) else []
    dates = re.findall(r"(?:19|20)\d\d", str(document.meta.get("date", "")))
    for line in blocks[Kind.BYLINE]:
        dates += re.findall(r"(?:19|20)\d\d", line)
        if not authors and not re.search(r"\d{4}", line):
            authors = [re.split(r"[、,／/]", _ROLE.sub("", line))[-1].strip()]
    year = dates[0] if dates else max((r.year for r in references if r.year), default="")
    return cite.make_key(authors, year, title)


def find_sources(cited: Cited, files: Sequence[cite.SourceFile]) -> dict[str, Source]:
    """By citation key: the file of each reference. Folders that are named like reports beside this one hold the numbered sources of those."""
    path = Path(cited.document.path)
    others = {read.name(p) for p in path.parent.iterdir() if p.suffix.lower() in read.FORMATS} - {cited.document.id} if path.parent.is_dir() else set()
    return {s.key: s for s in cite.locate(cited.references, files, cited.document.id, others)}


#: What sources are often saved as, and nothing here reads: such a file isn't passed over in silence.
_OTHERS = (".pdf", ".html", ".htm", ".xhtml", ".mhtml", ".docx", ".doc", ".odt", ".rtf", ".epub")


class Sources:
    """The sources folder, each file read and cut once for all reports.

    Raises:
        InputError: the folder isn't there.
    """

    def __init__(self, folder: Path, max_megabytes: float) -> None:
        if not folder.is_dir():
            raise InputError("there is no such folder of sources", where=folder, next_step="Make it, or name another with --sources.")
        self.files: list[cite.SourceFile] = []
        self._sentences: dict[str, list[Sentence]] = {}
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".")):
            if path.suffix.lower() in (*read.FORMATS, *_OTHERS) and path.name.lower() not in ("readme.md", "readme.txt"):
                self.files.append(self._read(path, path.relative_to(folder).as_posix(), max_megabytes))

    @staticmethod
    def _read(path: Path, name: str, max_megabytes: float) -> cite.SourceFile:
        if path.suffix.lower() in _OTHERS:
            return cite.SourceFile(path, None, SourceStatus.UNREADABLE, f"the format {path.suffix} isn't read. Save its text as {path.stem}.md or {path.stem}.txt", name, known=False)
        try:
            document = read.read(path, "en", max_megabytes=max_megabytes)
        except InputError as error:
            return cite.SourceFile(path, None, cite.problem_of(error), f"{error.what}. {error.next_step}".strip(), name)
        return cite.SourceFile(path, document, *cite.usable(document), name)

    def sentences(self, source: Source) -> list[Sentence]:
        """The sentences of a source whose file was found; a row of a table is one."""
        if source.path not in self._sentences:
            document = self._document(source)
            self._sentences[source.path] = by_row(document, segment.segment(document))
        return self._sentences[source.path]

    def _document(self, source: Source) -> Document:
        document = next(f.document for f in self.files if str(f.path) == source.path)
        assert document is not None
        return document

    def headings(self, source: Source) -> frozenset[int]:
        """Indices of the sentences of a source that are headings or the like."""
        document = self._document(source)
        return frozenset(s.index for s in self.sentences(source) if document.blocks[s.block].kind in (Kind.TITLE, Kind.HEADING, Kind.BYLINE))

    def rows(self, source: Source) -> frozenset[int]:
        """Indices of the sentences of a source that are rows, or cells, of a table."""
        document = self._document(source)
        return frozenset(s.index for s in self.sentences(source) if document.blocks[s.block].kind == Kind.CELL)

    def digests(self, used: Mapping[str, Source]) -> dict[str, str]:
        paths = {s.path for s in used.values()}
        return {f.name: f.document.digest for f in self.files if f.document and str(f.path) in paths}
