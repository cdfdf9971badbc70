"""Clauses that the passage doesn't speak of, and several sources for one sentence."""

from __future__ import annotations

import pytest

from align.match import Matcher
from align.match.background import common
from align.match.clauses import Source, clause_signals, clauses, unsaid
from align.match.encoder import shipped
from align.match.features import en_features, ja_features
from align.model.document import Sentence, Span
from align.model.match import Verdict


@pytest.mark.parametrize(
    ("ja", "en", "added"),
    [
        ("純利益は9億1,000万ドルに伸び、過去最高となった。", "Net profit rose to $910 million.", ("過去最高となった",)),
        ("純利益は9億1,000万ドルに伸びた。", "Net profit rose to $910 million.", ()),
        ("着工は2025年5月で、完成までに3年かかる見込みだ。", "Construction is to begin in May 2025 and will take three years.", ()),
        ("参加者の半数には、脈拍と血圧を送るセンサーが渡された。", "Half of them received a sensor that reports pulse and blood pressure.", ()),
    ],
)
def test_what_a_sentence_adds(ja: str, en: str, added: tuple[str, ...]) -> None:
    assert _unsaid(ja, [en, "The library is closed on Mondays."]) == added


def _unsaid(ja: str, source: list[str], first: int = 1, last: int = 1) -> tuple[str, ...]:
    vectors = shipped().encode([en_features(t) for t in source], "en")
    found = clause_signals(ja_features(ja), en_features(" ".join(source[first - 1 : last])), (first, last), Source(vectors, common(vectors, "en", shipped())), shipped())
    return unsaid(found)


def test_what_another_sentence_of_the_source_says_is_said() -> None:
    ja = "純利益は9億1,000万ドルに伸び、図書館は月曜日に閉館する。"
    assert _unsaid(ja, ["Net profit rose to $910 million.", "The weather was mild."]) == ("図書館は月曜日に閉館する",)
    assert _unsaid(ja, ["Net profit rose to $910 million.", "The library is closed on Mondays."]) == ()


def test_of_a_sentence_of_one_clause_what_follows_the_topic_counts() -> None:
    assert clauses("委員会は来年の予算を増やすことを決めた。") == ["来年の予算を増やすことを決めた。"]
    assert clauses("予算を増やすことを決めた。") == []


def test_two_sources_that_support_a_sentence_together() -> None:
    def source(text: str) -> list[Sentence]:
        return [Sentence("s", i, Span(0, 1), 0, t) for i, t in enumerate([text, "The library is closed on Mondays."])]

    sources = {"a": source("In a share sale, the company was valued at $500 billion."), "b": source("The company lost $7.8 billion in the first half of 2025.")}
    matcher = Matcher({0: "同社の評価額は5,000億ドルに達したが、2025年上半期の損失は78億ドルにのぼる。"}, sources)
    alone = [matcher.match(0, k) for k in sources]
    assert Verdict.SUPPORTED not in {m.verdict for m in alone}
    assert {m.verdict for m in matcher.together(0, alone)} == {Verdict.PARTIAL}


def test_headings_join_no_passage() -> None:
    source = [Sentence("s", i, Span(0, 1), 0, t) for i, t in enumerate(["The state", "It grew.", "It paid."])]
    matcher = Matcher({0: "成長した。"}, {"s": source}, {"s": {0}})
    assert {p.span for p in matcher.index.sources["s"].passages} == {"1", "2", "2-3", "3"}


@pytest.mark.parametrize("ja", ["Rapidusは2030年に上場する。", "すでに複数の銀行がRapidusに融資している。"])
def test_a_short_heading_says_nothing(ja: str) -> None:
    source = [Sentence("s", i, Span(0, 1), 0, t) for i, t in enumerate(["Rapidus", "The weather was fine all summer.", "No bank has so far lent to Rapidus without a state guarantee."])]
    found = Matcher({0: ja}, {"s": source}, {"s": {0}}).match(0, "s")
    assert found.best is None or found.best.passage.first != 1
    assert found.verdict != Verdict.SUPPORTED or found.best.passage.first == 3


def test_the_part_of_a_passage_that_says_it_better_stands_for_the_whole() -> None:
    source = [
        "Fire departments took 97,578 people to hospital.", "Some 120 people were already dead when they were examined for the first time at hospital, and 2,178 were classed as severe.",
        "Two thirds of the patients, 64,000 in round numbers, were classed as mild and did not need to be admitted.", "The city is old.",
    ]  # fmt: skip
    found = Matcher({0: "一方で、3人に2人は入院を必要としない軽症であった。"}, {"s": [Sentence("s", i, Span(0, 1), 0, t) for i, t in enumerate(source)]}).match(0, "s")
    assert found.best is not None
    assert found.best.passage.span == "3"
