"""The translation memory with a million pairs: exact and fuzzy look-ups.

The sentences are made of random words of the lexicon, each with a figure; what is looked up fuzzily
has a word or the figure changed.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np

from align.match.lexicon import lexicon
from align.translate.memory import Entry, Memory
from bench.report import Result

PAIRS, LOOKED_UP, CHUNK = 1_000_000, 500, 10_000
#: What is asked, in seconds.
EXACT, FUZZY = 0.001, 0.020


def _sentences(count: int) -> list[list[str]]:
    words = np.array([w for w in lexicon().ja if 1 < len(w) < 6])
    rng = np.random.default_rng(2)
    chosen = words[rng.integers(0, len(words), size=(count, 9))]
    return [[*row[:5].tolist(), f"{n}件", *row[5:].tolist()] for n, row in zip(rng.integers(10, 9999, count), chosen, strict=True)]


def measure() -> list[Result]:
    """Bounds over the 95th percentile of the time of a look-up, and how many changed sentences were found again."""
    parts = _sentences(PAIRS)
    rng = np.random.default_rng(3)
    with tempfile.TemporaryDirectory() as folder:
        memory = Memory(Path(folder) / "memory.sqlite")
        started = time.perf_counter()
        for at in range(0, PAIRS, CHUNK):
            memory.put_many(Entry("google", "", "".join(p), f"Translation {i} with {p[5][:-1]} cases.", "t") for i, p in enumerate(parts[at : at + CHUNK], at))
        filled = time.perf_counter() - started
        times: dict[str, list[float]] = {"exact": [], "figures": [], "fuzzy": []}
        right = dict.fromkeys(times, 0)
        for k in rng.choice(PAIRS, LOOKED_UP, replace=False).tolist():
            own = "".join(parts[k])
            started = time.perf_counter()
            found = memory.get("google", "", own)
            times["exact"].append(time.perf_counter() - started)
            right["exact"] += found is not None
            for kind, place, text in (("figures", 5, "77777件"), ("fuzzy", int(rng.integers(0, 5)), "別の言葉")):
                changed = [*parts[k]]
                changed[place] = text
                started = time.perf_counter()
                offer = memory.offer("".join(changed))
                times[kind].append(time.perf_counter() - started)
                right[kind] += offer is not None and offer.kind == kind and offer.entry.ja == own
        memory.close()
    details: dict[str, object] = {k: {"median_ms": round(float(np.median(t)) * 1000, 3), "p95_ms": round(float(np.quantile(t, 0.95)) * 1000, 3)} for k, t in times.items()}
    details["seconds to fill"] = round(filled, 1)
    return [
        Result("memory/exact/bound-over-time", "align", EXACT / float(np.quantile(times["exact"], 0.95)), "ratio", details),
        Result("memory/fuzzy/bound-over-time", "align", FUZZY / float(np.quantile(times["fuzzy"] + times["figures"], 0.95)), "ratio", details),
        Result("memory/exact/found", "align", right["exact"] / LOOKED_UP, "share", details),
        Result("memory/figures/found", "align", right["figures"] / LOOKED_UP, "share", details),
        Result("memory/fuzzy/found", "align", right["fuzzy"] / LOOKED_UP, "share", details),
    ]
