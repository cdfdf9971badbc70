"""A view: text to work on, with the place of every character in the document it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from align.model.document import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the span of the document by other text, often nothing."""

    span: Span
    text: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """``text[i]`` stands for the document's characters from ``starts[i]`` to ``ends[i]``."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The document span of ``text[start:end]``, which must not be empty."""
        return Span(self.starts[start], self.ends[end - 1])


def _is_wide(char: str) -> bool:
    """Whether text continues over a line break after or before this character without a space."""
    return char >= "⺀" or char in "‘’“”…—"


def _torn(before: Sequence[str], after: str) -> bool:
    """Whether a line end tore a number of Japanese text: 18⏎4万人."""
    return before[-1].isdigit() and (after.isdigit() or after in "%％") and any(map(_is_wide, before[-12:]))


def build(text: str, pieces: Sequence[Span], edits: Iterable[Edit] = ()) -> View:
    """View the ``pieces`` of ``text`` with ``edits`` applied.

    Pieces are joined by a space, unless a Japanese character stands on either side of the joint.
    Edits must not overlap; those outside the pieces are ignored.
    """
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    pending = sorted(edits, key=lambda e: e.span)
    at = done = 0
    joint: Span | None = None
    previous = None

    def join(following: str) -> None:
        """Put a blank where two lines meet, if what follows needs one."""
        if joint and chars and not _is_wide(chars[-1]) and not _is_wide(following) and following != " " and not _torn(chars, following):
            chars.append(" ")
            starts.append(joint.start)
            ends.append(joint.end)

    for piece in pieces:
        if previous is not None and piece.start > previous:
            joint = Span(previous, piece.start)
        previous = piece.end
        i = max(piece.start, done)  # an edit may reach over the joint
        while i < piece.end:
            while at < len(pending) and pending[at].span.end <= i and pending[at].span.start < i:
                at += 1
            if at < len(pending) and pending[at].span.start <= i < pending[at].span.end:
                span, new = pending[at].span, pending[at].text
                at += 1
                start, done = i, span.end
                i = min(max(span.end, i), piece.end)
                if new:
                    join(new[0])
                    joint = None
                for char in new:
                    chars.append(char)
                    starts.append(start)
                    ends.append(i)
                continue
            join(text[i])
            joint = None
            chars.append(text[i])
            starts.append(i)
            ends.append(i + 1)
            i += 1
    return View("".join(chars), tuple(starts), tuple(ends))
