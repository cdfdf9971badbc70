"""Find decided sentences again in a corpus that was built anew: the same ones, moved, slightly changed, split and joined.

A decision must never land on a wrong sentence: where several places are as good, it becomes an orphan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
from rapidfuzz import fuzz, process

from align.model.row import Row
from align.review.decision import Anchor

#: Neighbours are the same if they are so alike.
_SAME_BESIDE = 0.8
#: How alike a changed sentence is to what it was: without help of its neighbours, with one of them in place, with both;
#: and the same where the former corpus isn't known.
_NEEDED = (0.95, 0.6, 0.45)
_STRICTLY = (2.0, 0.85, 0.7)
#: Those that are so alike have their places before anything else is tried.
_SURELY = 0.9
#: A sentence of so many characters that stands in another has become a part of it.
_LONG = 12
#: How alike sentences put together are to the one they were, or the other way round.
_TOGETHER = 0.88
#: Where copies of a sentence are gone, both neighbours must speak for those that are left, or they are looked at again.
_SURE = 1.5
#: Two places are as good as each other if so little lies between them.
_TIE = 0.03
_CHUNK = 512


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence is now: indices of rows, and whether its text is another."""

    rows: tuple[int, ...]
    changed: bool


def locate(anchors: Iterable[Anchor], rows: Sequence[Row], known: Collection[str] | None = None) -> dict[Anchor, Place]:
    """The place of each sentence that is found again; keys have the whole sentence (``start`` 0, ``end`` its length).

    Args:
        rows: of one report, in order.
        known: texts of the corpus on which was decided. A sentence that was there beside the decided one isn't what
            became of it. ``None`` where they aren't known; then its neighbours must speak for a changed sentence.
    """
    wanted = list(dict.fromkeys(whole(a) for a in anchors))
    found: dict[Anchor, Place] = {}
    _exact(wanted, rows, found)
    left = [a for a in wanted if a not in found]
    if left:
        _changed(left, rows, known, found, certain=True)
        _together([a for a in left if a not in found], rows, known, found)
        _changed([a for a in left if a not in found], rows, known, found, certain=False)
    return found


def whole(anchor: Anchor) -> Anchor:
    """The sentence of an anchor, whatever part of it a unit has."""
    return Anchor(anchor.id, anchor.ja, 0, len(anchor.ja), anchor.before, anchor.after, anchor.copies)


def _beside(anchor: Anchor, rows: Sequence[Row], first: int, last: int) -> float:
    """How many of the two neighbours are in place, 0 to 2; a slightly changed one counts a little less."""
    before = rows[first - 1].ja if first else ""
    after = rows[last + 1].ja if last + 1 < len(rows) else ""
    score = 0.0
    for a, b in ((anchor.before, before), (anchor.after, after)):
        alike = 1.0 if a == b else fuzz.ratio(a, b) / 100 if a and b else 0.0
        score += alike if alike >= _SAME_BESIDE else 0.0
    return score


def _exact(wanted: Sequence[Anchor], rows: Sequence[Row], found: dict[Anchor, Place]) -> None:
    places = defaultdict(list)
    for i, row in enumerate(rows):
        places[row.ja].append(i)
    groups = defaultdict(list)
    for anchor in wanted:
        groups[anchor.ja].append(anchor)
    for text, group in groups.items():
        candidates = places.get(text, [])
        if len(candidates) == 1 and all(a.copies == 1 for a in group):  # one sentence, between what neighbours it ever had
            found |= dict.fromkeys(group, Place((candidates[0],), False))
            continue
        scored = sorted(
            ((_beside(a, rows, i, i) + (0.5 if rows[i].sentence_id == a.id and a.copies == len(candidates) else 0.0), -n, -i, a, i)
             for n, a in enumerate(group) for i in candidates),
            key=lambda s: s[:3], reverse=True,
        )  # fmt: skip
        taken: set[int] = set()
        for score, _, _, anchor, i in scored:
            if not score or anchor in found or i in taken:
                continue
            rivals = [s for s, _, _, a, k in scored if a is anchor and k != i and k not in taken]
            if max(rivals, default=0.0) >= score:
                continue  # several places are as good
            # Where copies are gone, it may be this one: somebody should look.
            found[anchor] = Place((i,), len(candidates) < anchor.copies and score < _SURE)
            taken.add(i)


def _free(rows: Sequence[Row], known: Collection[str] | None, found: Mapping[Anchor, Place]) -> list[int]:
    taken = {i for place in found.values() for i in place.rows}
    return [i for i, row in enumerate(rows) if i not in taken and (known is None or row.ja not in known)]


