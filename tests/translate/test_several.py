from __future__ import annotations

import pytest

from align.translate.several import several


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("数十億人の利用者", {"数十億": "billions of"}),
        ("数百億円の赤字", {"数百億": "tens of billions of"}),
        ("数千人と数百万ドル", {"数千": "thousands of", "数百万": "millions of"}),
        ("数万の島々", {}),
        ("数年前", {}),
        ("数十年", {}),
        ("複数人", {}),
        ("数か国", {}),
        ("十数億人", {}),
    ],
)
def test_uncertain_numbers_of_counted_things(text: str, found: dict[str, str]) -> None:
    assert several(text) == found
