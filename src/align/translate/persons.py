"""Persons of a draft as the sources spell them: «Yoshiko NAKAHARA» is the Keiko Nakahara whom they name.

How a given name is read the Japanese doesn't say, and the translator, which has learned from encyclopedias, writes surnames in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_SPELLED = re.compile(r"\b(?P<given>[A-Z][a-zāēīōū’'-]+)\s(?P<surname>[A-Z][a-zāēīōū]{2,})\b")
_DRAFTED = re.compile(r"\b(?:(?P<given>[A-Z][a-z’'-]+)\s)?(?P<surname>[A-Z]{3,})\b(?!\s[A-Z]{2,}\b)")
#: What stands before a surname and is no given name.
_TITLES = frozenset({"The", "Mr", "Mrs", "Ms", "Dr", "Professor", "President", "Minister", "Judge", "Governor", "Mayor", "Chairman", "Director", "Prince", "Princess", "Emperor", "King", "Queen", "Lord", "Lady", "Sir", "Justice", "Captain", "General", "Secretary", "Senator"})  # fmt: skip


def persons(texts: Iterable[str]) -> dict[str, str]:
    """Surname in capitals → the whole name, of those surnames that only one person of the texts has."""
    found: dict[str, set[str]] = {}
    for text in texts:
        for m in _SPELLED.finditer(text):
            if m["given"] not in _TITLES:
                found.setdefault(m["surname"].upper(), set()).add(m[0])
    return {surname: next(iter(names)) for surname, names in found.items() if len(names) == 1}


def as_spelled(draft: str, known: Mapping[str, str]) -> str:
    """A draft whose persons have the names that are known."""

    def spell(m: re.Match[str]) -> str:
        name = known.get(m["surname"])
        if name is None:
            return m[0]
        surname = name.split()[1]
        if m["given"] is None:
            return surname
        return f"{m['given']} {surname}" if m["given"] in _TITLES else name

    return _DRAFTED.sub(spell, draft)
