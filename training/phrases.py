"""Learn the glosses of the offline draft: short Japanese token sequences and their English.

    python training/phrases.py BITEXT_DIR src/align/translate/data/glosses.tsv.xz [--eval DIR]

Tokens are aligned where lexicon probabilities choose each other (the intersection of both
directions); sequences of one to four adjacent tokens are taken with the English words that they
alone align to (phrase extraction after Koehn, Och and Marcu 2003, with short gaps closed).
"""

from __future__ import annotations

import argparse
import itertools
import lzma
import re
import time
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from prepare import evaluation_text, pairs, squash

from align.match.signals import renderings
from align.text.sudachi import morphemes
from align.text.tokens import stem

FILES = {
    "kyoto_wiki": 220_000, "msdocs_biz_ht": 150_000, "adobe_ht90": 60_000, "tatoeba_anki": 45_000, "django_docs": 30_000,
    "python_docs": 47_000, "tensorflow_md": 13_000, "tensorflow_nb": 20_000, "opentelemetry": 22_000, "mozilla_www": 3_000,
    "opensource_guide": 2_000, "hf_course": 2_000, "msdocs_office_ht": 60_000, "msdocs_dev_ht": 60_000, "jsick": 6_000,
    "react": 14_000, "rust_book": 6_500,
}  # fmt: skip
LONGEST = 4
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_SKIPPED = {"補助記号", "空白", "記号"}
_PARTICLES = {"格助詞", "係助詞", "接続助詞", "準体助詞", "副助詞", "終助詞"}
_FUNCTION = set("a an the of to in on at for by with and or is are was were be been it its that this as from has have had do does did".split())


def ja_sequence(text: str) -> list[tuple[str, bool]]:
    """Normal forms of the morphemes and whether each is content (particles break a sequence)."""
    found = []
    for m in morphemes(text):
        content = m.pos[0] not in _SKIPPED and m.pos[1] not in _PARTICLES and m.pos[1] != "数詞" and not m.normal.isascii()
        found.append((m.normal, content))
    return found


def extract(args: tuple[Path, int, set[str]]) -> Counter[tuple[str, str]]:
    path, limit, held = args
    counts: Counter[tuple[str, str]] = Counter()
    for en, ja in itertools.islice(pairs(path), limit):
        if len(ja) > 160 or len(en) > 400 or squash(en) in held or squash(ja) in held:
            continue
        words = _WORD.findall(en)
        stems = [stem(w) for w in words]
        tokens = ja_sequence(ja)
        place: dict[str, list[int]] = defaultdict(list)
        for i, s in enumerate(stems):
            place[s].append(i)
        best_en: dict[int, tuple[float, int]] = {}
        best_ja: dict[int, tuple[float, int]] = {}
        for j, (token, content) in enumerate(tokens):
            if not content:
                continue
            for word, p, q in renderings(token):
                for i in place.get(word, ()):
                    near = 1 - 0.3 * abs(i / max(len(words), 1) - j / max(len(tokens), 1))
                    if p * near > best_en.get(j, (0.0, 0))[0]:
                        best_en[j] = (p * near, i)
                    if q * near > best_ja.get(i, (0.0, 0))[0]:
                        best_ja[i] = (q * near, j)
        link = {j: i for j, (_, i) in best_en.items() if best_ja.get(i, (0, -1))[1] == j}
        owner = {i: j for j, i in link.items()}
        for j in range(len(tokens)):
            if not tokens[j][1]:
                continue
            for k in range(j, min(j + LONGEST, len(tokens))):
                if not tokens[k][1]:
                    break
                places = [link[x] for x in range(j, k + 1) if x in link]
                if not places or (j not in link and k not in link):
                    continue
                low, high = min(places), max(places)
                if high - low > LONGEST + 1 or any(owner.get(i, j) < j or owner.get(i, j) > k for i in range(low, high + 1)):
                    continue
                if sum(i not in owner for i in range(low, high + 1)) > 1:
                    continue
                phrase = " ".join(w if i else (w if w.isupper() else w[:1].lower() + w[1:]) for i, w in enumerate(words) if low <= i <= high)
                counts[" ".join(t for t, _ in tokens[j : k + 1]), phrase] += 1
    return Counter({key: n for key, n in counts.items() if n >= 2})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("bitext", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--eval", type=Path, default=None)
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    held = evaluation_text(args.eval)
    started = time.time()
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    tasks = [(args.bitext / f"{name}.tsv.xz", limit, held) for name, limit in FILES.items()]
    with ProcessPoolExecutor(args.jobs) as pool:
        for task, counts in zip(tasks, pool.map(extract, tasks), strict=True):
            # No single domain may outvote the others: «project» is a word of all of them.
            for (ja, en), n in counts.items():
                totals[ja][en] += n**0.7
            print(f"{task[0].name}: {len(counts):,} pairs of phrases, {time.time() - started:.0f} s", flush=True)
    lines = []
    for ja, options in sorted(totals.items()):
        folded: dict[str, Counter[str]] = defaultdict(Counter)
        for en, n in options.items():
            folded[en.lower()][en] += n
        ranked = sorted(((sum(c.values()), c.most_common(1)[0][0]) for c in folded.values()), key=lambda r: (-r[0], r[1]))
        total = sum(n for n, _ in ranked)
        n, en = ranked[0]
        length = ja.count(" ") + 1
        if n < (2.5 if length == 1 else 3.5) or n / total < (0.08 if length == 1 else 0.25):
            continue
        if length > 1 and en.lower() in _FUNCTION:
            continue
        lines.append(f"{ja}\t{en}\t{n / total:.2f}\n")
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(args.out, "wt", encoding="utf-8", preset=9) as handle:
        handle.writelines(lines)
    print(f"{len(lines):,} glosses, {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
