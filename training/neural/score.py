"""BLEU and chrF of a converted model on evaluation sets, with its speed and memory, and examples.

    python -m training.neural.score MODEL EVAL_DIR [--most 1000]

EVAL_DIR has sub-folders with a ``segments.tsv`` or ``pairs.tsv`` (columns ``ja`` and ``en``).
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

from align.match.likeness import of_translations
from align.translate.neural import load
from bench.data import pair_sets
from bench.draft import scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("eval", type=Path)
    parser.add_argument("--most", type=int, default=1000)
    args = parser.parse_args()
    started = time.monotonic()
    model = load(args.model, of_translations)
    print(f"loaded in {time.monotonic() - started:.2f} s")
    for name, rows in pair_sets(args.eval):
        rows = rows[: args.most]
        started = time.monotonic()
        found = [d.text for d in model.translate([r["ja"] for r in rows])]
        took = time.monotonic() - started
        s = scores([r["ja"] for r in rows], found, [r["en"] for r in rows])
        print(f"{name:15} BLEU {s['bleu']:5.1f}  chrF {s['chrf']:5.1f}  figures kept {s['figures']:.3f} of {s['counted']:.0f}  {len(rows) / took:6.1f} sentences/s")
        for row, en in list(zip(rows, found, strict=True))[:3]:
            print(f"    {row['ja']}\n    {en}\n    ({row['en']})")
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
