"""Does the source say so: labelled cases written for this project, in ``bench/cases``.

``dev`` may be looked at while the matcher is worked on; ``test`` is only measured.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from align.match import Matcher
from align.match.reread import reread
from align.model.document import Sentence, Span
from align.model.likelihood import Likelihood
from align.model.match import Match, Verdict
from align.translate import likelihood
from bench.report import Result

CASES = Path(__file__).parent / "cases"


def verdicts(path: Path, likelihood: Likelihood | None = None) -> list[tuple[dict[str, object], Match]]:
    """Each case of a file with the match found; with a translator, after a second look."""
    data = json.loads(path.read_text(encoding="utf-8"))
    source = [Sentence("s", i, Span(0, 1), 0, t) for i, t in enumerate(data["source"])]
    matcher = Matcher({i: c["ja"] for i, c in enumerate(data["cases"])}, {"s": source})
    found = {(i, "s"): matcher.match(i, "s") for i in range(len(data["cases"]))}
    if likelihood:
        found = reread(matcher, found, likelihood)
    return [(c, found[i, "s"]) for i, c in enumerate(data["cases"])]


def area(scores: np.ndarray, positive: np.ndarray) -> float:
    """Area under the receiver operating characteristic: how often a positive case scores above a negative one."""
    a, b = scores[positive], scores[~positive]
    return float(((a[:, None] > b[None, :]) + 0.5 * (a[:, None] == b[None, :])).mean())


def calibration_error(p: np.ndarray, y: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over bins of equal width."""
    which = np.minimum((p * bins).astype(int), bins - 1)
    return float(sum(abs(p[which == b].mean() - y[which == b].mean()) * (which == b).mean() for b in range(bins) if (which == b).any()))


def measure(folder: Path = CASES) -> list[Result]:
    """For each part: precision and recall of ``supported``, contradictions found and false, area, passages."""
    results = []
    for part in ("dev", "test"):
        found = [pair for path in sorted((folder / part).glob("*.json")) for pair in verdicts(path, likelihood)]
        if not found:
            continue
        label = np.array([c["label"] for c, _ in found])
        verdict = np.array([m.verdict.value for _, m in found])
        p = np.array([m.best.probability if m.best else 0.0 for _, m in found])
        supported = verdict == Verdict.SUPPORTED
        says = label != "unsupported"
        passages = [
            m.best is not None and set(range(m.best.passage.first, m.best.passage.last + 1)) & set(c["sentences"])  # type: ignore[call-overload]
            for c, m in found
            if c["sentences"]
        ]
        count: dict[str, object] = {"cases": len(found)}
        values = {
            "supported-precision": (label[supported] == "supported").mean(),
            "supported-recall": supported[label == "supported"].mean(),
            "contradictions-found": (verdict == "contradicted")[label == "contradicted"].mean(),
            "contradictions-true": 1.0 if not (verdict == "contradicted").any() else (label == "contradicted")[verdict == "contradicted"].mean(),
            "says-so-area": area(p, says),
            "calibration": 1 - calibration_error(p, says.astype(float)),
            "passage": np.mean([bool(x) for x in passages]),
        }
        results += [Result(f"support/{part}/{name}", "align", float(v), "share", count) for name, v in values.items()]
    return results
