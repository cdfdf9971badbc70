"""Many-to-many alignment of parallel documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from align.match.beads import LARGEST, Bead, align
from align.match.features import en_features, ja_features
from align.match.pair import align_documents
from align.match.side import Side

JA = [
    "港では古い漁網の回収が始まった。", "集めた網は工場へ送られる。", "工場は網を糸に変える。", "糸は絨毯に使われる。", "費用は1トンあたり400ユーロである。",
    "漁師は網を無料で渡すことができる。", "市長は計画を歓迎した。", "来年は二つの港が加わる。", "図書館は月曜日に閉まる。", "新しい橋は2027年に開通する。",
]  # fmt: skip
EN = [
    "The port has begun to collect old fishing nets.", "The collected nets are sent to a factory.", "The factory turns the nets into yarn.", "The yarn is used for carpets.",
    "The cost is 400 euros per tonne.", "Fishermen can hand over their nets for free.", "The mayor welcomed the plan.", "Two more ports will join next year.",
    "The library is closed on Mondays.", "The new bridge will open in 2027.",
]  # fmt: skip


def beads(ja: list[str], en: list[str], **more: bool) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    found = align_documents([ja_features(t) for t in ja], [en_features(t) for t in en], **more)
    return [(tuple(range(*b.ja)), tuple(range(*b.en))) for b in found]


def test_one_to_one() -> None:
    assert beads(JA, EN) == [((i,), (i,)) for i in range(len(JA))]


def test_one_to_two_and_two_to_one() -> None:
    ja = [JA[0], JA[1] + JA[2], *JA[3:]]
    assert beads(ja, EN)[:3] == [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,))]
    en = [EN[0], EN[1][:-1] + ", and then " + EN[2][0].lower() + EN[2][1:], *EN[3:]]
    assert beads(JA, en)[:3] == [((0,), (0,)), ((1, 2), (1,)), ((3,), (2,))]


def test_sentences_that_have_no_partner() -> None:
    assert ((3,), ()) in beads(JA, EN[:3] + EN[4:])
    assert ((), (6,)) in beads(JA[:6] + JA[7:], EN)


def test_a_block_that_changed_its_place() -> None:
    en = [*EN[5:], *EN[:5]]
    monotone = beads(JA, en)
    assert sum(bool(a and b) for a, b in monotone) <= 6
    moved = beads(JA, en, reordered=True)
    assert {(a, b) for a, b in moved if a and b} == {((i,), ((i + 5) % 10,)) for i in range(10)}


def test_drafts_decide_where_the_alignment_is_unsure() -> None:
    ja = ["港の市は毎年開かれる。", "鯵の干物が並ぶ。", "鰆の味噌漬が並ぶ。", "鱚の天麩羅が並ぶ。", "人々は夜まで歩く。"]
    en = ["The harbour fair is held every year.", "There is fried whiting.", "People walk until night."]
    english = {ja[0]: en[0], ja[1]: "There is dried mackerel.", ja[2]: "There is pickled fish.", ja[3]: en[1], ja[4]: en[2]}
    asked: list[str] = []

    def translate(texts: Sequence[str]) -> list[str]:
        asked.extend(texts)
        return [english[t] for t in texts]

    def probability(**more: Any) -> float:
        found = align_documents([ja_features(t) for t in ja], [en_features(t) for t in en], **more)
        return next(b.probability for b in found if (b.ja, b.en) == ((3, 4), (1, 2)))

    assert probability(translate=translate) > max(probability(), 0.9)
    assert "鱚の天麩羅が並ぶ。" in asked
    asked.clear()
    assert len(align_documents([ja_features(t) for t in JA], [en_features(t) for t in EN], translate=translate)) == len(JA)
    assert not asked  # of a sure alignment nothing is translated


def test_documents_of_which_one_is_empty() -> None:
    assert beads([], EN[:2]) == [((), (0,)), ((), (1,))]
    assert beads(JA[:2], []) == [((0,), ()), ((1,), ())]


@given(st.lists(st.sampled_from(JA), min_size=1, max_size=9), st.lists(st.sampled_from(EN), min_size=1, max_size=9))
def test_every_sentence_is_in_exactly_one_bead_and_the_order_is_kept(ja: list[str], en: list[str]) -> None:
    found = beads(ja, en)
    assert [i for a, _ in found for i in a] == list(range(len(ja)))
    assert [j for _, b in found for j in b] == list(range(len(en)))
    assert all(len(a) <= LARGEST and len(b) <= LARGEST for a, b in found)


def _random_side(size: int, rng: np.random.Generator, vectors: np.ndarray) -> Side:
    no, one = np.zeros(size, bool), np.ones(size, np.float32)
    return Side((vectors,), (1.0,), np.zeros(size, np.float32), one, no, one, no)


def test_coarse_to_fine_finds_what_a_whole_search_would_in_a_long_document() -> None:
    """2,000 random sentences, a tenth missing on each side: nearly every pair is found through four levels."""
    rng = np.random.default_rng(4)
    base = rng.normal(size=(2000, 48)).astype(np.float32)
    keep_ja, keep_en = np.flatnonzero(rng.random(2000) > 0.1), np.flatnonzero(rng.random(2000) > 0.1)
    ja = _random_side(len(keep_ja), rng, base[keep_ja] + rng.normal(scale=0.4, size=(len(keep_ja), 48)).astype(np.float32))
    en = _random_side(len(keep_en), rng, base[keep_en] + rng.normal(scale=0.4, size=(len(keep_en), 48)).astype(np.float32))
    found = {(int(keep_ja[b.ja[0]]), int(keep_en[b.en[0]])) for b in align(ja, en) if b.ja[1] - b.ja[0] == b.en[1] - b.en[0] == 1}
    both = set(keep_ja.tolist()) & set(keep_en.tolist())
    assert sum((i, i) in found for i in both) >= 0.97 * len(both)


def test_a_long_gap_on_one_side() -> None:
    """Six hundred sentences that one side lacks don't lose the rest."""
    rng = np.random.default_rng(6)
    base = rng.normal(size=(1500, 48)).astype(np.float32)
    keep = np.concatenate([np.arange(400), np.arange(1000, 1500)])
    found = align(_random_side(1500, rng, base), _random_side(900, rng, base[keep]))
    right = sum(b.ja[0] == keep[b.en[0]] for b in found if b.ja[1] - b.ja[0] == b.en[1] - b.en[0] == 1)
    assert right >= 0.9 * 900


