"""Citation keys in the BibTeX manner: first author, year, first telling word of the title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from align.model.citation import Reference
from align.text.kana import romaji
from align.text.sudachi import morphemes
from align.text.width import fold

_SKIPPED = frozenset(
    """a an the this that these those is are was were be been and or but nor of in on at to for from by with as into over how
    why what when where who which it its do does did s opinion update exclusive""".split()
)
_CJK = re.compile(r"[぀-ヿ一-鿿々]")
#: An organisation's name is cut at the word after so many letters.
_AUTHOR_LETTERS = 9
#: Particles and the like make no key.
_CONTENT = {"名詞", "動詞", "形容詞", "形状詞", "副詞", "代名詞"}


def slug(text: str) -> str:
    """Lower-case ASCII letters and digits: ``Müller`` is ``muller``."""
    folded = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ø", "o").replace("Ø", "O"))
    return re.sub(r"[^a-z0-9]", "", folded.lower())


def _words(text: str) -> list[str]:
    """Latin words, and the romanised readings of Japanese ones, in order; brackets at the head skipped."""
    text = re.sub(r"^(?:[【\[（(〔][^】\]）)〕]*[】\]）)〕]\s*)+", "", fold(text)) or fold(text)
    if not _CJK.search(text):
        return [w for w in (slug(w) for w in re.split(r"[\s/–—-]+", text)) if w]
    words = []
    for m in morphemes(text, "C"):
        if not _CJK.search(m.surface):
            words += [w for w in (slug(w) for w in re.split(r"[\s/-]+", m.surface)) if w]
        elif m.pos[0] in _CONTENT:
            words.append(slug(romaji(m.reading or m.surface)))
    return [w for w in words if w]


def author_part(authors: Sequence[str]) -> str:
    """The family name of the first author, or the name of the organisation."""
    if not authors:
        return ""
    first = authors[0]
    if "," in first and not _CJK.search(first):
        return slug(first.split(",")[0])
    part = ""
    for word in _words(first):
        part += word
        if len(part) >= _AUTHOR_LETTERS:
            break
    return part


def title_word(title: str) -> str:
    """The first word of the title that tells something."""
    words = _words(title)
    telling = [w for w in words if w not in _SKIPPED and not w.isdigit()]
    return (telling or words or [""])[0]


def make_key(authors: Sequence[str], year: str, title: str) -> str:
    """``wolfenstein2025project``; a part that isn't known is left out, the year is ``nd`` then."""
    return f"{author_part(authors)}{year or 'nd'}{title_word(title)}" or "unknown"


def _base(r: Reference) -> str:
    """The key before collisions; an entry that is only a URL is named by its host and path."""
    if r.url and not r.authors and not r.title:
        host, _, path = re.sub(r"^\w+://(?:www\.)?", "", r.url).partition("/")
        words = [w for w in (slug(w) for w in re.split(r"[/._?=&-]+", path)) if w not in ("", "html", "htm", "php", "index")]
        return f"{slug(host.split('.')[0])}{r.year or 'nd'}{''.join(words)[:24]}"
    return make_key(r.authors, r.year, r.title or r.container or r.raw)


def with_keys(references: Iterable[Reference], reserved: Iterable[str] = ()) -> tuple[Reference, ...]:
    """Give every reference without a key one. Equal keys get ``a``, ``b`` … in the order of the list."""
    refs = list(references)
    taken = {r.key for r in refs if r.key} | set(reserved)
    bases = ["" if r.key else _base(r) for r in refs]
    keyed = []
    for r, base in zip(refs, bases, strict=True):
        key = r.key or base
        if not r.key and (bases.count(base) > 1 or base in taken):
            key = next(k for k in (f"{base}{s}" for s in _suffixes()) if k not in taken)
        taken.add(key)
        keyed.append(replace(r, key=key))
    return tuple(keyed)


def _suffixes() -> Iterable[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    yield from letters
    yield from (a + b for a in letters for b in letters)
