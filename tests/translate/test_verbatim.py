"""What needs no engine."""

from __future__ import annotations

import pytest

from align.model.document import Kind
from align.translate.verbatim import as_it_is


@pytest.mark.parametrize(
    ("text", "kind", "kept"),
    [
        ("−25％ [1]", Kind.CELL, "−25% [1]"), ("▲64％", Kind.CELL, "-64%"), ("△ 3.2", Kind.CELL, "- 3.2"), ("ＧＰＵ", Kind.CELL, "GPU"), ("▲ North", Kind.CELL, "▲ North"),
        ("x = ▲1", Kind.CODE, "x = ▲1"), ("山田、２０２０", Kind.REFERENCE, "山田、２０２０"), ("25％の減", Kind.CELL, None),
    ],
)  # fmt: skip
def test_as_it_is(text: str, kind: Kind, kept: str | None) -> None:
    found = as_it_is(text, kind)
    assert (found.text if found else None) == kept
