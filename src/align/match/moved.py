"""Blocks of sentences that stand elsewhere in the other document."""

from __future__ import annotations

from collections.abc import Sequence

from align.match.beads import Bead, align
from align.match.costs import Weights
from align.match.side import Side

#: A block that changed its place has so many sentences on either side at least, and its beads are so similar.
_BLOCK, _MOVED_SIMILARITY = 3, 0.2


def _runs(beads: Sequence[Bead], ja: bool) -> list[tuple[int, int]]:
    """Runs of sentences of one side that stay alone, long enough to be a block."""
    found: list[tuple[int, int]] = []
    for bead in beads:
        own, other = (bead.ja, bead.en) if ja else (bead.en, bead.ja)
        if own[0] == own[1]:
            continue
        if other[0] != other[1]:
            found.append((-1, -1))
        elif found and found[-1][1] == own[0]:
            found[-1] = (found[-1][0], own[1])
        else:
            found.append(own)
    return [r for r in found if r[1] - r[0] >= _BLOCK]


def moved(ja: Side, en: Side, beads: Sequence[Bead], weights: Weights | None = None) -> list[Bead]:
    """Align blocks of sentences that stand elsewhere in the other document.

    Runs of sentences that stayed alone are aligned with each other; what fits best is taken first.

    Returns:
        Beads in the order of ``ja``; English that stays alone comes where it did.
    """
    options = []
    for a in _runs(beads, True):
        for b in _runs(beads, False):
            found = [
                Bead((x.ja[0] + a[0], x.ja[1] + a[0]), (x.en[0] + b[0], x.en[1] + b[0]), x.similarity, x.probability)
                for x in align(ja.cut(*a), en.cut(*b), weights)
                if x.ja[0] < x.ja[1] and x.en[0] < x.en[1] and x.similarity >= _MOVED_SIMILARITY
            ]
            if len(found) >= _BLOCK - 1:
                options.append((sum(x.similarity for x in found), found))
    taken: list[Bead] = []
    for _, found in sorted(options, key=lambda o: -o[0]):
        free = all(x.ja[1] <= t.ja[0] or x.ja[0] >= t.ja[1] for x in found for t in taken)
        if free and all(x.en[1] <= t.en[0] or x.en[0] >= t.en[1] for x in found for t in taken):
            taken += found
    used_ja = {i for t in taken for i in range(*t.ja)}
    used_en = {j for t in taken for j in range(*t.en)}
    result: list[Bead] = []
    for bead in beads:
        alone_ja, alone_en = bead.en[0] == bead.en[1], bead.ja[0] == bead.ja[1]
        if alone_ja and bead.ja[0] in used_ja:
            result += [t for t in taken if t.ja[0] == bead.ja[0]]
        elif not (alone_en and bead.en[0] in used_en):
            result.append(bead)
    return result
