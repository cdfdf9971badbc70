"""Time and memory of aligning documents of 1,000 to 100,000 sentences, after encoding.

The sentences are random vectors of the shape that ours have, noise added on either side and a tenth
dropped: what is measured doesn't depend on the text. Each size runs in a process of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from align.match.beads import align
from align.match.pair import WEIGHTS
from align.match.side import Side
from bench.report import Result

SIZES = (1_000, 10_000, 100_000)
#: What is asked of the largest size.
SECONDS, MEGABYTES = 60.0, 2000.0
_DIMENSIONS = (512, 1024)


def _side(kept: np.ndarray, size: int, seed: int) -> Side:
    """The kept sentences; those of both sides with the same number are similar."""
    parts = []
    for dimensions in _DIMENSIONS:
        part = np.empty((len(kept), dimensions), np.float16)
        for at in range(0, len(kept), 2000):
            for row, number in enumerate(kept[at : at + 2000], at):
                part[row] = np.random.default_rng((dimensions, int(number))).standard_normal(dimensions, np.float32)
            part[at : at + 2000] += np.random.default_rng((seed, at)).standard_normal(part[at : at + 2000].shape, np.float32).astype(np.float16) * np.float16(0.8)
        parts.append(part)
    no, one = np.zeros(len(kept), bool), np.ones(len(kept), np.float32)
    return Side(tuple(parts), WEIGHTS, np.zeros(len(kept), np.float32), one, no, one, no)


def run(size: int) -> dict[str, float]:
    """Seconds, peak megabytes, and share of the true pairs found."""
    rng = np.random.default_rng(size)
    keep = [np.flatnonzero(rng.random(size) > 0.1) for _ in range(2)]
    ja, en = _side(keep[0], size, 1), _side(keep[1], size, 2)
    started = time.perf_counter()
    beads = align(ja, en)
    seconds = time.perf_counter() - started
    right = sum(keep[0][b.ja[0]] == keep[1][b.en[0]] for b in beads if b.ja[1] - b.ja[0] == b.en[1] - b.en[0] == 1)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024
    return {"seconds": seconds, "megabytes": peak, "found": right / len(np.intersect1d(*keep))}


def measure() -> list[Result]:
    """Shares of the bounds that are left at the largest size, and how much dearer a sentence is there than in a short document."""
    table = {}
    for size in SIZES:
        code = f"import json; from bench.linear import run; print(json.dumps(run({size})))"
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        table[size] = json.loads(done.stdout)
    print("\nsentences a side   seconds   megabytes   pairs found")
    for size, row in table.items():
        print(f"{size:16,d} {row['seconds']:9.2f} {row['megabytes']:11.0f} {row['found']:13.4f}")
    last, middle = table[SIZES[-1]], table[SIZES[-2]]
    details: dict[str, object] = {str(k): v for k, v in table.items()}
    return [
        Result("linear/bound-over-time", "align", SECONDS / last["seconds"], "ratio", details),
        Result("linear/bound-over-memory", "align", MEGABYTES / last["megabytes"], "ratio", details),
        Result("linear/cost-of-a-sentence-10000-over-100000", "align", middle["seconds"] / SIZES[-2] / (last["seconds"] / SIZES[-1]), "ratio", details),
        Result("linear/pairs-found", "align", last["found"], "share", details),
    ]
