"""Parallel text → a vocabulary and packed tokens to train a translator on.

    python -m training.neural.corpus BITEXT_DIR OUT [--eval DIR] [--files a,b:50000,c] [--vocab 16000] [--target-vocab 8000]
                                     [--megabytes 56] [--like MODEL] [--words JMDICT] [--hints] [--english DIR]

Reads ``NAME.tsv.xz`` (``en<TAB>ja``, UTF-8). A pair is left out when a side is empty or too long, of another language, far longer
than the other, says another figure (by value), speaks of something else (by the encoder that ships with align), stands in an
evaluation set, or is there already. Pairs with names come once more with those in places (named.py), and with --words there are the
words of a dictionary, too (words.py). With --hints, words have what they mostly mean beside them (hints.py). One block of lines
in 25 is kept for measuring (``dev.tsv``, never trained on). English text for back.py stands in DIR, a sentence on each line of ``*.txt``.

OUT gets ``source.spm`` and ``target.spm`` (SentencePiece, byte fallback), ``pairs.npz.xz`` (tokens; with more than --megabytes the
least like pairs are dropped first), ``english.npz.xz`` with --english, ``hints.tsv.xz`` with --hints,
``dev.tsv``, some of it as tokens in ``dev.npz``, and ``card.json`` (what was left out, and why).
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import lzma
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import sentencepiece

from align.match.encoder import shipped, similarity
from align.match.features import en_features, ja_features
from align.text.width import narrow
from align.translate.hints import FILE
from align.translate.places import PLACES, lost, placed_pair
from align.translate.spelling import names_in
from training.neural.batches import DEV
from training.neural.hints import made, write
from training.neural.named import named_pair
from training.neural.sources import Sources
from training.neural.words import NO_WORDS, rare_in_sentences
from training.neural.words import read as dictionary
from training.prepare import evaluation_text, held_out, pairs, squash

LONGEST_JA, LONGEST_EN = 300, 900
#: Pairs of ``dev.tsv`` that the loss is measured on.
MEASURED = 512
#: English characters for a Japanese one.
THINNEST, THICKEST = 0.6, 9.0
#: Less alike pairs speak of something else.
LEAST = 0.20
#: Shares of the pairs that come again: with places for figures, with the next lines of their file, without the full stop at the end, in
#: full-width figures. Those with names in places always do.
PLACED, JOINED, BARE, WIDE = 0.5, 0.12, 0.06, 0.03
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_LETTERS = re.compile(r"[A-Za-z]")
_FULL = str.maketrans("0123456789", "０１２３４５６７８９")


def unfit(ja: str, en: str) -> str:
    """Why a pair is no use; empty if it is."""
    if not ja or not en or len(ja) > LONGEST_JA or len(en) > LONGEST_EN:
        return "length"
    if len(_JAPANESE.findall(ja)) < 0.3 * len(ja.replace(" ", "")) or _JAPANESE.search(en) or len(_LETTERS.findall(en)) < 0.4 * len(en.replace(" ", "")):
        return "language"
    if not THINNEST <= len(en) / len(ja) <= THICKEST:
        return "length ratio"
    return "figures" if lost(ja, en) else ""


@dataclass(frozen=True)
class File:
    """What is good in a file of pairs.

    Attributes:
        good: pairs with how like they are. named: some of them once more, with places for names.
        dev: pairs to measure on. why: how many were left out for what.
    """

    name: str
    good: list[tuple[str, str, float]]
    named: list[tuple[str, str, float]]
    dev: list[tuple[str, str]]
    why: dict[str, int]


def read(args: tuple[Path, set[str], int]) -> File:
    """One file."""
    path, held, limit = args
    kept: list[tuple[str, str]] = []
    dev: list[tuple[str, str]] = []
    why: Counter[str] = Counter()
    seen: set[bytes] = set()
    for line, (en, ja) in enumerate(pairs(path)):
        ja, en = narrow(ja).strip(), en.strip()
        reason = unfit(ja, en)
        if not reason and (squash(en) in held or squash(ja) in held):
            reason = "evaluation"
        key = hashlib.blake2b(f"{squash(ja)}\0{squash(en)}".encode(), digest_size=8).digest()
        if not reason and key in seen:
            reason = "double"
        if reason:
            why[reason] += 1
            continue
        seen.add(key)
        (dev if held_out(line) else kept).append((ja, en))
        if len(kept) >= limit:
            break
    alike: list[float] = []
    encoder = shipped()
    for at in range(0, len(kept), 4096):
        some = kept[at : at + 4096]
        left = encoder.encode([ja_features(ja) for ja, _ in some], "ja")
        right = encoder.encode([en_features(en) for _, en in some], "en")
        alike += [float(similarity(encoder, left[i : i + 1], right[i : i + 1])[0, 0]) for i in range(len(some))]
    good = [(ja, en, a) for (ja, en), a in zip(kept, alike, strict=True) if a >= LEAST]
    why["unlike"] += len(kept) - len(good)
    return File(path.name.split(".")[0], good, list(with_names(good)), dev, dict(why))


def with_names(good: Sequence[tuple[str, str, float]]) -> Iterator[tuple[str, str, float]]:
    """The pairs that have names, with places for those, and where there are figures, also with places for both."""
    for (ja, en, alike), names in zip(good, names_in([ja for ja, _, _ in good]), strict=True):
        for pair in filter(None, ((ja, en), placed_pair(ja, en))) if names else ():
            if placed := named_pair(*pair, names):
                yield *placed, alike


def varied(found: Sequence[tuple[str, str, float]], rng: random.Random) -> Iterable[tuple[str, str, float]]:
    """The pairs, and some of them once more in another form."""
    for i, (ja, en, alike) in enumerate(found):
        yield ja, en, alike
        if rng.random() < PLACED and (pair := placed_pair(ja, en)):
            yield *pair, alike
        if rng.random() < JOINED and i + 2 < len(found):
            more = found[i + 1 : i + 1 + rng.choice((1, 2))]
            text = ja + "".join(m[0] for m in more)
            if len(text) <= LONGEST_JA and all(m[0].endswith(("。", "？", "！")) for m in (found[i], *more)):
                yield text, " ".join([en, *(m[1] for m in more)]), min(alike, *(m[2] for m in more))
        if rng.random() < BARE and ja.endswith("。"):
            yield ja[:-1], en, alike
        if rng.random() < WIDE and re.search(r"\d", ja):
            yield narrow(ja).translate(_FULL), en, alike


def vocabulary(texts: Sequence[str], size: int) -> bytes:
    """A SentencePiece model of a language."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts), model_writer=model, vocab_size=size, character_coverage=0.9998, byte_fallback=True, user_defined_symbols=list(PLACES),
        normalization_rule_name="identity", hard_vocab_limit=False, minloglevel=1, split_digits=True, max_sentence_length=8000,
    )  # fmt: skip
    return model.getvalue()


