"""Learn when a clause is one that the source doesn't say.

    python training/clauses.py src/align/match/data/clauses.json

Logistic regression on the development cases of the bench: all clauses of a supported case are said,
the last one of a partial case isn't, nor is that of an unsupported case whose best passage is on its
topic. The threshold is the one that takes no more than four said
clauses in a hundred for unsaid, each case judged by weights that were learned without its domain.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from align.match.background import common
from align.match.clauses import NAMES, Source, clauses, signals
from align.match.encoder import shipped
from align.match.features import en_features
from bench.support import CASES, verdicts

#: Share of said clauses that may be taken for unsaid.
FALSE_ALARMS = 0.04
#: Clauses of sentences whose passage is less likely than this are never looked at.
LIKELY = 0.5


def examples() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Signals, whether said, and the number of the domain, of each clause."""
    x, y, domain = [], [], []
    encoder = shipped()
    for number, path in enumerate(sorted((CASES / "dev").glob("*.json"))):
        vectors = encoder.encode([en_features(t) for t in json.loads(path.read_text(encoding="utf-8"))["source"]], "en")
        source = Source(vectors, common(vectors, "en", encoder))
        for case, match in verdicts(path):
            texts = clauses(str(case["ja"]))
            if case["label"] == "contradicted" or not texts or match.best is None or match.best.probability < LIKELY:
                continue
            passage = match.best.passage
            if case["sentences"] and not set(range(passage.first, passage.last + 1)) & set(case["sentences"]):  # type: ignore[call-overload]
                continue
            found = signals(texts, en_features(passage.text), (passage.first, passage.last), source, encoder)
            for values in found if case["label"] == "supported" else found[-1:]:
                x.append([values[n] for n in NAMES])
                y.append(case["label"] == "supported")
                domain.append(number)
    return np.array(x), np.array(y), np.array(domain)


def main() -> None:
    x, y, domain = examples()
    p = np.zeros(len(y))
    for d in np.unique(domain):
        rest = domain != d
        p[~rest] = LogisticRegression(C=3.0, max_iter=1000).fit(x[rest], y[rest]).predict_proba(x[~rest])[:, 1]
    threshold = float(np.quantile(p[y], FALSE_ALARMS))
    print(f"{int(y.sum())} said, {int((~y).sum())} unsaid; below {threshold:.3f}: {(p[~y] < threshold).mean():.3f} of the unsaid")
    model = LogisticRegression(C=3.0, max_iter=1000).fit(x, y)
    weights = {n: round(float(w), 4) for n, w in zip(NAMES, model.coef_[0], strict=True)}
    data = {"bias": round(float(model.intercept_[0]), 4), "weights": weights, "threshold": round(threshold, 4)}
    Path(sys.argv[1]).write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    print(data)


if __name__ == "__main__":
    main()
