"""Japanese that was left in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.check.subject import Subject
from align.model.document import Kind
from align.model.finding import Finding, Severity

_JAPANESE = re.compile(r"[぀-ヿ㐀-䶿一-鿿ｦ-ﾟ々]+")


def check(subject: Subject) -> Iterator[Finding]:
    """``untranslated-text``: the translation holds kana or kanji."""
    if subject.translation.text and subject.kind not in (Kind.REFERENCE, Kind.CODE):
        left = _JAPANESE.findall(subject.translation.text)
        if left:
            yield Finding(Severity.ERROR, "untranslated-text", "Japanese in the English: " + ", ".join(dict.fromkeys(left)))
