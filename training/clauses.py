"""Learn when a clause is one that the source doesn't say.

    python training/clauses.py src/align/match/data/clauses.json

Logistic regression on the development cases of the bench: all clauses of a supported case are said,
the last one of a partial case isn't, nor is that of an unsupported case whose best passage is on its
topic. There are two models: one by vectors and lexicon, and one for the second look, which has what a
translator tells as well. The threshold of each is the one that takes no more than its share of the said
clauses for unsaid, each case judged by weights that were learned without its domain.
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
from align.match.reading import MORE, Asked, Look, more, of_clause
from align.translate import likelihood
from bench.support import CASES, verdicts

#: Shares of said clauses that may be taken for unsaid, at the first look and at the second.
FALSE_ALARMS, AT_SECOND = 0.03, 0.025
#: Clauses of sentences whose passage is less likely than this are never looked at.
LIKELY = 0.5


def examples() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Signals, what a translator tells, whether said, and the number of the domain, of each clause."""
    x, z, y, domain = [], [], [], []
    encoder = shipped()
    for number, path in enumerate(sorted((CASES / "dev").glob("*.json"))):
        texts = json.loads(path.read_text(encoding="utf-8"))["source"]
        vectors = encoder.encode([en_features(t) for t in texts], "en")
        source = Source(vectors, common(vectors, "en", encoder))
        asked = Asked(likelihood)
        looks = []
        for case, match in verdicts(path):
            parts = clauses(str(case["ja"]))
            if case["label"] == "contradicted" or not parts or match.best is None or match.best.probability < LIKELY:
                continue
            passage = match.best.passage
            if case["sentences"] and not set(range(passage.first, passage.last + 1)) & set(case["sentences"]):  # type: ignore[call-overload]
                continue
            found = dict(zip(parts, signals(parts, en_features(passage.text), (passage.first, passage.last), source, encoder), strict=True))
            look = Look(str(case["ja"]), tuple(texts[passage.first - 1 : passage.last]), found, len(found))
            supported = case["label"] == "supported"
            looks += [(look, clause, supported) for clause in (parts if supported else parts[-1:])]
        asked.ask(pair for look, clause, _ in looks for pair in of_clause(look, clause))
        for look, clause, said in looks:
            told = more(look, clause, asked)
            x.append([look.doubts[clause][n] for n in NAMES])
            z.append([told[n] for n in MORE])
            y.append(said)
            domain.append(number)
    return np.array(x), np.array(z), np.array(y), np.array(domain)


def learned(x: np.ndarray, y: np.ndarray, domain: np.ndarray, names: tuple[str, ...], share: float) -> dict[str, object]:
    """Weights and threshold."""
    scale = x.std(axis=0) + 1e-9
    x = x / scale
    p = np.zeros(len(y))
    for d in np.unique(domain):
        rest = domain != d
        p[~rest] = LogisticRegression(C=3.0, max_iter=5000).fit(x[rest], y[rest]).predict_proba(x[~rest])[:, 1]
    threshold = float(np.quantile(p[y], share))
    above = (p[y][:, None] > p[~y][None, :]).mean()
    print(f"{int(y.sum())} said, {int((~y).sum())} unsaid, area {above:.4f}; below {threshold:.3f}: {(p[~y] < threshold).mean():.3f} of the unsaid")
    model = LogisticRegression(C=3.0, max_iter=5000).fit(x, y)
    weights = {n: round(float(w / s), 4) for n, w, s in zip(names, model.coef_[0], scale, strict=True)}
    return {"bias": round(float(model.intercept_[0]), 4), "weights": weights, "threshold": round(threshold, 4)}


def main() -> None:
    x, z, y, domain = examples()
    data = {**learned(x, y, domain, NAMES, FALSE_ALARMS), "read": learned(np.hstack([x, z]), y, domain, (*NAMES, *MORE), AT_SECOND)}
    Path(sys.argv[1]).write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    print(data)


if __name__ == "__main__":
    main()
