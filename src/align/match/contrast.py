"""The same English with a word turned into its opposite: «the bid was rejected», and «the bid was approved».

Where a translator finds the opposite far likelier for a Japanese sentence than what stands there, the two contradict. Such contrastive pairs
measure translators otherwise (Sennrich 2017, LingEval97); here the translator measures the pair.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

#: Opposites that are tried of one word.
_MOST = 6
#: Verbs of several syllables that double their last letter.
_DOUBLED = frozenset({"acquit", "admit", "begin", "commit", "compel", "deter", "forbid", "occur", "omit", "permit", "prefer", "refer", "repel", "quit"})
_SHORT = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]")
_PERFECT = re.compile(
    r"\b(?:has|have|had|been|be|was|were|is|are|being|get|gets|got)(?:\s(?:not|also|been|now|still|since|never|already|\w+ly))*\s$|[’'](?:s|ve|re)\s$", re.I
)
_ARTICLE = re.compile(r"\ba(n?)\s$", re.I)
#: «not before the spring» is from the spring on.
_LIMITS, _NOT = frozenset({"before", "until"}), re.compile(r"(?:\b(?:not|no|never)|n['’]t)\b[^,;.]*$", re.I)
_VOWEL = frozenset("aeiou")


class Edit(NamedTuple):
    """A text with one word turned into its opposite.

    Attributes:
        span: of the word in the old text, in code points.
        other: the opposite. place: its span in the new text.
    """

    word: str
    span: tuple[int, int]
    other: str
    place: tuple[int, int]
    text: str


def forms(verb: str) -> tuple[str, ...]:
    """A verb as it is, with -s, its past, its participle, and with -ing.

    Args:
        verb: ``approve``, ``rise/rose/risen``, or ``turn_down``, of which the first word changes.
    """
    head, _, tail = verb.partition("_")
    base, *irregular = head.split("/")
    plural = f"{base[:-1]}ies" if re.search("[^aeiou]y$", base) else base + ("es" if re.search("(?:s|x|z|ch|sh|o)$", base) else "s")
    stem = base + base[-1] if base in _DOUBLED or _SHORT.fullmatch(base) else base
    past = f"{base}d" if base.endswith("e") else f"{base[:-1]}ied" if re.search("[^aeiou]y$", base) else f"{stem}ed"
    going = f"{base[:-2]}ying" if base.endswith("ie") else f"{base[:-1]}ing" if base.endswith("e") and not base.endswith("ee") else f"{stem}ing"
    found = (base, plural, *(irregular or (past, past)), going)
    return tuple(f"{form} {tail.replace('_', ' ')}" if tail else form for form in found)


#: Which form of a verb a word is, or ``None`` for other words, and its opposites in the same form.
_Opposites = Mapping[str, Sequence[tuple[int | None, tuple[str, ...]]]]


@lru_cache(maxsize=1)
def _table() -> tuple[_Opposites, re.Pattern[str]]:
    """Words and their opposites, and what finds the words in a text."""
    found: dict[str, list[tuple[int | None, tuple[str, ...]]]] = defaultdict(list)
    for line in (resources.files("align.match.data") / "contrasts.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, *sides = line.split("\t")
        left, right = (side.split() for side in sides)
        for words, others in ((left, right), (right, left)):
            for word in words:
                if kind == "verb":
                    opposites = [forms(o) for o in others]
                    for i, form in enumerate(forms(word)):
                        found[form].append((i, tuple(o[i] for o in opposites)))
                else:
                    found[word.replace("_", " ")].append((None, tuple(o.replace("_", " ") for o in others)))
    longest = sorted(found, key=len, reverse=True)
    return dict(found), re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-]|['’]t\b)", re.I)


def edits(text: str, wanted: Callable[[str], bool] = lambda word: True) -> Iterator[Edit]:
    """A text with each of its words that has an opposite in place of this, one at a time.

    Args:
        wanted: whether a word is to be turned.
    """
    table, finder = _table()
    for m in finder.finditer(text):
        if not wanted(m[0]) or (m[0].lower() in _LIMITS and _NOT.search(text[: m.start()])):
            continue
        # «has fallen», «was approved», but «fell» and «they approved it»
        participle = 3 if _PERFECT.search(text[: m.start()]) else 2
        seen: dict[str, None] = {}
        for form, opposites in table[m[0].lower()]:
            if form not in (2, 3) or form == participle:
                seen.update(dict.fromkeys(opposites))
        for other in list(seen)[:_MOST]:
            yield _put(text, m.start(), m.end(), other)


def _put(text: str, start: int, end: int, other: str) -> Edit:
    """A text with another word, with its capital and the article before it as that word wants them."""
    before = text[:start]
    if text[start].isupper():
        other = other[0].upper() + other[1:]
    elif article := _ARTICLE.search(before):
        before = before[: article.start(1)] + ("n " if other[0] in _VOWEL else " ")
    return Edit(text[start:end], (start, end), other, (len(before), len(before) + len(other)), before + other + text[end:])
