"""Figures, and what is compared, that changed places."""

from __future__ import annotations

import pytest

from align.match.compared import other_first, reversed_comparison
from align.match.features import en_features, ja_features
from align.match.swapped import swapped


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("東部では約3割、西部では半数が減った。", "Stocks fell by half in the eastern part and by 30 percent in the western part.", True),
        ("東部では約3割、西部では半数が減った。", "Stocks fell by 30 percent in the eastern part and by half in the western part.", False),
        ("男性は12%、女性は18%が喫煙していた。", "Eighteen percent of men and 12 percent of women smoked.", True),
        ("男性の18%、女性の12%が喫煙していた。", "Eighteen percent of men and 12 percent of women smoked.", False),
        ("男性は18%で女性は12%だった。", "Among women the share was 18 percent, against 12 percent among men.", True),
        ("売上高は42億円、利益は7億円だった。", "Sales came to 700 million yen and profit to 4.2 billion yen.", True),
        ("売上高は42億円、利益は7億円だった。", "Profit came to 700 million yen on sales of 4.2 billion yen.", False),
        ("2019年は30件、2020年は52件だった。", "There were 52 cases in 2019 and 30 in 2020.", True),
        ("2019年は30件、2020年は52件だった。", "There were 30 cases in 2019 and 52 in 2020.", False),
        ("OpenAIは40億ドル、Anthropicは70億ドルを調達した。", "OpenAI raised $7 billion while Anthropic raised $4 billion.", True),
        ("東京大会では27個、パリ大会では20個の金メダルを得た。", "The team won 20 gold medals in Tokyo and 27 in Paris.", True),
        ("東京大会では27個、パリ大会では20個の金メダルを得た。", "The team won 27 gold medals in Tokyo and 20 in Paris.", False),
        ("選手は1956年の冬季五輪で4位、1962年の世界選手権で11位に入った。", "He came eleventh at the Winter Olympics of 1956 and fourth at the world championships of 1962.", True),
        ("選手は1956年の冬季五輪で11位、1962年の世界選手権で4位に入った。", "He came eleventh at the Winter Olympics of 1956 and fourth at the world championships of 1962.", False),
        ("一等工女の月給は1円、三等工女は1円75銭だった。", "A first-class reeler earned 1 yen 75 sen a month, a third-class one 1 yen.", True),
        ("支援額は第1工場が最大7,320億円、第2工場が4,760億円である。", "It pays up to 476 billion yen of its cost and a further 732 billion yen for the second fab next door.", True),
        ("税額控除率は大企業で15%から20%に、中小企業で25%から30%に上がった。", "The credit rose from 15% to 20% for large firms and from 25% to 30% for small ones.", False),
        ("7、8歳の子どもが遊ぶ。", "Children aged eight and seven play.", False),
        ("網は120トンだった。", "The nets weighed 120 tonnes.", False),
        ("期間中の事故は第一組合で17件、第二組合で14件だったが、役所は第一組合の責任はないとした。", "There were 17 accidents in the first association and 14 in the second. The office held the first not to blame.", False),
    ],
)
def test_swapped(ja: str, en: str, expected: bool) -> None:
    found = list(swapped(ja_features(ja), en_features(en)))
    assert bool(found) is expected
    for a, b in found:
        assert a in ja
        assert b in en


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("男性の死者は女性より46.7%多い。", "Deaths among women were 46.7% higher than among men.", True),
        ("女性の死者は男性より46.7%多い。", "Deaths among women were 46.7% higher than among men.", False),
        ("女性の死者は男性より少ない。", "More men died than women.", False),  # the same the other way round
        ("東京の家賃は大阪より高い。", "Rents in Osaka are higher than in Tokyo.", True),
        ("東京の家賃は昨年より高い。", "Rents in Tokyo are higher than last year.", False),
        ("距離よりも水深の方が費用に大きく影響する。", "Distance had a greater influence on cost than depth.", True),
        ("水深よりも距離の方が費用に大きく影響する。", "Distance had a greater influence on cost than depth.", False),
        ("18か月を超える子どもでは、それより幼い子どもに比べて効果が高かった。", "It was lower in children older than 18 months than in younger ones.", True),
        ("18か月を超える子どもでは、それより幼い子どもに比べて効果が低かった。", "It was lower in children older than 18 months than in younger ones.", False),
        ("網は綱より高い。", "Nets are cheaper to mend and no lower in price than ropes.", False),
        ("金額が0より大きい費用のみが対象だ。", "Only costs with an amount greater than zero count.", False),
        ("2021年に家族の呼び寄せが就労を抜いて最多となった。", "Work was the most common reason, having overtaken family reunion in 2021.", True),
        ("2021年に就労が家族の呼び寄せを抜いて最多となった。", "Work was the most common reason, having overtaken family reunion in 2021.", False),
        ("組合長はロンドンよりもニューヨークを好む。", "The head of the association prefers London to New York.", True),
        ("組合長はニューヨークよりもロンドンを好む。", "The head of the association prefers London to New York.", False),
    ],
)
def test_comparisons(ja: str, en: str, expected: bool) -> None:
    assert bool(list(reversed_comparison(ja_features(ja), en_features(en)))) is expected


@pytest.mark.parametrize(
    ("ja", "expected"),
    [("最も多かったのは浴室の狭さで、時間の不足がこれに次ぐ。", True), ("最も多かったのは時間の不足で、浴室の狭さがこれに次ぐ。", False), ("浴室の狭さも時間の不足も挙げられた。", False)],
)
def test_who_comes_first(ja: str, expected: bool) -> None:
    en = "The most frequent reason was lack of time, followed by lack of space in the bathroom."
    assert bool(list(other_first(ja_features(ja), en_features(en)))) is expected
