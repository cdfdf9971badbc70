"""Figures with blanks beside their digits, as some style guides and many machines write them: 2025 年 10 月 3 日, 1,200 億円."""

from __future__ import annotations

import re

_BLANK = re.compile("(?<=[0-9０-９])[ \u00a0\u2009\u202f](?=[%％\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]|(?:USD|JPY|EUR)(?![A-Za-z]))|(?<=[年月約第～〜])[ \u00a0\u2009\u202f](?=[0-9０-９])")


def tight(text: str) -> tuple[str, list[int]]:
    """A text without such blanks, and where each of its characters stood; a last number is the length of the text."""
    dropped = {m.start() for m in _BLANK.finditer(text)}
    kept = [i for i in range(len(text)) if i not in dropped]
    return "".join(text[i] for i in kept), [*kept, len(text)]
