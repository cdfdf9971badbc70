"""Words with readings and glosses; joined they are the sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from align.model.document import Span
from align.review.annotate import Word, runs, words


def test_words() -> None:
    found = words("OpenAIの損失は78億ドルだった。", [Span(9, 15)])
    by_text = {w.text: w for w in found}
    assert by_text["損失"].reading == "そんしつ"
    assert by_text["損失"].gloss
    assert by_text["OpenAI"].style == "name"
    assert "figure" in next(w for w in found if w.text.startswith("78")).style
    assert "found" in next(w for w in found if w.text.startswith("78")).style
    assert not by_text["の"].gloss


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-3, 60), st.integers(-3, 70)), max_size=4))
def test_joined_they_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    marked = [Span(*s) for s in spans]
    assert "".join(w.text for w in words(text, marked)) == text
    parts = runs(text, marked)
    assert "".join(w.text for w in parts) == text
    assert [bool(w.style) for w in parts for _ in w.text] == [any(s.start <= i < s.end for s in marked) for i in range(len(text))]
    assert all(isinstance(w, Word) and w.text for w in parts)
