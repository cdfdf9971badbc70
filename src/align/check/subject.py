"""What the checks look at: one row before it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from align.model.document import Kind, Span
from align.model.match import Match
from align.model.term import Term
from align.model.translation import Status, Translation


def places(text: str, parts: Iterable[str]) -> tuple[Span, ...]:
    """Where parts stand in a text, all their occurrences in order."""
    return tuple(sorted(Span(*m.span()) for part in dict.fromkeys(parts) if part for m in re.finditer(re.escape(part), text, re.I)))


@dataclass(frozen=True, slots=True)
class Subject:
    """A sentence, its translation, and its best match, if it cites a source that was matched.

    Attributes:
        terms: fixed renderings known for the report: アルトマン → Altman.
        glossary: terms that the user has settled, longest first.
        likeness: of the translation and the passage of the match, −1 to 1, where both are there.
    """

    ja: str
    kind: Kind
    translation: Translation
    match: Match | None = None
    terms: Mapping[str, str] = field(default_factory=dict)
    glossary: Sequence[Term] = ()
    likeness: float | None = None

    @property
    def fluent(self) -> bool:
        """Whether the English is meant as sentences, which glosses and what the memory made up aren't."""
        return self.translation.status == Status.DONE or (self.translation.status == Status.DRAFT and self.translation.engine == "offline")
