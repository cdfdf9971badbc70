"""What two clauses say of the same thing, and what is set against what."""

from __future__ import annotations

import pytest

from align.match.byclause import not_the_cause, other_words_of_the_same, rather
from align.match.features import en_features, ja_features


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("組合の売上高は伸び、損失は縮小した。", "Revenue grew from 18 to 31 million, but the loss widened.", True),
        ("組合の売上高は伸び、損失は拡大した。", "Revenue grew from 18 to 31 million, but the loss widened.", False),
        ("与党は法案に反対し、緑の党は廃止を求めた。", "The ruling party supports the bill, while the Greens want it to be abolished.", True),
        ("与党は法案を支持し、緑の党は反対している。", "The ruling party supports the bill, while the Greens oppose it.", False),
        ("会議は月曜に始まる。", "The meeting begins on Tuesday, after talks on Monday.", False),
        ("網の生産は増加した。", "Production of nets fell.", False),  # one clause: word by word is enough
    ],
)
def test_opposite_words_of_the_same(ja: str, en: str, expected: bool) -> None:
    assert bool(list(other_words_of_the_same(ja_features(ja), en_features(en)))) is expected


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("融資ではなく助成金を出すべきだと提言する。", "It recommends giving loans rather than grants.", True),
        ("助成金ではなく融資を出すべきだと提言する。", "It recommends giving loans rather than grants.", False),
        ("港ではなく学校に網を送った。", "They sent the nets to the port instead of the school.", True),
        ("港に網を送った。", "They sent the nets to the port instead of the school.", False),
    ],
)
def test_what_is_meant_and_what_is_not(ja: str, en: str, expected: bool) -> None:
    assert bool(list(rather(ja_features(ja), en_features(en)))) is expected


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("黒字は主に網の価格の引き上げによるものである。", "The surplus was earned mainly through fewer repairs, not through higher prices.", True),
        ("黒字は主に修理の減少によるものである。", "The surplus was earned mainly through fewer repairs, not through higher prices.", False),
        ("黒字は価格の引き上げによるものではない。", "The surplus was earned mainly through fewer repairs, not through higher prices.", False),
        ("遅れは主に住民の訴訟のためである。", "The delay was caused by a storm, and not by the lawsuit of the residents.", True),
    ],
)
def test_what_was_not_the_cause(ja: str, en: str, expected: bool) -> None:
    assert bool(list(not_the_cause(ja_features(ja), en_features(en)))) is expected
