"""Many-to-many alignment, ours and that of the peers, on the documents of :mod:`bench.case`.

Scored as vecalign's scorer does: a bead is right strictly when it is a bead of the gold, and laxly when
it shares a sentence with one on both sides; nulls don't count.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.match.features import en_features, ja_features
from align.match.pair import align_documents
from align.parallel import drafts
from bench.case import Case, Group, cases
from bench.data import pair_sets
from bench.peers import PEERS
from bench.report import Result


@dataclass(frozen=True, slots=True)
class Counts:
    """Beads with sentences on both sides: found, in the gold, and right in the strict and the lax sense."""

    found: int
    wanted: int
    strict: int
    lax_found: int
    lax_wanted: int

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, n) + getattr(other, n) for n in self.__slots__))

    @property
    def strict_f1(self) -> float:
        """F1 of whole beads, 0 to 1."""
        return 2 * self.strict / max(self.found + self.wanted, 1)

    @property
    def lax_f1(self) -> float:
        """F1 of beads of which a part is right, 0 to 1."""
        precision, recall = self.lax_found / max(self.found, 1), self.lax_wanted / max(self.wanted, 1)
        return 2 * precision * recall / max(precision + recall, 1e-9)


def _touch(beads: Sequence[Group], others: Sequence[Group]) -> int:
    """How many beads share a sentence on both sides with one of the others."""
    links = {(i, j) for a, b in others for i in a for j in b}
    return sum(any((i, j) in links for i in a for j in b) for a, b in beads)


def score(found: Sequence[Group], gold: Sequence[Group]) -> Counts:
    """Count what is right in one document; nulls are left out."""
    real = [g for g in found if g[0] and g[1]]
    wanted = [g for g in gold if g[0] and g[1]]
    return Counts(len(real), len(wanted), len(set(real) & set(wanted)), _touch(real, wanted), _touch(wanted, real))


def _ours(made: Sequence[Case]) -> list[list[Group]]:
    found = []
    for case in made:
        known = case.breaks if any(map(any, case.breaks)) else None
        beads = align_documents([ja_features(t) for t in case.ja], [en_features(t) for t in case.en], known, translate=drafts)
        found.append([(tuple(range(*b.ja)), tuple(range(*b.en))) for b in beads])
    return found


SYSTEMS: dict[str, Callable[[Sequence[Case]], list[list[Group]] | None]] = {"align": _ours, **PEERS}


def measure(folder: Path) -> list[Result]:
    """Strict and lax F1 on every set with documents, and seconds per thousand sentences; ours also with paragraphs."""
    results = []
    for name, rows in pair_sets(folder):
        if not rows[0].get("doc"):
            continue
        for system, run in SYSTEMS.items():
            results += _results(name, system, run, cases(rows))
        if any(r.get("par") for r in rows):
            results += _results(f"{name}+paragraphs", "align", _ours, cases(rows, paragraphs=True))
    return results


def _results(name: str, system: str, run: Callable[[Sequence[Case]], list[list[Group]] | None], made: Sequence[Case]) -> list[Result]:
    started = time.perf_counter()
    aligned = run(made)
    if aligned is None:
        return []
    seconds = time.perf_counter() - started
    total = sum((score(groups, case.gold) for groups, case in zip(aligned, made, strict=True)), Counts(0, 0, 0, 0, 0))
    sentences = sum(len(c.ja) + len(c.en) for c in made)
    details: dict[str, object] = {
        "strict_precision": total.strict / max(total.found, 1), "strict_recall": total.strict / max(total.wanted, 1),
        "lax_precision": total.lax_found / max(total.found, 1), "lax_recall": total.lax_wanted / max(total.wanted, 1),
        "seconds_per_1000": round(seconds / sentences * 1000, 3), "documents": len(made),
    }  # fmt: skip
    return [
        Result(f"alignment/{name}/strict", system, total.strict_f1, "F1", details),
        Result(f"alignment/{name}/lax", system, total.lax_f1, "F1", details),
    ]
