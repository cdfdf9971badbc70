"""The second look at matches, by the translator that comes with the program."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from align import translate
from align.match import Matcher
from align.match.reading import Look, look_again
from align.match.reread import reread
from align.model.document import Sentence, Span
from align.model.likelihood import Told
from align.model.match import Match, Verdict

ELSE = "The library is closed on Mondays."


def looked_at(ja: str, *source: str) -> tuple[Match, Match]:
    """A match before and after the second look."""
    sentences = [Sentence("s", i, Span(0, 1), 0, t) for i, t in enumerate(source)]
    matcher = Matcher({0: ja}, {"s": sentences})
    found = {(0, "s"): matcher.match(0, "s")}
    return found[0, "s"], reread(matcher, found, translate.likelihood)[0, "s"]


@pytest.mark.parametrize(
    ("ja", "en", "words"),
    [
        ("委員会は5月、2つの造船所の合併を承認した。", "The commission blocked the merger of the two shipyards in May.", "承認 ≠ blocked"),
        ("修理の大半は嵐の前に終わっていた。", "Most of the repairs were finished after the storm.", "前 ≠ after"),
        ("広報担当者は、博物館がその絵を売却したことを認めた。", "A spokeswoman denied that the museum had sold the painting.", "認め ≠ denied"),
    ],
)
def test_the_opposite_contradicts(ja: str, en: str, words: str) -> None:
    before, after = looked_at(ja, en, ELSE)
    assert before.verdict == Verdict.SUPPORTED
    assert after.verdict == Verdict.CONTRADICTED
    assert after.conflicts == (words,)


@pytest.mark.parametrize(
    ("ja", "en"),
    [
        ("委員会は5月、2つの造船所の合併を阻止した。", "The commission blocked the merger of the two shipyards in May."),
        ("委員会は5月、2つの造船所の合併を認めなかった。", "The commission blocked the merger of the two shipyards in May."),
        ("修理の大半は嵐のあとに終わった。", "Most of the repairs were finished after the storm."),
        ("広報担当者は、博物館がその絵を売却したことを否定した。", "A spokeswoman denied that the museum had sold the painting."),
        ("島民の抗議にもかかわらず、市長は夕方の渡し船をなくした。", "The mayor abolished the evening ferry, although the islanders protested."),
    ],
)
def test_what_says_the_same_stays_supported(ja: str, en: str) -> None:
    before, after = looked_at(ja, en, ELSE)
    assert before.verdict == after.verdict == Verdict.SUPPORTED
    assert after.conflicts == ()


def test_what_is_contradicted_or_not_said_is_not_looked_at_again() -> None:
    def never(pairs: Sequence[tuple[str, str]]) -> list[Told]:
        assert not pairs
        return []

    sentences = [Sentence("s", 0, Span(0, 1), 0, "The bridge is 120 metres long."), Sentence("s", 1, Span(0, 1), 0, ELSE)]
    matcher = Matcher({0: "橋の長さは150メートルである。", 1: "猫は毎朝魚を食べる。"}, {"s": sentences})
    found = {(i, "s"): matcher.match(i, "s") for i in (0, 1)}
    assert [m.verdict for m in found.values()] == [Verdict.CONTRADICTED, Verdict.UNSUPPORTED]
    assert reread(matcher, found, never) == found


def told_alike(pairs: Sequence[tuple[str, str]]) -> list[Told]:
    """A translator to which every word is as likely, whatever the Japanese."""
    return [Told((*(i + 1 for i in range(len(en))), len(en)), np.full(len(en) + 1, -5.0, np.float32)) for _, en in pairs]


def test_a_translator_that_tells_nothing_finds_no_contradiction() -> None:
    [seen] = look_again([Look("合併は認められた。", ("The merger was blocked.",), {}, 1)], told_alike)
    assert seen.against is None
    assert seen.unsaid == ()


def test_nothing_is_asked_twice() -> None:
    asked: list[tuple[str, str]] = []

    def counted(pairs: Sequence[tuple[str, str]]) -> list[Told]:
        asked.extend(pairs)
        return told_alike(pairs)

    look = Look("合併は認められた。", ("The merger was blocked.",), {}, 1)
    look_again([look, look], counted)
    assert len(asked) == len(set(asked)) > 0


def test_likelihood_tells_token_by_token() -> None:
    pairs = [("港で網を直す。", "They mend nets in the harbour."), ("", "They mend nets in the harbour."), ("港で網を直す。", "")]
    right, nothing, empty = translate.likelihood(pairs)
    for told, (_, en) in zip((right, nothing, empty), pairs, strict=True):
        assert len(told.ends) == len(told.logs)
        assert told.ends[-1] == len(en)
        assert list(told.ends) == sorted(told.ends)
        assert (told.logs <= 0).all()
    assert right.logs.sum() > nothing.logs.sum()
