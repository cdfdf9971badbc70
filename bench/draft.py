"""The offline draft: BLEU and chrF (sacreBLEU), what it keeps, and its cost; glosses beside it.

Bounds: 100 sentences a second, 500 MB, and a second until the first sentence is translated.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from align.match.likeness import of_translations
from align.text.quantity import ja_quantities
from align.translate import EngineSettings, Request, make
from align.translate.engine import Answer
from align.translate.places import figures, lost
from bench.data import pair_sets
from bench.report import Result

#: Sentences of each set.
MOST = 500
SPEED, MEGABYTES, START = 100.0, 500.0, 1.0
_ALONE = """
import sys, time
started = time.perf_counter()
from align.match.likeness import of_translations
from align.translate import EngineSettings, Request, make
made = make("offline", EngineSettings(alike=of_translations))
made([Request("港で網を直す。")])
print(time.perf_counter() - started)
texts = [t for t in sys.stdin.read().split("\\n") if t]
for at in range(0, len(texts), 128):
    made([Request(t) for t in texts[at : at + 128]])
with open("/proc/self/status") as status:
    print(int(next(line.split()[1] for line in status if line.startswith("VmHWM"))) / 1024)
"""


def english(engine: str, texts: Sequence[str]) -> list[str]:
    """Drafts of an engine, in order."""
    made = make(engine, EngineSettings(alike=of_translations))
    return [a.text if isinstance(a, Answer) else a for a in made([Request(t) for t in texts])]


def scores(ja: Sequence[str], en: Sequence[str], reference: Sequence[str]) -> dict[str, float]:
    """BLEU and chrF (0 to 100), and of the sentences that have figures the share whose English has them all (0 to 1)."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    counted = [not lost(a, b) for a, b in zip(ja, en, strict=True) if figures(ja_quantities(a))]
    return {
        "bleu": BLEU().corpus_score(en, [reference]).score, "chrf": CHRF().corpus_score(en, [reference]).score,
        "figures": sum(counted) / max(len(counted), 1), "counted": float(len(counted)),
    }  # fmt: skip


def _marked(text: str, n: int) -> str:
    """A sentence with a marker behind its first clause, or before its full stop."""
    head, comma, rest = text.partition("、")
    return f"{head}[{n}]{comma}{rest}" if comma else re.sub(r"。?$", f"[{n}]。", text, count=1)


def measure(folder: Path) -> list[Result]:
    """Quality per set; figures and markers kept over all sets; bounds over what it took."""
    results: list[Result] = []
    texts: list[str] = []
    kept = count = 0.0
    took = 0.0
    for name, rows in pair_sets(folder):
        rows = rows[:MOST]
        ja = [r["ja"] for r in rows]
        texts += ja
        for system, engine in (("align", "offline"), ("glosses", "glosses")):
            started = time.perf_counter()
            drafts = english(engine, ja)
            spent = time.perf_counter() - started
            found = scores(ja, drafts, [r["en"] for r in rows])
            if system == "align":
                took += spent
                kept, count = kept + found["figures"] * found["counted"], count + found["counted"]
            results += [Result(f"draft/{name}/{kind}", system, found[kind], kind, {"sentences": len(rows)}) for kind in ("bleu", "chrf")]
    if not texts:
        return []
    marked = [_marked(t, n % 30 + 1) for n, t in enumerate(texts[:MOST])]
    markers = sum(en.count(f"[{n % 30 + 1}]") == 1 and "[[" not in en for n, en in enumerate(english("offline", marked))) / len(marked)
    alone = subprocess.run([sys.executable, "-c", _ALONE], input="\n".join(texts[:MOST]), capture_output=True, text=True, check=True)
    start, megabytes = map(float, alone.stdout.split())
    return [
        *results,
        Result("draft/figures-kept", "align", kept / max(count, 1.0), "share", {"sentences": int(count)}),
        Result("draft/markers-kept", "align", markers, "share", {"sentences": len(marked)}),
        Result("draft/time-bound-over-time", "align", len(texts) / SPEED / took, "ratio", {"sentences_per_second": round(len(texts) / took)}),
        Result("draft/memory-bound-over-memory", "align", MEGABYTES / megabytes, "ratio", {"megabytes": round(megabytes)}),
        Result("draft/start-bound-over-start", "align", START / start, "ratio", {"seconds": round(start, 2)}),
    ]
