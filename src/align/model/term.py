"""A term and how it is to be rendered."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of a glossary.

    Attributes:
        ja: as it stands in Japanese.
        en: its renderings, the preferred one first.
        forbidden: English that must not stand for it.
        note: for the translator.
    """

    ja: str
    en: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    note: str = ""
