"""A table of what all but the commonest words mostly mean, for the hints in a translator's input.

Which English stem renders a word is told by the lexicon that ships with align, in what form, by the pairs; what they have too seldom,
by a dictionary. The table has normal forms of SudachiPy (mode A) joined by a blank, a tab, and English.
"""

from __future__ import annotations

import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np

from align.match.lexicon import english_words, lexicon
from align.text.rendered import stems
from align.text.sudachi import morphemes
from align.text.tokens import stem
from align.translate.hints import FILE, LONGEST, has_meaning
from training.neural.words import NO_WORDS, Words

#: Words in more pairs are known well enough, those in fewer are better told by a dictionary, and those in fewer still mean nothing.
COMMON, RARE, LEAST = 6000, 20, 3
#: Probabilities of the English given the word, below which there is no hint; and how much surer the rendering of a rare word must be.
SURE, SURER = 0.3, 0.4
#: The same for a phrase.
SURE_PHRASE = 0.6
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
#: Compounds without particles and endings.
_WRITTEN = re.compile(r"[\u30a0-\u30ff\u4e00-\u9fff々A-Za-z]+")
_EMPTY = frozenset(stem(w) for w in "the a an of to in and is was for be by with on as it that at from or this are were not which have has can he his i you we they will but".split())


@cache
def rendering(word: str) -> tuple[str, float]:
    """The likeliest English stem for a word, and its probability; no stem, if there is none with a meaning of its own."""
    entries = lexicon().entries(word)
    if entries.start == entries.stop:
        return "", 0.0
    sure = lexicon().en_given_ja[entries]
    best = int(np.argmax(sure))
    found = english_words()[int(lexicon().col[entries][best])]
    return ("", 0.0) if found in _EMPTY else (found, float(sure[best]))


def forms(en: str) -> dict[str, str]:
    """The stems of an English text with the word of each as it would stand in the middle of a sentence."""
    found: dict[str, str] = {}
    for n, m in enumerate(_WORD.finditer(en)):
        word = m[0] if n or (m[0].isupper() and len(m[0]) > 1) else m[0].lower()
        found.setdefault(stem(word), word)
    return found


def count(pairs: Sequence[tuple[str, str]]) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """How many pairs each word comes in, and in what forms its likeliest rendering stands there."""
    there: Counter[str] = Counter()
    stand: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for ja, en in pairs:
        english = forms(en)
        for word in {m.normal for m in morphemes(ja, "A") if has_meaning(m)}:
            there[word] += 1
            if form := english.get(rendering(word)[0]):
                stand[word][form] += 1
    return there, dict(stand)


def choose(there: Counter[str], stand: Mapping[str, Counter[str]], words: Words = NO_WORDS) -> dict[str, str]:
    """The table.

    Args:
        there, stand: as :func:`count` has them. words: of a dictionary.
    """
    found = phrases()
    for word, n in there.items():
        if LEAST <= n <= COMMON and word in stand:
            form, times = stand[word].most_common(1)[0]
            if rendering(word)[1] >= (SURE if n >= RARE else SURER) and (n >= RARE or times > 1):
                found[word] = form
    for word, meaning in words.meanings.items():
        some = morphemes(word, "A")
        units = [m.normal for m in some]
        key = " ".join(units)
        if len(units) > LONGEST or not has_meaning(some[0]):
            continue
        # of what is not rare, the text knows more, unless it is just less sure of the same
        known = len(units) == 1 and there[key] >= RARE
        if word in words.common:
            if not known or (key not in found and there[key] <= COMMON and rendering(key)[0] and f" {rendering(key)[0]} " in stems(meaning)):
                found[key] = meaning
        elif not known and key not in found and (len(units) == 1 or _tells_more(units, meaning, there, found)):
            found[key] = meaning
    return found | usual()


def usual() -> dict[str, str]:
    """Renderings written by hand, which go before all others: words of news and reports that mean something else, or nothing for sure, in
    the parallel text (首相, 控訴, 前年比)."""
    lines = Path(__file__).with_name("usual.tsv").read_text(encoding="utf-8").splitlines()
    entries = (line.split("\t") for line in lines)
    return {" ".join(m.normal for m in morphemes(ja, "A")): en for ja, en in entries}


def _tells_more(units: Sequence[str], meaning: str, there: Counter[str], found: Mapping[str, str]) -> bool:
    """Whether what a compound means has more in it than what its words mean, of which the text seldom has one."""
    if not _WRITTEN.fullmatch("".join(units)) or all(there[u] >= RARE for u in units):
        return False
    parts = stems(" ".join(found.get(u, "") for u in units))
    return any(f" {word} " not in parts for word in stems(meaning).split())


def phrases() -> dict[str, str]:
    """The glosses of several words that ship with align, those that are sure enough."""
    data = (resources.files("align.translate.data") / "glosses.tsv.xz").read_bytes()
    entries = (line.split("\t") for line in lzma.decompress(data).decode().splitlines())
    return {ja: en for ja, en, sure in entries if " " in ja and float(sure) >= SURE_PHRASE}


def write(found: Mapping[str, str], out: Path) -> Path:
    path = out / FILE
    text = "".join(f"{ja}\t{en}\n" for ja, en in sorted(found.items()))
    path.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    return path


def made(pairs: Sequence[tuple[str, str]], words: Words, jobs: int) -> dict[str, str]:
    """The table from pairs (Japanese, English) and a dictionary."""
    there: Counter[str] = Counter()
    stand: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with ProcessPoolExecutor(jobs) as pool:
        for some, how in pool.map(count, [pairs[at : at + 20_000] for at in range(0, len(pairs), 20_000)]):
            there.update(some)
            for word, times in how.items():
                stand[word].update(times)
    return choose(there, stand, words)
