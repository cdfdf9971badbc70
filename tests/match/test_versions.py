"""Another version of the same thing."""

from __future__ import annotations

import pytest

from align.match.versions import other_version


@pytest.mark.parametrize(
    ("ja", "en"),
    [
        ("新しい通信にはTLS 1.2が必須である。", "The new protocol requires TLS 1.3."),
        ("TLS１．２が必須である。", "TLS version 1.3 is required."),
        ("Gemini 3を発表した。", "The firm announced Gemini 2.5."),
        ("Python 3.12で動く。", "It runs on Python 3.10 and 3.11."),
    ],
)
def test_another_version(ja: str, en: str) -> None:
    assert list(other_version(ja, en))


@pytest.mark.parametrize(
    ("ja", "en"),
    [
        ("TLS 1.3が必須である。", "The new protocol requires TLS 1.3."),
        ("Python 3で動く。", "It runs on Python 3.11."),
        ("Python 3.11で動く。", "It runs on Python 3.10 and 3.11."),
        ("Google 3社が参加した。", "Google 5 was there."),
        ("Apple 12%の伸び。", "Apple 15 percent."),
        ("GPT-4が出た。", "The model came out."),
        ("Model 3を発表した。", "The firm sold Model 3 and Model 5."),
    ],
)
def test_no_other_version(ja: str, en: str) -> None:
    assert not list(other_version(ja, en))
