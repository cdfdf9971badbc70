"""Another country than the one of the passage."""

from __future__ import annotations

import pytest

from align.match.countries import other_country


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("最大の顧客はラトビアの保健当局である。", "The largest customer is the Estonian health service.", ("ラトビア", "Estonian")),
        ("最大の顧客はエストニアの保健当局である。", "The largest customer is the Estonian health service.", None),
        ("米国とラトビアが署名した。", "Estonia signed.", None),
        ("英国の港で網を買った。", "The nets were bought in a Scottish port.", None),
        ("フランスの港で網を買った。", "They told us to polish the china.", None),
        ("米国の港で網を買った。", "The nets were bought from us in Norway.", ("米国", "Norway")),
        ("ドイツの港で網を買った。", "The Greens bought the franchise of Scott Finnegan in Norwich, Indiana.", None),
        ("インドネシアの港で網を買った。", "The nets were bought in India.", ("インドネシア", "India")),
        ("フィンランド語の本を買った。", "They bought a book in Finnish.", None),
    ],
)
def test_the_only_country_of_each(ja: str, en: str, expected: tuple[str, str] | None) -> None:
    assert next(other_country(ja, en), None) == expected
