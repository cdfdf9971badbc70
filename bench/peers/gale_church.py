"""Gale and Church 1993, by NLTK: lengths only."""

from __future__ import annotations

from collections.abc import Sequence

from bench.case import Case, Group


def align(cases: Sequence[Case]) -> list[list[Group]] | None:
    try:
        from nltk.translate.gale_church import align_blocks
    except ImportError:
        return None
    return [_components(align_blocks([len(t) for t in c.ja], [len(t) for t in c.en])) for c in cases]


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
