"""Sentence boundaries; the golden texts show them by ▁."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model.document import Document
from align.read import markdown
from align.segment import en, ja, segment
from align.segment.ja import SudachiTokenizer

MARK = "▁"

JA = """\
これは一つ目の文だ。▁これは二つ目の文だ。
彼は「もう遅い。帰ろう。」と言った。▁そして帰った。
「もう遅い。」▁彼は帰った。
『序。破。急。』という構成をとる。▁次の文。
（この場合は除く。）▁次の文である。
値は3.14である。▁約2.5倍だ。
U.S.の企業はワシントンD.C.にある。▁次の文。
Apple Inc.は値上げした。▁Dr. Smithが述べた。
Yahoo!ニュースが伝えた。▁本当か？▁そうだ！
モーニング娘。の新曲が出た。▁売れた。
すごい！と叫んだ。▁えっ？▁なぜ？
何だ!?▁まさか。
里の言葉は「里語」.▁次の文．▁終わり
楽しかった。（笑）▁また行く。
彼は来た。。▁次。
括弧（が閉じない文。▁次の文だ。
閉じる）だけの文。▁次の文だ。
1.5億円を投じた。▁Ver. 2.0を出した。
「何がしたい？」と聞かれた。▁「なぜ？」
A社（本社・東京。従業員50人）は黒字だ。▁B社は赤字だ。
これはOpenAIのGPT-5.1である。▁次はGemini 3。▁終わり。
""".splitlines()

EN = """\
Mr. Smith of the U.S. Army met J. K. Rowling at 5 p.m. on Nov. 3. ▁He paid $7.8 billion, e.g. in cash.
"Is it true?" she asked. ▁"Yes." ▁They left.
The firm, Acme Inc. of Ohio, lost 3.5%. ▁It closed.
They waited ... ▁Then the U.S. lost. ▁The end.
See Fig. 3. ▁Smith et al. 2020 said no. 5 is best.
He said: “We stay.” ▁Then he left. ▁[3] Now.
Dr. Lee vs. Prof. Kim! ▁Who won?
She joined OpenAI Inc. ▁In 2025 it grew.
It costs approx. 5 dollars. ▁Is that so?
The end of Vol. 2 is here. ▁What now?
""".splitlines()


@pytest.mark.parametrize("marked", JA)
def test_japanese(marked: str) -> None:
    text = marked.replace(MARK, "")
    edges = [0, *ja.boundaries(text), len(text)]
    assert MARK.join(text[a:b] for a, b in pairwise(edges)) == marked


@pytest.mark.parametrize("marked", EN)
def test_english(marked: str) -> None:
    text = marked.replace(MARK, "")
    edges = [0, *en.boundaries(text), len(text)]
    assert MARK.join(text[a:b] for a, b in pairwise(edges)) == marked


def parse(text: str) -> Document:
    return Document("x", "ja", text, markdown.blocks(text, 0, "ja"), "")


def test_a_marker_belongs_to_the_sentence_that_it_ends() -> None:
    text = "一つ目だ。<sup>1</sup>二つ目だ<sup>2</sup>。**三つ目だ。**四つ目だ。 [5]によれば五つ目だ。"
    document = parse(text)
    markers = [m.span() for m in re.finditer(r"<sup>\d</sup>|\[\d\]", text)]
    from align.model.document import Span

    found = segment(document, [Span(*m) for m in markers])
    assert [s.span.of(text) for s in found] == [
        "一つ目だ。<sup>1</sup>", "二つ目だ<sup>2</sup>。", "**三つ目だ。**", "四つ目だ。", "[5]によれば五つ目だ。",
    ]  # fmt: skip
    assert [s.text for s in found] == ["一つ目だ。", "二つ目だ。", "三つ目だ。", "四つ目だ。", "[5]によれば五つ目だ。"]


def test_units_of_their_own_kind_are_whole() -> None:
    document = parse("# 題。副題。\n\n| a。b。 | c |\n|---|---|\n| d。e。 | f |\n\n- 一。二。\n")
    assert [s.text for s in segment(document)] == ["題。副題。", "a。b。", "c", "d。e。", "f", "一。", "二。"]


def test_a_sentence_over_a_page_end_is_one() -> None:
    document = parse("現状で\n\nは、難しい。次だ。")
    assert [s.text for s in segment(document)] == ["現状では、難しい。", "次だ。"]


def test_a_paragraph_over_the_limit_of_sudachi() -> None:
    sentence = "この文は四十九キロバイトの上限を確かめるために何度も繰り返される。"
    document = parse(sentence * 700)
    assert len(document.text.encode()) > 49_149
    assert [s.text for s in segment(document)] == [sentence] * 700


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=100))
def test_the_tokenizer_keeps_every_character(text: str) -> None:
    doc = SudachiTokenizer(ja.pipeline().vocab)(text)
    assert doc.text == text


_PARTS = st.lists(
    st.sampled_from(
        ["文だ。", "「引用。」", "（注）", "**太字**", "<sup>1</sup>", "[2]", "\n", "\n\n", "- 項目", "　", "Yahoo!", "3.14", "？", "\t", "`code`", "**", "U.S.", "終", "」", "「", "# 題"]
    ),
    max_size=24,
)


@given(_PARTS)
def test_nothing_is_lost(parts: list[str]) -> None:
    """Joining sentences and the gaps between them gives the document back, and gaps hold no content."""
    from align.model.document import Span

    text = "".join(parts)
    document = parse(text)
    markers = [Span(*m.span()) for m in re.finditer(r"<sup>1</sup>|\[2\]", text)]
    inside = [m for m in markers if any(b.span.start <= m.start and m.end <= b.span.end for b in document.blocks)]
    sentences = segment(document, inside)
    at, joined = 0, ""
    for s in sentences:
        assert s.span.start >= at
        gap = text[at : s.span.start]
        assert not re.search(r"[文引用注太字項目終題]|code|3\.14|Yahoo|U\.S", gap), (gap, [x.span for x in sentences])
        joined += gap + s.span.of(text)
        at = s.span.end
    assert joined + text[at:] == text
    assert not re.search(r"[文引用注太字項目終題]|code|3\.14|Yahoo|U\.S", text[at:])
