"""``python -m bench [DATA]``: run every measurement, print a table, compare with the floors.

DATA is a folder of evaluation sets: every sub-folder with a ``segments.tsv`` or ``pairs.tsv`` that has
columns ``ja`` and ``en``; and, for sentence boundaries, files of Japanese sentences (``*.txt`` with one
a line, ``*.tsv`` with columns ``doc`` and ``ja``). Without it only what needs no data is measured.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from bench import alignment, boundaries, cost, draft, linear, memory, planted, retrieval, review, speed, support, translation
from bench.floors import compare
from bench.report import Result, table

HERE = Path(__file__).parent


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path, help="folder of evaluation sets")
    parser.add_argument("--only", choices=("retrieval", "alignment", "boundaries", "support", "planted", "speed", "cost", "linear", "translation", "draft", "memory", "review"), help="one group of measurements")
    parser.add_argument("--out", type=Path, default=HERE / "out")
    args = parser.parse_args()
    results: list[Result] = []
    if args.data is None:
        print(
            "No evaluation sets: retrieval and sentence boundaries are not measured. Name a folder with DATA=dir; it holds\n"
            "sub-folders such as ntrex/segments.tsv (columns doc, ja, en: NTREX-128, github.com/MicrosoftTranslator/NTREX) or\n"
            "tatoeba/pairs.tsv (columns ja, en: the Tatoeba test set of LASER, github.com/facebookresearch/LASER).\n"
        )
    elif not args.data.is_dir():
        sys.exit(f"bench: {args.data} is not a folder. Name the folder that holds the evaluation sets.")
    if args.data and args.only in (None, "retrieval"):
        results += retrieval.measure(args.data)
    if args.data and args.only in (None, "alignment"):
        results += alignment.measure(args.data)
    if args.data and args.only in (None, "boundaries"):
        results += boundaries.measure(args.data)
    if args.only in (None, "support"):
        results += support.measure()
    if args.data and args.only in (None, "planted"):
        results += planted.measure(args.data)
    if args.only in (None, "speed"):
        results += speed.measure()
    if args.data and args.only in (None, "cost"):
        results += cost.measure(args.data)
    if args.only in (None, "translation"):
        results += translation.measure()
    if args.data and args.only in (None, "draft"):
        results += draft.measure(args.data)
    if args.only in (None, "memory"):
        results += memory.measure()
    if args.only in (None, "review"):
        results += review.measure()
    if args.only in (None, "linear"):
        results += linear.measure()
    if args.data and not results:
        sys.exit(f"bench: nothing to measure in {args.data}: no segments.tsv, pairs.tsv or sentence files in its sub-folders.")
    failures = compare(results, json.loads((HERE / "floors.json").read_text(encoding="utf-8")))
    print(table(results, failures))
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "results.json").write_text(
        json.dumps([r.as_dict() for r in results], ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    print(f"\nAlso as JSON in {args.out / 'results.json'}.")
    if failures:
        sys.exit("bench: below the floor: " + "; ".join(failures))


if __name__ == "__main__":
    main()
