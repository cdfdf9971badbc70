"""What needs no engine: code, references, and text that has no Japanese in it."""

from __future__ import annotations

import re

from align.model.document import Kind
from align.model.translation import Status, Translation

_JAPANESE = re.compile(r"[぀-ヿ㐀-䶿一-鿿ｦ-ﾟ]")
#: The name that stands in ``en_engine`` for text taken over as it is.
NAME = "verbatim"


def as_it_is(text: str, kind: Kind) -> Translation | None:
    """The text itself where it is English already: Latin text, figures, code and references."""
    if kind in (Kind.CODE, Kind.REFERENCE) or not _JAPANESE.search(text):
        return Translation(text, Status.DONE, NAME)
    return None
