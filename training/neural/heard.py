"""Names in katakana of parallel text, with the English words that they sound like → a list for names.py and known.py.

    python -m training.neural.heard BITEXT_DIR OUT [--eval DIR] [--files a,b,c] [--least 2]

Reads ``NAME.tsv.xz`` (``en<TAB>ja``, UTF-8). A word of katakana and an English word with a capital, not at the head of its sentence, are a
pair where nothing else in the sentence sounds nearly as much like it. OUT gets Latin, katakana and how often, with tabs between, of those
that come at least --least times. Pairs of evaluation sets are left out.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

from align.text.kana import katakana_words, sounds_like
from align.text.width import narrow
from training.prepare import evaluation_text, pairs, squash

#: How much two words must sound alike, and how much more than any other.
ALIKE, APART = 0.85, 0.1
_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+(?:['’-][A-Z]?[a-z]+)*\b")


def heard(ja: str, en: str) -> list[tuple[str, str]]:
    """Katakana and Latin of the names of a pair."""
    capitals = set(_CAPITAL.findall(en))
    found = []
    for kana in set(katakana_words(ja)) if capitals else ():
        if len(kana) < 3:
            continue
        scores = sorted(((sounds_like(kana, word), word) for word in {*capitals, *re.findall(r"\b[a-z]{3,}\b", en)}), reverse=True)
        if scores[0][0] >= ALIKE and scores[0][1] in capitals and (len(scores) == 1 or scores[0][0] - scores[1][0] >= APART):
            found.append((kana, scores[0][1]))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bitext", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--eval", type=Path)
    parser.add_argument("--files", default="")
    parser.add_argument("--least", type=int, default=2)
    args = parser.parse_args()
    held = evaluation_text(args.eval)
    count: Counter[tuple[str, str]] = Counter()
    for path in sorted(args.bitext.glob("*.tsv.xz")):
        if args.files and path.name.split(".")[0] not in args.files.split(","):
            continue
        for en, ja in pairs(path):
            if re.search("[ァ-ヴ]{2}", ja) and squash(en) not in held and squash(ja) not in held:
                count.update(heard(narrow(ja), en))
    with args.out.open("w", encoding="utf-8") as handle:
        handle.writelines(f"{latin.lower()}\t{kana}\t{n}\n" for (kana, latin), n in sorted(count.items()) if n >= args.least)
    print(f"{sum(n >= args.least for n in count.values())} of {len(count)} names")


if __name__ == "__main__":
    main()
