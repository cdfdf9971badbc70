"""Names that the speller gets wrong → a table beside it.

    python -m training.neural.known MODEL NAMES … [--least 2]

MODEL is the folder that convert.py wrote, NAMES are files as for names.py. MODEL gets ``known.tsv.xz``: katakana, and the usual spelling of a name
that at least --least people bear and that the model spells otherwise.
"""

from __future__ import annotations

import argparse
import lzma
from pathlib import Path

from align.translate.weights import opened
from training.neural.names import read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("names", type=Path, nargs="+")
    parser.add_argument("--least", type=int, default=2)
    args = parser.parse_args()
    found = read(line for path in args.names for line in path.read_text(encoding="utf-8").splitlines())
    usual = {kana: max(sorted(some), key=some.__getitem__) for kana, some in sorted(found.items()) if max(some.values()) >= args.least}
    translator, source, target = opened(args.model)
    answers = translator.translate_batch([source.encode(kana, out_type=str) for kana in usual], beam_size=4, max_batch_size=256)
    wrong = [(kana, latin) for (kana, latin), a in zip(usual.items(), answers, strict=True) if target.decode(a.hypotheses[0]) != latin]
    data = lzma.compress("".join(f"{kana}\t{latin}\n" for kana, latin in wrong).encode(), preset=9)
    (args.model / "known.tsv.xz").write_bytes(data)
    print(f"{len(wrong)} of {len(usual)} names, {len(data) / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
