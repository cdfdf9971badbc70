"""English text → pairs whose Japanese is a rough gloss, word for word, for English of kinds that no parallel text has.

    python -m training.neural.glossed DATA

DATA has ``english.npz.xz`` beside its pairs, which corpus.py writes with --english, and gets ``back-glossed.npz``, which train.py takes
as well, told apart by its mark. The words come from the lexicon that ships with align, in an order such as Japanese has: what it is about,
where and when, what it is done to, what is done. It teaches the decoder the English, and the encoder words that the pairs seldom
have (a word-for-word kin of Sennrich et al. 2016, where a model would be needed that is good already).
"""

from __future__ import annotations

import argparse
import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import sentencepiece

from align.match.lexicon import english_words, lexicon
from align.text.sudachi import morphemes
from align.text.tokens import stem
from training.neural.batches import read
from training.neural.corpus import pack
from training.neural.sources import Sources

#: Least probabilities, both ways, of a Japanese word for an English one, and how many are chosen from.
SURE, OFTEN, CHOICES = 0.1, 0.02, 4
#: Share of the words with a meaning that must have found a Japanese one or be a name or figure.
KNOWN = 0.7
_TOKEN = re.compile(r"[0-9][0-9,.]*[0-9]|[0-9]|[A-Za-z]+(?:['’-][A-Za-z]+)*|[^\sA-Za-z0-9]")
#: Prepositions, and the particle that follows what they stand before.
_AFTER = {
    "in": "で", "at": "で", "on": "に", "to": "に", "into": "に", "from": "から", "with": "と", "by": "により", "for": "のために", "about": "について",
    "as": "として", "through": "を通じて", "since": "から", "until": "まで", "between": "の間に", "among": "の中で", "under": "の下で", "during": "の間に", "after": "の後", "before": "の前",
    "against": "に対して", "without": "なしに", "like": "のように", "over": "にわたって", "than": "より",
}  # fmt: skip
_LINKS = {"and": "、", "but": "が、", "or": "または", "because": "ため、", "if": "場合、", "when": "とき、", "while": "一方、", "although": "が、", "that": "", "which": "、", "who": "、"}
_NONE = frozenset(
    "a an the is are was were be been being am do does did have has had will would can could may might shall should must it its there this these those "
    "his her their our my your he she they we i you him them us me so very just also what how where then".split()
)
_NOT = frozenset({"not", "no", "never", "don't", "doesn't", "didn't", "cannot", "can't", "isn't", "aren't", "wasn't", "weren't", "won't"})


@cache
def japanese() -> Mapping[str, Sequence[tuple[str, float]]]:
    """English stems → Japanese words that render them and are rendered by them, with weights."""
    words = lexicon()
    found: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for word in words.ja:
        here = words.entries(word)
        for column, there, back in zip(words.col[here], words.en_given_ja[here], words.ja_given_en[here], strict=True):
            if there >= SURE and back >= OFTEN and len(word) + (word < "\u3041" or word > "\u30ff") > 1:
                found[english_words()[column]].append((word, float(there * back)))
    return {en: sorted(some, key=lambda s: -s[1])[:CHOICES] for en, some in found.items()}


@cache
def is_verb(word: str) -> bool:
    """Whether a Japanese word, in its normal form, says what is done."""
    last = morphemes(word, "A")[-1:]
    return bool(last) and last[0].pos[0] == "動詞"


class _Clause:
    """The words of a clause on their way into Japanese order."""

    def __init__(self) -> None:
        #: Particles, and the parts that an «of» joins.
        self.groups: list[tuple[str, list[list[str]]]] = [("は", [[]])]
        self.verbs: list[str] = []
        self.negated = False

    def add(self, word: str) -> None:
        if is_verb(word):
            self.verbs.append(word)
            self.groups.append(("を", [[]]))
        else:
            self.groups[-1][1][-1].append(word)

    def text(self) -> str:
        said = [(particle, "の".join("".join(words) for words in reversed(parts) if words)) for particle, parts in self.groups]
        first, *others = [(particle, word) for particle, word in said if word] or [("", "")]
        if first[0] == "は" and not self.verbs and not others:
            first = ("", first[1])
        body = "".join(word + particle for particle, word in [first, *reversed(others)])
        return body + "".join(self.verbs) + ("ない" if self.negated else "")


def gloss(en: str, rng: random.Random) -> str:
    """A rough gloss of an English sentence; empty, if too few of its words are known."""
    found: list[str] = []
    clause = _Clause()
    known = unknown = 0
    tokens = _TOKEN.findall(en)
    for n, token in enumerate(tokens):
        low = token.lower()
        if low in _NONE:
            continue
        if low in _NOT:
            clause.negated = True
        elif low in _LINKS or token in {",", ";", ":", "—", "–", "(", ")", "."}:
            found += [clause.text(), _LINKS.get(low, "、" if n < len(tokens) - 1 else "")]
            clause = _Clause()
        elif low == "of":
            clause.groups[-1][1].append([])
        elif low in _AFTER:
            clause.groups.append((_AFTER[low], [[]]))
        elif token[0].isdigit():
            clause.add(token)
            known += 1
        elif token[0].isalpha():
            some = japanese().get(stem(low), ())
            if some and not (token[0].isupper() and n and rng.random() < 0.1):
                clause.add(rng.choices([w for w, _ in some], [p for _, p in some])[0])
                known += 1
            elif token[0].isupper() and n:
                clause.add(token)
                known += 1
            else:
                unknown += 1
    found.append(clause.text())
    text = re.sub("、+", "、", "".join(found)).strip("、")
    return text + ("か。" if en.endswith("?") else "。") if known >= KNOWN * (known + unknown) > 0 and text else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    args = parser.parse_args()
    english = sentencepiece.SentencePieceProcessor(model_file=str(args.data / "target.spm"))
    packed = read(args.data / "english.npz.xz")
    ids = np.split(packed["target"], packed["target_sizes"].cumsum(dtype=np.int64)[:-1])
    rng = random.Random(4)
    texts = [gloss(text, rng) for text in english.decode([i.tolist() for i in ids])]
    chosen = [n for n, text in enumerate(texts) if text]
    source, source_sizes = pack(Sources(args.data).encode([texts[n] for n in chosen], rng))
    target, target_sizes = pack([ids[n] for n in chosen])
    np.savez(args.data / "back-glossed.npz", source=source, source_sizes=source_sizes, target=target, target_sizes=target_sizes)
    print(f"{len(chosen)} of {len(texts)} sentences")


if __name__ == "__main__":
    main()
