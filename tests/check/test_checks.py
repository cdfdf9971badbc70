"""The checks: what each finds and what it leaves alone."""

from __future__ import annotations

import pytest

from align.check import Subject, check
from align.match.likeness import likeness
from align.model.document import Kind
from align.model.match import Candidate, Match, Passage, Verdict
from align.model.term import Term
from align.model.translation import Status, Translation


def codes(ja: str, en: str | None, match: Match | None = None, status: Status = Status.DONE, kind: Kind = Kind.SENTENCE) -> list[str]:
    return [str(f) for f in check(Subject(ja, kind, Translation(en, status, "x"), match))]


@pytest.mark.parametrize(
    ("ja", "en", "found"),
    [
        ("損失は78億ドルだ。", "The loss was $7.8 billion.", []),
        ("損失は78億ドルだ。", "The loss was $7.8 million.", ["error:money-mismatch", "warning:invented-number"]),
        ("2025年10月に始まった。", "It began in October 2024.", ["error:date-mismatch", "warning:invented-number"]),
        ("2025年10月に始まった。", "It began in October 2025.", []),
        ("シェアは42%だ。", "The share is large.", ["error:percent-mismatch"]),
        ("120社が参加した。", "120 companies took part.", []),
        ("120社が参加した。", "Companies took part.", ["error:number-mismatch"]),
        ("一つの理由がある。", "There is a reason.", []),
        ("理由がある。", "There are 17 reasons.", ["warning:invented-number"]),
        ("アルトマンが述べた。", "Altman said so.", []),
        ("アルトマンが述べた。", "He said so.", ["warning:name-lost"]),
        ("OpenAIが述べた。", "Open AI said so.", []),
        ("OpenAIが述べた。", "The company said so.", ["warning:name-lost"]),
        ("入札価格は1kWh当たり12円だった。", "The bid was 12 yen per kilowatt-hour.", []),
        ("ノースムーア鉄道は古い。", "The Northmoor Railway is old.", []),
        ("市場が伸びた。", "The 市場 grew.", ["error:untranslated-text"]),
        ("詳細はhttps://example.com/aを見る。", "See https://example.com/a.", []),
        ("詳細はhttps://example.com/aを見る。", "See the site.", ["warning:name-lost", "error:protected-lost"]),
    ],
)  # fmt: skip
def test_translation(ja: str, en: str, found: list[str]) -> None:
    assert codes(ja, en) == found


def test_no_translation_and_drafts() -> None:
    assert codes("文。", None, status=Status.FAILED) == ["error:not-translated"]
    assert codes("文。", "Sentence.", status=Status.DRAFT) == ["info:draft"]


@pytest.mark.parametrize(("sure", "status", "found"), [
    (0.1, Status.DRAFT, ["info:draft", "warning:unsure"]), (0.9, Status.DRAFT, ["info:draft"]), (None, Status.DRAFT, ["info:draft"]), (0.1, Status.DONE, []),
])  # fmt: skip
def test_drafts_that_the_translator_was_unsure_of(sure: float | None, status: Status, found: list[str]) -> None:
    assert [str(f) for f in check(Subject("文。", Kind.SENTENCE, Translation("Sentence.", status, "offline", confidence=sure)))] == found


def test_references_are_not_compared() -> None:
    assert codes("山田「題」2025年", "山田「題」2025年", kind=Kind.REFERENCE) == []


def test_passages() -> None:
    contradicted = Match("k", Verdict.CONTRADICTED, (), ("68億ドル ≠ $7.8 billion",), ("68億ドル",))
    partial = Match("k", Verdict.PARTIAL, (), (), ("68億ドル", "名前"))
    unsupported = Match("k", Verdict.UNSUPPORTED, (), (), ("68億ドル",))
    ja, en = "損失は68億ドルだ。", "The loss was $6.8 billion."
    assert codes(ja, en, contradicted) == ["error:figure-contradicted"]
    assert codes(ja, en, partial) == ["warning:figure-not-in-source"]
    assert codes(ja, en, unsupported) == []


def test_messages_name_what_was_found() -> None:
    (finding, *_) = check(Subject("損失は78億ドルだ。", Kind.SENTENCE, Translation("A loss.", Status.DONE, "x")))
    assert "78億ドル" in finding.message


GLOSSARY = (Term("新海橋", ("Shinkai Bridge",)), Term("衛星", ("satellite", "orbiter"), ("moon",)), Term("C言語", ("C",), ("C++",)), Term("京都", ("Kyoto",)), Term("橋", ("bridge",), ("overpass",)))


@pytest.mark.parametrize(
    ("ja", "en", "found"),
    [
        ("衛星は橋を写した。", "The satellites photographed the bridge.", []),
        ("衛星は橋を写した。", "The orbiter photographed the bridges.", []),
        ("衛星は橋を写した。", "The moon photographed the bridge.", ["error:term-forbidden"]),
        ("衛星は橋を写した。", "The probe photographed it.", ["warning:term-missing"]),
        ("新海橋が開通した。", "Shinkai Bridge has opened.", []),
        ("新海橋が開通した。", "The new bridge has opened.", ["warning:term-missing"]),
        ("道が開通した。", "The overpass has opened.", []),
        ("東京都の人口が増えた。", "The population of Tokyo has grown.", []),
        ("京都の人口が増えた。", "The population has grown.", ["warning:term-missing"]),
        ("京都の会社が伸びた。", "Kyoto-based companies grew.", []),
        ("C言語で書く。", "It is written in C++.", ["error:term-forbidden"]),
        ("C言語で書く。", "It is written in C.", []),
    ],
)
def test_terms_of_the_glossary(ja: str, en: str, found: list[str]) -> None:
    subject = Subject(ja, Kind.SENTENCE, Translation(en, Status.DONE, "x"), glossary=GLOSSARY)
    assert [str(f) for f in check(subject) if "term" in f.code] == found


