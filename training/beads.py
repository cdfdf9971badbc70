"""Learn what beads are worth: the weights of the many-to-many alignment.

    python training/beads.py BITEXT_DIR src/align/match/data/beads.json

Documents are made of blocks of parallel text that lexicon and encoder have not seen, by merging,
splitting, dropping and inserting. The weights are those under which the true alignments are most
likely among all alignments: a conditional random field (Lafferty et al. 2001) whose paths are
alignments and whose beads are valued by a small neural network, trained by gradient (Adam). A
fifth of the documents is kept to measure.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from prepare import BLOCK, held_out, pairs

from align.match.beads import LARGEST, align
from align.match.costs import NAMES, Weights
from align.match.features import en_features, ja_features
from align.match.gains import NEVER, Gains, shortness
from align.match.pair import sides
from align.match.side import Side
from bench.alignment import Counts, score
from bench.case import Case, make

#: File → how many documents at most.
FILES = {
    "kyoto_wiki": 330, "msdocs_biz_ht": 220, "adobe_ht90": 80, "python_docs": 40, "tatoeba_anki": 25, "msdocs_office_ht": 60,
    "msdocs_dev_ht": 90, "adobe_mtmix": 60, "tensorflow_nb": 16, "opentelemetry": 16, "react": 10, "mozilla_www": 3, "opensource_guide": 2,
}  # fmt: skip
#: How many documents are made of a block of text, merged and split in other places.
VARIANTS = 1
#: Units of the hidden layer; how strongly weights are drawn to zero; step of Adam.
UNITS, RIDGE, RATE = 32, 1e-4, 0.02
#: Of these features every bead has exactly one.
SHAPES = ("one_to_one", "one_to_two", "one_to_three", "one_to_many", "two_to_two", "both")


def documents(bitext: Path, rng: random.Random) -> tuple[list[Case], list[Case]]:
    """Documents to learn from, several of each block of text, and documents of other blocks to measure on."""
    train: list[Case] = []
    held: list[Case] = []
    for name, count in FILES.items():
        blocks: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for line, (en, ja) in enumerate(pairs(bitext / f"{name}.tsv.xz")):
            if held_out(line) and ja.strip() and en.strip() and len(en) < 1000:
                blocks[line // BLOCK].append((ja.strip(), en.strip()))
        everything = [r for k in sorted(blocks) for r in blocks[k]]
        for n, key in enumerate(rng.sample(sorted(blocks), min(count, len(blocks)))):
            for _ in range(1 if n % 5 == 0 else VARIANTS):
                rows = blocks[key][: rng.randrange(15, 50)]
                case = make(rows, rng.sample(everything, min(20, len(everything))), rng, paragraphs(len(rows), rng))
                (held if n % 5 == 0 else train).append(case)
    return train, held


def paragraphs(count: int, rng: random.Random) -> list[int]:
    """Paragraphs of one to six rows for half of the documents; none for the others."""
    if rng.random() < 0.5:
        return []
    found: list[int] = []
    while len(found) < count:
        found += [len(found)] * rng.randint(1, 6)
    return found[:count]


@dataclass
class Example:
    """A document with the features of all its possible beads."""

    case: Case
    ja: Side
    en: Side
    types: list[tuple[int, int]]
    features: np.ndarray  # (types, ja, en + 1, names)
    impossible: np.ndarray  # (types, ja, en + 1)
    alone: tuple[np.ndarray, np.ndarray]  # (sentences, names)
    gold: np.ndarray  # (types, ja, en + 1), 1 where a bead of the gold ends
    gold_alone: np.ndarray  # (names,)


def alone_features(side: Side) -> np.ndarray:
    found = np.zeros((len(side), len(NAMES)), np.float32)
    for name, values in (("alone", np.ones(len(side))), ("alone_size", side.size), ("alone_short", shortness(side.size))):
        found[:, NAMES.index(name)] = values
    return found


def example(case: Case) -> Example:
    ja, en = sides([ja_features(t) for t in case.ja], [en_features(t) for t in case.en], case.breaks)
    gains = Gains(ja, en, np.zeros(len(ja) + 1, np.int64), len(en) + 1, LARGEST, Weights())
    tables = gains.features(0, len(ja))
    shape = (len(gains.types), len(ja), len(en) + 1)
    features = np.zeros((*shape, len(NAMES)), np.float32)
    impossible = np.zeros(shape, bool)
    for t, table in enumerate(tables):
        impossible[t] = table.pop("impossible") > 0
        for name, values in table.items():
            features[t, :, :, NAMES.index(name)] = values
    alone = alone_features(ja), alone_features(en)
    gold, gold_alone = np.zeros(shape, np.float32), np.zeros(len(NAMES))
    for a, b in case.gold:
        if a and b:
            gold[gains.types.index((len(a), len(b))), a[-1], b[-1] + 1] = 1
        else:
            gold_alone += alone[0][list(a)].sum(axis=0) + alone[1][list(b)].sum(axis=0)
    return Example(case, ja, en, gains.types, features, impossible, alone, gold, gold_alone)


def posterior(e: Example, gains: np.ndarray, w: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    """Log of the sum over all alignments of their exponentiated worth; the probability of each bead; the
    features of lonely sentences that are to be expected.

    Of a gap, Japanese sentences come first: else one alignment would count several times.
    """
    rows, columns = gains.shape[1], gains.shape[2]
    alone_ja, alone_en = e.alone[0] @ w, e.alone[1] @ w
    sums = np.concatenate([[0.0], np.cumsum(alone_en)])
    before = np.full((rows + 1, columns), -1e18)  # the gap has no English sentence yet
    after = np.full((rows + 1, columns), -1e18)
    before[0, 0] = 0.0
    after[0] = np.logaddexp.accumulate(before[0] - sums) + sums
    for i in range(1, rows + 1):
        options = [before[i - 1] + alone_ja[i - 1]]
        for t, (m, n) in enumerate(e.types):
            if m <= i:
                options.append(gains[t, i - 1] + np.concatenate([np.full(min(n, columns), -1e18), after[i - m, : max(columns - n, 0)]]))
        before[i] = np.logaddexp.reduce(options, axis=0)
        after[i] = np.logaddexp.accumulate(before[i] - sums) + sums
    total = after[rows, columns - 1]
    onward = np.full((rows + 1, columns), -1e18)  # from after a gap to the end
    ahead = np.full((rows + 1, columns), -1e18)  # from before the English sentences of a gap to the end
    for i in range(rows, -1, -1):
        options = [np.where(np.arange(columns) == columns - 1, 0.0, -1e18) if i == rows else np.full(columns, -1e18)]
        for t, (m, n) in enumerate(e.types):
            if i + m <= rows:
                options.append(np.concatenate([gains[t, i + m - 1, n:] + ahead[i + m, n:], np.full(min(n, columns), -1e18)]))
        onward[i] = np.logaddexp.reduce(options, axis=0)
        ahead[i] = np.logaddexp.accumulate((onward[i] + sums)[::-1])[::-1] - sums
        if i < rows:
            ahead[i] = np.logaddexp(ahead[i], ahead[i + 1] + alone_ja[i])
    found = np.zeros(gains.shape, np.float32)
    covered = np.zeros(columns)  # differences: what beads take of each English sentence
    for t, (m, n) in enumerate(e.types):
        if n < columns and m <= rows:
            part = after[: rows + 1 - m, : columns - n] + gains[t, m - 1 :, n:] + ahead[m:, n:] - total
            found[t, m - 1 :, n:] = np.exp(np.minimum(part, 0))
        ends = found[t].sum(axis=0, dtype=np.float64)
        covered -= ends
        covered[: columns - n] += ends[n:]
    lonely_ja = np.exp(np.minimum(before[:-1] + alone_ja[:, None] + ahead[1:] - total, 0)).sum(axis=1)
    lonely_en = np.clip(1 - np.cumsum(covered)[:-1], 0, 1)
    return float(total), found, lonely_ja @ e.alone[0] + lonely_en @ e.alone[1]


def measure(examples: list[Example], weights: Weights) -> float:
    """Strict F1 of the alignments found."""
    total = Counts(0, 0, 0, 0, 0)
    for e in examples:
        total += score([(tuple(range(*b.ja)), tuple(range(*b.en))) for b in align(e.ja, e.en, weights)], e.case.gold)
    return total.strict_f1


@dataclass
class Network:
    """The parameters in training; features are normalised by ``mean`` and ``deviation``."""

    mean: np.ndarray
    deviation: np.ndarray
    values: dict[str, np.ndarray]

    @classmethod
    def new(cls, examples: list[Example], rng: np.random.Generator) -> Network:
        rows = np.concatenate([e.features[~e.impossible] for e in examples[:200]]).astype(np.float64)
        deviation = rows.std(axis=0)
        deviation[deviation < 1e-4] = 1
        names = len(NAMES)
        values = {
            "linear": np.zeros(names), "hidden": rng.normal(size=(names, UNITS)) / np.sqrt(names) / 3, "bias": rng.normal(size=UNITS) / 10,
            "out": np.zeros(UNITS),
        }  # fmt: skip
        return cls(rows.mean(axis=0), deviation, values)

    def gradient(self, e: Example) -> tuple[float, dict[str, np.ndarray]]:
        """Negative log likelihood of the gold alignment, and its gradient."""
        v = {k: x.astype(np.float32) for k, x in self.values.items()}
        ok = ~e.impossible
        rows = ((e.features[ok] - self.mean) / self.deviation).astype(np.float32)
        units = np.maximum(rows @ v["hidden"] + v["bias"], 0)
        gains = np.full(ok.shape, float(NEVER))
        gains[ok] = rows @ v["linear"] + units @ v["out"]
        total, found, lonely = posterior(e, gains, self.values["linear"])
        loss = total - float(gains[e.gold > 0].sum()) - float(e.gold_alone @ self.values["linear"])
        off = (found - e.gold)[ok]
        inner = np.outer(off, v["out"]) * (units > 0)
        return loss, {"linear": rows.T @ off + (lonely - e.gold_alone), "hidden": rows.T @ inner, "bias": inner.sum(axis=0), "out": units.T @ off}

    def weights(self) -> Weights:
        """The same function of features that are not normalised. What it adds to every bead goes into the shapes."""
        linear = self.values["linear"] / self.deviation
        hidden = self.values["hidden"] / self.deviation[:, None]
        constant = -float(self.mean @ linear)
        shown = dict(zip(NAMES, linear, strict=True))
        for name in NAMES:
            if name.startswith("alone"):
                shown[name] = self.values["linear"][NAMES.index(name)]
            elif name in SHAPES:
                shown[name] += constant
        return Weights(
            {n: round(float(x), 4) for n, x in shown.items()},
            {n: tuple(round(float(x), 4) for x in row) for n, row in zip(NAMES, hidden, strict=True) if not n.startswith("alone")},
            tuple(round(float(x), 4) for x in self.values["bias"] - self.mean @ hidden),
            tuple(round(float(x), 4) for x in self.values["out"]),
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("bitext", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--networks", type=int, default=3, help="that are averaged")
    parser.add_argument("--seed", type=int, default=11)
    args = parser.parse_args()
    train, held = ([example(c) for c in part] for part in documents(args.bitext, random.Random(args.seed)))
    print(f"{len(train)} documents, {len(held)} held out", flush=True)
    networks = []
    for seed in range(args.seed, args.seed + args.networks):
        networks.append(fitted(train, held, args.epochs, seed))
        print(f"{len(networks)} networks together: strict F1 held out {measure(held, average(networks)):.4f}", flush=True)
        args.out.write_text(json.dumps(average(networks).as_dict(), indent=1) + "\n", encoding="utf-8")


def average(networks: list[Weights]) -> Weights:
    """The mean of several networks, as one: networks err in different places."""
    share = 1 / len(networks)
    return Weights(
        {n: round(sum(w[n] for w in networks) * share, 4) for n in NAMES},
        {n: tuple(x for w in networks for x in w.hidden[n]) for n in networks[0].hidden},
        tuple(x for w in networks for x in w.bias),
        tuple(round(x * share, 5) for w in networks for x in w.out),
    )


def fitted(train: list[Example], held: list[Example], epochs: int, seed: int) -> Weights:
    """Train one network."""
    rng = np.random.default_rng(seed)
    network = Network.new(train, rng)
    first = {k: np.zeros_like(x) for k, x in network.values.items()}
    second = {k: np.zeros_like(x) for k, x in network.values.items()}
    step = 0
    for epoch in range(epochs):
        loss, beads = 0.0, 0
        rate = RATE * max(0.02, 1 - epoch / epochs)
        for k in rng.permutation(len(train)):
            value, gradient = network.gradient(train[k])
            count = len(train[k].case.gold)
            loss, beads, step = loss + value, beads + count, step + 1
            for name, x in network.values.items():
                g = gradient[name] / count + RIDGE * x
                first[name] = 0.9 * first[name] + 0.1 * g
                second[name] = 0.999 * second[name] + 0.001 * g * g
                x -= rate * (first[name] / (1 - 0.9**step)) / (np.sqrt(second[name] / (1 - 0.999**step)) + 1e-8)
        if epoch % 4 == 3 or epoch + 1 == epochs:
            print(f"seed {seed}, epoch {epoch}: loss {loss / beads:.4f}, strict F1 held out {measure(held, network.weights()):.4f}", flush=True)
    return network.weights()


if __name__ == "__main__":
    main()
