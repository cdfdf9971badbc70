"""What needs no engine: code, references, and text that has no Japanese in it."""

from __future__ import annotations

import re

from align.model.document import Kind
from align.model.translation import Status, Translation
from align.text.width import narrow

_JAPANESE = re.compile(r"[぀-ヿ㐀-䶿一-鿿ｦ-ﾟ]")
#: Signs that only Japanese puts before a figure below zero.
_BELOW = re.compile(r"[▲△](?=\s?[$¥€£]?[0-9])")
#: The name that stands in ``en_engine`` for text taken over as it is.
NAME = "verbatim"


def as_it_is(text: str, kind: Kind) -> Translation | None:
    """The text itself where it is English already: Latin text and figures, in half-width forms; code and references to the letter."""
    if kind in (Kind.CODE, Kind.REFERENCE):
        return Translation(text, Status.DONE, NAME)
    if not _JAPANESE.search(text):
        return Translation(_BELOW.sub("-", narrow(text)), Status.DONE, NAME)
    return None
