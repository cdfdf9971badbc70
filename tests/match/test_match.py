"""Lexicon, encoder, vectors, and the matcher on sources written here."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.match import Matcher
from align.match.encoder import shipped
from align.match.features import en_features, ja_features
from align.match.index import LONGEST
from align.match.lexicon import lexicon
from align.match.retrieve import csls, similarity
from align.match.scorer import probability
from align.match.signals import NAMES, compare, renderings
from align.match.vectors import Space, cosines, product
from align.model.document import Sentence, Span
from align.model.match import Match, Verdict

SOURCE = [
    "The port began to collect old fishing nets in 2021.",
    "In the first year, 150 tonnes of nets were collected.",
    "Workers remove the ropes by hand and wash the nets three times with water.",
    "Collection costs 400 euros per tonne.",
    "Altman warned the staff of temporary economic headwinds.",
    "The company lost $7.8 billion in the first half of 2025.",
    "Its market share reached 42% in October 2025.",
    "The library opens at nine on weekdays.",
]


def source(lines: list[str]) -> list[Sentence]:
    return [Sentence("s", i, Span(0, 1), 0, t) for i, t in enumerate(lines)]


def match(ja: str, lines: list[str] = SOURCE) -> Match:
    return Matcher({0: ja}, {"s": source(lines)}).match(0, "s")


def test_the_lexicon_knows_common_words() -> None:
    best = {w: renderings(w)[:1] and max(renderings(w), key=lambda r: r[1])[0] for w in ("市場", "大学", "会社", "水", "犬")}
    assert best == {"市場": "market", "大学": "universiti", "会社": "compani", "水": "water", "犬": "dog"}


def test_the_probabilities_of_the_lexicon_are_probabilities() -> None:
    lex = lexicon()
    for table in (lex.en_given_ja, lex.ja_given_en):
        assert 0 <= table.min() <= table.max() <= 1
    sums = np.add.reduceat(lex.en_given_ja, lex.start[:-1][np.diff(lex.start) > 0])
    assert sums.max() <= 1.05  # eight-bit rounding


def test_the_encoder_puts_translations_together() -> None:
    ja = [ja_features(t) for t in ("犬が水を飲む。", "市場は急速に成長した。", "設定を保存します。")]
    en = [en_features(t) for t in ("The dog drinks water.", "The market grew quickly.", "Save your settings.")]
    scores = shipped().encode(ja, "ja") @ shipped().encode(en, "en").T
    assert list(scores.argmax(axis=1)) == [0, 1, 2]
    assert np.allclose(np.linalg.norm(shipped().encode(ja, "ja"), axis=1), 1, atol=1e-5)


def test_unknown_text_has_a_zero_vector() -> None:
    assert not shipped().encode([ja_features("。"), en_features("")], "ja").any()


@given(st.lists(st.text(alphabet="日本語のBook12%。 ", max_size=12), min_size=1, max_size=4))
def test_cosines_are_between_zero_and_one(texts: list[str]) -> None:
    scores = cosines([ja_features(t) for t in texts], [en_features(t) for t in texts])
    assert scores.shape == (len(texts), len(texts))
    assert scores.min() >= 0
    assert scores.max() <= 1 + 1e-5


@pytest.mark.parametrize(
    ("ja", "en", "others"),
    [
        # a name in several words of the analysis, in one of the source
        ("表千家の茶室を見学した。", "Omotesenke", "Urasenke"),
        # one with hyphens, here or there in one piece
        ("蓮華王院は長い。", "Renge-o-in", "Kennin-ji"),
        ("愚禿鈔（ぐとくしょう）を読む。", "Gutoku-sho", "Tanni-sho"),
        # with macrons
        ("東福寺へ行く。", "Tōfuku-ji", "Kōfuku-ji"),
    ],
)
def test_names_in_kanji_are_found_by_how_they_are_read(ja: str, en: str, others: str) -> None:
    scores = cosines([ja_features(ja)], [en_features(f"We went to see {name} then.") for name in (en, others)])[0]
    assert scores[0] > scores[1] + 0.1


@given(st.lists(st.lists(st.integers(0, 9), max_size=6), min_size=1, max_size=4), st.lists(st.lists(st.integers(0, 9), max_size=6), min_size=1, max_size=4))
def test_products_of_sparse_rows(left: list[list[int]], right: list[list[int]]) -> None:
    space = Space()
    a, b = (space.rows([{c: c + 1.0 for c in row} for row in rows]) for rows in (left, right))
    assert np.allclose(product(a, b), (a @ b.T).toarray())


def test_a_passage_alone_compares_as_one_of_several() -> None:
    ja = [ja_features(t) for t in ("OpenAIは2024年に東京で工場を建てた。", "アルトマンの表千家", "")]
    en = [en_features(t) for t in ("OpenAI built a plant in Tokyo in 2024, Altman said.", "It rained.")]
    assert np.allclose(cosines(ja, en[:1])[:, 0], cosines(ja, en)[:, 0], atol=1e-6)


def test_hubs_are_discounted() -> None:
    scores = np.array([[0.9, 0.8, 0.1], [0.9, 0.2, 0.1], [0.9, 0.1, 0.7]], np.float32)
    assert list(scores.argmax(axis=1)) == [0, 0, 0]
    assert list(csls(scores, k=2).argmax(axis=1)) == [1, 0, 2]
    assert csls(np.zeros((0, 3), np.float32)).shape == (0, 3)


@pytest.mark.parametrize(
    ("ja", "span"),
    [
        ("港では2021年に古い漁網の回収が始まった。", "1"),
        ("回収の費用は1トンあたり400ユーロである。", "4"),
        ("アルトマンは社員に、一時的な経済の向かい風を警告した。", "5"),
        ("同社は2025年上半期に78億ドルの損失を出した。", "6"),
        ("2025年10月、市場シェアは42%に達した。", "7"),
    ],
)
def test_what_the_source_says_is_supported_by_the_tightest_passage(ja: str, span: str) -> None:
    found = match(ja)
    assert found.best is not None
    assert (found.verdict, found.best.passage.span) == (Verdict.SUPPORTED, span)
    assert not found.conflicts


@pytest.mark.parametrize(
    "ja", ["彼女は来年ピアノの演奏会を開くつもりだ。", "雪の多い山では春に花が咲く。", "この薬は頭痛に効かないことがわかった。"]
)
def test_what_it_does_not_say_is_unsupported_and_the_best_candidate_is_kept(ja: str) -> None:
    found = match(ja)
    assert found.verdict == Verdict.UNSUPPORTED
    assert found.best is not None


@pytest.mark.parametrize(
    ("ja", "conflict"),
    [
        ("同社は2025年上半期に68億ドルの損失を出した。", "68億ドル ≠ $7.8 billion"),
        ("2025年10月、市場シェアは24%に達した。", "24% ≠ 42%"),
        ("最初の1年に集まった漁網は120トンだった。", "120トン ≠ 150 tonnes"),
    ],
)
def test_another_value_contradicts(ja: str, conflict: str) -> None:
    found = match(ja)
    assert found.verdict == Verdict.CONTRADICTED
    assert conflict in found.conflicts


def test_a_sentence_that_two_sentences_support_gets_both() -> None:
    found = match("作業員が手で縄を外し、水で三回洗う。", ["Workers remove the ropes by hand.", "Then they wash the nets three times with water.", "The library is closed."])
    assert found.best is not None
    assert found.best.passage.span == "1-2"
    assert len(found.best.passage.text.split(".")) - 1 == 2


def test_another_source_that_says_it_is_found() -> None:
    sources = {"a": source(["The library opens at nine on weekdays.", "Children read there."]), "b": source(SOURCE)}
    matcher = Matcher({0: "同社は2025年上半期に78億ドルの損失を出した。"}, sources)
    assert matcher.match(0, "a").verdict == Verdict.UNSUPPORTED
    other = matcher.elsewhere(0, ["a"])
    assert other is not None
    assert other.key == "b"
    assert matcher.elsewhere(0, ["a", "b"]) is None


def test_names_of_the_sources_become_terms() -> None:
    matcher = Matcher({0: "アルトマンは警告した。データは消えた。"}, {"s": source(SOURCE)})
    assert matcher.terms() == {"アルトマン": "Altman"}


def test_every_signal_is_there_and_in_its_range() -> None:
    evidence = compare(ja_features("2025年に42%"), en_features("42% in 2025"), 0.5, 0.5, 0.1)
    assert set(evidence.values) == set(NAMES)
    assert all(-1 <= v <= 1 for v in evidence.values.values())
    assert 0 <= probability(evidence.values) <= 1


def test_passages_are_one_to_three_sentences() -> None:
    matcher = Matcher({0: "文。"}, {"s": source(SOURCE)})
    lengths = {p.last - p.first + 1 for p in matcher.index.sources["s"].passages}
    assert lengths == set(range(1, LONGEST + 1))


def test_an_empty_source_and_an_empty_report() -> None:
    assert Matcher({0: "文。"}, {"s": []}).match(0, "s").verdict == Verdict.UNSUPPORTED
    assert Matcher({}, {"s": source(SOURCE)}).terms() == {}


def test_retrieval_with_all_signals() -> None:
    ja = ["港では2021年に漁網の回収が始まった。", "同社は2025年上半期に78億ドルの損失を出した。", "図書館は平日は九時に開く。"]
    scores = similarity([ja_features(t) for t in ja], [en_features(t) for t in SOURCE])
    assert list(scores["align"].argmax(axis=1)) == [0, 5, 7]


def test_equal_values_in_units_that_have_nothing_in_common_break_nothing() -> None:
    """24度 and «24 kilometers»; figures in units that no table knows."""
    for ja, en in (
        ("気温は24度に達した。", "The road is 24 kilometers long and the temperature was high."),
        ("速度は24kHzだった。", "The speed was 24 kilometers."),
        ("王家は3世代続いた。", "The royal house lasted 3 years."),
        ("船の長さは24キロだった。", "The temperature of the ship was 24 degrees."),
    ):
        assert match(ja, [en]).key == "s"


def test_the_head_of_a_company_needs_no_title_where_its_source_has_it_elsewhere() -> None:
    ja = {0: "CEOは、漁船の数を来年も増やすと述べた。"}
    told = ["«We will have more boats next year too», Marsh said.", "The ferry sails at noon."]
    source = [Sentence("s", i, Span(0, 1), 0, t) for i, t in enumerate([*told, "Ada Marsh has been chief executive since 2019."])]
    with_title, without = (Matcher(ja, {"s": some}).match(0, "s") for some in (source, source[:2]))
    assert with_title.best is not None
    assert without.best is not None
    assert with_title.best.passage.first == without.best.passage.first == 1
    assert with_title.best.probability > without.best.probability
