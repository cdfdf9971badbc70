"""Add what a dictionary knows of rare words to the lexicon.

    python training/dictionary.py JMDICT src/align/match/data/lexicon.npz

JMDICT is JMdict in the JSON of jmdict-simplified; its common part is enough. A word of one token that the parallel text has seldom gets
the English words of its meanings, the first of them the likeliest, beside what was learned. The lexicon is written again in its place.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from align.text.tokens import en_tokens, ja_tokens

#: Pairs that a word comes in at most to be rare, and what the dictionary weighs beside what was learned from none of them.
RARE, WEIGHT, FLOOR = 20, 0.7, 0.03
#: Meanings of a word, and renderings of each, that are taken.
SENSES, RENDERINGS = 3, 3
#: Pairs that a word comes in that the parallel text has too seldom to say; see ``Lexicon.unseen_idf``.
UNSEEN = 3
_ASIDE = re.compile(r"\([^)]*\)")
_FUNCTION = frozenset("a an the to of in on at for by with and or be is are it as from up out into someth someon one's one".split())
_PARTS = ("n", "adj", "v", "vs", "adv")


def meanings(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """The common forms of each word, with renderings by sense."""
    for entry in json.loads(path.read_text(encoding="utf-8"))["words"]:
        senses = [[_ASIDE.sub(" ", g["text"]).strip() for g in sense["gloss"]] for sense in entry["sense"] if any(p.startswith(_PARTS) for p in sense["partOfSpeech"])]
        kana = [k["text"] for k in entry["kana"] if k.get("common")]
        for form in [k["text"] for k in entry["kanji"] if k.get("common")] or kana:
            if senses:
                yield form, senses


def weights(senses: list[list[str]]) -> dict[str, float]:
    """The stems of a word's renderings, with how likely each is; the sum is at most 1."""
    found: dict[str, float] = defaultdict(float)
    for n, sense in enumerate(senses[:SENSES], 1):
        for m, gloss in enumerate(sense[:RENDERINGS], 1):
            stems = [s for s in en_tokens(gloss) if s not in _FUNCTION]
            for s in stems if len(stems) <= 3 else ():
                found[s] += 1 / (n * m * len(stems))
    total = max(sum(found.values()), 1.0)
    return {s: w / total for s, w in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dictionary", type=Path)
    parser.add_argument("lexicon", type=Path)
    args = parser.parse_args()
    data = dict(np.load(args.lexicon))
    names = {side: bytes(data[f"{side}_vocab"]).decode().split("\n") for side in ("ja", "en")}
    number = {side: {w: i for i, w in enumerate(words)} for side, words in names.items()}
    seen = {side: list(data[f"{side}_df"]) for side in names}

    def place(side: str, word: str) -> int:
        if word not in number[side]:
            number[side][word] = len(names[side])
            names[side].append(word)
            seen[side].append(UNSEEN)
        return number[side][word]

    table: dict[tuple[int, int], tuple[float, float]] = {
        (int(r), int(c)): (p / 255, q / 255) for r, c, p, q in zip(data["row"], data["col"], data["en_given_ja"], data["ja_given_en"], strict=True)
    }
    before, words = len(table), 0
    sums: tuple[dict[int, float], dict[int, float]] = (defaultdict(float), defaultdict(float))
    for (row, col), (p, q) in table.items():
        sums[0][row] += p
        sums[1][col] += q
    for form, senses in meanings(args.dictionary):
        tokens = ja_tokens(form)
        if len(tokens) != 1 or len(form) < 2 or (tokens[0] in number["ja"] and seen["ja"][number["ja"][tokens[0]]] > RARE):
            continue
        count = seen["ja"][number["ja"][tokens[0]]] if tokens[0] in number["ja"] else 0
        share = WEIGHT / (1 + count / RARE)
        found = {s: share * w for s, w in weights(senses).items() if share * w >= FLOOR}
        words += bool(found)
        row = place("ja", tokens[0])
        more = {c: p for s, p in found.items() if p > table.get((row, c := place("en", s)), (0.0, 0.0))[0]}
        free = max(0.0, 1 - sums[0][row]) / max(sum(p - table.get((row, c), (0.0, 0.0))[0] for c, p in more.items()), 1e-9)
        for col, p in more.items():
            old, back = table.get((row, col), (0.0, 0.0))
            here = old + (p - old) * min(free, 1.0)  # probabilities given a word add up to no more than 1
            there = min(max(back, p / (1 + seen["en"][col] / 20)), back + max(0.0, 1 - sums[1][col]))
            table[row, col] = (here, there)
            sums[0][row] += here - old
            sums[1][col] += there - back
    keys = sorted(table)
    values = np.round(255 * np.array([table[k] for k in keys])).astype(np.uint8)
    np.savez_compressed(
        args.lexicon, pairs=data["pairs"],
        **{f"{side}_vocab": np.frombuffer("\n".join(names[side]).encode(), np.uint8) for side in names},
        **{f"{side}_df": np.array(seen[side], np.int32) for side in names},
        row=np.array([r for r, _ in keys], np.int32), col=np.array([c for _, c in keys], np.int32),
        en_given_ja=values[:, 0], ja_given_en=values[:, 1],
    )  # fmt: skip
    print(f"{words:,} words, {before:,} -> {len(keys):,} entries, {args.lexicon.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
