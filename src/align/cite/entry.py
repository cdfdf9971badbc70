"""One entry of a reference list to its fields: author, title, container, date, URL …"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from align.cite.names import VANCOUVER, split_authors
from align.model.document import Span
from align.text.markup import inline, urls
from align.text.quantity import Quantity, en_quantities, ja_quantities
from align.text.view import build

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|\bdoi:\s*)(10\.\d{4,9}/[^\s,;)）]+)", re.I)
#: MLA gives addresses without their scheme.
_BARE_URL = re.compile(r"(?<![\w@./])(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|io|ai|jp|uk|de|eu|info)(?:/[!#-;=?-Z_a-z~]*)(?<![.,;:])", re.I)
_SELF_LINK = re.compile(r"\[(https?://[^\]\s]+)\]\(\s*(https?://[^)\s]+)\s*\)")
_JA_US_DATE = re.compile(r"(?P<m>\d{1,2})月\s?(?P<d>\d{1,2}),\s?(?P<y>\d{4})")
_ACCESSED = re.compile(
    r"[\[(（]?\s*(?:(?:最終)?(?:閲覧|アクセス|参照|取得)(?:日時?)?[:：]?\s*(?P<a>[0-9０-９年月日/.\-令和平成 ]{6,20})|(?P<b>[0-9０-９年月日/.\-令和平成 ]{8,20})(?:に)?(?:最終)?(?:閲覧|アクセス|参照|取得)|(?:last\s)?(?:accessed|retrieved|viewed)(?:\son)?:?\s*(?P<c>[A-Z]?[\w .,]{6,20}?\d{4}|\d{4}-\d\d-\d\d)(?:,?\sfrom:?)?)\s*[\])）]?[.。]?",
    re.I,
)
_QUOTED = re.compile(r"(?P<q>[\"“”])(?P<t1>.+?)[\"”“](?=[\s.,。、，;:）)(（\[]|$)|(?<=[\s,.])['‘](?P<t4>[^'‘’]{6,})['’](?=[\s,.])|『(?P<t2>[^『』]+(?:『[^『』]*』[^『』]*)*)』|「(?P<t3>[^「」]+(?:「[^「」]*」[^「」]*)*)」")
_ITALIC = re.compile(r"(?<!\*)\*(?P<t>[^*]{4,})\*(?!\*)|(?<![_\w])_(?P<u>[^_]{4,})_(?![_\w])")
_LINKED = re.compile(r"\[(?P<t>(?!https?:)[^\]]{4,})\]\((?P<url>https?://[^)\s]+)\)")
_APA_DATE = re.compile(r"[(（](?P<d>(?:\d{4}年?|n\.d\.)[^)）]{0,20})[)）](?P<stop>[.,，]?)")
#: (2020a), where an author has several works of a year.
_LETTERED = re.compile(r"([(（](?:19|20)\d\d)[a-z](?=[)）,，])")
#: 2020 Dec 31;383(27), as PubMed has it.
_YEAR_FIRST = re.compile(r"\b((?:19|20)\d\d)\s(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(\s\d{1,2})?(?=[;:.])")
_VANCOUVER = re.compile(rf"\s*(?P<authors>(?:{VANCOUVER}(?:,\s(?:and\s)?|\sand\s))*{VANCOUVER}(?:,?\set\sal)?)[.:]\s+(?=(?:A|\S{{2,}})\s)")
_PERSON = r"[A-Z][\w’'-]+,\s(?:[A-Z]\.[\s-]?){1,3}"
#: Lee, A. B. and Kim, C. before a title without quotes or a year.
_LEADING = re.compile(rf"\s*(?P<authors>{_PERSON}(?:(?:,\s?|\s)?(?:&\s|and\s)?{_PERSON})*)(?=[A-Z0-9]\S*\s)")
#: The last part of «Title - Site» and «Title | Site» is where it stands.
_SITE = re.compile(r"\s+[|｜–—-]\s+(?=[^|｜]+$)")
_CJK = re.compile(r"[぀-ヿ一-鿿]")
_KANA = re.compile(r"[぀-ヿ]")
_SEPARATORS = " \t\n　,，、.。;；:：-–—|｜/"


@dataclass(frozen=True, slots=True)
class Fields:
    """What an entry says; each is empty where it doesn't."""

    authors: tuple[str, ...] = ()
    title: str = ""
    container: str = ""
    date: str = ""
    url: str = ""
    doi: str = ""
    accessed: str = ""
    language: str = ""


