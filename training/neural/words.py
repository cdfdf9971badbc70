"""Words of a dictionary that parallel text has seldom: alone, and in sentences where they stand for a common word (Fadaee et al. 2017).

The dictionary is JMdict in the JSON of jmdict-simplified, all of it or the common part.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from align.text.sudachi import morphemes

#: What comes less often is rare, and how many sentences it is put in.
RARE, SENTENCES = 20, 16
#: Japanese characters of the longest sentence that words are put in.
_LONGEST = 60
_ASIDE = re.compile(r"\s*\([^)]*\)\s*")
_WORDS = re.compile(r"[A-Za-z]+(?:[ -][A-Za-z]+){0,2}")
#: What is marked so is not what a word means today.
_BYGONE = frozenset({"arch", "obs", "obsc", "rare", "vulg", "X", "derog"})
_KATAKANA = re.compile("[ァ-ヴー]+")
_ALONE = re.compile(r"[\u30a0-\u30ff\u4e00-\u9fff々]{2,}")


class Words(NamedTuple):
    """Words of a dictionary with what each means first, the nouns among them, and which are common."""

    meanings: dict[str, str]
    nouns: dict[str, str]
    common: set[str]


NO_WORDS = Words({}, {}, set())


def read(path: Path) -> Words:
    """The words of a dictionary; of those that are written alike, the common one."""
    words: dict[str, str] = {}
    nouns: dict[str, str] = {}
    known: set[str] = set()

    def is_common(entry: Any) -> bool:
        return any(k.get("common") for side in ("kanji", "kana") for k in entry[side])

    for entry in sorted(json.loads(path.read_text(encoding="utf-8"))["words"], key=lambda entry: not is_common(entry)):
        sense = next((s for s in entry["sense"] if not _BYGONE & set(s.get("misc", ()))), None)
        gloss = _ASIDE.sub(" ", sense["gloss"][0]["text"]).strip().removeprefix("to ") if sense and sense["gloss"] else ""
        if not _WORDS.fullmatch(gloss):
            continue
        common = is_common(entry)
        kana = [k["text"] for k in entry["kana"] if k.get("common") or not common]
        forms = [k["text"] for k in entry["kanji"] if k.get("common") or not common] or kana
        for form in (*forms, *(k for k in kana if _KATAKANA.fullmatch(k))):
            if len(form) > 1:
                words.setdefault(form, gloss)
                known.update([form] if common else [])
                if "n" in sense["partOfSpeech"] and _ALONE.fullmatch(form):
                    nouns.setdefault(form, gloss)
    return Words(words, nouns, known)


def frames(pairs: Sequence[tuple[str, str]], nouns: dict[str, str]) -> tuple[Counter[str], list[tuple[str, str, str, str]]]:
    """How often the nouns come, and sentences (``ja`` before and after, ``en`` before and after a word) to put others in."""
    count: Counter[str] = Counter()
    found = []
    for ja, en in pairs:
        units = morphemes(ja, "C")
        there = [m for m in units if m.surface in nouns and m.pos[0] == "名詞"]
        count.update(m.surface for m in there)
        if len(ja) > _LONGEST or "[[" in ja:
            continue
        for m in there:
            if ja.count(m.surface) > 1:
                continue
            places = list(re.finditer(rf"(?<![\w'-]){re.escape(nouns[m.surface])}(?![\w'’-])", en, re.I))
            if len(places) == 1 and not re.search(r"\b(?:an?|one|each|every|another|many|few)\s$", en[: places[0].start()], re.I):
                found.append((ja[: m.start], ja[m.end :], en[: places[0].start()], en[places[0].end() :]))
    return count, found


def rare_in_sentences(pairs: Sequence[tuple[str, str]], path: Path, rng: random.Random) -> Iterator[tuple[str, str]]:
    """The common words of a dictionary as pairs, and those of its nouns that are rare in the parallel text in sentences of it."""
    words, every, common = read(path)
    nouns = {ja: en for ja, en in every.items() if ja in common}
    yield from ((ja, en) for ja, en in words.items() if ja in common)
    count, places = frames(pairs, nouns)
    for ja, en in sorted(nouns.items()):
        if count[ja] >= RARE:
            continue
        for before, after, en_before, en_after in rng.sample(places, min(SENTENCES, len(places))):
            word = en[0].upper() + en[1:] if not en_before else en
            yield before + ja + after, en_before + word + en_after
