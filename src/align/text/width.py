"""Full-width and half-width forms."""

from __future__ import annotations

import unicodedata

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def narrow(text: str) -> str:
    """Turn full-width ASCII into ASCII, one code point for one, so that offsets stay valid."""
    return text.translate(_WIDE)


def fold(text: str) -> str:
    """Normalise to NFKC. Offsets may change; use :func:`narrow` where they matter."""
    return unicodedata.normalize("NFKC", text)
