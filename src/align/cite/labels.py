"""Labels of markers and references: ``1``, ``1,3``, ``1, 3–5``, full-width and superscript digits."""

from __future__ import annotations

import re

from align.text.width import narrow

#: A list of numbers of at most three digits, in a regular expression; ranges and blanks allowed.
NUMBERS = r"[0-9０-９]{1,3}(?:[ 　]?(?:[,，、;；・]|[-–—~～〜‐－])[ 　]?[0-9０-９]{1,3})*"
SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_DIGITS = {ord(c): str(i) for i, c in enumerate(SUPERSCRIPT)}
#: A longer range is a misprint or no citation.
_LONGEST_RANGE = 50


def expand(text: str) -> tuple[str, ...]:
    """The labels of a list: ``1, 3–5`` has 1, 3, 4 and 5, each once."""
    labels: list[str] = []
    for part in re.split(r"[,，、;；・]", narrow(text)):
        ends = [int(n) for n in re.findall(r"\d+", part)]
        if len(ends) == 2 and 0 <= ends[1] - ends[0] <= _LONGEST_RANGE:
            labels += [str(n) for n in range(ends[0], ends[1] + 1)]
        else:
            labels += [str(n) for n in ends]
    return tuple(dict.fromkeys(labels))


def plain_digits(text: str) -> str:
    """Superscript digits as plain ones."""
    return text.translate(_TO_DIGITS)
