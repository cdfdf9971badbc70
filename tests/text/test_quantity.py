"""Figures by value."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.text.quantity import agree, en_quantities, ja_quantities, missing, render, renders, unsigned
from align.text.quantity.derive import derived
from align.text.quantity.numerals import kanji_value, value_of


def _shown(q) -> tuple[object, ...]:
    if q.kind == "date":
        return ("date", q.year, q.month, q.day, q.part)
    return (q.kind, q.low, q.high, q.unit, q.qualifier)


JA = [
    ("5,000億ドルという評価額", [("money", 5e11, 5e11, "USD", "")]),
    ("78億ドルの損失", [("money", 7.8e9, 7.8e9, "USD", "")]),
    ("1兆2,000億円", [("money", 1.2e12, 1.2e12, "JPY", "")]),
    ("年間3,000億ドル超", [("money", 3e11, 3e11, "USD", "over")]),
    ("$7.8 billion", [("money", 7.8e9, 7.8e9, "USD", "")]),
    ("４２％", [("percent", 42, 42, "", "")]),
    ("4～10%と低い", [("percent", 4, 10, "", "")]),
    ("約4ポイント", [("percent", 4, 4, "point", "about")]),
    ("3割", [("percent", 30, 30, "", "")]),
    ("50%以上", [("percent", 50, 50, "", "over")]),
    ("3分の1", [("percent", pytest.approx(33.33, abs=0.01), pytest.approx(33.33, abs=0.01), "", "about")]),
    ("２０２５年１０月", [("date", 2025, 10, 0, "")]),
    ("2025年11月20日", [("date", 2025, 11, 20, "")]),
    ("2025/11/20", [("date", 2025, 11, 20, "")]),
    ("令和7年3月", [("date", 2025, 3, 0, "")]),
    ("平成元年", [("date", 1989, 0, 0, "")]),
    ("昭和六十四年", [("date", 1989, 0, 0, "")]),
    ("二〇二五年", [("date", 2025, 0, 0, "")]),
    ("2025年上半期", [("date", 2025, 0, 0, "H1")]),
    ("第3四半期", [("date", 0, 0, 0, "Q3")]),
    ("1990年代", [("date", 1990, 0, 0, "10y")]),
    ("19世紀", [("date", 1800, 0, 0, "100y")]),
    ("今後4年間で", [("duration", 4, 4, "year", "")]),
    ("6か月", [("duration", 6, 6, "month", "")]),
    ("2年半", [("duration", 2.5, 2.5, "year", "")]),
    ("2倍", [("factor", 2, 2, "", "")]),
    ("10ギガワット", [("measure", 10, 10, "gw", "")]),
    ("三つの理由", [("number", 3, 3, "", "")]),
    ("1万5千人", [("number", 15000, 15000, "", "")]),
    ("Elo 2439", [("label", 2439, 2439, "", "")]),
    ("GPT-5.1とGemini 3", [("label", 5.1, 5.1, "", ""), ("label", 3, 3, "", "")]),
    ("21%から15%に下がった", [("percent", 21, 21, "", ""), ("percent", 15, 15, "", "")]),
    ("2013年の14.2%から2023年には", [("date", 2013, 0, 0, ""), ("percent", 14.2, 14.2, "", ""), ("date", 2023, 0, 0, "")]),
    ("47%から54%に", [("percent", 47, 47, "", ""), ("percent", 54, 54, "", "")]),
    ("5％から10％の範囲", [("percent", 5, 10, "", "")]),
    ("2025年度", [("date", 2025, 0, 0, "")]),
    ("2025年7～9月期", [("date", 2025, 0, 0, "Q3")]),
    ("二十世紀", [("date", 1900, 0, 0, "100y")]),
    ("80年代", [("date", 1980, 0, 0, "10y")]),
    ("2割5分", [("percent", 25, 25, "", "")]),
    ("倍増した", [("factor", 2, 2, "", "")]),
    ("1カ月半", [("duration", 1.5, 1.5, "month", "")]),
    ("1年2カ月", [("duration", 14, 14, "month", "")]),
    ("半年と四半世紀", [("duration", 6, 6, "month", ""), ("duration", 25, 25, "year", "")]),
    ("1世紀半", [("duration", 150, 150, "year", "")]),
    ("180日まで", [("duration", 180, 180, "day", "")]),
    ("28日の間隔", [("duration", 28, 28, "day", "")]),
    ("2010〜22年に", [("date", 2010, 0, 0, ""), ("date", 2022, 0, 0, "")]),
    ("紀元前1450年", [("date", -1450, 0, 0, "")]),
    ("4人に1人", [("percent", 25, 25, "", "")]),
    ("200点余り", [("number", 200, 200, "", "over")]),
    ("3割弱", [("percent", 30, 30, "", "nearly")]),
    ("2割に満たない", [("percent", 20, 20, "", "nearly")]),
    ("東3キロ", [("measure", 3, 3, "kilo", "")]),
    ("84センチ", [("measure", 84, 84, "cm", "")]),
    ("5G通信", [("label", 5, 5, "", "")]),
    ("14nm", [("measure", 14, 14, "nm", "")]),
    ("2030年から200kmおきに", [("date", 2030, 0, 0, ""), ("measure", 200, 200, "km", "")]),
    ("2019年から6割以上減", [("date", 2019, 0, 0, ""), ("percent", 60, 60, "", "over")]),
    ("2025年分の6か月分", [("date", 2025, 0, 0, ""), ("duration", 6, 6, "month", "")]),
    ("2nm世代", [("measure", 2, 2, "nm", "")]),
    ("千歳市と四日市の百度", []),
    ("過半数の企業", [("percent", 50, 50, "", "most")]),
    ("20代後半の女性と10代の若者", [("age", 20, 29, "", ""), ("age", 10, 19, "", "")]),
    ("第16代大統領、3代目", [("ordinal", 16, 16, "", ""), ("number", 3, 3, "", "")]),
    ("2013", [("date", 2013, 0, 0, "")]),
    ("2013社", [("number", 2013, 2013, "", "")]),
    ("一部の人は十分に統一された", []),
    ("数十億人", []),
    ("一方で四半期ごとに", []),
]
EN = [
    ("a $500 billion valuation", [("money", 5e11, 5e11, "USD", "")]),
    ("$13.5bn", [("money", 1.35e10, 1.35e10, "USD", "")]),
    ("1.2 trillion yen", [("money", 1.2e12, 1.2e12, "JPY", "")]),
    ("more than $300 billion", [("money", 3e11, 3e11, "USD", "over")]),
    ("4% to 10%", [("percent", 4, 10, "", "")]),
    ("between 4 and 10 percent", [("percent", 4, 10, "", "")]),
    ("about four percentage points", [("percent", 4, 4, "point", "about")]),
    ("half of the users", [("percent", 50, 50, "", "about")]),
    ("October 2025", [("date", 2025, 10, 0, "")]),
    ("Nov. 20, 2025", [("date", 2025, 11, 20, "")]),
    ("20 November 2025", [("date", 2025, 11, 20, "")]),
    ("2025-11-22", [("date", 2025, 11, 22, "")]),
    ("the first half of 2025", [("date", 2025, 0, 0, "H1")]),
    ("the latter half of November 2025", [("date", 2025, 11, 0, "")]),
    ("the second half of November", [("date", 0, 11, 0, "")]),
    ("Q3 2025", [("date", 2025, 0, 0, "Q3")]),
    ("the 1990s", [("date", 1990, 0, 0, "10y")]),
    ("six months", [("duration", 6, 6, "month", "")]),
    ("a four-year plan", [("duration", 4, 4, "year", "")]),
    ("it doubled", [("factor", 2, 2, "", "")]),
    ("twenty-three people", [("number", 23, 23, "", "")]),
    ("GPT-5.1 and Gemini 3", [("label", 5.1, 5.1, "", ""), ("label", 3, 3, "", "")]),
    ("from 41,000 to 56,000 seats", [("number", 41000, 41000, "", ""), ("number", 56000, 56000, "", "")]),
    ("fell from 21 percent to 12 percent", [("percent", 21, 21, "", ""), ("percent", 12, 12, "", "")]),
    ("two and five", [("number", 2, 2, "", ""), ("number", 5, 5, "", "")]),
    ("up 15% year on year", [("percent", 15, 15, "", "")]),
    ("mid-2024", [("date", 2024, 0, 0, "")]),
    ("FY2025", [("date", 2025, 0, 0, "")]),
    ("2024–25", [("date", 2024, 0, 0, ""), ("date", 2025, 0, 0, "")]),
    ("half a million", [("number", 5e5, 5e5, "", "")]),
    ("the 3rd quarter", [("date", 0, 0, 0, "Q3")]),
    ("a double-digit rise of 5G", [("label", 5, 5, "", "")]),
    ("rose 38 percent to $612 million", [("percent", 38, 38, "", ""), ("money", 6.12e8, 6.12e8, "USD", "")]),
    ("roughly two thirds of the ice", [("percent", pytest.approx(66.67, abs=0.01), pytest.approx(66.67, abs=0.01), "", "about")]),
    ("one in four workers", [("percent", 25, 25, "", "")]),
    ("nine out of ten men", [("percent", 90, 90, "", "")]),
    ("to open a third at Larkmouth", [("ordinal", 3, 3, "", "")]),
    ("cut by a third.", [("percent", pytest.approx(33.33, abs=0.01), pytest.approx(33.33, abs=0.01), "", "about")]),
    ("within two quarters", [("duration", 2, 2, "quarter", "")]),
    ("from about 1450 to 1180 BC", [("date", -1450, 0, 0, ""), ("date", -1180, 0, 0, "")]),
    ("delayed by a year", [("duration", 1, 1, "year", "")]),
    ("the end of May", [("date", 0, 5, 0, "")]),
    ("1.6 hectares", [("measure", 1.6, 1.6, "ha", "")]),
    ("half a square kilometer", [("measure", 0.5, 0.5, "km2", "")]),
    ("a man in his late 20s", [("age", 20, 29, "", "")]),
    ("in their mid to late thirties", [("age", 30, 39, "", "")]),
    ("teenagers and forty-somethings", [("age", 10, 19, "", ""), ("age", 40, 49, "", "")]),
    ("growth in the low teens", []),
    ("the late '80s", [("date", 1980, 0, 0, "10y")]),
    ("Sales rose 5\u00a0% in 2020", [("percent", 5, 5, "", ""), ("date", 2020, 0, 0, "")]),
    ("rose by 13% to 118 euros", [("percent", 13, 13, "", ""), ("money", 118, 118, "EUR", "")]),
    ("from 1.9 million flats in 2002 to 1.05 million", [("number", 1.9e6, 1.9e6, "", ""), ("date", 2002, 0, 0, ""), ("number", 1.05e6, 1.05e6, "", "")]),
    ("up from 46 in 2010 to 51", [("number", 46, 46, "", ""), ("date", 2010, 0, 0, ""), ("number", 51, 51, "", "")]),
    ("86 million pounds, less than the 140 million that it had asked for", [("money", 8.6e7, 8.6e7, "GBP", ""), ("money", 1.4e8, 1.4e8, "GBP", "")]),
    ("ranged from 50 to 300 euros", [("money", 50, 300, "EUR", "")]),
    ("the most deprived fifth of areas", [("percent", 20, 20, "part", "about")]),
    ("of 1200 people", [("number", 1200, 1200, "", "")]),
    ("a river of about 1400 km", [("measure", 1400, 1400, "km", "about")]),
    ("decline by 10 to 15 percent", [("percent", 10, 15, "", "")]),
    ("grew by 13,440 to 5.61 million", [("number", 13440, 13440, "", ""), ("number", 5.61e6, 5.61e6, "", "")]),
    ("from 8 to 5 percent", [("percent", 8, 8, "", ""), ("percent", 5, 5, "", "")]),
    ("50 gigawatt-hours", [("measure", 50, 50, "gwh", "")]),
    ("up to 2 May 2018", [("date", 2018, 5, 2, "")]),
    ("the three months to June 2025", [("date", 2025, 0, 0, "Q2")]),
    ("an ordinance of 1352", [("date", 1352, 0, 0, "")]),
    ("Since 985, he", [("date", 985, 0, 0, "")]),
    ("In May 586, they", [("date", 586, 5, 0, "")]),
    ("on January 13, 734, he", [("date", 734, 1, 13, "")]),
    ("September 701: He came", [("date", 701, 9, 0, "")]),
    ("1004: He rose", [("date", 1004, 0, 0, "")]),
    ("by 1304.", [("date", 1304, 0, 0, "")]),
    ("in 1352 and 1355 were", [("date", 1352, 0, 0, ""), ("date", 1355, 0, 0, "")]),
    ("from 1368 to 1394, he", [("date", 1368, 0, 0, ""), ("date", 1394, 0, 0, "")]),
    ("Munmu (661-681) was", [("date", 661, 0, 0, ""), ("date", 681, 0, 0, "")]),
    ("a dose (120-130) each", [("number", 120, 120, "", ""), ("number", 130, 130, "", "")]),
    ("in 600 cases", [("number", 600, 600, "", "")]),
    ("half a billion pounds", [("money", 5e8, 5e8, "GBP", "")]),
    ("a film of 50 \u03bcm", [("measure", 50, 50, "um", "")]),
    ("3 m\u0130llion", [("number", 3e6, 3e6, "", "")]),
    ("thirty metre\u017f", [("measure", 30, 30, "m", "")]),
    ("he may have said so", []),
]


@pytest.mark.parametrize(("text", "expected"), JA, ids=[t for t, _ in JA])
def test_japanese(text: str, expected: list) -> None:
    assert [_shown(q) for q in ja_quantities(text)] == expected


@pytest.mark.parametrize(("text", "expected"), EN, ids=[t for t, _ in EN])
def test_english(text: str, expected: list) -> None:
    assert [_shown(q) for q in en_quantities(text)] == expected


@pytest.mark.parametrize(
    ("ja", "en"),
    [
        ("5,000億ドル", "$500 billion"), ("78億ドル", "$7.82 billion"), ("2025年10月", "October 8, 2025"), ("約4ポイント", "3.9 points"),
        ("上半期", "the first half of the year"), ("令和7年", "2025"), ("４２％", "42 percent"), ("2倍", "twice"), ("半分", "50%"),
        ("4～10%", "4–10%"), ("1年", "12 months"), ("30日後", "30 days"), ("1340キロ", "1,340-kilogram"), ("62%から80%超", "above 80%, up from 62%"), ("3人", "three people"), ("年間3,000億ドル超", "$305 billion"),
        ("200点余り", "214 objects"), ("3割弱", "27 percent"), ("6割近く", "58 percent"), ("8割強", "83 percent"), ("2割に満たない", "18 percent"), ("4割に満たなかった", "37 per cent"),
        ("1%余り", "1.3 percent"), ("25%", "one in four"), ("約2%", "one in 50"), ("1年2カ月", "fourteen months"),
        ("28日の間隔", "four weeks apart"), ("約1カ月半", "six weeks"), ("1世紀半ほど", "about 150 years"),
        ("84センチ", "0.84 meters"), ("1万6000平方メートル", "1.6 hectares"), ("2600メートル", "2.6 kilometers"), ("東3キロ", "3 kilometers east"),
        ("重さ38キロ", "38 kilograms"), ("2年半", "two and a half years"), ("45分", "three-quarters of an hour"), ("30分", "half an hour"),
        ("19世紀", "the first count in 1871"), ("25万", "a quarter of a million"), ("10年前", "a decade ago"), ("2019年から22年", "between 2019 and 2022"),
        ("4.5%", "4.5 per cent"), ("15日に発表した", "on March 15"), ("5月3〜5日", "May 3-5"), ("9月11日から13日", "Sept. 11 to 13"), ("5月の選挙", "the May election"),
        ("3月から5月", "March to May"), ("25年3月期", "the year to March 2025"), ("24年度", "fiscal 2024"), ("2021/22年の", "of 2021/22"), ("紀元前2235〜2190年", "between 2235 and 2190 BC"), ("紀元前500年から前480年", "from 500 to 480 BC"),
        ("半分ずつ", "in equal parts"), ("8店に1店", "one in eight"), ("1億4,000万ポンド減り、6億1,500万ポンド", "was reduced by £140 million to £615 million"), ("上位3分の1", "the highest third"), ("1900人", "Attendance 1,900"), ("28人のうち2人", "2 out of 28"), ("5200人のうち1900人", "1900 out of 5200"),
        ("180万ポンドと60万ポンド", "asked for 1.8 million pounds; they offered 600,000"), ("生後5か月から3歳", "aged 5 to 36 months"), ("一度も使われない", "it is never used"), ("2024/25年度", "the 2024-25 season"),
        ("約2000年前", "about 2,000 years ago"), ("2000年前", "2,000 years ago"), ("3倍", "rose threefold"), ("利益は半減した", "profit halved"),
        ("0.5ポイント", "half a percentage point"), ("0.25ポイント", "25 basis points"), ("1年半", "a year and a half"), ("150万台", "one and a half million cars"),
        ("三万五千人", "35,000 people"), ("三億二千万ドル", "$320 million"), ("三月十一日", "March 11"), ("300万〜500万台", "3-5 million units"),
        ("100億ドル", "a 10-billion-dollar deal"), ("25億ユーロ", "EUR 2.5 billion"), ("50億シンガポールドル", "S$5 billion"), ("8億スウェーデン・クローナ", "800 million Swedish kronor"), ("60億ペソ", "6 billion Mexican pesos"), ("3億スイスフラン", "CHF 300 million"),
        ("1200億バーツ", "120 billion baht"), ("2025 年 10 月 3 日", "October 3, 2025"), ("1,200 億円", "120 billion yen"), ("7 月 15 日～ 7 月 19 日", "July 15 to July 19"),
        ("42 %", "42%"), ("約 3 割", "about 30 percent"), ("26.61 USD", "26.61 USD"), ("1339年", "In 1339, he built it"), ("1255年", "the seventh year (1255)"), ("第 2 四半期", "the second quarter"), ("5000ルーブル", "5,000 rubles"), ("19世紀", "the nineteenth century"),
        ("19世紀半ば", "the mid-19th century"), ("18、19世紀", "the 18th and 19th centuries"), ("2時間30分", "two and a half hours"), ("1時間15分", "75 minutes"),
        ("200mg", "200 mg"), ("1.5度", "1.5-degree"), ("10万分の1", "0.001%"),
        ("4割5分", "45 percent"), ("1620万〜1690万", "between 16.2 and 16.9 million"), ("0.018ミリ", "18 micrometres"), ("412ワット時", "412 Wh"),
        ("94億キロワット時", "9,400 GWh"), ("午前5時半", "5.30 a.m."), ("午後10時", "10 p.m."), ("2番目に", "the second-highest number"), ("4年連続", "for the fourth year running"),
        ("6億1200万ドル", "rose 38 percent to $612 million"), ("紀元前1450年", "1450 to 1180 BC"), ("5月末", "the end of May"),
        ("20代の男性", "men aged 20 to 29"), ("30代", "women in their thirties"), ("10代", "teenage girls"), ("80年代", "the '80s"), ("2013", "2013"), ("過半数", "61 percent"), ("4〜6月期", "the second quarter"), ("4〜6月期", "the fiscal first quarter"),
        ("4〜6月", "April to June"), ("7〜9月", "between July and September"), ("4月から6月", "from April to June"), ("1〜6月", "the first half"), ("1年半から2年", "18 to 24 months"),
        ("最大15%", "10 to 15 percent"), ("5億台湾ドル", "500 million Taiwan dollars"), ("1〜3月", "the first three months of the year"), ("2024年度", "the fiscal year ending March 2025"), ("24年度", "FY24"), ("1100年代", "the 12th century"), ("7日から5日に", "from seven days to five days"), ("30度", "86 degrees Fahrenheit"),
        ("590億トン", "59 gigatonnes"), ("1,112億kWh", "111.2 billion kilowatt-hours"), ("20〜30代", "in their twenties or thirties"), ("3月に", "In March of the same year"), ("5月以降", "Since May"), ("30日、", "On the 30th"), ("1302年", "at the time of 1302"), ("4段階で", "in four steps"), ("60日から100日を要する", "between 60 and 100 days"), ("10日から14日", "10 to 14 days"), ("3〜5日かかる", "from 3-5 days"), ("18億円", "18 hundred million yen"),
        ("−25％", "−25％"), ("▲3.1％", "minus 3.1 percent"), ("−20℃", "−20°C"), ("（Brown, 2018）", "(Brown, 2018)"), ("3分の1", "one-third women"), ("3段階の計画", "a three-phase plan"),
        ("100万人あたり574人", "574 deaths per million inhabitants"), ("1000人当たり5人", "five per thousand"), ("およそ3割減った", "fell by roughly a third compared with 2022"), ("4分の1ずつ", "by a quarter each year"),
        ("64億ドルから4分の1あまり減った", "down by more than a quarter from $6.4 billion"), ("8,500円から2,500円上がり", "by 2,500 yen from 8,500 yen"), ("50%から3倍に", "tripled from 50%"),
        ("約10人に1人", "one in ten"), ("およそ4人に3人", "three in four"), ("100社のうち約7社", "seven out of 100 companies"), ("0.5ルピーに満たない", "less than half a rupee"), ("4分の1以下", "less than a quarter"),
        ("華氏100度以上", "above 100 degrees Fahrenheit"), ("40℉", "40 degrees Fahrenheit"), ("2時間14分8秒", "in 2:14:08"), ("2時間14分8秒", "2 hours 14 minutes and 8 seconds"), ("1円75銭", "1 yen 75 sen"), ("3銭", "three sen"),
        ("65歳以上", "65 and over"), ("46,000人に34万ドル", "paid $340,000 to 46,000 women"), ("銀メダルで2位", "won silver in the race"), ("約50万人", "nearly half a million people"),
        ("1,800CFAフランから2,200CFAフランに", "from 1,800 to 2,200 CFA francs"), ("20ppm", "20 ppm"), ("2月5日から9日の間", "between 5 and 9 February"), ("2024年2月5日", "5–9 February 2024"), ("5月12日", "12-15 May 2024"),
        ("午前3時25分", "at 3:25"), ("午後3:25", "at 3:25 p.m."), ("16時40分", "at 4:40 p.m."), ("3時25分", "at 3:25 a.m."), ("12:30", "at 12:30"), ("同月18日に", "on 18 March"), ("2024/25年の冬", "the winter of 2024-25"),
        ("半分以下", "43 percent"), ("3分の1減った", "was reduced by a third because of it"), ("2.5倍を超え", "more than two and a half times"), ("35人に1人", "1 in 35"), ("1ダース", "a dozen eggs"),
        ("2割にも満たない", "17%"), ("3割にも届かない", "28 percent"), ("2割を切った", "19 percent"), ("8倍近い", "7.7 times"), ("最貧層の5分の1", "the poorest fifth"), ("7日かかった", "seven days"), ("38セント", "38 cents"), ("1カ月前後", "25 to 40 days"), ("1070年", "by about 1070"), ("7.9ミリグラム", "7.9 milligrams"),
        ("2世紀近くにわたり", "for nearly two centuries"), ("3世紀にわたって", "for three centuries"), ("2世紀半", "250 years"), ("5%の税", "a tax of one-twentieth"), ("勝ち点60", "collected 60 points"), ("58件", "Just 58 deals"), ("2億1000万ポンド", "140 million pounds, while the state has promised a further 210 million provided that others pay"),
        ("7億ポンド", "4.8 billion pounds, 700 million less than was asked for"),
        ("100億クラウン", "from 6 billion crowns a month to 10 billion starting in July"), ("15,300クラウン", "climbed from 9,800 crowns to 15,300"), ("5.9%", "quickened from 3.4 percent to 5.9."), ("38時間", "from 40 hours to 38 from January"),
        ("少なくとも10年", "for no fewer than ten years"), ("2週間", "a fortnight earlier"), ("9四半期", "in nine quarters"), ("半年", "two quarters later"), ("9カ月", "three quarters in a row"), ("およそ1年2カ月", "about 14 months"),
        ("44度", "reached 111.2 degrees"), ("年に1度", "once a year"), ("3,200立方メートル", "3,200 cubic metres"), ("15分の1", "about one-fifteenth the size"),
        ("約4分の3", "about 76%"), ("約3割", "about a third of them"), ("1万2,000人以上", "more than 12,300"), ("約4分の3を回収", "recovered roughly three-quarters through"), ("第33代", "the thirty-third head"), ("以前1967年に", "last in 1967"),
        ("その数4,000人という", "4,000 people, it is said"), ("1301年前後", "in 1301"), ("0.2ミリ秒の悪化", "by 0.2 milliseconds"), ("64KiB", "64 KiB"), ("1GiB", "1,024 MiB"), ("5病院に1つ", "one in five hospitals"), ("85羽", "Of 85 young birds"), ("寛和元年（985年）に", "In 985, he"), ("在位661年 - 681年", "Munmu (661-681)"), ("樹齢300年〜400年", "300 to 400 years old"), ("1645年 - 1724年", "(1645 - 1724)"), ("1330年（元徳2年）", "in 1330"), ("807年2月に", "in February, 807"), ("985年に", "in 985 cases"), ("6月22日", "in June they left; on June 22 they came back"),
    ],
)  # fmt: skip
def test_agree(ja: str, en: str) -> None:
    assert not missing(ja_quantities(ja), en_quantities(en))


@pytest.mark.parametrize(
    ("ja", "en"),
    [
        ("78億ドル", "$6.8 billion"), ("78億ドル", "7.8 billion yen"), ("2025年10月", "October 2024"), ("42%", "24%"), ("2025年上半期", "the second half of 2025"),
        ("120トン", "150 tonnes"), ("6か月", "six years"), ("4～10%", "4–12%"), ("2025年10月", "November 2025"), ("5,000億", "500 million"),
        ("3キロ", "300 meters"), ("3割弱", "33 percent"), ("200点余り", "180 objects"), ("8割強", "72 percent"), ("約8割", "112 of the 260 employees"),
        ("2カ月", "fourteen months"), ("25%", "two quarters"), ("50億ドル超", "$4.2 billion"), ("紀元前1300年", "1200 BC"), ("9割", "one in four"),
        ("50億米ドル", "S$5 billion"), ("200mg", "250 mg"), ("15日に発表した", "on March 16"), ("3倍", "sales doubled"), ("24年度", "fiscal 2023"), ("紀元前2235〜2190年", "between 2235 and 2180 BC"), ("28人のうち2人", "3 out of 28"), ("60万ポンド", "asked for 1.8 million pounds; they offered 900,000"), ("30日、", "on the 29th"), ("5月30日", "the 30th attempt"), ("5月", "By may they mean"), ("3段階に分けて", "in four steps"), ("60日から100日を要する", "60 to 90 days"), ("Brown, 2018", "Brown, 2017"),
        ("午後10時", "11 p.m."), ("3位の", "the fourth-largest"), ("5年連続", "the fourth year running"), ("18ナノメートル", "18 micrometres"), ("20代", "in their 30s"), ("20代", "20 men"), ("2013", "2014"), ("3割強", "28.6 percent"), ("半数以上", "46 percent"), ("4〜6月期", "the fourth quarter"),
        ("65歳未満", "a median of 61"), ("3円", "three sen"), ("100万人あたり", "48 per thousand"), ("2時間14分8秒", "in 2:15:08"), ("8,500円から2,500円上がり", "by 2,600 yen from 8,500 yen"), ("約10人に1人", "one in five"), ("銀メダル", "won gold"),
        ("2,500CFAフラン", "2,200 CFA francs"), ("午前3時25分", "at 4:25"), ("半分以下", "62 percent"), ("2割", "the poorest fifth"), ("3分の1", "by a third party"),
        ("60", "60 percentage points"), ("1カ月前後", "40 to 60 days"), ("1070年", "about 1,170 ships"), ("2世紀の遺跡", "for two centuries"), ("38セント", "38 dollars"), ("2億ポンド", "140 million pounds for 200 million people"),
        ("44度", "111.2 metres"), ("3四半期", "three quarters of it"), ("9年間", "in nine quarters"), ("最低5年間", "for no fewer than ten years"), ("1年2カ月", "about 26 months"), ("10%", "from 5% to 10 of them"),
        ("約535人", "about 545 people"), ("64KiB", "64 MiB"), ("5病院に1つ", "one in six hospitals"), ("0.2ミリ秒", "0.2 mm"), ("約420メートル", "about 400 metres"), ("985年に", "In 983, he"), ("約11.5メートル", "approx. 11.3m"), ("約1040年間", "about 1080 years"), ("1,300人以上", "more than 1,000"), ("98%を超える", "above 90%"), ("最大590個", "at most 550"),
        ("その数4,000人という", "5,000 people, it is said"), ("2023年12月", "in October 2023, and again in December 2024"), ("6月28日", "in June they left; on June 22 they came back"),
    ],
)  # fmt: skip
def test_disagree(ja: str, en: str) -> None:
    assert missing(ja_quantities(ja), en_quantities(en))


@pytest.mark.parametrize(
    ("ja", "en"),
    [
        ("約8割", "212 of the 260 employees"), ("30年間", "between 1990 and 2020"), ("3分の1の減少", "fell from 16.8 percent to 11.2 percent"),
        ("3分の1に", "1.8 percent, down from 5.4 percent"), ("4ポイント", "31 percent, up from 27 percent"), ("4.3歳", "from 38.6 to 42.9 years"),
        ("約2.8億ドル", "310,000 citizens, who bought an average of $900"), ("1億5500万ドル", "$620m, of which a quarter"), ("4倍以上", "from 19 people to 88"),
        ("ほぼ半分", "8 percent … 41 percent"), ("80件超", "52 patents and 29 more"), ("7700人", "6,500 workers, 1,200 fewer"), ("80万ポンド", "£180m for 225 shops"),
        ("4か月間", "from June to September 2024"), ("26分", "at 2:14 the alarm rang, at 2:40 they left"), ("7日かかった", "from 20 February to 27 February"), ("2割", "the state 65%, the city 15% and the neighbourhood the rest"), ("2,500円", "11,000 yen, up from 8,500 in 2018"),
        ("5割あまり膨らんだ", "from 3.2 billion euros to 4.9 billion"), ("3分の1延びた", "rose from 12 to 16 minutes"), ("約1.6倍", "were 61 percent higher"), ("9か月先送り", "from June 2023 to March 2024"), ("計3億9,100万ユーロ", "172 million euros for Grau, 131 million euros for Vest, and 88 million euros for Dela"), ("平均約180人", "11,300 people in 62 shelters"),
        ("年平均5億ユーロ", "1.5 billion euros for three years"), ("差は1億3,000万ドル", "between $1.30 billion and $1.36 billion, while $1.49 billion was expected"),
        ("約3割削られた", "cut from 180 films to 124"), ("1ポイント引き上げた", "to between 12 and 13 percent, having guided for 11 to 12 percent"), ("3分の1にも満たない", "1.2 percent, well below the 4 percent"), ("月平均1万3000人", "52,000 visitors in four months"),
        ("約2年半", "between March 2019 and August 2021"), ("全体で4200平方メートル", "1,400 square metres, a third of the area"), ("4時間半余り", "from 02:40 until 07:15"),
        ("前年の約30億ドルから増えた", "rose 14 percent to $3.42 billion"), ("84.3%から改善した", "up by 2.8 points to 87.1 percent"), ("2.5ポイント高まった", "quickened from 3.4 percent to 5.9."), ("5,500クラウン重い", "climbed from 9,800 crowns to 15,300"),
        ("例年の8月25日", "on 6 August, nineteen days ahead of the usual date"), ("2028年1月から", "from January 2026, with small firms given a further two years"), ("9割が未記載", "fewer than a tenth of the species have been described"), ("逆算すると約2万人", "replies from 12,480 people, a response rate of 62 percent"),
        ("1189年に", "seized the fortress in 1187, and was crowned two years later"), ("1242年に", "not completed until 1251, nine years after her death"), ("その約5分の1", "14% of cases; in large flocks 3%"),
        ("体重は240グラムと計算できる", "4.8 grams, about 2% of its body"),
    ],
)  # fmt: skip
def test_figures_that_follow_from_two_others(ja: str, en: str) -> None:
    (q,) = ja_quantities(ja)
    assert missing([q], en_quantities(en))
    assert derived(q, en_quantities(en), ja)


@pytest.mark.parametrize(("ja", "en"), [("約6割", "212 of the 260 employees"), ("25年間", "between 1990 and 2020"), ("6ポイント", "31 percent, up from 27 percent"), ("約4割", "households of one person; their average size is 2.5"), ("10分の1に満たない", "22 visitors; eleven were under 20"), ("10分の1に低下", "the median age fell from 61 to 56"), ("約1.8倍", "were 61 percent higher"), ("180人", "11,300 people in 62 shelters"), ("1億3,000万ドル", "between $1.30 billion and $1.36 billion, while $1.49 billion was expected"), ("4200平方メートル", "1,400 square metres, a third of the area"), ("4時間半", "from 02:40 until 07:15"), ("2ポイント引き上げた", "between 12 and 13 percent, after 11 to 12 percent"), ("3分の1にも満たない", "0.8 percent of the 4 percent"), ("30億ドルだった", "rose 14 percent to $3.42 billion"), ("8月25日", "on 6 August, nineteen days ahead of the usual date"), ("9割", "a tenth of the species have been described"), ("7割は25歳に満たない", "three in ten are younger than 25"), ("1991年に放火で焼失し、2年後に復元された", "destroyed by arson in 1993 and rebuilt 2 years later")])
def test_figures_that_do_not_follow(ja: str, en: str) -> None:
    assert not derived(ja_quantities(ja)[0], en_quantities(en), ja)


def test_a_share_that_another_one_leaves_follows() -> None:
    ja, given = "配分は東が56%、西が44%である。", en_quantities("56 percent for the east, the rest for the west")
    [_, rest] = ja_quantities(ja)
    assert derived(rest, given, ja)
    assert not derived(rest, given, "配分は西が44%である。")


def test_days_that_do_not_exist_give_nothing() -> None:
    (q,) = ja_quantities("7日間")
    assert not derived(q, en_quantities("from 24 June to 31 June, and on February 30"), "7日間続いた")


def test_a_word_that_only_counts_points_is_no_figure() -> None:
    assert en_quantities("Third, the burden is uneven.") == []
    assert [q.low for q in en_quantities("In the end the third, a boat from Lind, won.")] == [3]


def test_a_date_may_be_spread_over_the_sentence() -> None:
    assert not missing(ja_quantities("2025年10月"), en_quantities("In October the plan of 2025 was dropped."))


@given(st.integers(1, 9999))
def test_kanji_numerals_have_the_value_of_their_digits(n: int) -> None:
    digits = "〇一二三四五六七八九"
    text = ""
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        d = n // size % 10
        if d:
            text += (digits[d] if d > 1 or size == 1 else "") + name
    assert kanji_value(text) == n


@given(st.integers(0, 9999), st.integers(1, 9999))
def test_scales_add_up(oku: int, man: int) -> None:
    text = (f"{oku}億" if oku else "") + f"{man}万"
    assert value_of(text)[0] == oku * 1e8 + man * 1e4


@given(
    st.one_of(
        st.integers(4, 9999).map(lambda n: f"{n}億ドル"),
        st.integers(1, 99).map(lambda n: f"約{n}%"),
        st.integers(4, 999).map(lambda n: f"{n}兆円"),
        st.tuples(st.integers(1950, 2049), st.integers(1, 12), st.integers(1, 28)).map(lambda d: f"{d[0]}年{d[1]}月{d[2]}日"),
        st.tuples(st.integers(1950, 2049), st.integers(1, 4)).map(lambda d: f"{d[0]}年第{d[1]}四半期"),
        st.integers(2, 60).map(lambda n: f"{n}か月"),
        st.integers(5, 40).map(lambda n: f"{n}倍"),
        st.tuples(st.integers(1, 40), st.integers(41, 99)).map(lambda r: f"{r[0]}～{r[1]}%"),
    )
)
def test_what_is_rendered_is_read_back(text: str) -> None:
    (q,) = ja_quantities(text)
    assert any(agree(q, g) for g in en_quantities(render(q))), render(q)


@given(st.text(alphabet="0123456789年月日億万千円ドル%～約第四半期,.一二三十百人 a", max_size=24))
def test_any_text_gives_ordered_spans_that_do_not_overlap(text: str) -> None:
    for read in (ja_quantities, en_quantities):
        spans = [q.span for q in read(text)]
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert all(0 <= s.start < s.end <= len(text) for s in spans)


def test_spans_are_those_of_the_text_with_its_blanks() -> None:
    text = "売上は 2025 年 10 月に 1,200 億円、前年比 42 % 増えた。"
    assert [q.text for q in ja_quantities(text)] == ["2025 年 10 月", "1,200 億円", "42 %"]
    assert all(q.span.of(text) == q.text for q in ja_quantities(text))


@pytest.mark.parametrize(
    ("ja", "en"),
    [
        ("522億円", "52 billion yen"), ("4.84％", "5%"), ("3,285万", "33 million"), ("2023年4〜6月期", "in 2023"), ("2025年10月3日", "in 2025"), ("2025年10月", "in 2025"),
        ("1990年代", "in 1995"),
    ],
)  # fmt: skip
def test_a_translation_rounds_nothing(ja: str, en: str) -> None:
    wanted, given = ja_quantities(ja), en_quantities(en)
    assert not missing(wanted, given)
    assert missing(wanted, given, renders)


@pytest.mark.parametrize(
    ("ja", "en"),
    [
        ("522億円", "52.2 billion yen"), ("2023年4〜6月期", "in the second quarter of 2023"), ("2025年10月3日", "in 2025, on October 3"), ("2024年度", "the year to March 2025"),
        ("1年半", "18 months"), ("5分の1弱", "nearly a fifth of"), ("約3割", "about 30 percent"), ("6週間", "six weeks"),
    ],
)  # fmt: skip
def test_what_renders_a_figure(ja: str, en: str) -> None:
    assert not missing(ja_quantities(ja), en_quantities(en), renders)


@pytest.mark.parametrize(
    ("ja", "en", "lost"),
    [
        ("▲3.1％だった", "it was 3.1%", True), ("▲3.1％だった", "it was -3.1%", False), ("▲3.1％だった", "it fell by 3.1%", False), ("5−10%だった", "it was 5 to 10%", False), ("−20℃", "20 degrees", True),
        ("マイナス20度", "minus 20 degrees", False), ("3.1％だった", "it was 3.1%", False),
    ],
)  # fmt: skip
def test_the_sign(ja: str, en: str, lost: bool) -> None:
    assert bool(unsigned(ja_quantities(ja), en, en_quantities(en))) == lost


@pytest.mark.parametrize(
    ("ja", "en"),
    [
        ("3分の2", "two-thirds"), ("約3分の1", "about one-third"), ("5分の1弱", "nearly one-fifth"), ("2分の1", "half"), ("10万分の1", "about 0.001%"), ("3人に2人", "2 in 3"),
        ("10社中7社", "7 out of 10"), ("260人のうち212人", "212 out of 260"), ("半数", "half"), ("過半数", "more than half"), ("半減", "halved"), ("3割", "30%"), ("▲3.1％", "-3.1%"),
        ("−20℃", "-20°C"), ("20度", "20 degrees"), ("2018", "2018"), ("2,018人", "2,018"), ("30日に", "30th"), ("10日から14日", "10–14 days"), ("−3億円", "-300 million yen"),
        ("9四半期", "9 quarters"), ("3,200立方メートル", "3,200 cubic meters"), ("1,234,567人", "1,234,567"), ("78億ドル", "$7.8 billion"), ("56689060483273", "56689060483273"),
    ],
)  # fmt: skip
def test_rendered(ja: str, en: str) -> None:
    (q,) = ja_quantities(ja)
    assert render(q) == en
    assert not missing([q], en_quantities(f"It was {en}."), renders)
