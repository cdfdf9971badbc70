"""Figures in Japanese text: 万/億/兆, kanji numerals, eras, full-width digits, ranges."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from align.model.document import Span
from align.text.quantity.ages import ja_ages
from align.text.quantity.clock import clocks
from align.text.quantity.currencies import JA_CURRENCIES, JA_PREFIXES
from align.text.quantity.hedges import AFTER, AFTERWORDS
from align.text.quantity.ja_shares import ja_shares
from align.text.quantity.lengths import CENTURIES, ja_lengths
from align.text.quantity.model import ABOUT, EXACT, OVER, UNDER, Quantity, longest_first
from align.text.quantity.numerals import ARABIC, ERA_YEAR, kanji_value, number, value_of
from align.text.quantity.quarters import ja_quarters
from align.text.quantity.spaced import tight
from align.text.width import narrow

ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
DURATIONS = {
    "年間": "year", "年": "year", "年半": "year", "か年": "year", "ヶ年": "year", "カ年": "year", "か月": "month",
    "ヶ月": "month", "カ月": "month", "ヵ月": "month", "ケ月": "month", "箇月": "month", "か月間": "month",
    "ヶ月間": "month", "カ月間": "month", "週間": "week", "週": "week", "日間": "day", "時間": "hour",
    "分間": "minute", "分": "minute", "秒間": "second", "秒": "second", "ミリ秒": "millisecond", "マイクロ秒": "microsecond", "ナノ秒": "nanosecond", "世代": "generation",
}  # fmt: skip
MEASURES = {
    "ギガワット時": "gwh", "ギガワット": "gw", "メガワット": "mw", "キロワット時": "kwh", "キロワット": "kw", "ワット時": "wh", "メガワット時": "mwh",
    "テラワット時": "twh", "キロメートル": "km", "センチメートル": "cm", "ミリメートル": "mm", "メートル": "m",
    "キログラム": "kg", "グラム": "g", "ミリグラム": "mg", "トン": "t", "リットル": "l", "ヘクタール": "ha",
    "平方キロメートル": "km2", "平方キロ": "km2", "平方メートル": "m2", "立方メートル": "m3", "センチ": "cm", "ミリ": "mm", "キロ": "kilo", "マイル": "mi", "フィート": "ft",
    "ポンド重": "lb", "ミリリットル": "ml", "度": "degree", "℃": "degree", "°C": "degree", "℉": "degree", "°F": "degree", "ギガバイト": "gb", "テラバイト": "tb", "KiB": "kib", "MiB": "mib", "GiB": "gib", "TiB": "tib",
    "メガバイト": "mb", "段階": "step", "ナノメートル": "nm", "マイクロメートル": "um", "ミクロン": "um", "nm": "nm",
}  # fmt: skip
_KANJI_WORDS = re.compile(
    r"一部|一方|一般|一時|一定|一致|一環|一層|一覧|一番|一気|一体|一見|一度に|一連|一切|一貫|一種|一環|統一|同一|唯一|単一|万一|"
    r"第一線|第一人者|十分|二重|三重|四半|三角|四国|九州|千葉|八百|五輪|百科|一石|四半期|三次元|二次|一次|一つ一つ|"
    r"千歳(?!で|に)|四日市|六本木|百度|三菱|三井|一橋|八王子|五島|千代田|百日咳|五分五分|二子玉川|三鷹|四谷|六甲|八戸|十和田|一宮|三田|二酸化|三重県|"
    r"一転|一角|一族|一帯|一員|一因|一面|一律|均一|専一|随一|日一日"
)
_NUMBER = rf"(?:(?:{ARABIC})(?:[百千]?[万億兆]|千|百)?)+"
_KANJI = r"(?:[〇一二三四五六七八九十百千]+[万億兆])*[〇一二三四五六七八九十百千]+[万億兆]?"
_COUNTERS = (
    r"人|名|社|件|個|回|つ|台|本|冊|点|倍|割|分の|%|パーセント|ポイント|円|ドル|ユーロ|年|月|日|週|時間|分|秒|か|ヶ|カ|カ国|"
    r"か国|ヶ国|拠点|種類|段階|側面|項目|章|基|棟|校|店舗|店|歳|才|世代|位|番|号|期|世紀|度|頭|匹|枚|件|例|例目|行|票|議席"
)
_UNIT = "|".join(
    sorted((re.escape(u) for u in ("セント", *JA_CURRENCIES, *DURATIONS, *MEASURES)), key=len, reverse=True)
)
_RANGE = r"\s?(?:～|〜|~|–|—|-|−|から|ないし|乃至)\s?"
_PERCENT = r"%|パーセント|割"
_POINT = r"%ポイント|パーセントポイント|ポイント"
#: Counters that may stand before a word that qualifies a value: 200点余り.
_COUNTED = r"人|名|社|件|個|回|台|冊|点|頁|ページ|頭|校|店|歳|票|隻|棟|戸|世帯|[カかヶ]国|種類|基|便|[カかヶ]所|枚|羽|作品|語|字"
_VALUE = re.compile(
    rf"(?P<qual>約|およそ|ほぼ|推定|最大|最大で|少なくとも|最低)?\s?"
    rf"(?P<minus>[▲△]|マイナス|(?<![0-9A-Za-z)\]%〜～–-])−|(?<![\w)\]%〜～–-])-(?=[$¥￥€£]?\d))?(?P<prefix>US\$|[$¥￥€£])?(?<!何)(?:(?<!数)|(?=[0-9]))(?P<low>{_NUMBER}|{_KANJI}(?={_COUNTERS}))"
    rf"(?P<english>\s?(?:million|billion|trillion)\b)?"
    rf"(?P<mid>{_PERCENT}|{_UNIT})?(?:{_RANGE}(?!\d+万?分の\d)(?:US\$|[$¥￥€£])?(?P<high>{_NUMBER}))?"
    rf"(?P<unit>{_POINT}|{_PERCENT}|倍|{_UNIT}|[kMGT]?(?:Wh|W|Hz|B)(?![A-Za-z])|(?:k?[mg]|mg|ml|mm|cm)(?![A-Za-z]))?"
    rf"(?:(?:{_COUNTED})?(?P<after>{AFTERWORDS}))?"
)
_DATE = re.compile(
    r"(?P<year>(?:1[0-9]|20|21)\d\d|(?<![\d.,])[1-9]\d\d(?=年の?(?:1[0-2]|[1-9])月)|(?<=年[（(])[1-9]\d\d(?=年[）)])|(?<![\d.,])[1-9]\d\d(?=年[（(]" + ERA_YEAR + r"年?[）)]))年(?!間|代|ぶり|前(?!半|期|後)|以上|余り|にわた|の歴史|近く|に[1一]度)度?"
    r"(?:(?:の)?(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12]\d|0?[1-9])日)?|(?:の)?(?P<part>上半期|下半期|上期|下期|前半|後半|第[1-4一二三四]四半期))?"
)
_ERA = re.compile(
    rf"(?P<era>{'|'.join(ERAS)})(?P<n>元|\d{{1,2}}|[一二三四五六七八九十]{{1,3}})年(?:(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12]\d|0?[1-9])日)?)?"
)
_SLASH = re.compile(r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)([/.-])(?P<month>1[0-2]|0?[1-9])\2(?P<day>3[01]|[12]\d|0?[1-9])(?![\d/.-])")
_MONTHS = re.compile(r"(?<![\d.,])(?P<a>1[0-2]|0?[1-9])(?:月)?[～〜~－–-](?P<b>1[0-2]|0?[1-9])月")
_MONTH = re.compile(r"(?<![\d.,])(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12]\d|0?[1-9])日)?(?!分|額|号機)")
_PART = re.compile(r"第(?P<q>[1-4一二三四])四半期|(?P<h>上半期|下半期)")
_DECADE = re.compile(r"(?P<year>(?:(?:1[0-9]|20)\d0)|(?<!\d)[3-9]0)年代")
_CENTURY = re.compile(r"(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})世紀")
_CENTURIES = re.compile(r"(?P<a>\d{1,2})(?:世紀)?(?:[、・〜～~–-]|から)(?P<b>\d{1,2})世紀")
_ORDINAL = re.compile(r"第(?P<n>\d{1,4}|[一二三四五六七八九十]{1,3})(?!四半期)")
#: 一等工女; and what won a medal.
_CLASS = re.compile(r"(?<![0-9一二三四五六七八九十上中下平同均特])(?P<n>[1-5一二三四五])等(?![分々身しの間])")
_MEDAL = re.compile("(?P<m>[金銀銅])メダル")
#: 2番目に, 3位の, 5年連続の: where something stands in a row.
_RANK = re.compile(r"第?(?P<n>\d{1,4}|[一二三四五六七八九十]{1,3})(?:番目(?=に|の)|位(?!置)|(?:年|期|四半期|か月|カ月|回|日)連続)")
_TIME = re.compile(r"(?P<half>午前|午後)(?P<hour>1[0-2]|0?\d)時(?!間)(?:(?P<minute>[0-5]?\d)分|(?P<thirty>半))?")
_LATIN_BEFORE = re.compile(r"(?:[A-Za-z]|[A-Za-z][ \-.:+'])$")
_KANJI_YEAR = re.compile(r"(?P<year>[一二][〇一二三四五六七八九]{3})年(?!間)")
#: Times of day and the numbers of kings are no quantities to compare.
_CLOCK = re.compile(r"(?<=東京)23区|(?<=都)23区|[ァ-ヶー]\d{1,2}世(?![紀代帯界])|\d{1,2}時(?!間)")
#: The cell of a table that holds nothing else.
_ALONE = re.compile(r"\s*(?P<year>(?:19|20)\d\d)\s*")
_BC = re.compile(r"(?:紀元前|(?<!以)前)(?P<year>\d{2,4})年")
_BC_YEARS = re.compile(r"(?:紀元前|(?<!以)前)(?P<a>\d{2,4})年?(?:[〜～~–-]|から)(?:紀元前|前)?(?P<b>\d{2,4})年")
#: 25年3月期, 24年度, 2024/25年度.
_SHORT_YEAR = re.compile(r"(?<![\d.,])(?P<yy>\d{2})年(?:度|(?=(?:1[0-2]|[1-9])月期|(?:1[0-2]|[1-9])[〜～~–-](?:1[0-2]|[1-9])月期))")
_FISCAL_YEAR = re.compile(r"(?<![A-Za-z])FY ?['’]?(?P<year>(?:20)?\d\d)(?![\dA-Za-z])")
_SPLIT_YEAR = re.compile(
    r"(?P<a>(?:19|20)\d\d)[/／〜～](?P<b>\d\d)(?:年度|シーズン|年(?=の?(?:冬|シーズン|度)))|(?P<c>(?:19|20)\d\d)[/／](?P<d>\d\d)年(?!間)"
)
#: A day without its month: 15日に, 3日から.
_DAY = re.compile(r"(?:(?<![\d.,月〜～~–/-])|(?<=[同当翌前]月))(?P<day>3[01]|[12]\d|[1-9])日(?!に(?:約|平均|最大|[\d０-９]|一度|[一二三四五六七八九十]))(?=に|午[前後]|から|まで|、|付|夜|朝|未明|の(?!間|うち))")
_MONTH_DAYS = re.compile(r"(?<![\d.,])(?P<month>1[0-2]|0?[1-9])月(?P<a>3[01]|[12]\d|0?[1-9])日?(?:[〜～~–-]|から|、)(?P<b>3[01]|[12]\d|0?[1-9])日")
_KANJI_DATE = re.compile(r"(?P<month>十[一二]?|[一二三四五六七八九])月(?P<day>[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日")
_DOZEN = re.compile(r"(?P<n>\d{1,3}|[一二三四五六七八九十])ダース")
#: 1円75銭.
_SEN = re.compile(r"(?:(?P<yen>\d+)円)?(?P<sen>\d{1,2})銭(?!湯)")
_BASIS = re.compile(r"(?P<n>\d+(?:\.\d+)?)(?:ベーシスポイント|bp\b)")
_YEARS = re.compile(r"(?P<a>(?:1[5-9]|20)\d\d)(?:年?\s?[〜～~–-]\s?|年から)(?P<b>(?:1[5-9]|20)?\d\d)年(?!間)")
#: Years before 1500 that a life, a reign or an era goes from and to: (770年 - 780年). 300年〜400年 may be a length of time.
_REIGN = re.compile(r"(?:[（(]|在位|在職|治世)[^（()）\d]{0,6}(?P<a>[1-9]\d\d|1[0-4]\d\d)年?\s?[〜～~–-]\s?(?P<b>[1-9]\d\d|1[0-5]\d\d)年(?![間半ほ以])")
#: A year of an era long past, beside that of the Christian era: 寛和元年（985年）, 1330年（元徳2年）.
_OLD_ERA = re.compile(rf"(?!{'|'.join(ERAS)}){ERA_YEAR}年(?=頃?\s?[（(]\s?\d{{3,4}}年)|(?<=年[（(])(?!{'|'.join(ERAS)}){ERA_YEAR}(?=年?[）)])")
#: 8年に1度: so often, and no temperature.
_TIMES_IN = re.compile("(?:[年月週日回代]|週間)に$")
_QUALIFIERS = {"最大": UNDER, "最大で": UNDER, "少なくとも": OVER, "最低": OVER}


def _year(m: re.Match[str]) -> int:
    n = m["n"]
    return ERAS[m["era"]] + (1 if n == "元" else number(n))


def _part(text: str | None) -> str:
    if not text:
        return ""
    if text in ("上半期", "上期", "前半"):
        return "H1"
    if text in ("下半期", "下期", "後半"):
        return "H2"
    return "Q" + str("1234".find(text[1]) + 1 or "一二三四".find(text[1]) + 1)


def _dates(text: str) -> list[Quantity]:
    found = []

    def add(m: re.Match[str], year: int = 0, part: str = "") -> None:
        groups = m.groupdict()
        found.append(
            Quantity(
                "date", Span(m.start(), m.end()), m[0], year=year,
                month=int(groups.get("month") or 0), day=int(groups.get("day") or 0), part=part,
            )
        )  # fmt: skip

    for m in _DATE.finditer(text):
        if not any(b.start() <= m.start() < b.end() for b in _BC_YEARS.finditer(text)):
            add(m, int(m["year"]), _part(m["part"]))
    for m in _ERA.finditer(text):
        add(m, _year(m))
    for m in _KANJI_YEAR.finditer(text):
        add(m, kanji_value(m["year"]))
    for m in _SLASH.finditer(text):
        add(m, int(m["year"]))
    for m in _MONTHS.finditer(text):
        found += [Quantity("date", Span(m.start(n), m.end(n)), m[n], month=int(m[n])) for n in ("a", "b")]
    for m in _MONTH.finditer(text):
        add(m)
    for m in _PART.finditer(text):
        add(m, 0, "Q" + str("1234".find(m["q"]) + 1 or "一二三四".find(m["q"]) + 1) if m["q"] else _part(m["h"]))
    for m in _DECADE.finditer(text):
        year = int(m["year"])
        add(m, year if year > 100 else 1900 + year, "10y")
    for m in _CENTURY.finditer(text):
        if not CENTURIES.match(text, m.start()) and (text[m.end() : m.end() + 1] != "半" or text[m.end() : m.end() + 2] == "半ば"):  # 1世紀半 is a length of time
            add(m, ((number(m["n"])) - 1) * 100, "100y")
    for m in _CENTURIES.finditer(text):
        found.append(Quantity("date", Span(m.start(), m.end("a")), m["a"], year=(int(m["a"]) - 1) * 100, part="100y"))
    for m in _SHORT_YEAR.finditer(text):
        add(m, int(m["yy"]) + (2000 if int(m["yy"]) < 60 else 1900))
    for m in _SPLIT_YEAR.finditer(text):
        first, last = ("a", "b") if m["a"] else ("c", "d")
        found.append(Quantity("date", Span(m.start(), m.end(first)), m[first], year=int(m[first])))
        found.append(Quantity("date", Span(m.start(last), m.end()), m[last], year=int(m[first][:2] + m[last])))
    for m in _DAY.finditer(text):
        add(m)
    for m in _FISCAL_YEAR.finditer(text):
        add(m, int(m["year"]) if len(m["year"]) == 4 else 2000 + int(m["year"]))
    for m in _MONTH_DAYS.finditer(text):
        for name, start, end in (("a", m.start(), m.end("a")), ("b", m.start("b"), m.end())):
            found.append(Quantity("date", Span(start, end), text[start:end], month=int(m["month"]), day=int(m[name])))
    for m in _KANJI_DATE.finditer(text):
        found.append(Quantity("date", Span(m.start(), m.end()), m[0], month=kanji_value(m["month"]), day=kanji_value(m["day"])))
    for m in _BC.finditer(text):
        add(m, -int(m["year"]))
    for m in _BC_YEARS.finditer(text):
        found += [Quantity("date", Span(m.start(n), m.end(n)), m[n], year=-int(m[n])) for n in ("a", "b")]
    for m in (*_YEARS.finditer(text), *_REIGN.finditer(text)):
        end = int(m["b"]) if len(m["b"]) > 2 else int(m["a"][:2] + m["b"])
        found.append(Quantity("date", Span(m.start("a"), m.end("a")), m["a"], year=int(m["a"])))
        found.append(Quantity("date", Span(m.start("b"), m.end()), m["b"] + "年", year=end))
    return found


def _kind(unit: str, prefix: str) -> tuple[str, str, float]:
    """Kind, unit and factor of a value by the words around its digits."""
    if prefix:
        return "money", JA_PREFIXES[prefix], 1.0
    if unit == "セント":
        return "money", "USD", 0.01
    if unit in JA_CURRENCIES:
        return "money", JA_CURRENCIES[unit], 1.0
    if unit.endswith("ポイント"):
        return "percent", "point", 1.0
    if unit in ("%", "パーセント"):
        return "percent", "", 1.0
    if unit == "割":
        return "percent", "", 10.0
    if unit == "倍":
        return "factor", "", 1.0
    if unit in DURATIONS:
        return "duration", DURATIONS[unit], 1.0
    if unit in MEASURES:
        return "measure", MEASURES[unit], 1.0
    return ("measure", unit.lower(), 1.0) if unit else ("number", "", 1.0)


def quantities(text: str) -> list[Quantity]:
    """Every figure in ``text``, in order."""
    return list(_known(text))


@lru_cache(maxsize=8192)
def _known(text: str) -> tuple[Quantity, ...]:
    """A text is read when it is matched, checked, and translated."""
    close, places = tight(text)
    if close == text:
        return tuple(_quantities(text))
    spans = [(q, Span(places[q.span.start], places[q.span.end - 1] + 1)) for q in _quantities(close)]
    return tuple(replace(q, span=span, text=span.of(text)) for q, span in spans)


def _quantities(text: str) -> list[Quantity]:
    flat = narrow(text)
    if year := _ALONE.fullmatch(flat):
        return [Quantity("date", Span(*year.span("year")), text[slice(*year.span("year"))], year=int(year["year"]))]
    words = [m.span() for m in _KANJI_WORDS.finditer(flat)]
    spans = [m.span() for p in (_YEARS, _REIGN, _SPLIT_YEAR, _BC_YEARS, _MONTH_DAYS, _CENTURIES) for m in p.finditer(flat)]
    found = [*_dates(flat), *ja_ages(flat), *ja_quarters(flat), *ja_shares(flat), *(q for q in ja_lengths(flat) if not any(a <= q.span.start < b for a, b in spans))]
    for m in _ORDINAL.finditer(flat):
        n = number(m["n"])
        found.append(Quantity("ordinal", Span(m.start(), m.end()), text[m.start() : m.end()], n, n))
    for m in _CLASS.finditer(flat):
        found.append(Quantity("ordinal", Span(m.start(), m.end()), text[m.start() : m.end()], number(m["n"]), number(m["n"])))
    for m in _MEDAL.finditer(flat):
        place = 1 + "金銀銅".index(m["m"])
        found.append(Quantity("rank", Span(m.start(), m.end()), m[0], place, place))
    for m in _RANK.finditer(flat):
        n = number(m["n"])
        found.append(Quantity("rank", Span(m.start(), m.end()), text[m.start() : m.end()], n, n))
    for m in _DOZEN.finditer(flat):
        count = 12 * number(m["n"])
        found.append(Quantity("number", Span(m.start(), m.end()), m[0], count, count))
    for m in _SEN.finditer(flat):
        sum_of = int(m["yen"] or 0) + int(m["sen"]) / 100
        found.append(Quantity("money", Span(m.start(), m.end()), m[0], sum_of, sum_of, "JPY", step=0.01))
    for m in _BASIS.finditer(flat):
        found.append(Quantity("percent", Span(m.start(), m.end()), m[0], float(m["n"]) / 100, float(m["n"]) / 100, "point", step=0.01 * 10.0 ** -len(m["n"].partition(".")[2])))
    for m in _TIME.finditer(flat):
        minutes = int(m["hour"]) % 12 * 60 + (720 if m["half"] == "午後" else 0) + (30 if m["thirty"] else int(m["minute"] or 0))
        found.append(Quantity("time", Span(m.start(), m.end()), m[0], minutes, minutes))
    found += clocks(flat)
    for m in _CLOCK.finditer(flat):
        found.append(Quantity("label", Span(m.start(), m.end()), m[0]))
    for m in _VALUE.finditer(flat):
        start, low_text = m.start("low"), m["low"]
        if not low_text[0].isdigit() and any(a <= start < b for a, b in words):
            continue
        if any(a <= start < b for a, b in spans):
            continue  # 2010〜22年 is two dates
        low, step = value_of(low_text)
        if m["mid"] == "年" and low >= 1000 and m["high"] and m["unit"] != "年":
            # 2030年から200kmおきに: a date, which was read already, and then a value
            value, high_step = value_of(m["high"])
            kind, code, factor = _kind(m["unit"] or "", "")
            end = m.end("after") if m["after"] else m.end("unit") if m["unit"] else m.end("high")
            found.append(Quantity(kind, Span(m.start("high"), end), text[m.start("high") : end], value * factor, value * factor, code, high_step * factor, AFTER.get(m["after"], EXACT)))
            continue
        # 6か月分, 2nm世代: what follows a unit is none
        part = bool(m["mid"] and m["unit"] and not m["high"])
        unit = m["mid"] if part else m["unit"] or m["mid"] or ""
        if m["mid"] == "年" and 1000 <= low <= 2100 and (part or m["after"] == "前後"):
            continue  # 2025年分, 1301年前後
        # 14.2%から2023年に: a value and then a date, which was read already; no range of years
        dated = bool(m["high"] and m["mid"] and m["mid"] != "年" and unit == "年" and value_of(m["high"])[0] >= 1000)
        # 5か月から3歳: the age was read
        dated = dated or bool(m["high"] and m["mid"] and not m["unit"] and flat[m.end("high") : m.end("high") + 1] in ("歳", "才"))
        unit = m["mid"] if dated else unit
        kind, code, factor = _kind(unit, m["prefix"] or "")
        high = value_of(m["high"])[0] if m["high"] and not dated else low
        start_of_high = m.start("high")
        # 8,500円から2,500円上がる, 64億ドルから3割減る: two figures, no range
        apart = bool(m["high"]) and not dated and "から" in flat[m.end("low") : start_of_high] and (high < low or bool(m["mid"] and m["unit"] and _kind(m["mid"], "")[:2] != _kind(m["unit"], "")[:2]))
        if m["high"] and high < low:
            high = low
        end = m.end("mid") if dated else m.end("after") if m["after"] else m.end("mid") if part else m.end("unit") if m["unit"] else m.end("high") if m["high"] else m.end("mid") if m["mid"] else m.end("english") if m["english"] else m.end("low")
        begin = next(m.start(name) for name in ("qual", "minus", "prefix", "low") if m[name])
        if code == "degree" and low == 1 and (flat[end : end + 1] == "も" or _TIMES_IN.search(flat[:begin])):
            continue  # 一度も: never; 8年に1度: once
        if kind == "number" and flat[end : end + 1] == "月":
            continue  # 7～9月: the months were read
        qualifier = _QUALIFIERS.get(m["qual"], ABOUT) if m["qual"] else EXACT
        if code == "degree" and (flat[:begin].endswith("華氏") or unit in ("℉", "°F")):
            low, high, step = (low - 32) / 1.8, (high - 32) / 1.8, max(step / 1.8, 1.0)
        if m["english"]:
            factor = {"m": 1e6, "b": 1e9, "t": 1e12}[m["english"].strip()[0]]
        if m["mid"] == "年半" and m["high"] and not dated:
            low += 0.5  # 1年半から2年
        if unit == "年半" and low >= 1000:
            continue  # 2021年半ば is a date
        if unit == "年半" or (kind == "duration" and flat[end : end + 1] == "半" and flat[end : end + 2] != "半ば"):
            low, high = low + 0.5, high + 0.5
            end += flat[end : end + 1] == "半"
        if m["after"] in AFTER:
            qualifier = AFTER[m["after"]]
        if apart or (m["high"] and not dated and "から" in flat[m.end("low") : start_of_high] and flat[end : end + 1] in ("に", "へ", "と", "、")):
            # 47%から54%に: a change from one value to another, no range
            middle = m.end("mid") if m["mid"] else m.end("low")
            high, high_step = value_of(m["high"])
            first = _kind(m["mid"] or (unit if not apart else ""), m["prefix"] or "")
            found.append(Quantity(first[0], Span(begin, middle), text[begin:middle], low * first[2], low * first[2], first[1], step * first[2], minus=bool(m["minus"])))
            found.append(Quantity(kind, Span(start_of_high, end), text[start_of_high:end], high * factor, high * factor, code, high_step * factor, qualifier))
            continue
        # 5G, 3D; 1,800CFAフラン and 20ppm are figures
        after = re.match(r"[A-Z]{1,3}(?![A-Za-z])" if low < 100 else r"[A-Z](?![A-Za-z])", flat[end:]) if kind == "number" else None
        named = _LATIN_BEFORE.search(flat[max(0, start - 2) : start]) or (after and "," not in low_text)
        if kind == "number" and low_text.isascii() and named and not m["high"]:
            kind = "label"
        found.append(
            Quantity(kind, Span(begin, end), text[begin:end], low * factor, high * factor, code, step * factor, qualifier, minus=bool(m["minus"]))
        )
    eras = [m.span() for m in _OLD_ERA.finditer(flat)]
    return longest_first([q for q in found if not any(a <= q.span.start < b for a, b in eras)])