def test_two_sentences_in_the_other_order_are_one_bead() -> None:
    assert ((2, 3), (2, 3)) in beads(JA, [*EN[:2], EN[3], EN[2], *EN[4:]])


def test_a_sentence_torn_apart_is_put_together() -> None:
    ja = [*JA[:5], "漁師は網を無料で、", "渡すことができる。", *JA[6:]]
    assert ((5, 6), (5,)) in beads(ja, EN)


def test_paragraphs_decide_where_text_does_not() -> None:
    """A heading without a partner stays out of the paragraph before it."""
    ja, en = [*JA[:3], "経緯", *JA[3:]], EN
    ends = [False] * 2 + [True, True] + [False] * 7, [False] * 2 + [True] + [False] * 7
    found = align_documents([ja_features(t) for t in ja], [en_features(t) for t in en], ends)
    assert ((2, 3), (2, 3)) in [(b.ja, b.en) for b in found]
    assert ((3, 4), (3, 3)) in [(b.ja, b.en) for b in found]


def test_probabilities_say_how_sure_a_bead_is() -> None:
    found = align_documents([ja_features(t) for t in JA], [en_features(t) for t in EN])
    assert all(0.9 < b.probability <= 1 for b in found)
    doubtful = align_documents([ja_features(t) for t in [JA[0], JA[0]]], [en_features(EN[0])])
    assert all(b.probability < 0.9 for b in doubtful)
    assert all(b.probability == 0 for b in doubtful if b.ja[0] == b.ja[1] or b.en[0] == b.en[1])


def test_the_band_can_jump_over_what_one_side_lacks_at_either_end() -> None:
    rng = np.random.default_rng(8)
    base = rng.normal(size=(900, 48)).astype(np.float32)
    for kept in (np.arange(400, 900), np.arange(500)):
        for ja, en in ((np.arange(900), kept), (kept, np.arange(900))):
            found = align(_random_side(len(ja), rng, base[ja]), _random_side(len(en), rng, base[en]))
            assert [i for b in found for i in range(*b.ja)] == list(range(len(ja)))
            assert [j for b in found for j in range(*b.en)] == list(range(len(en)))
            right = sum(ja[b.ja[0]] == en[b.en[0]] for b in found if b.ja[1] - b.ja[0] == b.en[1] - b.en[0] == 1)
            assert right >= 0.9 * 500


def test_beads_are_values() -> None:
    assert Bead((0, 1), (0, 1), 0.5) == Bead((0, 1), (0, 1), 0.5)


def test_the_order_of_hashes_changes_nothing() -> None:
    """Two processes with other hash seeds give the same similarities to the last digit."""
    import os
    import subprocess
    import sys

    code = (
        "from tests.match.test_beads import JA, EN; from align.match.features import ja_features, en_features; from align.match.pair import align_documents\n"
        "print([b.similarity for b in align_documents([ja_features(t) for t in JA], [en_features(t) for t in EN])])"
    )
    out = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }
    assert len(out) == 1
