"""Learn the weights of the match scorer from parallel text.

    python training/scorer.py BITEXT_DIR src/align/match/data/scorer.json

Blocks of neighbours, kept from lexicon and encoder, play the source. For each sentence the matcher's
best passage is a positive case when it holds the translation, else a negative one; in some cases the
translation was taken out of the source. Words of the source are dropped at random, since sources
and reports don't put things in the same words.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import numpy as np
from prepare import BLOCK, held_out, pairs
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score

from align.match import Matcher
from align.match.signals import NAMES
from align.model.document import Sentence, Span

#: File → how many windows at most.
FILES = {
    "kyoto_wiki": 90, "msdocs_biz_ht": 60, "adobe_ht90": 40, "django_docs": 18, "python_docs": 30, "tensorflow_md": 8,
    "tensorflow_nb": 14, "opentelemetry": 14, "tatoeba_anki": 25, "rust_book": 4, "msdocs_office_ht": 30, "msdocs_dev_ht": 40,
    "react": 9, "adobe_mtmix": 40, "mozilla_www": 2, "jsick": 4,
}  # fmt: skip
#: Signals that speak against support.
AGAINST = {"latin_lost", "length"}
#: In so many cases the source doesn't say it: a report's citations mostly hold.
ABSENT = 0.2


def windows(bitext: Path, rng: random.Random) -> list[list[tuple[str, str]]]:
    """Blocks of neighbours that lexicon and encoder have not seen."""
    found = []
    for name, count in FILES.items():
        blocks: dict[int, list[tuple[str, str]]] = {}
        for line, (en, ja) in enumerate(pairs(bitext / f"{name}.tsv.xz")):
            if held_out(line) and len(ja) >= 10 and len(en) >= 16 and len(en) < 600:
                blocks.setdefault(line // BLOCK, []).append((en, ja))
        chosen = rng.sample(sorted(blocks), min(count, len(blocks)))
        found += [blocks[b] for b in chosen]
    return found


def drop(text: str, share: float, rng: random.Random) -> str:
    """The text with a share of its words gone, figures kept."""
    words = text.split(" ")
    kept = [w for w in words if rng.random() >= share or any(c.isdigit() for c in w)]
    return " ".join(kept or words[:1])


def examples(window: list[tuple[str, str]], rng: random.Random) -> tuple[list[list[float]], list[int]]:
    """The best passage for each sentence, in a source that says it or doesn't."""
    x: list[list[float]] = []
    y: list[int] = []
    if len(window) < 12:
        return x, y
    # One source: its sentences with words dropped, as somebody else would put them.
    share = rng.choice((0.0, 0.15, 0.3, 0.45))
    source = [Sentence("s", i, Span(0, 0), 0, drop(en, share, rng)) for i, (en, _) in enumerate(window)]
    matcher = Matcher({i: ja for i, (_, ja) in enumerate(window)}, {"s": source})
    for i, (en, ja) in enumerate(window):
        absent = rng.random() < ABSENT
        # What translates a repeated sentence is neither case.
        twins = [k for k, (e, j) in enumerate(window) if k != i and (e == en or j == ja)]
        judged = matcher.judged(i, "s", without=[i + 1] if absent else [])
        judged = [b for b in judged if not any(b.candidate.passage.first <= k + 1 <= b.candidate.passage.last for k in twins)]
        if not judged:
            continue
        best = judged[0]
        right = best.candidate.passage.first <= i + 1 <= best.candidate.passage.last
        x.append([best.candidate.signals[n] for n in NAMES])
        y.append(int(right))
    return x, y


def fit(x: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Logistic regression in which no signal may count against its meaning.

    The signals overlap, and free weights use one to correct another; on other text that misleads.
    """

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = w[0] + x @ w[1:]
        p = 1 / (1 + np.exp(-z))
        gradient = p - y
        value = np.logaddexp(0, z).sum() - (y * z).sum() + 0.05 * (w[1:] ** 2).sum()
        return value, np.concatenate([[gradient.sum()], x.T @ gradient + 0.1 * w[1:]])

    bounds = [(None, None)] + [(None, 0.0) if n in AGAINST else (0.0, None) for n in NAMES]
    found = minimize(loss, np.zeros(len(NAMES) + 1), jac=True, bounds=bounds, method="L-BFGS-B")
    return float(found.x[0]), found.x[1:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("bitext", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    parts: tuple[list[list[float]], list[list[float]]] = ([], [])
    labels: tuple[list[int], list[int]] = ([], [])
    for number, window in enumerate(windows(args.bitext, rng)):
        x, y = examples(window, rng)
        held = number % 5 == 0
        parts[held].extend(x)
        labels[held].extend(y)
    bias, fitted = fit(np.array(parts[0]), np.array(labels[0]))
    p = 1 / (1 + np.exp(-(bias + np.array(parts[1]) @ fitted)))
    y = np.array(labels[1])
    bins = np.minimum((p * 10).astype(int), 9)
    table = [(int((bins == b).sum()), float(p[bins == b].mean()), float(y[bins == b].mean())) for b in range(10) if (bins == b).any()]
    ece = sum(n * abs(a - b) for n, a, b in table) / len(y)
    print(f"{len(labels[0])} train, {len(y)} held out; AUC {roc_auc_score(y, p):.4f}, accuracy {((p > 0.5) == y).mean():.4f}, ECE {ece:.4f}")
    for n, a, b in table:
        print(f"{n:6d} predicted {a:.3f} observed {b:.3f}")
    weights = dict(zip(NAMES, (round(float(w), 4) for w in fitted), strict=True))
    print(weights)
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        chosen = p >= threshold
        print(f"p >= {threshold}: precision {y[chosen].mean():.3f}, recall {chosen[y == 1].mean():.3f}")
    args.out.write_text(json.dumps({"bias": round(bias, 4), "weights": weights, "scale": 1.0, "shift": 0.0}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
