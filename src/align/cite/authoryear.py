"""Citations by author and year: ``（Smith & Jones, 2019; Lee, 2021a）``, ``Smith et al. (2020) は``, ``山田（2018）によれば``.

What stands there cites if the reference list has an entry of that author and year, and only then.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence

from align.cite.keys import slug
from align.model.citation import Marker, Reference
from align.model.document import Document, Kind, Span

_YEAR = r"(?:1[89]|20)\d\d"
_YEARS = rf"{_YEAR}[a-z]?(?:\s?[,、・]\s?{_YEAR}[a-z]?)*"
_PAGES = r"(?:\s?[,、，:：]\s?(?:pp?\.?|第)?\s?\d{1,4}(?:[–-]\d{1,4})?(?:頁|ページ|章)?)?"
_GROUP = re.compile(r"[（(](?P<inside>[^（）()\n]{6,240})[)）]")
_ITEM = re.compile(
    rf"(?:例えば|たとえば|詳しくは|see(?:\salso)?|e\.g\.,?|cf\.)?\s*(?P<names>[^\d;；]{{2,120}}?)\s?[,、，]?\s?(?P<years>{_YEARS})年?{_PAGES}\s*(?:など|を参照|参照|より)?", re.I
)
_LATIN = r"(?:(?:van|von|de|del|der|den|da|di|la|le|el|al|bin|ibn)\s)*[A-Z][\w'’.-]*(?:\s(?:of\s(?:the\s)?|for\s(?:the\s)?)?[A-Z][\w'’.-]*){0,7}"
_HAN = r"[々一-鿿ァ-ヶー]{1,24}"
_NAME = rf"(?:{_LATIN}|{_HAN})"
_STORY = re.compile(
    rf"(?P<names>{_NAME}(?:(?:\s?[,&＆、・]\s?|\sand\s|,\sand\s|\s?と)(?:{_NAME})){{0,6}}(?:,?\set\sal\.?|\s?(?:ら|ほか|他))?)"
    rf"(?:氏|教授|博士)?(?:らの|の)?(?:研究|調査|報告|論文|分析|推計)?\s?(?P<bracket>[（(](?P<years>{_YEARS})年?{_PAGES}[)）])"
)
_BETWEEN = re.compile(r"\s*(?:[,，、&＆・]|\band\b|\bet\sal\b\.?|(?<=[々一-鿿ァ-ヶー])(?:ら|ほか|他|と)(?![ぁ-ん]))\s*")
_INITIALS = re.compile(r"\b[A-Z]\.[\s-]?")


def _families(reference: Reference) -> list[str]:
    """What each author is called in a citation: family names, organisations."""
    return [a.split(",")[0].strip() for a in reference.authors if a.strip()]


def _acronym(name: str) -> str:
    return "".join(w[0] for w in re.findall(r"[A-Za-z]+", name) if w[0].isupper()).lower()


def _is(part: str, name: str) -> bool:
    """Whether a name in a citation is that author."""
    if re.search(r"[々一-鿿ぁ-ヶ]", part):
        plain = re.sub(r"\s", "", name)
        # Japanese runs into what stands before it: 一方山田（2020）.
        return any(plain.startswith(part[k:]) for k in range(len(part) - 1))
    wanted, own = slug(part), slug(name)
    return bool(wanted) and (wanted == own or (own.endswith(wanted) and name.rstrip().lower().endswith(" " + part.strip().lower())) or (len(wanted) > 1 and wanted == _acronym(name)))


def _fits(names: str, reference: Reference) -> tuple[bool, int]:
    """Whether names can be those of an entry, and how well their number fits: 2 as many, 1 «et al.», 0 otherwise."""
    several = bool(re.search(r"\bet\sal\b|(?:ら|ほか|他)\s*$", names))
    parts = [p for p in _BETWEEN.split(_INITIALS.sub("", names)) if p.strip()]
    families = _families(reference)
    if not parts:
        return False, 0
    if not families or not _is(parts[0], families[0]):
        # An organisation's name may hold what stands between names: «Food and Agriculture Organization».
        return bool(families) and _is(names.strip(), families[0]), 2
    if not all(any(_is(p, f) for f in families[1:]) for p in parts[1:]):
        return False, 0
    return True, 2 if len(parts) == len(families) and not several else 1 if several and len(families) > len(parts) else 0


def _cited(names: str, year: str, references: Sequence[Reference]) -> list[Reference]:
    """The entries that names and a year (with a letter perhaps) mean; several where they don't tell them apart."""
    number, letter = year[:4], year[4:]
    found = [(r, score) for r in references if r.year == number or re.search(rf"\b{year}\b", r.raw) for ok, score in [_fits(names, r)] if ok]
    best = max((s for _, s in found), default=0)
    chosen = [r for r, s in found if s == best]
    if letter and len(chosen) > 1:
        lettered = [r for r in chosen if re.search(rf"\b{year}\b", r.raw)]
        place = ord(letter) - ord("a")
        chosen = lettered or chosen[place : place + 1]
    return chosen


def _labels(names: str, years: str, references: Sequence[Reference]) -> list[str] | None:
    """Keys of what names and years cite; ``None`` if the list lacks one of them."""
    keys: list[str] = []
    for year in re.findall(rf"{_YEAR}[a-z]?", years):
        found = _cited(names, year, references)
        if not found:
            return None
        keys += [r.key for r in found]
    return keys


def author_year(document: Document, references: Sequence[Reference], skip: Iterable[Span]) -> list[Marker]:
    """Every marker of this kind, in order. Its labels are citation keys; what can be read past stays outside of its span: of
    ``Smith (2020) は`` it is ``(2020)``.

    Args:
        skip: spans that hold no markers: the entries of the reference list.
    """
    text = document.text
    taken = sorted(skip)
    starts = [b.span.start for b in document.blocks]
    found: dict[Span, list[str]] = {}
    for m in _GROUP.finditer(text):
        keys: list[str] = []
        for item in re.split(r"[;；]", m["inside"]):
            read = _ITEM.fullmatch(item.strip())
            one = _labels(read["names"], read["years"], references) if read else None
            if one is None:
                break
            keys += one
        else:
            found[Span(m.start(), m.end())] = keys
    for m in _STORY.finditer(text):
        if one := _labels(m["names"], m["years"], references):
            found.setdefault(Span(m.start("bracket"), m.end("bracket")), one)
    markers = []
    for span, keys in sorted(found.items()):
        block = bisect.bisect_right(starts, span.start) - 1
        if block < 0 or span.end > document.blocks[block].span.end or document.blocks[block].kind in (Kind.CODE, Kind.REFERENCE):
            continue
        if keys and not any(s.start < span.end and span.start < s.end for s in taken):
            markers.append(Marker(span, tuple(dict.fromkeys(keys)), "author-year", block))
    return markers
