"""What the checks look at: one row before it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from align.model.document import Kind
from align.model.match import Match
from align.model.term import Term
from align.model.translation import Translation


@dataclass(frozen=True, slots=True)
class Subject:
    """A sentence, its translation, and its best match, if it cites a source that was matched.

    Attributes:
        terms: fixed renderings known for the report: アルトマン → Altman.
        glossary: terms that the user has settled, longest first.
    """

    ja: str
    kind: Kind
    translation: Translation
    match: Match | None = None
    terms: Mapping[str, str] = field(default_factory=dict)
    glossary: Sequence[Term] = ()
