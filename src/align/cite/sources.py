"""Which file is the source of which reference."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.cite.bibfile import address
from align.errors import InputError
from align.model.citation import Reference, Source, SourceStatus
from align.model.document import Document, Kind
from align.text.language import is_english
from align.text.width import fold

#: Similarity of titles (0 to 100, rapidfuzz token_set_ratio) from which a file is taken for the source.
_SAME_TITLE = 86
#: So many blocks are its head; a heading below the first of them is a title if it is of the first level.
_TOP, _FIRST = 12, 3
#: How far into a file without a title its title may stand, and how long it must be, in characters.
_HEAD, _TELLING = 400, 15
_NUMBER = re.compile(r"(?:ref(?:erence)?|source|src|文献|出典)?[-_ ]?[\[(（［]?0*(?P<n>\d{1,3})[\])）］]?(?:[-_. ].*)?$", re.I)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the sources folder: its document, or why it can't be used; ``name`` is its path within the folder, ``known`` whether it is of a
    format that can be read."""

    path: Path
    document: Document | None
    problem: SourceStatus = SourceStatus.FOUND
    note: str = ""
    name: str = ""
    known: bool = True

    @property
    def meta(self) -> Mapping[str, object]:
        return self.document.meta if self.document else {}

    def title(self) -> str:
        """The title by front matter or first heading."""
        return next(iter(self.titles()), "")

    def titles(self) -> list[str]:
        """What may be its title: by front matter, or the headings at its head, of which the first may be that of a banner."""
        given = self.meta.get("title")
        if given:
            return [str(given)]
        if not self.document:
            return []
        heads = [(n, b) for n, b in enumerate(self.document.blocks[:_TOP]) if b.kind in (Kind.TITLE, Kind.HEADING)]
        return [b.span.of(self.document.text) for n, b in heads if n < _FIRST or b.kind == Kind.TITLE or b.level == 1]


def usable(document: Document) -> tuple[SourceStatus, str]:
    """Whether a document that was read can be matched against, and why not."""
    if not document.blocks:
        return SourceStatus.EMPTY, "the file has no text; paste the article into it"
    if not is_english(document.text[document.blocks[0].span.start :]):
        return SourceStatus.NOT_ENGLISH, "the text is not English; put an English version beside it to match against"
    return SourceStatus.FOUND, ""


def problem_of(error: InputError) -> SourceStatus:
    return SourceStatus.EMPTY if "empty" in error.what else SourceStatus.UNREADABLE


def _texts(meta: Mapping[str, object], *names: str) -> list[str]:
    found: list[str] = []
    for name in names:
        value = meta.get(name)
        if isinstance(value, list | tuple):
            found += [str(v) for v in value]
        elif value is not None:
            found.append(str(value))
    return found


def _by_front_matter(r: Reference, f: SourceFile, report: str) -> bool:
    if r.key in _texts(f.meta, "key", "keys", "citekey", "citation_key", "citation-key", "id"):
        return True
    labels = _texts(f.meta, "reference", "label", "number")
    reports = _texts(f.meta, "report", "reports")
    return bool(r.label) and r.label in labels and (not reports or report in reports)


def _by_key(r: Reference, f: SourceFile) -> bool:
    return fold(f.path.stem).lower() in (r.key.lower(), f"@{r.key}".lower())


def _by_number(r: Reference, f: SourceFile) -> bool:
    """A number is enough when nothing in the file speaks against it."""
    number = _NUMBER.match(f.path.stem)
    return number is not None and str(int(number["n"])) == r.label and not _contradicts(r, f)


def _contradicts(r: Reference, f: SourceFile) -> bool:
    """Whether the file names another work than the reference."""
    from rapidfuzz import fuzz

    urls = [u for u in _texts(f.meta, "url", "source", "link") if u.startswith("http")]
    if r.url and urls and all(address(u) != address(r.url) for u in urls):
        return True
    if _texts(f.meta, "key", "citekey") and r.key not in _texts(f.meta, "key", "citekey"):
        return True
    titles = f.titles()
    if not titles or not r.title:
        return False
    if any(bool(re.search(r"[぀-ヿ一-鿿]", title)) != bool(re.search(r"[぀-ヿ一-鿿]", r.title)) for title in titles):
        return False  # a title and its translation can't be compared
    return all(fuzz.token_set_ratio(fold(title).lower(), fold(r.title).lower()) < 50 for title in titles)


