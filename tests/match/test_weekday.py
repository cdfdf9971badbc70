from __future__ import annotations

import pytest

from align.match.weekday import on_that_day
from align.text.quantity import en_quantities, ja_quantities


@pytest.mark.parametrize(
    ("ja", "en", "dated", "expected"),
    [
        ("2024年6月10日", "The machine broke through on Monday.", "11 June 2024", True),
        ("6月10日", "The machine broke through on Monday.", "11 June 2024", True),
        ("2024年6月14日", "It is to open on Friday.", "11 June 2024", True),
        ("2024年6月10日", "The machine broke through yesterday.", "11 June 2024", True),
        ("2024年6月11日", "The machine broke through this morning.", "11 June 2024", True),
        ("2024年6月9日", "The machine broke through on Monday.", "11 June 2024", False),
        ("2024年6月3日", "The machine broke through on Monday.", "11 June 2024", False),
        ("2024年6月10日", "The machine broke through.", "11 June 2024", False),
        ("2024年6月", "The machine broke through on Monday.", "11 June 2024", False),
        ("2024年6月10日", "The machine broke through on Monday.", "31 June 2024", False),
    ],
)
def test_days_of_the_week(ja: str, en: str, dated: str, expected: bool) -> None:
    (q,) = ja_quantities(ja)
    assert on_that_day(q, en, en_quantities(dated)) is expected
