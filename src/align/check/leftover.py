"""Japanese that was left in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.check.subject import Subject
from align.model.document import Kind, Span
from align.model.finding import Finding, Severity

_JAPANESE = re.compile(r"[぀-ヿ㐀-䶿一-鿿ｦ-ﾟ々]+")


def check(subject: Subject) -> Iterator[Finding]:
    """``untranslated-text``: the translation holds kana or kanji."""
    if subject.translation.text and subject.kind not in (Kind.REFERENCE, Kind.CODE):
        left = list(_JAPANESE.finditer(subject.translation.text))
        if left:
            texts = ", ".join(dict.fromkeys(m[0] for m in left))
            yield Finding(Severity.ERROR, "untranslated-text", f"Japanese in the English: {texts}", en=tuple(Span(*m.span()) for m in left))