def _changed(left: Sequence[Anchor], rows: Sequence[Row], known: Collection[str] | None, found: dict[Anchor, Place], *, certain: bool) -> None:
    free = _free(rows, known, found)
    texts = [rows[i].ja for i in free]
    gone = set(known or ()) - {r.ja for r in rows}
    pairs: list[tuple[float, float, Anchor, int]] = []
    least = _SURELY if certain else _NEEDED[-1]
    for at in range(0, len(left), _CHUNK):
        some = left[at : at + _CHUNK]
        ratios = process.cdist([a.ja for a in some], texts, scorer=fuzz.ratio, score_cutoff=100 * least, dtype=np.float32) / 100
        for n, k in zip(*np.nonzero(ratios), strict=True):
            anchor, i, alike = some[int(n)], free[int(k)], float(ratios[n, k])
            beside = _beside(anchor, rows, i, i)
            alone, one, both = _NEEDED if known is not None else _STRICTLY
            needed = both if beside > 1.5 else one if beside else alone
            if alike >= needed and (beside or not _rival(anchor, texts[int(k)], gone)):
                pairs.append((alike + 0.15 * beside, alike, anchor, i))
    pairs.sort(key=lambda p: (-p[0], p[2].id, p[3]))
    best: dict[Anchor, list[float]] = defaultdict(list)
    for score, _, anchor, _ in pairs:
        best[anchor].append(score)
    taken: set[int] = set()
    for score, _, anchor, i in pairs:
        rivals = [s for s in best[anchor] if s != score or best[anchor].count(score) > 1]
        if anchor in found or i in taken or any(s > score - _TIE for s in rivals):
            continue
        found[anchor] = Place((i,), True)
        taken.add(i)


def _rival(anchor: Anchor, text: str, gone: Collection[str]) -> bool:
    """Whether another sentence that is gone may as well have become this one."""
    own = fuzz.ratio(anchor.ja, text)
    return any(max(fuzz.ratio(other, text), fuzz.partial_ratio(other, text.rstrip("。"))) >= own - 100 * _TIE for other in gone if other != anchor.ja)


def _together(left: Sequence[Anchor], rows: Sequence[Row], known: Collection[str] | None, found: dict[Anchor, Place]) -> None:
    """Sentences that are two or three now, and those that have become one with their neighbour."""
    if not left:
        return
    free = _free(rows, known, found)
    within = set(free)
    runs = [tuple(range(i, i + n)) for i in free for n in (2, 3) if all(j in within for j in range(i, i + n))]
    split = ["".join(rows[i].ja for i in run) for run in runs]
    texts = [rows[i].ja for i in free]
    taken: set[int] = set()
    for anchor in left:
        alike = _best(anchor.ja, split)
        fitting = [(score, runs[k]) for score, k in alike if _beside(anchor, rows, runs[k][0], runs[k][-1])]
        if fitting and not taken & set(fitting[0][1]):
            found[anchor] = Place(fitting[0][1], True)
            taken.update(fitting[0][1])
            continue
        around = [t for t in (anchor.before + anchor.ja, anchor.ja + anchor.after, anchor.before + anchor.ja + anchor.after) if t != anchor.ja]
        joined = sorted(((score, free[k]) for text in around for score, k in _best(text, texts)), reverse=True)
        joined = [j for j in joined if j[1] not in taken and fuzz.partial_ratio(anchor.ja, rows[j[1]].ja) >= 100 * _TOGETHER]
        if joined:
            found[anchor] = Place((joined[0][1],), True)
            continue
        core = anchor.ja.rstrip("。！？.!?")
        if known is not None and len(core) >= _LONG:
            parts = [i for i in free if core in rows[i].ja and len(rows[i].ja) > len(core)]
            if len(parts) == 1 and parts[0] not in taken:
                found[anchor] = Place((parts[0],), True)


def _best(text: str, texts: Sequence[str]) -> list[tuple[float, int]]:
    """The texts that are nearly this one, the most alike first, with their places."""
    return [(score / 100, k) for _, score, k in process.extract(text, texts, scorer=fuzz.ratio, score_cutoff=100 * _TOGETHER, limit=10)]


def moved(offset: int, old: str, new: str) -> int:
    """Where an offset of a text is in the text that it became."""
    if offset in (0, len(old)):
        return 0 if offset == 0 else len(new)
    for _, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if a < offset <= b:
            return min(c + offset - a, d)
    return len(new)
