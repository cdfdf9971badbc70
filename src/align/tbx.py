"""Term bases in TBX (ISO 30042, both the 2008 and the 2019 form): entries with a Japanese and an English side."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from align.errors import InputError
from align.model.term import Term

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: What the forms call an entry, a language's part of it, and a term's part of that.
_ENTRIES, _LANGUAGES, _TERMS = {"termEntry", "conceptEntry"}, {"langSet", "langSec"}, {"tig", "ntig", "termSec"}
#: Administrative states of a term that must not be used.
_NOT_USED = ("deprecated", "superseded", "obsolete", "forbidden")


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def read(path: Path) -> Iterator[Term]:
    """The terms of a term base: one for each Japanese term that is in use.

    Raises:
        InputError: the file can't be read or is no TBX.
    """
    try:
        root = ET.parse(path).getroot()
    except (ET.ParseError, ValueError, LookupError) as error:
        raise InputError(f"the file is no valid XML ({error})", where=path) from None
    except OSError as error:
        raise InputError(f"the glossary can't be read ({error.strerror})", where=path) from None
    if _name(root) not in ("martif", "tbx"):
        raise InputError("the file is no TBX", where=path)
    for entry in root.iter():
        if _name(entry) in _ENTRIES:
            yield from _terms(entry)


def _terms(entry: ET.Element) -> Iterator[Term]:
    used: dict[str, list[str]] = {"ja": [], "en": []}
    unused: list[str] = []
    for part in entry:
        language = (part.get(_LANG) or part.get("lang") or "").lower()[:2]
        if _name(part) not in _LANGUAGES or language not in used:
            continue
        for group in part:
            if _name(group) not in _TERMS:
                continue
            text = next((" ".join("".join(t.itertext()).split()) for t in group.iter() if _name(t) == "term"), "")
            state = " ".join(n.text or "" for n in group.iter() if n.get("type") in ("administrativeStatus", "normativeAuthorization", "usageNote")).lower()
            if not text:
                continue
            if not any(word in state for word in _NOT_USED):
                used[language].append(text)
            elif language == "en":
                unused.append(text)
    note = next((" ".join("".join(n.itertext()).split()) for n in entry if _name(n) in ("note", "descrip", "descripGrp")), "")
    if used["en"]:
        for ja in used["ja"]:
            yield Term(ja, tuple(dict.fromkeys(used["en"])), tuple(unused), note)
