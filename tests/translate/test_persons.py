"""Persons of a draft, named as the sources name them."""

from __future__ import annotations

import pytest

from align.translate.persons import as_spelled, persons

KNOWN = persons(["The ministry’s Keiko Nakahara said so.", "Hiroshi Taga, whom Mr Taga’s aunt Ann Lee knows, agreed with Bo Lee."])


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("Yoshiko NAKAHARA said so.", "Keiko Nakahara said so."),
        ("President TAGA and Hirouji TAGA came.", "President Taga and Hiroshi Taga came."),
        ("NAKAHARA said so.", "Nakahara said so."),
        ("Ko LEE came.", "Ko LEE came."),  # there are two of them
        ("Ichiro SUZUKI and NASA", "Ichiro SUZUKI and NASA"),
        ("", ""),
    ],
)
def test_as_spelled(draft: str, expected: str) -> None:
    assert as_spelled(draft, KNOWN) == expected
