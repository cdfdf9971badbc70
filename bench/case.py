"""Documents made of known pairs by merging, splitting, dropping and inserting, and the beads that align them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Group = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Case:
    """Two documents and the beads that align them, as sentence indices.

    Attributes:
        breaks: for each side whether a paragraph ends with each sentence; nowhere if the rows have no paragraphs.
    """

    ja: tuple[str, ...]
    en: tuple[str, ...]
    gold: tuple[Group, ...]
    breaks: tuple[tuple[bool, ...], tuple[bool, ...]]


def _split_ja(text: str) -> tuple[str, str] | None:
    places = [m.end() for m in re.finditer(r"[、，]", text) if 8 <= m.end() <= len(text) - 8]
    return (text[: places[len(places) // 2]], text[places[len(places) // 2] :]) if places else None


def _split_en(text: str) -> tuple[str, str] | None:
    places = [m.end() for m in re.finditer(r"[,;:] ", text) if 18 <= m.end() <= len(text) - 18]
    return (text[: places[len(places) // 2]].strip(), text[places[len(places) // 2] :].strip()) if places else None


def _moved(texts: Sequence[str], split: Callable[[str], tuple[str, str] | None], between: str, first: bool) -> list[str] | None:
    """Two sentences of which a part of the first (or of the second) was joined to the other; None where it has no parts."""
    parts = split(texts[0] if first else texts[1])
    if not parts:
        return None
    return [parts[0], parts[1] + between + texts[1]] if first else [texts[0] + between + parts[0], parts[1]]


def make(rows: Sequence[tuple[str, str]], foreign: Sequence[tuple[str, str]], rng: random.Random, paragraphs: Sequence[object] = ()) -> Case:
    """A case from the rows (ja, en) of a document; ``foreign`` rows are inserted now and then.

    Args:
        paragraphs: which one each row belongs to, if that is known.
    """
    ja: list[str] = []
    en: list[str] = []
    gold: list[Group] = []
    here: dict[int, list[object]] = {id(ja): [], id(en): []}  # the paragraph of the last row of each sentence

    def put(side: list[str], texts: Sequence[str]) -> tuple[int, ...]:
        start = len(side)
        side.extend(texts)
        here[id(side)] += [paragraphs[min(i, len(rows)) - 1] if paragraphs else 0] * len(texts)
        return tuple(range(start, len(side)))

    def ends(side: list[str]) -> tuple[bool, ...]:
        of = here[id(side)]
        return tuple(n + 1 < len(of) and of[n + 1] != p for n, p in enumerate(of))

    i = 0
    while i < len(rows):
        if foreign and rng.random() < 0.05:
            stranger = rng.choice(foreign)
            if rng.random() < 0.5:
                gold.append((put(ja, [stranger[0]]), ()))
            else:
                gold.append(((), put(en, [stranger[1]])))
        take = rng.choices((1, 2, 3, 4, 5, 6), (0.815, 0.13, 0.035, 0.01, 0.006, 0.004))[0]
        group = rows[i : i + take]
        i += len(group)
        left, right = [j for j, _ in group], [e for _, e in group]
        how = rng.random()
        if len(group) == 2 and how < 0.06:
            right = right[::-1]  # the translator changed the order
        elif len(group) == 2 and how < 0.1 and (other := _moved(left, _split_ja, "", rng.random() < 0.5)):
            left = other  # the border between the sentences lies elsewhere
        elif len(group) == 2 and how < 0.14 and (other := _moved(right, _split_en, " ", rng.random() < 0.5)):
            right = other
        elif len(group) > 1:
            # The rows are one sentence of one side.
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
    return Case(tuple(ja), tuple(en), tuple(gold), (ends(ja), ends(en)))


def cases(rows: Sequence[dict[str, str]], seed: int = 1, paragraphs: bool = False) -> list[Case]:
    """A case from each document of a set; with its paragraphs (column ``par``), if asked for."""
    documents: dict[str, list[dict[str, str]]] = {}
    for r in rows:
        documents.setdefault(r["doc"], []).append(r)
    everything = [(r["ja"].strip(), r["en"].strip()) for d in documents.values() for r in d]
    rng = random.Random(seed)
    made = []
    for document in documents.values():
        pairs = [(r["ja"].strip(), r["en"].strip()) for r in document]
        foreign = [p for p in rng.sample(everything, min(20, len(everything))) if p not in pairs]
        made.append(make(pairs, foreign, rng, [r["par"] for r in document] if paragraphs else ()))
    return made
