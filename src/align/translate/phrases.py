"""Set phrases of letters, talk and shops, with their English: what small talk means is in no word of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

from align.text.width import narrow
from align.translate.pictures import apart

#: Japanese characters of the longest phrase.
_LONGEST = 40
_SENTENCE = re.compile(r"[。！？!?…～〜.\s]*[^。！？!?…～〜]+[。！？!?…～〜.\s]*")
_END = re.compile(r"[。！？!?…～〜.\s]*$")


@lru_cache(maxsize=1)
def _book() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern for all phrases, the group of each named by its number; and their English."""
    lines = (resources.files("align.translate.data") / "phrases.tsv").read_text(encoding="utf-8").splitlines()
    entries = [line.split("\t") for line in lines]
    pattern = "|".join(f"(?P<p{n}>{ja.replace('(', '(?:')})" for n, (ja, _) in enumerate(entries))
    return re.compile(pattern), tuple(en for _, en in entries)


def phrase(sentence: str) -> str:
    """The English of a sentence that is a set phrase, with the mark that ends it; empty for any other sentence."""
    front, text, back = apart(narrow(sentence).strip())
    end = _END.search(text)
    said = text[: end.start()] if end else text
    if not 0 < len(said) <= _LONGEST:
        return ""
    pattern, english = _book()
    found = pattern.fullmatch(said)
    if not found or not found.lastgroup:
        return ""
    en = english[int(found.lastgroup[1:])]
    marks = text[len(said) :]
    en += "" if en.endswith("?") else next((mark for mark in "!?." if mark in marks.replace("。", ".")), "")
    return " ".join(t for t in (front, en, back) if t)


def parts(text: str, terms: Iterable[str] = ()) -> list[tuple[str, str]]:
    """A text in its set phrases and what stands between them, in order: (Japanese, English or nothing).

    Args:
        terms: a phrase with one of them is none, for the term has an English of its own.
    """
    found: list[tuple[str, str]] = []
    for m in _SENTENCE.finditer(text):
        before = text[: m.start()]
        inside = any(before.count(a) > before.count(b) for a, b in ("「」", "『』", "（）", "()"))
        en = "" if inside or any(term in m[0] for term in terms) else phrase(m[0])
        if found and not en and not found[-1][1]:
            found[-1] = (found[-1][0] + m[0], "")
        else:
            found.append((m[0], en))
    return found if any(en for _, en in found) else [(text, "")]
