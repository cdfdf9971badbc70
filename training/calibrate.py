"""Fit the probabilities to reports: Platt scaling (Platt 1999) of the scorer's log odds.

    python training/calibrate.py src/align/match/data/scorer.json

The scorer learned on translations; reports condense and paraphrase. Two numbers, a scale and a
shift, are fitted on the development cases of the bench and on the sample corpus, each of whose
sentences is also matched against the sources that it doesn't cite. Cases in which a source says
something weigh twice as much in all as the others: citations mostly hold.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from align import cite
from align.inputs import Sources, read_cited
from align.match import Matcher
from align.match.scorer import logit
from align.model.citation import Origin, SourceStatus
from align.model.document import Kind
from align.pipeline import Pipeline
from bench.support import CASES, verdicts

ROOT = Path(__file__).parent.parent
#: How much more the cases in which a source says it weigh in all.
SAYS = 2.0


def sample() -> tuple[list[float], list[bool]]:
    """Log odds of the best passage of each source for each citing sentence, and whether it is cited."""
    z, y = [], []
    sources = Sources(ROOT / "corpus" / "en", 20)
    for path in sorted((ROOT / "corpus" / "ja").iterdir()):
        cited = read_cited(path)
        located = cite.locate(cited.references, sources.files, cited.document.id)
        ready = {s.key: sources.sentences(s) for s in located if s.status == SourceStatus.FOUND}
        matcher = Matcher(Pipeline.queries(cited), ready, {s.key: sources.headings(s) for s in located if s.key in ready})
        for s in cited.sentences:
            citation = cited.assignment.citations.get(s.index)
            if citation and citation.origin == Origin.EXPLICIT and cited.document.blocks[s.block].kind == Kind.SENTENCE and len(citation.keys) == 1:
                for key in ready:
                    z.append(logit(matcher.judged(s.index, key)[0].candidate.signals))
                    y.append(key in citation.keys)
    return z, y


def main() -> None:
    out = Path(sys.argv[1])
    data = json.loads(out.read_text(encoding="utf-8"))
    data.pop("scale", None)
    data.pop("shift", None)
    z, y = sample()
    for path in sorted((CASES / "dev").glob("*.json")):
        for case, match in verdicts(path):
            assert match.best is not None
            z.append(logit(match.best.signals))
            y.append(case["label"] != "unsupported")
    x, t = np.array(z), np.array(y, float)
    weight = np.where(t == 1, SAYS / t.sum(), 1 / (1 - t).sum())

    def loss(w: np.ndarray) -> float:
        v = w[0] * x + w[1]
        return float((weight * (np.logaddexp(0, v) - t * v)).sum())

    scale, shift = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    print(f"{int(t.sum())} cases that say it, {int((1 - t).sum())} that don't: scale {scale:.3f}, shift {shift:.3f}")
    out.write_text(json.dumps({**data, "scale": round(float(scale), 4), "shift": round(float(shift), 4)}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
