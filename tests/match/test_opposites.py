"""The same figure, and the opposite said of it."""

from __future__ import annotations

import pytest

from align.match.antonyms import other_words, other_words_beside, unchanged
from align.match.change import same_change
from align.match.features import en_features, ja_features
from align.match.opposites import opposed


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("売上は42%増えた。", "Sales fell by 42% last year.", True),
        ("売上は42%減少した。", "Sales fell by 42% last year.", False),
        ("売上は42%低下した。", "Sales rose by 42% last year.", True),
        ("売上は42%低下した。", "Sales fell by 42% and profits rose by 12%.", False),
        ("売上は42%伸びた。", "Profits fell, but sales grew 42%.", False),
        ("売上は42%だった。", "Sales fell by 42%.", False),
        ("損失は42%減り、利益が増えた。", "Losses shrank by 42%.", False),
        ("処理能力は1日当たり9500個である。", "It can handle 9,500 parcels an hour.", True),
        ("処理能力は1時間当たり9500個である。", "It can handle 9,500 parcels an hour.", False),
        ("年平均6万1000人が移り住んだ。", "On average 61,000 people a year moved there.", False),
        ("株価は1.4%下落した。", "The shares rose 1.4 percent.", True),
        ("在庫は68日分に増えた。", "Stocks fell to 68 days in March.", True),
        ("中国の比率は41%に低下した。", "China now makes up 41 percent of revenue, after 52 percent in 2023.", False),
        ("電力費を最大40%減らせる。", "Operators can save up to 40 percent of their electricity bill.", False),
        ("待ち時間は最大30%減った。", "Waiting times were up to 30 percent shorter.", False),
        ("値下げにより販売は25%増えた。", "The price cut brought 25 percent more sales.", False),
        ("利益は25%伸びた。", "Lower costs made profit 25 percent larger.", False),
        ("再エネの比率は40%に上がる。", "Under the plan renewables will supply 40 percent.", False),
        ("損失は40億円に拡大した。", "The company lost 4 billion yen, more than a year before.", False),
        ("成長率は12%に低下した。", "The economy grew 12 percent, compared with 20 percent a year earlier.", False),
        ("値段が1割下がり、販売台数は3割増えた。", "Unit sales rose 30 percent while prices fell 10 percent.", False),
        ("婚姻は2％増えて1万9850件、離婚は5％減った。", "Marriages rose by 2% to 19,850, while divorces fell by 5%.", False),
        ("能力は前年比6.6%増え、月産3,360万枚に達する。", "Capacity is to expand at an annual growth rate of 6.6% to 33.6 million wafers per month.", False),
        ("同社は毎月、年間12億円の予算を点検する。", "Every month the company reviews its annual budget of 1.2 billion yen.", False),
        ("比率は2割を下回る。", "The share is above 20 percent.", True),
        ("比率は10%未満である。", "It is more than 10 percent.", True),
        ("比率は10%以下である。", "It is no more than 10 percent.", False),
        ("物価上昇率は5%から8%に上がった。", "Inflation went from 8 to 5 percent.", True),
        ("物価上昇率は8%から5%に下がった。", "Inflation went from 8 to 5 percent.", False),
        ("比率は19%から14%に下がった。", "It was 14 percent, down from 19 percent.", False),
        ("供給は想定した18年から10年に短くなる。", "The supply should last 18 years instead of the 10 years assumed.", True),
        ("供給は想定した10年から18年に延びる。", "The supply should last 18 years instead of the 10 years assumed.", False),
        ("発電量は前年同月の57%の水準であった。", "Output was 57 percent less than in August 2023.", True),
        ("発電量は前年同月の57%の水準であった。", "Output was 57 percent of that in August 2023.", False),
        ("降水量は平均を40%下回った。", "It was wet, with rainfall 40 percent above average.", True),
        ("降水量は平均を40%上回った。", "It was wet, with rainfall 40 percent above average.", False),
        ("働き手は5年間で1,900人増えた。", "The number of workers has doubled in five years to 1,900.", True),
        ("働き手は5年間で1,900人に増えた。", "The number of workers has doubled in five years to 1,900.", False),
        ("会員は1,900人に増えた。", "Membership rose by 1,900 last year.", True),
        ("会員は1,900人増えた。", "Membership rose by 1,900 to 4,300.", False),
        ("電気代は4分の1に減った。", "Energy costs fell by a quarter after the renewal.", True),
        ("電気代は4分の1減った。", "Energy costs fell by a quarter after the renewal.", False),
        ("電気代は半分に減った。", "Energy costs fell by half after the renewal.", False),
        ("滞留日数は4.6日から5.3日に延びた。", "Boxes stayed for 4.6 days on average, compared with 5.3 days in 2023.", True),
        ("滞留日数は5.3日から4.6日に縮んだ。", "Boxes stayed for 4.6 days on average, compared with 5.3 days in 2023.", False),
        ("網は3,200枚削減された。", "The number of nets was cut from 5,000 to 3,200 last year.", True),
        ("網は3,200枚に削減された。", "The number of nets was cut from 5,000 to 3,200 last year.", False),
        ("成長率の見通しは0.6ポイント引き下げられた。", "The forecast of growth was cut to 0.6 percent.", True),
        ("成長率の見通しは0.5ポイント引き下げられた。", "The forecast of growth was cut by 0.5 points.", False),
        ("月100億クラウンが60億クラウンに減額される。", "Sales will go from 6 billion crowns a month to 10 billion in July.", True),
        ("月60億クラウンが100億クラウンに増額される。", "Sales will go from 6 billion crowns a month to 10 billion in July.", False),
        ("8種類の薬のうち1種類だけが効かなかった。", "Seven of the eight drugs worked.", False),
        ("調べた8種類の薬のうち1種類が効いた。", "Seven of the eight drugs worked.", True),
        ("20隻のうち7隻は間に合わない見通しだ。", "Only 13 of the 20 boats are expected on time.", False),
        ("24日のうち平均で約6日が未消化だった。", "They took 17.9 of the 24 days.", False),
        ("継続した割合は前回を3ポイント下回った。", "The share that went on was three points better than before.", True),
        ("港を使う割合は3分の1だけ低かった。", "They were a third as likely to use the port.", True),
        ("港を使う割合は3分の1だけ低かった。", "They were a third less likely to use the port.", False),
        ("売上は1.5%増えた。", "Sales abroad grew, while those at home dipped by 1.5 percent.", True),
        ("移民は10年間の前半に6万1000人だった。", "It was 61,000 in the second half of the decade, after 21,000 in the first half.", True),
        ("移民は10年間の後半に6万1000人だった。", "It was 61,000 in the second half of the decade, after 21,000 in the first half.", False),
        ("円は約3割上昇した。", "The yen lost roughly 30 percent of its value.", True),
        ("円は約3割下落した。", "The yen lost roughly 30 percent of its value.", False),
        ("在宅の日の労働は約80分長かった。", "They worked about 80 minutes less on home days.", True),
        ("病院の半数を超える。", "Fewer than half of the hospitals do.", True),
        ("病院の半数に満たない。", "Fewer than half of the hospitals do.", False),
        ("差は半分以下に縮まった。", "The gap has narrowed by more than half.", False),
    ],
)
def test_opposites(ja: str, en: str, expected: bool) -> None:
    found = list(opposed(ja_features(ja), en_features(en)))
    assert bool(found) is expected
    for a, b in found:
        assert a in ja
        assert b in en


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("30億円の赤字だった。", "It posted a profit of 3 billion yen.", True),
        ("30億円の黒字だった。", "It posted a profit of 3 billion yen.", False),
        ("赤字から黒字に転換した。", "It swung from a profit to a loss.", False),  # both are said: which comes first is not compared
        ("輸出は40億ドルだった。", "Imports came to 4 billion dollars.", True),
        ("男性の割合は40%である。", "Women account for 40 percent.", True),
        ("会議は火曜日に開かれた。", "The conference was held on Wednesday.", True),
        ("移動店舗は毎週訪れる。", "Mobile branches come every fortnight.", True),
        ("会議は火曜日に開かれた。", "The meeting was held on 5 March, a day after the Monday vote.", False),
        ("金利は据え置かれた。", "The bank decided against raising its policy rate.", False),
        ("看護師のおよそ9割は女性である。", "About nine in ten nurses are not men.", False),
        ("毎日新聞の調査では30%だった。", "It was 30% in the monthly poll of the Mainichi newspaper.", False),
        ("新しい制度が2024年に導入された。", "A new system took effect in 2024, when the old one was abolished.", False),
        ("北東部の州で洪水が起きた。", "Floods hit states in the north east.", False),
        ("金利は据え置かれた。", "The interest rate was raised.", True),
        ("料金は最大30%引き下げられる。", "Customers will pay up to 30 percent less.", False),
        ("規則は撤廃された。", "The rule was introduced.", True),
        ("輸送量は2020年に増加した。", "Traffic fell in 2020.", True),
        ("再発は減少した。", "Relapses within a month were unchanged.", True),
        ("漁獲は減少した。", "Catches were cut.", False),
        ("損失は拡大した。", "Losses widened.", False),
        ("新しい船の事故率は古い船より高い。", "Accident rates of new ships are lower than those of old ones.", True),
        ("新しい船の事故率は古い船より低い。", "Accident rates of new ships are lower than those of old ones.", False),
        ("輸出は輸入を上回った。", "Exports were smaller than imports.", True),
        ("規則は撤廃された。", "The rule introduced in 2010 was scrapped.", False),
        ("同校は決勝で勝っている。", "The school lost the final 3–2 after fourteen innings.", True),
        ("同校は決勝で敗れた。", "The school won the final against Kobe.", True),
        ("同校は決勝で敗れた。", "The school lost to the later champions.", False),
        ("州法は送電の停止を認めている。", "A state law prohibits utilities from disconnecting homes.", True),
        ("計画は中止された。", "The plan was postponed by two years.", True),
        ("計画は延期された。", "The plan was postponed by two years.", False),
        ("政府は2四半期早い実施を決めた。", "The government decided to do it two quarters later.", True),
        ("負傷者の大半は重傷だった。", "Most of the injured were lightly hurt.", True),
        ("灰は東へ160キロ流れた。", "The ash drifted 160 kilometres to the west.", True),
        ("灰は東へ160キロ流れた。", "The ash drifted 160 kilometres to the east.", False),
        ("最も大きく下がったのは港である。", "The port fell the least.", True),
        ("利上げを予想したのは少数だった。", "Most economists expected a rise.", True),
        ("住民には定期的に知らされた。", "Residents were rarely told.", True),
        ("病院は診療を停止した。", "The hospital remained in operation.", True),
        ("漁師の収入の平均値は2万ポンドだった。", "The median income of fishermen was 20,000 pounds.", True),
        ("漁師の収入の中央値は2万ポンドだった。", "The median income of fishermen was 20,000 pounds.", False),
        ("港は例年どおり船を派遣した。", "The port sent a boat for the first time.", True),
        ("いずれか一方の年に操業していればよい。", "The boat must have fished in each of the two years.", True),
        ("組合はその契約を維持している。", "The association has since cancelled that contract.", True),
        ("網の値段は予想を上回った。", "The price of nets is well below the forecast.", True),
        ("漁業者は計画を歓迎していた。", "Local fishermen at first opposed the plan.", True),
        ("漁業者は計画に反対していた。", "Local fishermen at first opposed the plan.", False),
        ("連合は責任の規則からソフトウェアを除外した。", "The union extended its liability rules to software.", True),
        ("連合は責任の規則をソフトウェアに広げた。", "The union extended its liability rules to software.", False),
    ],
)
def test_words_that_say_the_opposite(ja: str, en: str, expected: bool) -> None:
    assert bool(list(other_words(ja, en))) is expected


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("最終損益は9700万ユーロの黒字だった。", "It reports a net loss of EUR 97 million, compared with a net profit of EUR 142 million.", True),
        ("最終損益は9700万ユーロの赤字だった。", "It reports a net loss of EUR 97 million, compared with a net profit of EUR 142 million.", False),
        ("39件が平均18%の利益で売られた。", "In 212 cases they weren't needed; 39 were sold at an average loss of 18%.", True),
        ("議会は法案を88対77で可決した。", "A bill that made it compulsory was rejected by 88 votes to 77, and the council voted for another.", True),
        ("議会は法案を88対77で可決した。", "A bill that made it compulsory was passed by 88 votes to 77.", False),
        ("男性の割合は60%、女性は40%だった。", "Women made up 40% and men 60%.", False),
    ],
)
def test_words_beside_a_figure(ja: str, en: str, expected: bool) -> None:
    assert bool(list(other_words_beside(ja, ja_features(ja).quantities, en))) is expected


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("販売台数は4割に減った。", "Sales fell by 60 percent.", True),
        ("販売台数は6割減った。", "Sales fell to 40 percent of the previous level.", True),
        ("利益は4分の3に減った。", "Profit fell by a quarter.", True),
        ("販売台数は1.9倍に増えた。", "Sales rose by 90 percent.", True),
        ("4割が賛成した。", "Sixty percent voted for it.", False),
        ("販売台数は4割減った。", "Sales fell by 60 percent.", False),
    ],
)
def test_changes_said_two_ways(ja: str, en: str, expected: bool) -> None:
    [q], [g, *_] = ja_features(ja).quantities, en_features(en).quantities
    assert same_change(ja, q, en, g) is expected


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("漁師の割合は有意に高まった。", "The share of fishermen has not risen significantly.", True),
        ("漁師の割合は高まらなかった。", "The share of fishermen has not risen significantly.", False),
        ("漁師の割合は減少した。", "The share of fishermen did not change.", True),
        ("漁師の割合は上昇していない。", "The share of fishermen hasn't increased.", False),
    ],
)
def test_what_did_not_move(ja: str, en: str, expected: bool) -> None:
    assert bool(list(unchanged(ja, en))) is expected


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("加工場5か所のうち3か所が閉鎖された。", "Two of the town's five factories have closed; a third cans fish.", True),
        ("加工場5か所のうち2か所が閉鎖された。", "Two of the town's five factories have closed; a third cans fish.", False),
        ("加工場6か所のうち3か所が閉鎖された。", "Two of the town's five factories have closed.", False),
        ("物価上昇率は1.5%から年末には3.2%に達する。", "Inflation will ease to 1.5 percent by the end of the year, from 3.2 percent now.", True),
        ("物価上昇率は3.2%から年末には1.5%に下がる。", "Inflation will ease to 1.5 percent by the end of the year, from 3.2 percent now.", False),
    ],
)
def test_another_part_of_the_same_whole(ja: str, en: str, expected: bool) -> None:
    assert bool(list(opposed(ja_features(ja), en_features(en)))) is expected
