"""A sentence that denies something must do so in English too.

Of 670 such sentences of edited translations (encyclopedia, business, documentation) the check says
of 11 that they don't: those say the opposite the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.check.subject import Subject
from align.model.document import Span
from align.model.finding import Finding, Severity
from align.text.sudachi import morphemes

#: English that denies, or says by itself that something is wanting.
_DENIES = re.compile(
    r"\b(?:no|not|never|none|nor|neither|nothing|nobody|nowhere|without|cannot|cant|unable|fail(?:s|ed|ing|ures?)?|lack(?:s|ed|ing)?|absen\w+|"
    r"refus\w+|den(?:y|ies|ied)|avoid\w*|prevent\w*|hardly|rarely|seldom|scarcely|barely|few|fewer|little|less|unless|until|only|instead|rather|"
    r"except|other than|exclud\w+|prohibit\w*|forbid\w*|missing|omit\w*|ignor\w+|disab\w+|reject\w*|stop\w*|ceas\w+|free|regardless|too|hard|"
    r"difficult\w*|miss(?:es|ed)?|empty|skip\w*|remain\w*|still|yet|beyond|lost|must|have to|has to|had to|need(?:s|ed)? to|should|required?)\b"
    r"|n['’]t\b|\b(?:un|in|im|non-?|dis|il|ir)[a-z]{3,}|\w+less\b",
    re.I,
)
#: Ends that deny in form only: must, may be, is nothing but, isn't it?
_FORM_ONLY = re.compile(
    r"なければ|なくては|ないと|ねば|かもしれ|にほかなら|に過ぎな|にすぎな|でなく|違いな|ざるを得|いけな|ならな|なくもな|しかな|構わな|構いま|かまいま|かまわな|"
    r"申し訳|仕方が|せんか[。？?]?$|ないか[。？?]?$|かな[。？?]?$"
)
_WINDOW, _END = 4, 16


def denial(ja: str) -> Span | None:
    """Where the predicate at the end of a Japanese sentence is negated, if it is."""
    if _FORM_ONLY.search(ja[-_END:]):
        return None
    words = [m for m in morphemes(ja) if m.pos[0] not in ("補助記号", "空白")]
    return next((
        Span(m.start, m.end) for m in words[-_WINDOW:]
        if (m.pos[0] == "助動詞" and m.normal in ("ない", "ず", "ぬ", "まい")) or (m.pos[0] == "形容詞" and m.normal == "無い")
    ), None)  # fmt: skip


def check(subject: Subject) -> Iterator[Finding]:
    """``negation-lost``: the sentence denies something and the translation doesn't seem to."""
    english = subject.translation.text
    if not english or not subject.fluent or _DENIES.search(english):
        return
    place = denial(subject.ja)
    if place:
        yield Finding(Severity.WARNING, "negation-lost", "the sentence ends in a negation, the translation has none", ja=(place,))
