"""Which file is the source of which reference."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
#: How far into a file without a title its title may stand, and how long it must be, in characters.
_HEAD, _TELLING = 400, 15
_NUMBER = re.compile(r"(?:ref(?:erence)?|source|src|文献|出典)?[-_ ]?[\[(（［]?0*(?P<n>\d{1,3})[\])）］]?(?:[-_. ].*)?$", re.I)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the sources folder: its document, or why it can't be used."""

    path: Path
    document: Document | None
    problem: SourceStatus = SourceStatus.FOUND
    note: str = ""

    @property
    def meta(self) -> Mapping[str, object]:
        return self.document.meta if self.document else {}

    def title(self) -> str:
        """The title by front matter or first heading."""
        given = self.meta.get("title")
        if given:
            return str(given)
        if self.document:
            for block in self.document.blocks[:3]:
                if block.kind in (Kind.TITLE, Kind.HEADING):
                    return block.span.of(self.document.text)
        return ""


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


def _by_name(r: Reference, f: SourceFile, report: str) -> bool:
    stem = f.path.stem
    if fold(stem).lower() in (r.key.lower(), f"@{r.key}".lower()):
        return True
    if _contradicts(r, f):
        return False
    number = _NUMBER.match(stem)
    if not number or str(int(number["n"])) != r.label:
        return False
    # A folder of the report's name holds that report's sources; elsewhere a number is enough only
    # when nothing in the file speaks against it.
    return f.path.parent.name == report or f.path.parent.name not in ("", report)


def _contradicts(r: Reference, f: SourceFile) -> bool:
    """Whether the file names another work than the reference."""
    from rapidfuzz import fuzz

    urls = [u for u in _texts(f.meta, "url", "source", "link") if u.startswith("http")]
    if r.url and urls and all(address(u) != address(r.url) for u in urls):
        return True
    if _texts(f.meta, "key", "citekey") and r.key not in _texts(f.meta, "key", "citekey"):
        return True
    title = str(f.meta.get("title", "")) or f.title()
    if not title or not r.title:
        return False
    if bool(re.search(r"[぀-ヿ一-鿿]", title)) != bool(re.search(r"[぀-ヿ一-鿿]", r.title)):
        return False  # a title and its translation can't be compared
    return fuzz.token_set_ratio(fold(title).lower(), fold(r.title).lower()) < 50


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

    title = f.title()
    if not title and f.document and len(r.title) >= _TELLING and _plain(r.title) in _plain(f.document.text[:_HEAD]):
        return 100.0  # pasted text that begins with its own reference
    if len(r.title) < 8 or len(title) < 8:
        return 0.0
    a, b = fold(r.title).lower(), fold(title).lower()
    # token_set_ratio is 100 for any subset: a short title must be most of the long one.
    return min(fuzz.token_set_ratio(a, b), fuzz.token_sort_ratio(a, b) + 25)


def locate(references: Sequence[Reference], files: Sequence[SourceFile], report: str) -> tuple[Source, ...]:
    """Find the file of each reference: by front matter, name, URL, then title.

    A file serves one reference of a report, unless its front matter names several keys. Files in a
    folder that is named like the report come first.
    """
    ordered = sorted(files, key=lambda f: (f.path.parent.name != report, str(f.path)))
    found: dict[str, tuple[SourceFile, str]] = {}
    used: set[Path] = set()
    for how, test in (
        ("front matter", lambda r, f: _by_front_matter(r, f, report)),
        ("name", lambda r, f: _by_name(r, f, report)),
        ("url", _by_url),
    ):
        for r in references:
            if r.key in found:
                continue
            hit = next((f for f in ordered if (f.path not in used or how == "front matter") and test(r, f)), None)
            if hit:
                found[r.key] = (hit, how)
                used.add(hit.path)
    pairs = sorted(
        ((_title_score(r, f), i, k) for i, r in enumerate(references) for k, f in enumerate(ordered) if r.key not in found and f.path not in used),
        key=lambda p: (-p[0], p[1], p[2]),
    )
    for score, i, k in pairs:
        r, f = references[i], ordered[k]
        if score >= _SAME_TITLE and r.key not in found and f.path not in used:
            found[r.key] = (f, "title")
            used.add(f.path)
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
    return Source(r.key, file.problem, str(file.path), how, file.note)
