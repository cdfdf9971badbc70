"""Names that the sources don't know."""

from __future__ import annotations

import pytest

from align.match.strangers import Vocabulary

SOURCE = ["The museum returned a seal that was bought in Geneva in 1968.", "A Norwegian expert from Leeds, Lars Whitcombe, came.", "Ports of Ghana, Oslo Institute, 2024."]


@pytest.mark.parametrize(
    ("ja", "expected"),
    [
        ("印章はベイルートで購入された。", ("ベイルート",)),
        ("印章はジュネーブで購入された。", ()),
        ("ノルウェーとスウェーデンの専門家が来た。", ("スウェーデン",)),  # «Norwegian» is enough
        ("リーズのウィットコム氏が来た。", ()),  # the lexicon doesn't know how they are spelled
        ("ガーナの港を調べた。", ()),
        ("印章は東京で購入された。", ()),
        ("印章を返した。", ()),
    ],
)
def test_names_that_no_source_has(ja: str, expected: tuple[str, ...]) -> None:
    assert Vocabulary(SOURCE).lacks(ja) == expected
