"""Sentences that are nearly the same: keys to find them by, and how near they are.

Fuzzy look-up in a large memory: character trigrams, min-wise hashing (Broder 1997), and bands of the
signature as keys (locality-sensitive hashing, Indyk and Motwani 1998). Two sentences that share 60% of
their trigrams share a key in 93 of 100 cases.
"""

from __future__ import annotations

import hashlib
import re
from zlib import crc32

import numpy as np

from align.text.quantity import Quantity, agree, en_quantities, ja_quantities, render
from align.text.width import fold

_BANDS, _ROWS = 6, 2
#: Multiply-shift hashing (Dietzfelbinger et al. 1997): odd factors, offsets, arithmetic modulo 2^64, the upper half counts.
_FACTORS = np.random.default_rng(17).integers(0, 2**64, size=(_BANDS * _ROWS, 2), dtype=np.uint64) | np.array([1, 0], np.uint64)
#: What stands for a figure in the shape of a sentence.
_PLACE = "\x1f"


def plain(text: str) -> str:
    """The text without what doesn't matter: width of characters, case, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", fold(text)).lower()


def keys(text: str) -> list[int]:
    """Keys under which sentences like this one are found, signed 64-bit."""
    letters = plain(text)
    grams = {letters[i : i + 3] for i in range(max(len(letters) - 2, 1))}
    hashes = np.array([crc32(g.encode()) for g in sorted(grams)], np.uint64)
    signature = ((hashes[:, None] * _FACTORS[:, 0] + _FACTORS[:, 1]) >> np.uint64(32)).min(axis=0).reshape(_BANDS, _ROWS)
    return [crc32(f"{band}:{row[0]}:{row[1]}".encode()) | band << 32 for band, row in enumerate(signature.tolist())]


def context(before: str, after: str) -> str:
    """A short name for what stands around a sentence; empty where nothing does."""
    return hashlib.sha256(f"{before}\0{after}".encode()).hexdigest()[:16] if before or after else ""


def _counted(text: str) -> list[Quantity]:
    return [q for q in ja_quantities(text) if q.kind not in ("label", "ordinal")]


def shape(text: str) -> str:
    """The sentence with a place for each figure; sentences of one shape differ in figures only. Empty without figures."""
    found = _counted(text)
    if not found:
        return ""
    out, at = [], 0
    for q in found:
        out += [text[at : q.span.start], _PLACE, q.kind, q.unit, _PLACE]
        at = q.span.end
    return "".join(out) + text[at:]


def with_figures(ja: str, en: str, wanted: str) -> str | None:
    """The English of ``ja`` with the figures of ``wanted``, a sentence of the same shape.

    Returns:
        ``None`` where a figure can't be told apart or doesn't stand in the English by itself.
    """
    old, new = _counted(ja), _counted(wanted)
    given = en_quantities(en)
    if len(old) != len(new) or not old:
        return None
    changes: list[tuple[Quantity, Quantity]] = []
    for q, r in zip(old, new, strict=True):
        same = [g for g in given if agree(q, g)]
        if len(same) != 1 or any(c[0] is same[0] for c in changes):
            return None
        changes.append((same[0], r))
    out = en
    for g, r in sorted(changes, key=lambda c: -c[0].span.start):
        text = out[g.span.start : g.span.end]
        left, right = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        out = out[: g.span.start] + left + render(r) + right + out[g.span.end :]
    read = en_quantities(out)
    return out if all(any(agree(r, g) for g in read) for r in new) else None
