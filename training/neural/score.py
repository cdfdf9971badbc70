"""BLEU and chrF of a converted model on evaluation sets, with its speed and memory, and examples.

    python -m training.neural.score MODEL EVAL_DIR [--most 1000]

EVAL_DIR has sub-folders with a ``segments.tsv`` or ``pairs.tsv`` (columns ``ja`` and ``en``).
"""

from __future__ import annotations

import argparse
import csv
import resource
import time
from pathlib import Path

from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from align.text.quantity import ja_quantities
from align.translate.neural import load
from align.translate.places import figures, lost


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("eval", type=Path)
    parser.add_argument("--most", type=int, default=1000)
    args = parser.parse_args()
    started = time.monotonic()
    model = load(args.model)
    print(f"loaded in {time.monotonic() - started:.2f} s")
    for path in sorted([*args.eval.glob("*/segments.tsv"), *args.eval.glob("*/pairs.tsv")]):
        with path.open(encoding="utf-8", newline="") as handle:
            rows = [r for r in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE) if r.get("ja") and r.get("en")][: args.most]
        started = time.monotonic()
        found = [d.text for d in model.translate([r["ja"] for r in rows])]
        took = time.monotonic() - started
        counted = [(r["ja"], en) for r, en in zip(rows, found, strict=True) if figures(ja_quantities(r["ja"]))]
        kept = sum(not lost(ja, en) for ja, en in counted) / max(len(counted), 1)
        bleu, chrf = (m.corpus_score(found, [[r["en"] for r in rows]]).score for m in (BLEU(), CHRF()))
        print(f"{path.parent.name:15} BLEU {bleu:5.1f}  chrF {chrf:5.1f}  figures kept {kept:.3f} of {len(counted)}  {len(rows) / took:6.1f} sentences/s")
        for row, en in list(zip(rows, found, strict=True))[:3]:
            print(f"    {row['ja']}\n    {en}\n    ({row['en']})")
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
