"""The checks: what each finds and what it leaves alone."""

from __future__ import annotations

import pytest

from align.check import Subject, check
from align.model.document import Kind
from align.model.match import Match, Verdict
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
