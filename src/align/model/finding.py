"""The result of one check on one row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from align.model.document import Span


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check.

    Attributes:
        code: names it: ``number-mismatch``.
        message: what was found.
        ja, en, passage: where in the Japanese, the English and the cited passage of the row; empty where it concerns the whole.
    """

    severity: Severity
    code: str
    message: str
    ja: tuple[Span, ...] = ()
    en: tuple[Span, ...] = ()
    passage: tuple[Span, ...] = ()

    def __str__(self) -> str:
        return f"{self.severity}:{self.code}"
