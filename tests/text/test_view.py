"""Views and inline markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model.document import Span
from align.text.markup import inline, protected_spans, urls
from align.text.view import Edit, build


def seen(text: str) -> str:
    return build(text, [Span(0, len(text))], inline(text, 0, len(text))).text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**太字**と*斜体*", "太字と斜体"),
        ("技術的劣勢の承認:** Google", "技術的劣勢の承認: Google"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("2**10は1024", "2**10は1024"),
        ("`a_b`と__強調__", "a_bと強調"),
        ("snake_case_name", "snake_case_name"),
        ("[題](https://example.com/a_(b))です", "題です"),
        ("![図1](x.png)", "図1"),
        ("水<sub>2</sub>と<br>改行", "水2と 改行"),
        ("A<br>B", "A B"),
        ("10<sup>6</sup>トンと5 km<sup>2</sup>", "10⁶トンと5 km²"),
        ("&amp;と&lt;b&gt;", "&と<b>"),
        ("&と&ない;", "&と&ない;"),
        (r"\*星\*", "*星*"),
        ("<https://example.com>を見る", "https://example.comを見る"),
        ("~~取り消し~~", "取り消し"),
        ("**https://example.com/a_b_c**を見る", "https://example.com/a_b_cを見る"),
        ("3 < 5 と 7 > 2", "3 < 5 と 7 > 2"),
        ("<!-- 注 -->本文", "本文"),
    ],
)
def test_inline(source: str, text: str) -> None:
    assert seen(source) == text


@given(st.text(alphabet="あア漢aB1 *_`[]()<>/\\&;!~。", max_size=40))
def test_any_text_keeps_the_place_of_every_character(text: str) -> None:
    view = build(text, [Span(0, len(text))], inline(text, 0, len(text)))
    assert len(view.text) == len(view.starts) == len(view.ends)
    assert all(a < b for a, b in zip(view.starts, view.ends, strict=True))
    assert list(view.starts) == sorted(view.starts)
    plain = [c for i, c in enumerate(view.text) if view.ends[i] - view.starts[i] == 1 and text[view.starts[i]] == c]
    assert len(plain) >= len(view.text) - text.count("&") - text.count("<")


def test_pieces_are_joined_as_the_script_asks() -> None:
    text = "日本\n語 and\nEnglish\n文"
    pieces = [Span(0, 2), Span(3, 8), Span(9, 16), Span(17, 18)]
    assert build(text, pieces).text == "日本語 and English文"


def test_edits_replace() -> None:
    view = build("abcdef", [Span(0, 6)], [Edit(Span(1, 3), "X"), Edit(Span(4, 5))])
    assert view.text == "aXdf"
    assert view.span(1, 3) == Span(1, 4)


def test_urls_end_before_the_mark_of_the_sentence() -> None:
    text = "see https://example.com/a(b). And https://example.com/c)。"
    assert [s.of(text) for s in urls(text)] == ["https://example.com/a(b)", "https://example.com/c"]


def test_protected() -> None:
    text = "詳細は`make align`かa@b.example、https://x.example/y、src/a.py、0A1B2C3D-4e5f-6071-8293-A4B5C6D7E8F9を[3]"
    found = ["`make align`", "a@b.example", "https://x.example/y", "src/a.py", "0A1B2C3D-4e5f-6071-8293-A4B5C6D7E8F9", "[3]"]
    assert [s.of(text) for s in protected_spans(text)] == found