def iso(q: Quantity) -> str:
    """A date as ISO 8601, as precise as it is."""
    if not q.year or q.part in ("10y", "100y"):
        return ""
    return f"{q.year:04d}" + (f"-{q.month:02d}" + (f"-{q.day:02d}" if q.day else "") if q.month else "")


def _in_range(text: str, span: Span) -> bool:
    """Whether a year is one end of a range, which a title may have: «the plan 2016–2020»."""
    return bool(re.search(r"\d{4}年?[-–—〜～]$", text[: span.start]) or re.match(r"[-–—〜～]\d{2}", text[span.end :]))


def _dates(text: str) -> list[Quantity]:
    found = [q for q in (*en_quantities(text), *ja_quantities(text)) if q.kind == "date" and iso(q) and not _in_range(text, q.span)]
    return sorted(found, key=lambda q: (len(iso(q)), q.span.start))


def _date_in(text: str) -> tuple[str, Span | None]:
    """The most precise date, the last one of these; and where it stands."""
    found = _dates(text)
    return (iso(found[-1]), found[-1].span) if found else ("", None)


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().strip(_SEPARATORS).strip()


def _visible(text: str) -> str:
    return build(text, [Span(0, len(text))], inline(text, 0, len(text))).text


def language_of(text: str) -> str:
    """``ja`` for text with kana or kanji, ``en`` for other text with letters, else empty."""
    if _KANA.search(text) or _CJK.search(text):
        return "ja"
    return "en" if re.search(r"[A-Za-z]{2}", text) else ""


def parse(entry: str) -> Fields:
    """Read the fields of an entry without its label.

    Nothing is guessed that the entry doesn't show: what can't be told apart stays in the title.
    """
    rest = _JA_US_DATE.sub(lambda m: f"{m['y']}年{m['m']}月{m['d']}日", _SELF_LINK.sub(r" \2 ", entry))
    rest = _YEAR_FIRST.sub(r"\2\3, \1", _LETTERED.sub(r"\1", rest))
    fields = Fields()
    linked = _LINKED.search(rest)
    doi = _DOI.search(rest)
    if doi:
        fields = replace(fields, doi=doi[1].rstrip("."))
    seen = _ACCESSED.search(rest)
    if seen:
        text = seen["a"] or seen["b"] or seen["c"]
        fields = replace(fields, accessed=_date_in(text)[0])
        rest = rest[: seen.start()] + " " + rest[seen.end() :]
    links = urls(rest) or [Span(*m.span()) for m in _BARE_URL.finditer(rest)]
    if links:
        fields = replace(fields, url=links[0].of(rest))
    if not linked:
        for link in reversed(links):
            rest = rest[: link.start].rstrip("<(（[ ") + " " + rest[link.end :].lstrip(">)）] ")
        rest = re.sub(r"\b(?:URL|Available (?:at|from)|Retrieved from)[:：]?\s*$|(?:URL|Available (?:at|from)|Retrieved from)[:：]\s*", " ", rest)
    if doi:
        rest = _DOI.sub(" ", rest)
    apa = _APA_DATE.search(rest)
    stated = ""
    if apa and apa.start() < 120 and not linked and not _QUOTED.search(rest[: apa.start()]):
        stated = _date_in(apa["d"])[0]
    before, title, after = _title(rest, linked, apa if stated else None)
    title = _clean_title(title)
    if apa and stated:
        before = before.replace(apa[0], " ")
    date, span = _date_in(after)
    if span and (not stated or len(date) > len(stated)):
        after = after[: span.start] + " " + after[span.end :]
    elif not stated:
        date, span = _date_in(before)
        if span:
            before = before[: span.start] + " " + before[span.end :]
    date = stated if stated and len(stated) >= len(date) else date
    before = re.sub(r"[(（]\s*(?:n\.d\.)?\s*[)）]", " ", before)
    names = _visible(before)
    initial = "." if re.search(r"\b[A-Z]\.[\s,.]*$", names) else ""  # the full stop of «Lee, A.» is a part of it
    authors = split_authors(_clean(names) + initial)
    container = _clean(_visible(re.sub(r"[(（\[]\s*[)）\]]", " ", after)))
    container = re.sub(r"^(?:In|in)[:\s]\s*|^付(?=[^属録])", "", container)
    container = re.sub(r"^『([^『』]*)』$", r"\1", container)
    container = re.sub(r"[.,]?\s+[;,]\s?(?=\d)", ", ", re.sub(r"\s+:(?=\s)", ":", container))  # where the date stood
    return replace(fields, authors=authors, title=title, container=container, date=date, language=language_of(title or entry))


def _clean_title(title: str) -> str:
    text = re.sub(r"\s+", " ", _visible(title)).strip()
    return re.sub(r"[\s,，、]+$", "", re.sub(r"(?<![.!?])\.$", "", text)).strip()


