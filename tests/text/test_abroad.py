from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.text.abroad import spelled


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("米財務省は英首相と仏大統領に伝えた。", "米国財務省は英国首相とフランス大統領に伝えた。"),
        ("米アップルと独BMWが組む。", "米国のアップルとドイツのBMWが組む。"),
        ("豪政府、伊企業", "オーストラリア政府、イタリア企業"),
        ("日本の米の価格が上がった。", "日本の米の価格が上がった。"),
        ("米農家が米粉を作る。", "米農家が米粉を作る。"),
        ("日米両政府は米軍の独自の計画を認めた。", "日米両政府は米軍の独自の計画を認めた。"),
        ("英語と仏教を独学した。", "英語と仏教を独学した。"),
        ("新米大統領", "新米大統領"),
        ("訪米", "訪米"),
        ("元米財務長官", "元米国財務長官"),
    ],
)
def test_countries_in_a_letter(text: str, found: str) -> None:
    assert spelled(text) == found


@given(st.text(alphabet="米英独の政府 \n、。大統領アップルabc", max_size=30))
def test_nothing_else_changes(text: str) -> None:
    found = spelled(text)
    for long, short in (("米国の", "米"), ("英国の", "英"), ("ドイツの", "独"), ("米国", "米"), ("英国", "英"), ("ドイツ", "独")):
        found = found.replace(long, short)
    for name in ("米", "英", "独"):
        text, found = text.replace(f"{name}の", name), found.replace(f"{name}の", name)
    assert found == text
