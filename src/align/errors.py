"""What can go wrong, in words a user can act on.

Every error says what happened, where, and what to do next; where there is a choice, it lists it.
"""

from __future__ import annotations

from collections.abc import Sequence

#: Exit codes of the command line.
OK, INTERNAL, USAGE, INPUT, SETTINGS, OUTPUT, INCOMPLETE, INTERRUPTED = 0, 1, 2, 3, 4, 5, 6, 130


class AlignError(Exception):
    """Base of all errors of this program.

    Args:
        what: what happened, one sentence without a full stop at its end.
        where: the file, column, setting or sentence it concerns.
        next_step: what the user can do about it.
        choices: the values that would have been accepted.
    """

    exit_code = INTERNAL

    def __init__(
        self, what: str, *, where: object = "", next_step: str = "", choices: Sequence[str] = ()
    ) -> None:
        self.what, self.where, self.next_step, self.choices = what, str(where), next_step, tuple(choices)
        super().__init__(str(self))

    def __str__(self) -> str:
        lines = [f"{self.what}: {self.where}" if self.where else self.what]
        if self.choices:
            lines.append("Choices: " + ", ".join(self.choices))
        if self.next_step:
            lines.append(self.next_step)
        return "\n".join(lines)


class InputError(AlignError):
    """A report, a source or a corpus can't be read."""

    exit_code = INPUT


class SettingsError(AlignError):
    """A setting is unknown or has a value that makes no sense."""

    exit_code = SETTINGS


class OutputError(AlignError):
    """Something can't be written. Files that were there before are untouched."""

    exit_code = OUTPUT


class EngineError(AlignError):
    """A translation engine is unknown, not ready, or gave no usable answer.

    Args:
        retry: whether asking again later can help.
        after: seconds that the engine asked to wait, if it said so.
        status: of HTTP, where there was one.
    """

    exit_code = INCOMPLETE

    def __init__(self, what: str, *, retry: bool = False, after: float | None = None, status: int = 0, **details: object) -> None:
        super().__init__(what, **details)  # type: ignore[arg-type]
        self.retry, self.after, self.status = retry, after, status