@pytest.mark.parametrize(
    ("ja", "en", "found"),
    [
        ("計画は承認されなかった。", "The plan was not approved.", []),
        ("計画は承認されなかった。", "The plan was approved.", ["warning:negation-lost"]),
        ("計画に根拠はない。", "The plan has a foundation.", ["warning:negation-lost"]),
        ("計画に根拠はない。", "The plan is unfounded.", []),
        ("計画は承認された。", "The plan was not approved.", ["warning:negation-added"]),
        ("計画を承認しなければならない。", "The plan has to be approved.", []),
        ("計画は承認されるかもしれない。", "The plan may be approved.", []),
        ("計画は承認された。", "The plan was approved.", []),
        ("港で集めた網は工場へ送られ、そこで糸になる。", "Nets.", ["warning:length"]),
        ("港で集めた網は工場へ送られる。", "Nets collected in the port are sent to a plant. " * 4, ["warning:length", "warning:repetition"]),
        ("港で集めた網は工場へ送られる。", "The net of the net of the net of the port goes to the plant.", ["warning:repetition"]),
        ("港で（主に春に）集める。", "They are collected (mainly in spring in the port.", ["warning:brackets"]),
        ("港で「春」に集める。", "They are collected in “spring in the port.", ["warning:brackets"]),
        ("港で集める。", "They are collected: a) in the port; b) at sea.", []),
    ],
)
def test_what_an_engine_can_do_wrong(ja: str, en: str, found: list[str]) -> None:
    assert codes(ja, en) == found
    assert codes(ja, en, status=Status.DRAFT) == ["info:draft"]


@pytest.mark.parametrize(
    ("ja", "en", "code", "side", "marked"),
    [
        ("損失は78億ドルだ。", "The loss was large.", "money-mismatch", "ja", ["78億ドル"]),
        ("理由がある。", "There are 17 reasons.", "invented-number", "en", ["17"]),
        ("アルトマンが述べ、アルトマンが去った。", "He said so and left.", "name-lost", "ja", ["アルトマン", "アルトマン"]),
        ("市場が伸びた。", "The 市場 grew.", "untranslated-text", "en", ["市場"]),
        ("詳細はhttps://example.com/aを見る。", "See the site.", "protected-lost", "ja", ["https://example.com/a"]),
        ("会社は利益を出さなかった。", "The company made a profit.", "negation-lost", "ja", ["なかっ"]),
        ("会社（新会社）は伸びた。", "The company (the new one grew.", "brackets", "en", ["("]),
    ],
)  # fmt: skip
def test_findings_say_where(ja: str, en: str, code: str, side: str, marked: list[str]) -> None:
    [finding] = [f for f in check(Subject(ja, Kind.SENTENCE, Translation(en, Status.DONE, "x"))) if f.code == code]
    assert [span.of(ja if side == "ja" else en).strip() for span in getattr(finding, side)] == marked


def test_a_contradiction_is_marked_in_the_passage() -> None:
    passage = Passage("k", 0, 1, "The loss was $7.8 billion in all.")
    match = Match("k", Verdict.CONTRADICTED, (Candidate(passage, 0.9, {}),), ("68億ドル ≠ $7.8 billion",), ("68億ドル",))
    ja = "損失は68億ドルだ。"
    [finding] = check(Subject(ja, Kind.SENTENCE, Translation("The loss was $6.8 billion.", Status.DONE, "x"), match))
    assert [s.of(ja) for s in finding.ja] == ["68億ドル"]
    assert [s.of(passage.text) for s in finding.passage] == ["$7.8 billion"]


def test_the_passage_and_the_translation_speak_of_the_same() -> None:
    passage = Passage("k", 0, 2, "The harbour was quiet. Fishermen collect their old nets in the port of Norden, and a factory spins them into yarn.")
    match = Match("k", Verdict.SUPPORTED, (Candidate(passage, 0.97, {}),))
    right, wrong = "The old nets are collected in the harbour and become yarn in a factory.", "The minister resigned after the budget vote in parliament."
    found = likeness([(right, passage.text), (wrong, passage.text)])
    assert found[0] > 0.6 > 0.38 > found[1]
    for text, value, expected in ((right, found[0], []), (wrong, found[1], ["warning:passage-unlike"])):
        assert [str(f) for f in check(Subject("古い網は港で集められ、工場で糸になる。", Kind.SENTENCE, Translation(text, Status.DONE, "x"), match, likeness=value))] == expected
    assert codes("42%", "42%", match, kind=Kind.CELL) == []
    assert check(Subject("42%", Kind.CELL, Translation("42%", Status.DONE, "x"), match, likeness=0.1)) == ()