def _by_url(r: Reference, f: SourceFile) -> bool:
    urls = _texts(f.meta, "url", "urls", "source", "link", "canonical")
    if r.doi and any(r.doi.lower() in t.lower() for t in [*urls, *_texts(f.meta, "doi")]):
        return True
    if not r.url:
        return False
    if any(address(u) == address(r.url) for u in urls):
        return True
    head = f.document.text[:2000] if f.document else ""
    return any(address(u.rstrip(").,>")) == address(r.url) for u in re.findall(r"https?://[^\s\"'>]+", head))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(text)).lower().strip()


def _title_score(r: Reference, f: SourceFile) -> float:
    from rapidfuzz import fuzz

    titles = f.titles()
    if f.document and len(r.title) >= _TELLING:
        head, title = _plain(f.document.text[:_HEAD]), _plain(r.title)
        if title in head if not titles else head.startswith(title):
            return 100.0  # pasted text that begins with its own reference, or with its title in a line
    a = fold(r.title).lower()
    # token_set_ratio is 100 for any subset: a short title must be most of the long one.
    return max(
        (min(fuzz.token_set_ratio(a, b), fuzz.token_sort_ratio(a, b) + 25) for b in (fold(t).lower() for t in titles) if len(a) >= 8 and len(b) >= 8),
        default=0.0,
    )


def locate(references: Sequence[Reference], files: Sequence[SourceFile], report: str, others: Collection[str] = ()) -> tuple[Source, ...]:
    """Find the file of each reference: by front matter, name, URL, then title; last by the number of a file without a title, or in a
    folder of another name than the report's.

    A file serves one reference of a report, unless its front matter names several keys. Files in a
    folder that is named like the report come first, and those of a format that can't be read last.

    Args:
        others: ids of other reports: a folder of such a name holds the numbered sources of that one.
    """
    everything = sorted(files, key=lambda f: (f.path.parent.name != report, str(f.path)))
    ordered = [f for f in everything if f.known]
    found: dict[str, tuple[SourceFile, str]] = {}
    used: set[Path] = set()

    def assign(how: str, test: Callable[[Reference, SourceFile], bool], among: Sequence[SourceFile] = ordered) -> None:
        for r in references:
            hit = None if r.key in found else next((f for f in among if (f.path not in used or how == "front matter") and test(r, f)), None)
            if hit:
                found[r.key] = (hit, how)
                used.add(hit.path)

    assign("front matter", lambda r, f: _by_front_matter(r, f, report))
    assign("name", lambda r, f: _by_key(r, f) or ((f.path.parent.name == report or ("/" not in f.name and bool(f.titles()))) and _by_number(r, f)))
    assign("url", _by_url)
    pairs = sorted(
        ((_title_score(r, f), i, k) for i, r in enumerate(references) for k, f in enumerate(ordered) if r.key not in found and f.path not in used),
        key=lambda p: (-p[0], p[1], p[2]),
    )
    for score, i, k in pairs:
        r, f = references[i], ordered[k]
        if score >= _SAME_TITLE and r.key not in found and f.path not in used:
            found[r.key] = (f, "title")
            used.add(f.path)
    assign("name", lambda r, f: f.path.parent.name not in others and _by_number(r, f))
    assign("name", lambda r, f: _by_key(r, f) or (f.path.parent.name not in others and _by_number(r, f)), [f for f in everything if not f.known])
    spare = [f for f in ordered if f.path not in used]
    return tuple(_source(r, found.get(r.key), spare) for r in references)


def _source(r: Reference, hit: tuple[SourceFile, str] | None, spare: Sequence[SourceFile]) -> Source:
    if hit is None:
        name = f"{r.key}.md"
        numbered = next((f for f in spare if (m := _NUMBER.match(f.path.stem)) and str(int(m["n"])) == r.label), None)
        if numbered:
            note = f"{numbered.path.name} has its number but is headed “{numbered.title()}”: if it is the source all the same, put `reference: {r.label}` into its front matter, or name it {name}"
            return Source(r.key, SourceStatus.MISSING, note=note)
        what = f"save {r.url}" if r.url else f"save the text of “{r.title}”" if r.title else "save its text"
        return Source(r.key, SourceStatus.MISSING, note=f"{what} as {name} in the sources folder")
    file, how = hit
    return Source(r.key, file.problem, str(file.path), how, file.note, file.name)
