"""Tokenise parallel text once, for the scripts that learn from it.

    python training/prepare.py BITEXT_DIR OUT.npz [--eval DIR] [--files a,b,c] [--limit N]

Reads ``NAME.tsv.xz`` (``en<TAB>ja``, UTF-8). Pairs are dropped when either side is empty or over 80
tokens, when the lengths differ more than sixfold, or when either side stands in an evaluation set.
One block of lines in 25 is left out everywhere: the scorer learns from text that the tables don't know.
"""

from __future__ import annotations

import argparse
import csv
import lzma
import re
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from align.text.tokens import en_tokens, ja_tokens, latin_words, stem

MAX_TOKENS = 80
#: Every so many blocks of so many lines, one is kept from the tables for the scorer to learn from.
BLOCK, EVERY = 60, 25


def held_out(line: int) -> bool:
    """Whether a line (from 0) of a file of parallel text is kept from lexicon and encoder."""
    return line // BLOCK % EVERY == EVERY // 2



def squash(text: str) -> str:
    """What must differ for two segments to count as different."""
    return re.sub(r"\W+", "", text).lower()


def evaluation_text(folder: Path | None) -> set[str]:
    """Every segment of the evaluation sets, squashed; short ones can't identify a pair."""
    held: set[str] = set()
    for path in sorted(folder.rglob("*.tsv")) if folder else []:
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE):
                for name in ("ja", "en"):
                    if row.get(name) and len(squash(row[name])) >= 8:
                        held.add(squash(row[name]))
    return held


def pairs(path: Path) -> Iterator[tuple[str, str]]:
    with lzma.open(path, "rt", encoding="utf-8", newline="\n") as handle:
        for line in handle:
            en, _, ja = line.rstrip("\n").partition("\t")
            yield en, ja


def tokenise(args: tuple[Path, set[str], int]) -> tuple[str, list[str], list[str]]:
    path, held, limit = args
    left: list[str] = []
    right: list[str] = []
    for line, (en, ja) in enumerate(pairs(path)):
        if held_out(line) or squash(en) in held or squash(ja) in held:
            continue
        latin = {stem(word) for word in latin_words(ja)}
        e = [t for t in en_tokens(en) if t not in latin]
        j = ja_tokens(ja)
        if not e or not j or len(e) > MAX_TOKENS or len(j) > MAX_TOKENS:
            continue
        if len(e) > 6 * len(j) + 3 or len(j) > 6 * len(e) + 3:
            continue
        left.append(" ".join(j))
        right.append(" ".join(e))
        if len(left) >= limit:
            break
    return path.name.split(".")[0], left, right


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("bitext", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--eval", type=Path, default=None, help="evaluation sets to keep out")
    parser.add_argument("--files", default="", help="names to read, comma-separated; default all")
    parser.add_argument("--limit", type=int, default=10**9, help="pairs per file at most")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    held = evaluation_text(args.eval)
    wanted = [n for n in args.files.split(",") if n]
    paths = [p for p in sorted(args.bitext.glob("*.tsv.xz")) if not wanted or p.name.split(".")[0] in wanted]
    if not paths:
        sys.exit(f"no NAME.tsv.xz in {args.bitext}")
    started = time.time()
    vocabulary: tuple[dict[str, int], dict[str, int]] = ({}, {})
    flat: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    lengths: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    domain: list[np.ndarray] = []
    names: list[str] = []
    with ProcessPoolExecutor(args.jobs) as pool:
        for name, left, right in pool.map(tokenise, [(p, held, args.limit) for p in paths]):
            for side, lines in enumerate((left, right)):
                ids = [np.array([vocabulary[side].setdefault(t, len(vocabulary[side])) for t in line.split(" ")], np.int32) for line in lines]
                flat[side].append(np.concatenate(ids) if ids else np.zeros(0, np.int32))
                lengths[side].append(np.array([len(i) for i in ids], np.int32))
            domain.append(np.full(len(left), len(names), np.int16))
            names.append(name)
            print(f"{name}: {len(left):,} pairs, {time.time() - started:.0f} s", flush=True)
    np.savez(
        args.out,
        ja=np.concatenate(flat[0]), en=np.concatenate(flat[1]),
        ja_len=np.concatenate(lengths[0]), en_len=np.concatenate(lengths[1]),
        domain=np.concatenate(domain), names=np.array(names),
        ja_vocab=np.array(list(vocabulary[0])), en_vocab=np.array(list(vocabulary[1])),
    )


if __name__ == "__main__":
    main()
