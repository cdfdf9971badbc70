"""Names of authors in a reference: persons as ``Family, Given``, organisations as they stand."""

from __future__ import annotations

import re

_PARTICLES = {"van", "von", "de", "der", "den", "di", "da", "la", "le", "du", "del", "della", "ter", "ten", "bin", "al"}
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.?[ -]?)+$")
_ORGANISATION = re.compile(
    r"\b(?:Inc|Ltd|Corp|Co|LLC|University|Institute|Agency|Ministry|Department|Office|Bank|Press|News|Times|Post|Journal|Review|"
    r"Association|Organi[sz]ation|Council|Commission|Committee|Foundation|Group|Lab|Labs|Team|Research|Centers?|Centres?|Bureau|"
    r"Information|Museum|National|Library|Observatory|Statistics|Authority|Administration|Academy|Federation|Network|Programme?|Services?|Trust|Alliance|Forum|Initiative|Secretariat|Parliament|Court|Hospital|College|School|Systems|Technologies|Biologics|Pharma\w*|Motors?|Energy|Electric|Semiconductors?|Electronics|Laborator(?:y|ies)|Encyclopedia|Government|Union|Society|Board|Fund|Sachs|Stanley|Securities|Capital|Partners|Holdings|Consulting|Company|Insights|Blog|Today|Daily|Weekly|Wire|Google|OpenAI|Microsoft|Reuters|Bloomberg|AI)\b",
    re.I,
)
#: As medical journals have them: ``van der Berg M``.
_FAMILY = rf"(?:(?:{'|'.join(sorted(_PARTICLES))})\s)*[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]{{2,}})?"
VANCOUVER = rf"{_FAMILY}\s[A-Z]{{1,3}}"
_VANCOUVER = re.compile(rf"(?P<family>{_FAMILY})\s(?P<given>[A-Z]{{1,3}})")
_CJK = re.compile(r"[぀-ヿ一-鿿]")


def is_person(name: str) -> bool:
    """Whether a Latin name reads as a person's: two to four capitalised words, no word of an organisation."""
    words = name.replace(".", ". ").split()
    if not 2 <= len(words) <= 4 or _ORGANISATION.search(name):
        return False
    first, last = words[0], words[-1]
    if first.lower() in ("the", "a", "an") or not last[0].isupper():
        return False
    return all(w[0].isupper() or w.lower() in _PARTICLES for w in words) and not any(w.isupper() and len(w) > 2 for w in words)


def inverted(name: str) -> str:
    """``Stephen Henriques`` → ``Henriques, Stephen``, ``Polack FP`` → ``Polack, F.P.``; anything else as it stands."""
    name = name.strip()
    if family := _VANCOUVER.fullmatch(name):
        return f"{family['family']}, {'.'.join(family['given'])}."
    if "," in name or _CJK.search(name) or not is_person(name):
        return name
    words = name.split()
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in _PARTICLES:
        at -= 1
    return " ".join(words[at:]) + ", " + " ".join(words[:at])


def split_authors(text: str) -> tuple[str, ...]:
    """The authors of an author field, in their order.

    Understands ``Family, Given, and Given Family``, ``Family, G., Family, G. & Family, G.``,
    ``A; B``, ``山田太郎・佐藤花子``, ``et al.`` and organisations.
    """
    text = re.sub(r"[,，、]?\s*(?:et al\.?|他|ほか)\s*$", "", text.strip().strip(",，、 "))
    text = re.sub(r"\s*[(（](?:著|編|訳|eds?\.?)[)）]\s*$", "", text).strip()
    if not text:
        return ()
    if _CJK.search(text):
        text = re.sub(r"(?<=[一-鿿々])\s?(?:編著|著|編集|編|監修|監訳|訳|ほか)$", "", text)
        parts = re.split(r"\s*[;；、，]\s*|,\s+", text)
        if len(parts) == 1 and re.fullmatch(r"[一-鿿々]{2,6}(?:・[一-鿿々]{2,6})+", text):
            parts = text.split("・")
        return tuple(p for p in parts if p)
    if ";" in text:
        return tuple(inverted(p) for p in text.split(";") if p.strip())
    parts = [p.strip() for p in re.split(r"\s*,?\s+(?:and|&)\s+", text)]
    if len(parts) == 2 and "," not in text and not any(map(is_person, parts)) and sum(bool(_ORGANISATION.search(p)) for p in parts) == 1:
        return (text,)  # Food and Agriculture Organization
    authors: list[str] = []
    for part in parts:
        pieces = [p.strip() for p in part.split(",") if p.strip()]
        i = 0
        while i < len(pieces):
            words = [w for w in pieces[i].split() if w.lower() not in _PARTICLES]
            given = i + 1 < len(pieces) and (
                _INITIALS.fullmatch(pieces[i + 1]) or (len(words) == 1 and words[0][0].isupper() and len(pieces[i + 1].split()) <= 2)
            )
            if given:
                authors.append(f"{pieces[i]}, {pieces[i + 1]}")
                i += 2
            elif pieces[i].rstrip(".") in ("Inc", "Ltd", "LLC", "Co", "Corp", "Jr") and authors:
                authors[-1] += ", " + pieces[i]
                i += 1
            else:
                authors.append(inverted(pieces[i]))
                i += 1
    return tuple(authors)
