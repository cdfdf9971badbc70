"""Names in places on both sides of a pair."""

from __future__ import annotations

import pytest

from align.translate.spelling import names_in
from training.neural.named import named_pair


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("クロイドンは網を直した。", "Croydon mended the net.", ("[[1]]は網を直した。", "[[1]] mended the net.")),
        ("カール・ヤスパースの本を読んだ。", "She read a book by Karl Jaspers.", ("[[1]]の本を読んだ。", "She read a book by [[1]].")),
        ("昨日レオナルド・ヴィンチを見た。", "Yesterday I saw Leonardo da Vinci.", ("昨日[[1]]を見た。", "Yesterday I saw [[1]].")),
        ("ゲンドン氏はクロイドンへ行った。", "It was to Croydon that Gendon went.", ("[[1]]氏は[[2]]へ行った。", "It was to [[2]] that [[1]] went.")),
        ("[[1]]人がクロイドンから[[2]]日かけて来た。", "They took [[2]] days from Croydon, [[1]] of them.", ("[[1]]人が[[2]]から[[3]]日かけて来た。", "They took [[3]] days from [[2]], [[1]] of them.")),
    ],
)  # fmt: skip
def test_names_have_the_same_place_on_both_sides(ja: str, en: str, expected: tuple[str, str]) -> None:
    assert named_pair(ja, en, names_in([ja])[0]) == expected


@pytest.mark.parametrize(
    ("ja", "en"),
    [
        ("網を直した。", "They mended the net."),
        ("クロイドンは網を直した。", "They mended the net."),
        ("クロイドンがクロイドンを出た。", "Croydon left town."),
        ("ゲンドン人だ。", "She is Gendon."),
        ("クロイドン", "Croydon"),
        ("クロイドンは" + "".join(f"[[{n}]]個と" for n in range(1, 10)) + "言う。", "Croydon says " + " and ".join(f"[[{n}]]" for n in range(1, 10)) + "."),
    ],
)
def test_what_is_not_told_apart_has_none(ja: str, en: str) -> None:
    assert named_pair(ja, en, names_in([ja])[0]) is None
