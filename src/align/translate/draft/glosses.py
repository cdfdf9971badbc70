"""The learned glosses: short sequences of Japanese tokens and the English they mostly stand for."""

from __future__ import annotations

import lzma
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

#: Tokens of the longest entry.
LONGEST = 4


@lru_cache(maxsize=1)
def table() -> dict[str, str]:
    """Normal forms joined by a space → English. Loaded on first use."""
    data = (resources.files("align.translate.data") / "glosses.tsv.xz").read_bytes()
    entries = {}
    for line in lzma.decompress(data).decode("utf-8").splitlines():
        ja, en, _ = line.split("\t")
        entries[ja] = en
    return entries


def longest(tokens: Sequence[str], start: int, end: int) -> tuple[int, str]:
    """The longest entry that begins at ``start`` and ends before ``end``: its length and its English.

    The length is 0 when even the first token is unknown.
    """
    glosses = table()
    for n in range(min(LONGEST, end - start), 0, -1):
        found = glosses.get(" ".join(tokens[start : start + n]))
        if found is not None:
            return n, found
    return 0, ""
