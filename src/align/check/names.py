"""Names: Latin ones must stand in the translation as they are, katakana ones as a name that fits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.check.subject import Subject, places
from align.model.document import Kind
from align.model.finding import Finding, Severity
from align.text.kana import sounds_like
from align.text.sudachi import morphemes
from align.text.tokens import latin_words
from align.text.width import fold

_SOUNDS_LIKE = 0.62


def _flat(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text)).lower()


def check(subject: Subject) -> Iterator[Finding]:
    """``name-lost``: a Latin or katakana name of the sentence isn't in the translation."""
    english = subject.translation.text
    if not english or subject.kind == Kind.REFERENCE:
        return
    flat = _flat(english)
    lost = [w for w in dict.fromkeys(latin_words(subject.ja)) if len(_flat(w)) > 1 and _flat(w) not in flat]
    words = re.findall(r"[A-Za-z][A-Za-z'’-]+", english)
    for m in morphemes(subject.ja, "C"):
        if m.pos[1] != "固有名詞" or not re.fullmatch(r"[ァ-ヺー・]{3,}", m.surface):
            continue
        fixed = subject.terms.get(m.surface)
        if fixed and _flat(fixed) in flat:
            continue
        if not any(sounds_like(part, w) >= _SOUNDS_LIKE for part in m.surface.split("・") for w in words):
            lost.append(m.surface)
    if lost:
        yield Finding(Severity.WARNING, "name-lost", "not in the translation: " + ", ".join(dict.fromkeys(lost)), ja=places(subject.ja, lost))
