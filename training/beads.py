"""Learn what beads are worth: the weights of the many-to-many alignment.

    python training/beads.py BITEXT_DIR src/align/match/data/beads.json

Documents are made of blocks of parallel text that lexicon and encoder have not seen, by merging,
splitting, dropping and inserting; a random search raises the strict F1 of the alignment found (as
minimum error rate training does, Och 2003). A fifth of the documents is kept to measure.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from pathlib import Path

from prepare import BLOCK, held_out, pairs
from sklearn.linear_model import LogisticRegression

from align.match.beads import Side, align
from align.match.costs import CALIBRATION, NAMES, Weights
from align.match.features import en_features, ja_features
from align.match.pair import sides
from bench.alignment import Case, f1, make, score

#: File → how many documents; each of three blocks.
FILES = {
    "kyoto_wiki": 60, "msdocs_biz_ht": 40, "adobe_ht90": 24, "python_docs": 10, "tatoeba_anki": 8, "msdocs_office_ht": 14,
    "msdocs_dev_ht": 24, "adobe_mtmix": 16, "tensorflow_nb": 6, "opentelemetry": 6,
}  # fmt: skip
START = {
    "similarity": 1.12, "similarity_size": 0.85, "increment": 1.9, "increment_size": 0.25, "weakest": 0.15, "ratio": -0.11, "ratio_size": -0.01,
    "one_to_one": 0.0, "one_to_two": -0.17, "four": -0.15, "more": -0.25, "both": -0.3, "size": -0.07, "alone": -0.1, "alone_size": 0.12,
}  # fmt: skip


def documents(bitext: Path, rng: random.Random) -> list[Case]:
    cases = []
    for name, count in FILES.items():
        blocks: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for line, (en, ja) in enumerate(pairs(bitext / f"{name}.tsv.xz")):
            if held_out(line) and ja.strip() and en.strip() and len(en) < 1000:
                blocks[line // BLOCK].append((ja.strip(), en.strip()))
        keys = sorted(blocks)
        everything = [r for k in keys for r in blocks[k]]
        for _ in range(count):
            chosen = rng.sample(keys, min(2, len(keys)))
            rows = [r for k in chosen for r in blocks[k][: rng.randrange(10, 60)]]
            cases.append(make(rows, rng.sample(everything, min(20, len(everything))), rng))
    rng.shuffle(cases)
    return cases


def measure(cases: list[tuple[Case, Side, Side]], weights: Weights) -> float:
    found = wanted = strict = 0
    for case, ja, en in cases:
        groups = [(tuple(range(*b.ja)), tuple(range(*b.en))) for b in align(ja, en, weights)]
        f, w, s, _ = score(groups, case.gold)
        found, wanted, strict = found + f, wanted + w, strict + s
    return f1(strict, found, wanted)


def calibrate(cases: list[tuple[Case, Side, Side]], weights: Weights) -> tuple[float, float]:
    """Bias and slope from the similarity of a bead that was found to the odds that it is right."""
    x, y = [], []
    for case, ja, en in cases:
        gold = set(case.gold)
        for b in align(ja, en, weights):
            if b.ja[0] < b.ja[1] and b.en[0] < b.en[1]:
                x.append([b.similarity])
                y.append((tuple(range(*b.ja)), tuple(range(*b.en))) in gold)
    model = LogisticRegression(C=100.0).fit(x, y)
    return float(model.intercept_[0]), float(model.coef_[0][0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("bitext", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=11)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    prepared = [(c, *sides([ja_features(t) for t in c.ja], [en_features(t) for t in c.en])) for c in documents(args.bitext, rng)]
    held, train = prepared[: len(prepared) // 5], prepared[len(prepared) // 5 :]
    current = {n: START.get(n, 0.0) for n in NAMES}
    best = measure(train, Weights(current))
    print(f"{len(train)} documents, {len(held)} held out; start {best:.4f}, held out {measure(held, Weights(current)):.4f}", flush=True)
    started = time.time()
    while time.time() - started < args.seconds:
        # One to three weights at a time move by chance; what aligns better stays.
        new = dict(current)
        for n in rng.sample(NAMES, rng.choice((1, 1, 2, 3))):
            new[n] += rng.gauss(0, 0.08 + 0.2 * abs(new[n]))
        value = measure(train, Weights(new))
        if value > best:
            best, current = value, new
            print(f"{time.time() - started:.0f} s: {best:.4f}, held out {measure(held, Weights(current)):.4f}", flush=True)
    current |= dict(zip(CALIBRATION, calibrate(train, Weights(current)), strict=True))
    args.out.write_text(json.dumps({n: round(current[n], 4) for n in (*NAMES, *CALIBRATION)}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
