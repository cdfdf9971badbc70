"""What a change is measured against."""

from __future__ import annotations

import pytest

from align.match.bases import other_base
from align.match.features import en_features, ja_features


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("網の売上は前月に比べて12%増えた。", "Sales of nets were 12 percent higher in May than a year earlier.", True),
        ("網の売上は前年同月に比べて12%増えた。", "Sales of nets were 12 percent higher in May than a year earlier.", False),
        ("網の売上は前年同期比で12%増えた。", "Sales of nets rose 12 percent from the previous quarter.", True),
        ("網の売上は前四半期比で12%増えた。", "Sales of nets rose 12 percent from the previous quarter.", False),
        ("株価は前週比で3.4%下がった。", "The shares fell 3.4 percent on the day.", True),
        ("網の売上は前月比12%増だった。", "Sales of nets rose 12 percent from April, and 20 percent from a year earlier.", False),
        ("網の売上は前月比12%増だった。", "Sales of nets rose 12 percent from the previous month and 20 percent from a year earlier.", False),
        ("網の売上は前月に比べて12%増えた。", "Sales of nets rose 12 percent.", False),
        ("水揚げは2023年に380トンで、2019年から22%増えた。", "In 2023 some 380 tonnes were landed, up 22 percent from the previous year.", True),
        ("水揚げは2023年に380トンで、2019年から22%増えた。", "In 2023 some 380 tonnes were landed, 22 percent more than the year before.", True),
        ("水揚げは2023年に380トンで、2022年から22%増えた。", "In 2023 some 380 tonnes were landed, 22 percent more than the year before.", False),
    ],
)
def test_other_base(ja: str, en: str, expected: bool) -> None:
    found = list(other_base(ja_features(ja), en_features(en)))
    assert bool(found) is expected
    for a, b in found:
        assert a in ja
        assert b in en
