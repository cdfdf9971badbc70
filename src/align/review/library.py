"""The sources that reports cite, as the review shows and searches them."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from align import columns
from align.emit.tsv import plain
from align.errors import AlignError, InputError
from align.inputs import Sources
from align.model.citation import Source, SourceStatus
from align.text.width import fold

#: So many sentences a search gives.
_MOST = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a source; ``n`` from 1."""

    key: str
    n: int
    text: str


class Library:
    """The sources of all reports of a corpus, read when they are first asked for.

    Args:
        out: the folder of the corpus; its ``.references.tsv`` say which file is which source.
        folder: of the sources.
    """

    def __init__(self, out: Path, folder: Path, max_megabytes: float) -> None:
        self._folder, self._megabytes = folder, max_megabytes
        self._files: dict[str, dict[str, str]] = {}
        self._words: dict[str, str] = {}
        for path in sorted(out.glob("*.references.tsv")):
            report = path.name.removesuffix(".references.tsv")
            entries = [{name: plain(cell) for name, cell in r.items()} for _, r in columns.rows(path, "table of references", ("cite_key", "source_file", "source_status"))]
            self._files[report] = {r["cite_key"]: r["source_file"] for r in entries if r["source_status"] == SourceStatus.FOUND}
            self._words |= {r["cite_key"]: ". ".join(p for p in (r.get("authors"), r.get("title"), r.get("container"), r.get("date"), r.get("url")) if p) for r in entries}
        self._sources: Sources | None = None
        self._sentences: dict[str, list[str]] = {}
        self._lock = threading.Lock()

    @property
    def references(self) -> Mapping[str, str]:
        """Citation key → the reference in words."""
        return self._words

    def lacking(self) -> list[str]:
        """Files that reports cite and that aren't in the folder of the sources."""
        there = {p.relative_to(self._folder).as_posix() for p in self._folder.rglob("*")} if self._folder.is_dir() else set()
        return sorted({name for files in self._files.values() for name in files.values()} - there)

    def keys(self, report: str) -> list[str]:
        """The keys of a report whose source is there."""
        return sorted(self._files.get(report, ()))

    def sentences(self, report: str, key: str) -> list[str]:
        """The sentences of a source; none if it isn't there any more."""
        name = self._files.get(report, {}).get(key)
        if not name:
            return []
        with self._lock:
            if name not in self._sentences:
                try:
                    self._sources = self._sources or Sources(self._folder, self._megabytes)
                    path = next(str(f.path) for f in self._sources.files if f.name == name and f.document)
                    self._sentences[name] = [s.text for s in self._sources.sentences(replace(_FOUND, key=key, path=path))]
                except (AlignError, StopIteration):
                    self._sentences[name] = []
            return self._sentences[name]

    def find_span(self, report: str, key: str, passage: str) -> str | None:
        """Where a passage stands; empty if its source doesn't have it, ``None`` if there is no such source."""
        texts = self.sentences(report, key)
        if not texts:
            return None
        for first in range(len(texts)):
            joined = ""
            for last in range(first, min(first + 12, len(texts))):
                joined = f"{joined} {texts[last]}".strip()
                if joined == passage:
                    return span(first + 1, last + 1)
                if not passage.startswith(joined):
                    break
        return ""

    def passage(self, report: str, key: str, first: int, last: int) -> str:
        """The sentences ``first`` to ``last``, from 1, both included.

        Raises:
            InputError: the source hasn't so many, or isn't there.
        """
        texts = self.sentences(report, key)
        if not 1 <= first <= last <= len(texts):
            raise InputError("the source has no such passage", where=f"{key}, {span(first, last)}")
        return " ".join(texts[first - 1 : last])

    def around(self, report: str, key: str, first: int, last: int, reach: int = 2) -> list[Line]:
        """A passage and what stands around it."""
        texts = self.sentences(report, key)
        return [Line(key, n, texts[n - 1]) for n in range(max(1, first - reach), min(len(texts), last + reach) + 1)]

    def search(self, report: str, query: str, keys: Sequence[str] = ()) -> list[Line]:
        """Sentences that hold all words of the query, in the sources of these keys or of the whole report."""
        words = fold(query).lower().split()
        found = []
        for key in keys or self.keys(report):
            for n, text in enumerate(self.sentences(report, key), 1):
                low = fold(text).lower()
                if all(w in low for w in words):
                    found.append(Line(key, n, text))
                    if len(found) == _MOST:
                        return found
        return found


_FOUND = Source("", SourceStatus.FOUND)


def span(first: int, last: int) -> str:
    """As the corpus writes it: ``12`` or ``12-13``."""
    return f"{first}" if first == last else f"{first}-{last}"


def ends(text: str) -> tuple[int, int]:
    """First and last sentence of a span.

    Raises:
        InputError: it is none.
    """
    first, _, last = text.partition("-")
    if len(text) > 15 or not text.isascii() or not first.isdecimal() or (last and not last.isdecimal()):
        raise InputError("the span is not one such as 12 or 12-13", where=text)
    return int(first), int(last or first)