def pack(ids: Sequence[Sequence[int]]) -> tuple[np.ndarray, np.ndarray]:
    """Token ids one after the other, and how many each sentence has."""
    return np.concatenate([np.asarray(i, np.uint16) for i in ids]), np.array([len(i) for i in ids], np.uint16)


def save(path: Path, **arrays: np.ndarray) -> int:
    """Write a pack; how many bytes it has."""
    raw = io.BytesIO()
    np.savez(raw, **arrays)
    data = lzma.compress(raw.getvalue(), preset=6)
    path.write_bytes(data)
    return len(data)


def english_of(folder: Path, held: set[str]) -> list[str]:
    """English sentences that are neither doubles nor of an evaluation set."""
    lines = (line.strip() for path in sorted(folder.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines())
    fit = {squash(line): line for line in lines if len(_LETTERS.findall(line)) >= 0.4 * len(line) > 0 and len(line) <= LONGEST_EN}
    return [line for key, line in fit.items() if key not in held]


def hinted(args: tuple[Path, Sequence[str], int]) -> list[list[int]]:
    """Japanese texts as tokens, some without their hints."""
    data, texts, seed = args
    return Sources(data).encode(texts, random.Random(seed))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bitext", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--eval", type=Path)
    parser.add_argument("--files", default="", help="names, each with the most pairs to take of it if you like")
    parser.add_argument("--vocab", type=int, default=16000, help="Japanese tokens")
    parser.add_argument("--target-vocab", type=int, default=8000, help="English tokens; a larger number makes training and translating slower")
    parser.add_argument("--words", type=Path, help="JMdict in the JSON of jmdict-simplified: pairs of its common words, hints of all")
    parser.add_argument("--hints", action="store_true", help="put what words mostly mean beside them")
    parser.add_argument("--english", type=Path, help="folder of English text")
    parser.add_argument("--like", type=Path, help="folder of a converted model whose vocabulary is taken, to train on from it")
    parser.add_argument("--megabytes", type=float, default=56.0)
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    names = {name: int(most or 10**9) for name, _, most in (n.partition(":") for n in args.files.split(",")) if name}
    paths = [p for p in sorted(args.bitext.glob("*.tsv.xz")) if not names or p.name.split(".")[0] in names]
    if not paths:
        sys.exit(f"there is no parallel text in {args.bitext}" + (f" of the names {args.files}" if names else ""))
    held = evaluation_text(args.eval)
    with ProcessPoolExecutor(args.jobs) as pool:
        read_files = list(pool.map(read, [(p, held, names.get(p.name.split(".")[0], 10**9)) for p in paths]))
    rng = random.Random(1)
    found: list[tuple[str, str, float]] = []
    card: dict[str, object] = {}
    args.out.mkdir(parents=True, exist_ok=True)
    with (args.out / "dev.tsv").open("w", encoding="utf-8") as handle:
        handle.write("file\tja\ten\n")
        for file in read_files:
            found += [*varied(file.good, rng), *file.named]
            card[file.name] = {"kept": len(file.good), "named": len(file.named), "held out": len(file.dev), "left out": file.why}
            handle.writelines(f"{file.name}\t{ja}\t{en}\n" for ja, en in file.dev)
    if args.words:
        added = list(rare_in_sentences([(ja, en) for file in read_files for ja, en, _ in file.good], args.words, rng))
        found += [(ja, en, 1.0) for ja, en in added if not {squash(ja), squash(en)} & held]
        card["words"] = {"kept": len(added)}
    english = english_of(args.english, held) if args.english else []
    rng.shuffle(english)
    sample = rng.sample(found, min(len(found), 250_000))
    if args.like:
        models = [(args.like / name).read_bytes() for name in ("source.spm", "target.spm")]
    else:
        texts = [[ja for ja, _, _ in sample], [en for _, en, _ in sample] + english[: len(sample) // 2]]
        with ProcessPoolExecutor(args.jobs) as pool:
            models = list(pool.map(vocabulary, texts, [args.vocab, args.target_vocab]))
    (args.out / "source.spm").write_bytes(models[0])
    (args.out / "target.spm").write_bytes(models[1])
    if args.like and (args.like / FILE).exists():
        (args.out / FILE).write_bytes((args.like / FILE).read_bytes())
    elif args.hints:
        table = made([(ja, en) for file in read_files for ja, en, _ in file.good], dictionary(args.words) if args.words else NO_WORDS, args.jobs)
        write(table, args.out)
        card["hints"] = len(table)
    found.sort(key=lambda p: -p[2])
    with ProcessPoolExecutor(args.jobs) as pool:
        parts = [[ja for ja, _, _ in found[at : at + 10_000]] for at in range(0, len(found), 10_000)]
        sources = [ids for some in pool.map(hinted, [(args.out, part, n) for n, part in enumerate(parts)]) for ids in some]
    english_pieces = sentencepiece.SentencePieceProcessor(model_proto=models[1])
    targets = english_pieces.encode([en for _, en, _ in found])
    most = len(found)
    while True:
        order = list(range(most))
        rng.shuffle(order)
        source, source_sizes = pack([sources[i] for i in order])
        target, target_sizes = pack([targets[i] for i in order])
        size = save(args.out / "pairs.npz.xz", source=source, source_sizes=source_sizes, target=target, target_sizes=target_sizes)
        if size <= args.megabytes * 2**20 or most < 1000:
            break
        most = int(most * min(0.97, 0.98 * args.megabytes * 2**20 / size))
    card["packed"] = {"pairs": most, "megabytes": round(size / 2**20, 1), "source tokens": int(source_sizes.sum()), "target tokens": int(target_sizes.sum())}
    every = Sources(args.out)
    card["tokens"] = {"source": len(every.words), "japanese": every.japanese, "target": english_pieces.get_piece_size()}
    dev = [pair for file in read_files for pair in file.dev]
    dev = dev[:: max(1, len(dev) // MEASURED)]
    source, source_sizes = pack(every.encode([ja for ja, _ in dev]))
    target, target_sizes = pack(english_pieces.encode([en for _, en in dev]))
    np.savez(args.out / DEV, source=source, source_sizes=source_sizes, target=target, target_sizes=target_sizes)
    if english:
        target, target_sizes = pack(english_pieces.encode(english))
        save(args.out / "english.npz.xz", target=target, target_sizes=target_sizes)
        card["english"] = {"sentences": len(english), "tokens": int(target_sizes.sum())}
    (args.out / "card.json").write_text(json.dumps(card, indent=2) + "\n")
    print(json.dumps(card["packed"]))


if __name__ == "__main__":
    main()
