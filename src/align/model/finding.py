"""The result of one check on one row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """``code`` names the check (``number-mismatch``), ``message`` says what was found."""

    severity: Severity
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.severity}:{self.code}"