def _title(rest: str, linked: re.Match[str] | None, apa: re.Match[str] | None) -> tuple[str, str, str]:
    """What stands before the title, the title, what stands after it."""
    if linked:
        return rest[: linked.start()], linked["t"], rest[linked.end() :]
    quoted = _QUOTED.search(rest)
    if quoted:
        title = quoted["t1"] or quoted["t2"] or quoted["t3"] or quoted["t4"]
        return rest[: quoted.start()], title, rest[quoted.end() :]
    if apa:
        tail = rest[apa.end() :].strip(_SEPARATORS)
        italic = _ITALIC.match(tail)
        if italic:
            return rest[: apa.start()], italic["t"] or italic["u"], tail[italic.end() :]
        title, after = _first_sentence(tail)
        if apa["stop"] in (",", "，") and not after:  # IEA (2025), Title, Publisher, Place
            title, _, after = tail.partition(", ")
        return rest[: apa.start()], title, after
    medical = _VANCOUVER.match(rest)
    if medical:
        title, after = _first_sentence(rest[medical.end() :])
        return medical["authors"], title, after
    leading = _LEADING.match(rest)
    if leading:
        title, after = _first_sentence(rest[leading.end() :])
        return leading["authors"], title, after
    italic = _ITALIC.search(rest)
    if italic:
        return rest[: italic.start()], italic["t"] or italic["u"], rest[italic.end() :]
    site = _SITE.search(rest)
    if site and len(rest[: site.start()].strip()) >= 6:
        head = rest[: site.start()]
        split = _SENTENCE_END.search(head)
        if split and len(head[: split.start()]) <= 40 and head[split.end() :].strip():
            return head[: split.start()], head[split.end() :], rest[site.end() :]
        return "", head, rest[site.end() :]
    parts = [p for p in re.split(rf"{_SENTENCE_END.pattern}|，\s*|、\s*(?=[^、]{{8,}})", rest.strip()) if p.strip()]
    if len(parts) >= 2 and re.match(r"In:?\s", parts[1]):
        return "", parts[0], rest[rest.find(parts[1]) :]
    if len(parts) >= 2 and _is_title(parts[0]) and _is_publisher(parts[1]):
        return "", parts[0], rest[rest.find(parts[0]) + len(parts[0]) :].lstrip(_SEPARATORS)
    if len(parts) >= 2 and len(parts[0]) <= 80 and len(_DIGITS.sub("", parts[1]).strip(_SEPARATORS)) >= _TITLED:
        at = rest.find(parts[1])
        return parts[0], parts[1], rest[at + len(parts[1]) :]
    date, span = _date_in(rest)
    if span and parts and len(parts) == 1:
        return "", rest[: span.start] + rest[span.end :], date
    if parts:
        at = rest.find(parts[0])
        return "", parts[0], rest[at + len(parts[0]) :]
    return "", "", rest


#: What a date leaves of a part that is one, and how long a title is at least, in characters.
_DIGITS = re.compile(r"[\d年月日/.,-]|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b")
_TITLED = 6
#: A full stop that ends something: not that of an initial, of U.S. or of a decimal.
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\bvs)(?<!\bv)[.．]\s+|。\s*")


#: Words that stand small in a name, too.
_SMALL_IN_NAMES = frozenset("a al an and at de der des di du et for in la le of on the und van von y &".split())


def _is_title(text: str) -> bool:
    """Whether an English text is no name by its look: it has a colon, a figure, a question mark or several small words."""
    words = re.findall(r"[^\W\d_]+", text)
    small = [w for w in words if w[0].islower() and w not in _SMALL_IN_NAMES and len(w) > 1]
    return not _CJK.search(text) and len(words) >= 3 and (len(small) >= 2 or bool(re.search(r"[:?\d]", text)))


def _is_publisher(text: str) -> bool:
    """Whether a text is a name of few words, perhaps with a date."""
    words = re.findall(r"[^\W\d_][\w’'&.-]*", _DIGITS.sub(" ", text))
    named = all(w[0].isupper() or w in _SMALL_IN_NAMES for w in words[1:]) or (len(words) <= 3 and bool(_dates(text)))
    return 1 <= len(words) <= 8 and not re.search("[:?]", text) and words[0][0].isupper() and named


def _first_sentence(text: str) -> tuple[str, str]:
    """The first sentence without its mark, and the rest."""
    m = _SENTENCE_END.search(text) or re.search(r"[.．]$", text)
    return (text[: m.start()], text[m.end() :]) if m else (text, "")
