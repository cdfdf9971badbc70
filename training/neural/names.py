"""Names in katakana and in Latin letters → a vocabulary of letters and packed pairs, to train what spells names.

    python -m training.neural.names NAMES OUT

NAMES has a name a line: Latin, katakana (blanks between its letters don't count), and how many people bear it, with tabs between:
the form in which Merhav and Ash (2018) published the names of Wikidata. A pair is left out when its sides don't sound alike, and
accents are, too. What many bear comes often, so that the usual spelling wins. One kana form in fifty is kept for measuring.

OUT gets what corpus.py writes of parallel text, for ``train --config names`` and ``convert``.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import sentencepiece

from align.text.kana import sounds_like
from training.neural.batches import DEV
from training.neural.corpus import MEASURED, pack, save

#: Pairs that sound less alike are another name, or a false alignment.
LEAST = 0.55
#: A pair comes at most so often.
OFTEN = 24
_LATIN, _KANA = re.compile(r"[a-z][a-z'’-]*"), re.compile(r"[ァ-ヴー]+")


def plain(text: str) -> str:
    """A name in small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("ø", "o").replace("ł", "l").replace("ß", "ss").replace("æ", "ae").replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("ı", "i")


def read(lines: Iterable[str]) -> dict[str, dict[str, int]]:
    """For each kana form its spellings, and how many bear them."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for line in lines:
        latin, kana, count = line.rstrip("\n").split("\t")
        latin, kana = plain(latin), kana.replace(" ", "")
        if _LATIN.fullmatch(latin) and _KANA.fullmatch(kana) and sounds_like(kana, latin) >= LEAST:
            found[kana][latin] = found[kana].get(latin, 0) + int(count)
    return dict(found)


def letters(texts: Iterable[str]) -> bytes:
    """A SentencePiece model whose tokens are letters."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts), model_writer=model, vocab_size=300, model_type="char", character_coverage=1.0, add_dummy_prefix=False,
        normalization_rule_name="identity", hard_vocab_limit=False, minloglevel=1,
    )  # fmt: skip
    return model.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    with args.names.open(encoding="utf-8") as handle:
        found = read(handle)
    held = {kana for kana in found if zlib.crc32(kana.encode()) % 50 == 0}
    rows = [(kana, latin) for kana, some in found.items() if kana not in held for latin, count in some.items() for _ in range(min(count, OFTEN))]
    random.Random(1).shuffle(rows)
    dev = [(kana, max(found[kana], key=found[kana].__getitem__)) for kana in sorted(held)]
    args.out.mkdir(parents=True, exist_ok=True)
    with (args.out / "dev.tsv").open("w", encoding="utf-8") as handle:
        handle.write("file\tja\ten\n")
        handle.writelines(f"names\t{kana}\t{latin}\n" for kana, latin in dev)
    models = [letters([row[side] for row in rows]) for side in (0, 1)]
    pieces = [sentencepiece.SentencePieceProcessor(model_proto=model) for model in models]

    def packed(some: list[tuple[str, str]]) -> dict[str, np.ndarray]:
        found = {}
        for side, name in enumerate(("source", "target")):
            found[name], found[f"{name}_sizes"] = pack(pieces[side].encode([row[side] for row in some]))
        return found

    for name, model in zip(("source", "target"), models, strict=True):
        (args.out / f"{name}.spm").write_bytes(model)
    save(args.out / "pairs.npz.xz", **packed(rows))
    np.savez(args.out / DEV, **packed(dev[:: max(1, len(dev) // MEASURED)]))
    sizes = [p.get_piece_size() for p in pieces]
    card = {"kana forms": len(found), "held out": len(held), "pairs": len(rows), "tokens": {"source": sizes[0], "japanese": sizes[0], "target": sizes[1]}}
    (args.out / "card.json").write_text(json.dumps(card, indent=2) + "\n")
    print(json.dumps(card))


if __name__ == "__main__":
    main()
