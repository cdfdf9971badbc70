"""Many-to-many alignment: documents made of known pairs by merging, splitting, dropping and inserting.

Scored as vecalign's scorer does: a bead is right strictly when it is a bead of the gold, and laxly when
it shares a sentence with one on both sides; nulls don't count.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from align.match.features import en_features, ja_features
from align.match.pair import align_documents
from align.text.sudachi import surfaces
from bench.data import pair_sets
from bench.report import Result

Group = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Case:
    """Two documents and the beads that align them, as sentence indices."""

    ja: tuple[str, ...]
    en: tuple[str, ...]
    gold: tuple[Group, ...]


def _split_ja(text: str) -> tuple[str, str] | None:
    places = [m.end() for m in re.finditer(r"[、，]", text) if 8 <= m.end() <= len(text) - 8]
    return (text[: places[len(places) // 2]], text[places[len(places) // 2] :]) if places else None


def _split_en(text: str) -> tuple[str, str] | None:
    places = [m.end() for m in re.finditer(r"[,;:] ", text) if 18 <= m.end() <= len(text) - 18]
    return (text[: places[len(places) // 2]].strip(), text[places[len(places) // 2] :].strip()) if places else None


def make(rows: Sequence[tuple[str, str]], foreign: Sequence[tuple[str, str]], rng: random.Random) -> Case:
    """A case from the rows (ja, en) of a document; ``foreign`` rows are inserted now and then."""
    ja: list[str] = []
    en: list[str] = []
    gold: list[Group] = []

    def put(side: list[str], texts: Sequence[str]) -> tuple[int, ...]:
        start = len(side)
        side.extend(texts)
        return tuple(range(start, len(side)))

    i = 0
    while i < len(rows):
        if foreign and rng.random() < 0.05:
            stranger = rng.choice(foreign)
            if rng.random() < 0.5:
                gold.append((put(ja, [stranger[0]]), ()))
            else:
                gold.append(((), put(en, [stranger[1]])))
        take = rng.choices((1, 2, 3), (0.84, 0.12, 0.04))[0]
        group = rows[i : i + take]
        i += len(group)
        left, right = [j for j, _ in group], [e for _, e in group]
        if len(group) == 2 and rng.random() < 0.1:
            right = right[::-1]  # the translator changed the order
        elif len(group) > 1:
            # Two or three rows as one sentence of one side.
            if rng.random() < 0.5:
                left = ["".join(left)]
            else:
                right = [" ".join(right)]
        elif rng.random() < 0.12:
            parts = _split_ja(left[0]) if rng.random() < 0.5 else None
            if parts:
                left = list(parts)
            elif split := _split_en(right[0]):
                right = list(split)
        dropped = rng.random()
        if len(group) == 1 and dropped < 0.1:
            gold.append((put(ja, left), ()))
        elif len(group) == 1 and dropped < 0.2:
            gold.append(((), put(en, right)))
        else:
            gold.append((put(ja, left), put(en, right)))
    return Case(tuple(ja), tuple(en), tuple(gold))


def score(found: Sequence[Group], gold: Sequence[Group]) -> tuple[int, int, int, int]:
    """Beads found, beads of the gold, strict hits, lax hits; nulls left out."""
    real = [g for g in found if g[0] and g[1]]
    wanted = [g for g in gold if g[0] and g[1]]
    exact = set(wanted)
    by_ja: dict[int, Group] = {i: g for g in wanted for i in g[0]}
    strict = sum(g in exact for g in real)
    lax = sum(any(i in by_ja and set(by_ja[i][1]) & set(g[1]) for i in g[0]) for g in real)
    return len(real), len(wanted), strict, lax


def f1(hits: int, found: int, wanted: int) -> float:
    return 2 * hits / (found + wanted) if found + wanted else 1.0


def _ours(case: Case) -> list[Group]:
    beads = align_documents([ja_features(t) for t in case.ja], [en_features(t) for t in case.en])
    return [(tuple(range(*b.ja)), tuple(range(*b.en))) for b in beads]


def _gale_church(case: Case) -> list[Group] | None:
    """Gale and Church 1993 by NLTK: lengths only."""
    try:
        from nltk.translate.gale_church import align_blocks
    except ImportError:
        return None
    pairs = align_blocks([len(t) for t in case.ja], [len(t) for t in case.en])
    return _components(pairs)


def _components(pairs: Sequence[tuple[int, int]]) -> list[Group]:
    """Links between sentences to beads: what hangs together is one."""
    groups: list[tuple[set[int], set[int]]] = []
    for i, j in sorted(pairs):
        if groups and (i in groups[-1][0] or j in groups[-1][1]):
            groups[-1][0].add(i)
            groups[-1][1].add(j)
        else:
            groups.append(({i}, {j}))
    return [(tuple(sorted(a)), tuple(sorted(b))) for a, b in groups]


def _hunalign(case: Case) -> list[Group] | None:
    """hunalign without a dictionary; HUNALIGN names the binary. Its ladder lists the corners of the beads."""
    binary = os.environ.get("HUNALIGN")
    if not binary:
        return None
    with tempfile.TemporaryDirectory() as folder:
        names = [Path(folder) / n for n in ("ja", "en", "dictionary")]
        names[0].write_text("\n".join(" ".join(surfaces(t)) for t in case.ja) + "\n", encoding="utf-8")
        names[1].write_text("\n".join(case.en) + "\n", encoding="utf-8")
        names[2].write_text("", encoding="utf-8")
        done = subprocess.run([binary, names[2], names[0], names[1]], capture_output=True, text=True, check=True)
    corners = [tuple(int(x) for x in line.split("\t")[:2]) for line in done.stdout.splitlines() if line.strip()]
    return [(tuple(range(a[0], b[0])), tuple(range(a[1], b[1]))) for a, b in pairwise(corners)]


SYSTEMS: dict[str, Callable[[Case], list[Group] | None]] = {"align": _ours, "gale-church": _gale_church, "hunalign": _hunalign}


def cases(rows: Sequence[dict[str, str]], seed: int = 1) -> list[Case]:
    """A case from each document of a set."""
    documents: dict[str, list[tuple[str, str]]] = {}
    for r in rows:
        documents.setdefault(r["doc"], []).append((r["ja"].strip(), r["en"].strip()))
    everything = [p for d in documents.values() for p in d]
    rng = random.Random(seed)
    return [make(d, [p for p in rng.sample(everything, min(20, len(everything))) if p not in d], rng) for d in documents.values()]


def measure(folder: Path) -> list[Result]:
    """Strict and lax F1 on every set with documents, and seconds per thousand sentences."""
    results = []
    for name, rows in pair_sets(folder):
        if not rows[0].get("doc"):
            continue
        made = cases(rows)
        for system, run in SYSTEMS.items():
            found = wanted = strict = lax = 0
            started = time.perf_counter()
            for case in made:
                groups = run(case)
                if groups is None:
                    break
                f, w, s, x = score(groups, case.gold)
                found, wanted, strict, lax = found + f, wanted + w, strict + s, lax + x
            else:
                sentences = sum(len(c.ja) + len(c.en) for c in made)
                details: dict[str, object] = {
                    "strict_precision": strict / max(found, 1), "strict_recall": strict / max(wanted, 1), "lax_precision": lax / max(found, 1),
                    "seconds_per_1000": round((time.perf_counter() - started) / sentences * 1000, 3), "documents": len(made),
                }  # fmt: skip
                results.append(Result(f"alignment/{name}/strict", system, f1(strict, found, wanted), "F1", details))
                results.append(Result(f"alignment/{name}/lax", system, f1(lax, found, wanted), "F1", details))
    return results
