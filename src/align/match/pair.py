"""Two documents, sentence by sentence, as what :mod:`align.match.beads` aligns."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.match.background import common
from align.match.beads import Bead, align
from align.match.costs import Weights
from align.match.encoder import Encoder, shipped
from align.match.features import Features, en_features
from align.match.moved import moved
from align.match.side import Side
from align.match.units import ended, torn
from align.match.vectors import Space

#: What the dense and the sparse vectors count.
WEIGHTS = (0.6, 0.45)
#: Dimensions that the sparse vectors are folded into; their dot products keep within about 1/√n.
_FOLDED = 1024
#: Sentences that are worked on at a time.
_STEP = 2048
#: What the words of a draft count beside those that the lexicon has, 0 to 1; a bead less probable than the other one is unsure.
_DRAFT, _SURE = 0.35, 0.9
#: Japanese sentences of the longest document that drafts are made for: longer ones would take more than a minute.
MOST = 3000
#: Makes English of Japanese sentences, in order.
Translate = Callable[[Sequence[str]], Sequence[str]]
#: A Japanese character is worth so many English ones.
JA_CHARACTERS = 2.2


class _Rows:
    """Sparse rows, taken in a few at a time and kept small."""

    def __init__(self) -> None:
        self.columns, self.weights, self.start = array("i"), array("f"), array("l", [0])

    def add(self, rows: Any) -> None:
        """Take in the rows of a sparse matrix."""
        self.start.extend((rows.indptr[1:] + len(self.columns)).tolist())
        self.columns.frombytes(rows.indices.astype(np.int32).tobytes())
        self.weights.frombytes(rows.data.astype(np.float32).tobytes())


def _fold(both: tuple[_Rows, _Rows]) -> list[NDArray[np.float16]]:
    """The sparse rows of two sides in few dimensions by random signs (Achlioptas 2003); dot products survive."""
    from scipy.sparse import csr_matrix

    used = np.unique(np.concatenate([np.frombuffer(rows.columns, np.int32) for rows in both]))
    signs = np.random.default_rng(0).integers(0, 2, (max(len(used), 1), _FOLDED), np.int8) * 2 - 1
    found = []
    for rows in both:
        count = len(rows.start) - 1
        columns = np.searchsorted(used, np.frombuffer(rows.columns, np.int32))
        matrix = csr_matrix((np.frombuffer(rows.weights, np.float32), columns, np.asarray(rows.start)), shape=(count, len(signs)))
        folded = np.zeros((count, _FOLDED), np.float16)
        for at in range(0, count, _STEP):
            part = matrix[at : at + _STEP]
            here = np.unique(part.indices)
            folded[at : at + _STEP] = part[:, here] @ signs[here].astype(np.float32) / np.sqrt(_FOLDED)
        found.append(folded)
    return found


def _drafted(space: Space, rows: Any, drafts: Sequence[Features | None]) -> Any:
    """The sparse rows of Japanese sentences, those that have drafts mixed with the rows of these."""
    from scipy.sparse import diags_array

    if not any(drafts):
        return rows
    share = np.array([_DRAFT if d else 0.0 for d in drafts], np.float32)
    others = space.rows([space.draft(d) if d else {} for d in drafts])
    rows.resize(others.shape)
    return (diags_array(1 - share) @ rows + diags_array(share) @ others).tocsr()


def sides(
    ja: Sequence[Features], en: Sequence[Features], breaks: tuple[Sequence[bool], Sequence[bool]] | None = None, encoder: Encoder | None = None,
    drafts: Mapping[int, Features] = MappingProxyType({}),
) -> tuple[Side, Side]:  # fmt: skip
    """The two documents as sides of an alignment.

    Args:
        breaks: for each side whether a paragraph or heading ends with the sentence.
        drafts: translations of some of the Japanese sentences, by their numbers from 0.
    """
    encoder = encoder or shipped()
    space = Space()
    right, left = _Rows(), _Rows()
    for at in range(0, len(en), _STEP):
        right.add(space.rows([space.english(f) for f in en[at : at + _STEP]]))
    for at in range(0, len(ja), _STEP):
        left.add(_drafted(space, space.japanese(ja[at : at + _STEP]), [drafts.get(i) for i in range(at, min(at + _STEP, len(ja)))]))
    made = []
    for language, features, folded, factor in zip(("ja", "en"), (ja, en), _fold((left, right)), (JA_CHARACTERS, 1.0), strict=True):
        dense = encoder.sums(features, language)
        norms = np.linalg.norm(dense, axis=1, keepdims=True)
        unrelated = (common(dense / np.maximum(norms, 1e-9), language, encoder) - encoder.offset) * np.float32(WEIGHTS[0])
        size = (np.array([max(len(f.text), 1) * factor for f in features]) / 100).astype(np.float32)
        ends = breaks[language == "en"] if breaks else [False] * len(features)
        texts = [f.text for f in features]
        made.append(
            Side(
                (dense.astype(np.float16), folded), (WEIGHTS[0] * encoder.scale, WEIGHTS[1]), unrelated, size, np.array(ends, bool),
                np.array(ended(texts, language), np.float32), np.array(torn(texts, language), bool),
            )
        )  # fmt: skip
    return made[0], made[1]


def align_documents(
    ja: Sequence[Features], en: Sequence[Features], breaks: tuple[Sequence[bool], Sequence[bool]] | None = None, weights: Weights | None = None,
    reordered: bool = False, encoder: Encoder | None = None, translate: Translate | None = None,
) -> list[Bead]:  # fmt: skip
    """Align the sentences of two documents that are translations of each other.

    Args:
        breaks: see :func:`sides`.
        reordered: also look for blocks that changed their place.
        encoder: what compares meanings; the shipped one if none is given.
        translate: makes English of Japanese sentences. Where the alignment is unsure, their words are compared with the other document,
            too (as in Bleualign, Sennrich and Volk 2010); documents of more than :data:`MOST` sentences do without.
    """
    left, right = sides(ja, en, breaks, encoder)
    beads = align(left, right, weights)
    if translate and len(ja) <= MOST and (unsure := _unsure(beads)):
        drafts = dict(zip(unsure, map(en_features, translate([ja[i].text for i in unsure])), strict=True))
        left, right = sides(ja, en, breaks, encoder, drafts)
        beads = align(left, right, weights)
    return moved(left, right, beads, weights) if reordered else beads


def _unsure(beads: Sequence[Bead]) -> list[int]:
    """The Japanese sentences of beads that are not sure, of nulls, and of the beads beside these."""
    doubtful = [n for n, b in enumerate(beads) if b.probability < _SURE]
    around = {k for n in doubtful for k in (n - 1, n, n + 1) if 0 <= k < len(beads)}
    return sorted(i for k in around for i in range(*beads[k].ja))
