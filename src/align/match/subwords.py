"""Character n-grams of tokens, hashed: what the encoder knows of words it has never met."""

from __future__ import annotations

from zlib import crc32

JA_BUCKETS = 8192
EN_BUCKETS = 16384


def ja_subwords(token: str) -> list[int]:
    """Buckets of the single characters and bigrams of a Japanese token."""
    if len(token) < 2:
        return [crc32(token.encode()) % JA_BUCKETS]
    grams = {*token, *(token[i : i + 2] for i in range(len(token) - 1))} - {token}
    return sorted({crc32(g.encode()) % JA_BUCKETS for g in grams})[:8]


def en_subwords(token: str) -> list[int]:
    """Buckets of the 4-grams of an English stem between boundary marks."""
    marked = f"<{token}>"
    if len(marked) <= 5:
        return []
    grams = {marked[i : i + 4] for i in range(len(marked) - 3)}
    return sorted({crc32(g.encode()) % EN_BUCKETS for g in grams})[:8]
