"""Figures in English text: digits, words, scales, dates, ranges."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from align.model.document import Span
from align.text.quantity.ages import en_ages
from align.text.quantity.clock import clocks
from align.text.quantity.currencies import EN_COUNTRIES, EN_CURRENCIES, EN_PREFIXES
from align.text.quantity.en_dates import ORDINALS, en_dates
from align.text.quantity.inherit import with_units
from align.text.quantity.lengths import en_lengths
from align.text.quantity.model import ABOUT, EXACT, NEARLY, OVER, UNDER, Quantity, longest_first, spot
from align.text.quantity.quarters import en_quarters

_ONES = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {w: 10 * (i + 2) for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9, "tn": 1e12,
    "mn": 1e6, "m": 1e6, "b": 1e9, "k": 1e3, "t": 1e12, "dozen": 12, "score": 20,
}  # fmt: skip
_TIMES = ("year", "month", "week", "day", "hour", "minute", "millisecond", "microsecond", "nanosecond", "second", "generation", "decade", "century")
_MEASURES = {
    "gigawatts": "gw", "gigawatt": "gw", "gw": "gw", "megawatts": "mw", "megawatt": "mw", "mw": "mw", "kilowatts": "kw",
    "kw": "kw", "gwh": "gwh", "twh": "twh", "kwh": "kwh", "wh": "wh", "mwh": "mwh", "watt-hours": "wh", "megawatt-hours": "mwh", "kilowatt-hour": "kwh", "kilowatt-hours": "kwh", "terawatt-hours": "twh",
    "gigawatt-hours": "gwh", "kilometers": "km", "kilometres": "km", "kilometer": "km", "kilometre": "km", "km": "km",
    "meters": "m", "metres": "m", "meter": "m", "metre": "m", "centimeters": "cm", "centimetres": "cm", "cm": "cm",
    "centimeter": "cm", "centimetre": "cm", "millimeters": "mm", "millimetres": "mm", "millimeter": "mm", "millimetre": "mm",
    "cubic meters": "m3", "cubic metres": "m3", "cubic meter": "m3", "cubic metre": "m3", "m³": "m3",
    "square kilometers": "km2", "square kilometres": "km2", "square kilometer": "km2", "square kilometre": "km2", "square meters": "m2",
    "square metres": "m2", "square meter": "m2", "square metre": "m2", "square miles": "mi2", "square feet": "ft2", "acres": "acre", "acre": "acre",
    "miles": "mi", "mile": "mi", "feet": "ft", "foot": "ft", "lb": "lb", "hectare": "ha", "milliliters": "ml", "millilitres": "ml", "ml": "ml",
    "mm": "mm", "micrometers": "um", "micrometres": "um", "micrometer": "um", "micrometre": "um", "microns": "um", "micron": "um", "µm": "um", "nm": "nm", "nanometers": "nm", "nanometres": "nm", "nanometer": "nm", "kilograms": "kg", "kilogram": "kg", "kg": "kg", "grams": "g", "tons": "t", "tonnes": "t", "tonne": "t",
    "ton": "t", "liters": "l", "litres": "l", "hectares": "ha", "degrees": "degree", "degree": "degree", "°c": "degree", "sq km": "km2", "km²": "km2", "sq m": "m2", "m²": "m2", "mg": "mg", "milligrams": "mg", "milligrammes": "mg", "gigabytes": "gb", "gb": "gb",
    "gigatonnes": "gt", "gigatons": "gt", "gigatonne": "gt", "gt": "gt", "megatonnes": "mt", "megatons": "mt", "kilowatt hours": "kwh", "gigawatt hours": "gwh", "terawatt hours": "twh", "megawatt hours": "mwh", "terawatt-hour": "twh", "gigawatt-hour": "gwh",
    "terabytes": "tb", "tb": "tb", "megabytes": "mb", "mb": "mb", "kib": "kib", "mib": "mib", "gib": "gib", "tib": "tib", "ghz": "ghz", "mhz": "mhz", "hz": "hz",
    "steps": "step", "stages": "step", "stage": "step", "phases": "step", "phase": "step",
}  # fmt: skip
_SMALL = "|".join(sorted([*_ONES, *_TENS], key=len, reverse=True))
_WORDS = rf"(?:{'|'.join(_TENS)})[- ](?:one|two|three|four|five|six|seven|eight|nine)|{_SMALL}|dozen|score(?=\sof\b)|(?<=\ba )(?:hundred|thousand|million|billion|trillion)"
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_LONG_SCALE = r"hundred (?:thousand|million|billion)|hundred|thousand|million|billion|trillion|dozen"
_VALUE = re.compile(
    r"(?P<qual>\b(?:about|around|approximately|approx\.|roughly|nearly|almost|some|an estimated|no (?:fewer|less) than|not less than|(?:no|not) more than|at most|more than|over|at least|exceeding|above|up to|less than|under|fewer than|below|as many as|as much as)\s)?"
    r"(?:\ban?\s)?"
    r"(?P<minus>\b(?:minus|negative)\s|(?<![\w)\]%–-])[-−](?=(?:US)?[$€£¥]?\.?\d))?"
    r"(?P<prefix>\b(?:US|A|C|HK|S|NT|NZ|R)\$|\b(?:USD|EUR|JPY|GBP|CHF|RMB|CNY)\s|[$¥€£])?\s?"
    rf"(?P<low>{_ARABIC}|\b(?:{_WORDS})\b)(?:[ -]?(?P<scale>(?:{_LONG_SCALE})\b|(?:bn|tn|mn)\b|(?<=\d)[MBKTmbk]\b))?"
    rf"(?P<mid>\s?%|\spercent\b|\sper\scent\b)?"
    rf"(?:(?:\s?[–—~-]\s?|\s(?:to|and|or)\s)(?P<prefix2>US\$|[$¥€£])?(?P<high>{_ARABIC}|(?:{_WORDS})\b)(?:[ -]?(?P<scale2>(?:{_LONG_SCALE})\b|(?:bn|tn|mn)\b|(?<=\d)[MBK]\b))?)?"
    r"(?P<unit>\s?%|[ -](?:percentage[ -])?points?\b|[ -]percent\b|\sper\scent\b|[ -]?(?:"
    + "|".join(sorted((re.escape(u) for u in _MEASURES), key=len, reverse=True))
    + rf")\b|[ -](?:(?:U\.?S\.?|{EN_COUNTRIES})\s)?(?:"
    + "|".join(EN_CURRENCIES)
    + r")\b|[ -](?:calendar\s|fiscal\s|straight\s|consecutive\s)?(?:" + "|".join(_TIMES) + r")s?\b|[ -]centuries\b|[ -]?times\b|-?fold\b|x\b)?"
    r"(?P<percentafter>[ -]points?\b)?",
    re.I,
)  # fmt: skip
#: Characters that a search without regard to case takes for another, the Greek μ for the sign µ, and the wide ％ that stays in tables:
#: one for one, so that spans stay.
_TWINS: dict[int, int | str] = {0xFF05: "%", 0x3BC: 0xB5, 0x39C: 0xB5, 0x130: "I", 0x131: "i", 0x17F: "s", 0x212A: "K"}
_MEDAL = re.compile(r"\b(?:w[io]n|wins|winning|t[ao]kes?|took|taken|claim\w*|earn\w*|clinch\w*|secur\w*)\s(?:(?:an?|the|his|her|their|its|another|Olympic)\s){0,2}(?P<medal>gold|silver|bronze)(?:\smedal)?\b", re.I)
#: «48 deaths per million» are 100万人当たり48人.
_PER = re.compile(r"\bper\s(?:one\s|a\s)?(?P<s>hundred thousand|thousand|million|billion)\b", re.I)
_SEN = re.compile(rf"\b(?:(?P<yen>\d+|{_SMALL}) yen(?: and|,)? )?(?P<sen>\d{{1,2}}|{_SMALL}) sen\b", re.I)
_HALF_SCALE = re.compile(r"\b(?P<part>half|(?:a |three[- ])quarters?(?: of)?) an? (?P<s>million|billion|trillion|dozen)\b", re.I)
_HALF_SUM = re.compile(rf"\b(?P<part>half|(?:a |three[- ])quarters?(?: of)?) an? (?P<s>million|billion|trillion) (?P<c>{'|'.join(EN_CURRENCIES)})\b", re.I)
#: Between the two of «by 13,440 to 5.61 million».
_TO = re.compile(r"(?:\s?(?:thousand|million|billion|trillion))?\s?to\s?\W*", re.I)
#: Before a year that no range begins with; before a range that is one though «from» stands there.
_YEAR_AHEAD = re.compile(r"\b(?:in|by|since|until)\s$", re.I)
_RANGES = re.compile(r"\b(?:rang\w+|var(?:y|ies|ied|ying)|anywhere)\s(?:\w+\s)?from\s$", re.I)
_NTH = ORDINALS | {
    w: i + 13 for i, w in enumerate("thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split())
} | {f"{ten}{gap}{word}": n + i for ten, n in _TENS.items() for word, i in ORDINALS.items() if i < 10 for gap in "- "}  # fmt: skip
_ORDINAL = re.compile(rf"\b(?:(?P<n>\d{{1,3}})(?:st|nd|rd|th)|(?P<w>{'|'.join(sorted(_NTH, key=len, reverse=True))}))\b(?!\shalf\b)", re.I)
#: Where a sentence begins.
_BEGINS = re.compile(r"(?:^|[.!?:;][\"”’)]?\s)$")
_FACTOR = re.compile(r"\b(?P<w>doubl(?:e(?!-(?:digit|blind|edged|decker|check))|es|ed|ing)|twice|twofold|tripl(?:e|es|ed|ing)|quadrupl(?:e|es|ed|ing)|quintupl(?:e|es|ed|ing)|thrice|(?:three|four|five|six|seven|eight|nine|ten)fold)\b", re.I)
_HALVED = re.compile(r"\bhalv(?:e|es|ed|ing)\b|\bin equal (?:parts|halves|shares)\b", re.I)
_HEDGE = r"(?:(?P<qual>about|around|approximately|roughly|nearly|almost|some|well over|more than|over|just over|just under|at least|less than|fewer than|under|only)\s)?"
#: «a third» is a share at the end of a clause, before «of» and the like; before a noun it is the third of a row.
_SHARE = re.compile(
    rf"\b{_HEDGE}(?:(?<!latter )(?<!former )(?<!first )(?<!second )(?P<half>half)\b(?![-‐][a-z]|\san?\s(?:rupee|dollar|euro|pound|million|billion|trillion|dozen|day|week|month|hour|year|decade|century|point|percent))|(?:(?P<n>two|three|four|five|six|seven|eight|nine)[ -](?P<ds>thirds|fifths|sixths|sevenths|eighths|ninths|tenths|quarters(?=\s(?:of|as)\b)|(?<=three-)quarters|(?<=three )quarters(?=[.,;)]|$))\b)"
    r"|one-(?P<part>third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|twelfth|fifteenth|twentieth|thirtieth|fortieth|fiftieth|hundredth|thousandth)\b|(?P<one>one|an?)[ -](?P<d>third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)\b(?=\s(?:of|less|more|fewer|lower|higher|to|from|as|between|since|in|by|over|on|and|or|was|were|is|are|had|have|has|compared|each|every|per|after|behind|below|above|than|relative|an?\s(?:year|month|week|day|decade))\b|\s*[.,;:)”\"—–]|\s*$))"
    r"(?!\sof\s(?:the\s)?(?:year|(?:19|20)\d\d))",
    re.I,
)
#: After these words it is a share, whatever follows.
_SHARE_BY = re.compile(r"\b(?:by|to|than|only)\s(?P<one>an?|one)[ -](?P<d>third|quarter|fifth|sixth|tenth)\b(?![ -](?:part(?:y|ies)|person|country|nation|time|place|man|woman|child|day|year|term|generation|round|reading|century|point|of\s(?:the\s)?year))", re.I)
_DENOMINATORS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "twelfth": 12, "fifteenth": 15, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100, "thousandth": 1000}
#: «the most deprived fifth».
_PART_OF = re.compile(r"\b(?:most|least|top|bottom|highest|lowest|poorest|richest|wealthiest|upper|lower)\s(?:[a-z-]+\s)?(?P<d>third|quarter|fifth|tenth)\b", re.I)
#: «one in four», «nine out of ten».
_RATIO = re.compile(rf"\b{_HEDGE}(?P<a>{_SMALL}|\d{{1,4}}) (?P<how>in|out of)(?: every)? (?P<b>{_SMALL}|\d{{1,5}})\b(?!\s(?:million|billion|years?|months?|weeks?|days?|hours?|percent)|%|[.,]\d)", re.I)
_PARTS = {"half": 0.5, "a qua": 0.25, "three": 0.75}
_HALF_UNIT = re.compile(rf"\b{_HEDGE}(?:(?P<n>\d+|{_SMALL}) and )?(?P<part>a half|half an?|(?:a|three)[- ]quarters?(?: of)?(?: an?)?)[- ](?P<unit>percentage[ -]point|point|percent|times|million|billion|trillion|rupee|dollar|euro|pound sterling|{'|'.join(sorted((*_MEASURES, *_TIMES), key=len, reverse=True))})s?\b", re.I)
_AND_HALF = re.compile(rf"\b(?:an?|one) (?P<unit>{'|'.join(_TIMES)}) and a half\b", re.I)
_BASIS = re.compile(rf"\b(?P<n>{_ARABIC}|{_SMALL})[ -]basis[ -]points?\b", re.I)
_HOURS = re.compile(rf"\b(?P<h>\d{{1,3}}|{_SMALL}) hours?(?:,? and|,)? (?P<m>\d{{1,2}}|{_SMALL}) minutes?(?:(?:,? and|,)? (?P<s>\d{{1,2}}|{_SMALL}) seconds?)?\b", re.I)
_AGO = re.compile(r"\b(?:(?:a|one) (?P<unit>year|month|week|decade|century) (?:ago|earlier|before|later)|(?:the|this|that|a)(?: past| last| next| first| second)? (?P<era>decade))\b", re.I)
_TIME = re.compile(r"\b(?P<hour>1[0-2]|0?\d)(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?", re.I)
_RANKED = r"largest|biggest|highest|lowest|smallest|oldest|youngest|longest|shortest|best|worst|busiest|fastest|slowest|richest|poorest|tallest|deepest|wealthiest|strongest|leading|most|least|warmest|coldest|place"
_RANK = re.compile(
    rf"\b(?:(?P<n>\d{{1,3}})(?:st|nd|rd|th)|(?P<w>{'|'.join(ORDINALS)}))(?:[- ](?:{_RANKED})\b|\s(?:straight|consecutive|successive)\b|\s(?:year|month|quarter|week|time|day|season)s?\s(?:running|in a row)\b)",
    re.I,
)
#: «by a year», «after a decade»: how long, and not how often.
_ONE = re.compile(r"\b(?:by|for|within|after|than|nearly|almost|lasted|took|last)\s(?:about\s|nearly\s|almost\s|just\s|at least\s)?an?\s(?P<unit>year|month|week|day|decade|century)\b(?!\sago)", re.I)
_LATIN_BEFORE = re.compile(r"(?:[A-Za-z]|[A-Za-z]-|\b(?!(?:Just|Only|Some|About|Nearly|Almost|Around|Roughly|Over|Under|Barely|Exactly|Fully|All|Another|These|Those|The|At|In|By|With|For|From|After|Before|Of|To|On|As|Than|Between|Among|And|But|Its|Their|Our|His|Her)\s)[a-z]?[A-Z][A-Za-z]*[ ])$")
_QUALIFIERS = {
    "more than": OVER, "over": OVER, "well over": OVER, "at least": OVER, "exceeding": OVER, "above": OVER, "up to": UNDER, "just over": OVER,
    "less than": UNDER, "under": UNDER, "fewer than": UNDER, "below": UNDER, "as many as": UNDER, "as much as": UNDER,
    "nearly": NEARLY, "almost": NEARLY, "just under": NEARLY, "at most": UNDER,
    "no fewer than": OVER, "no less than": OVER, "not less than": OVER, "no more than": UNDER, "not more than": UNDER,
}  # fmt: skip


def _hedge(word: str | None, otherwise: str) -> str:
    """The qualifier that a word before a value stands for."""
    return _QUALIFIERS.get(word.lower().strip(), ABOUT) if word else otherwise


def _value(text: str, scale: str | None) -> tuple[float, float]:
    """The value of digits or number words with a scale, and what the last digit is worth."""
    factor = 1.0
    for word in (scale or "").lower().split():
        factor *= _SCALES[word]
    lowered = text.lower()
    if lowered[0].isdigit() or lowered[0] == ".":
        digits = lowered.replace(",", "")
        return float(digits) * factor, factor * 10.0 ** -len(digits.partition(".")[2])
    if lowered in _SCALES:
        return _SCALES[lowered] * factor, _SCALES[lowered] * factor
    return sum(_ONES.get(w, _TENS.get(w, 0)) for w in re.split(r"[- ]", lowered)) * factor, factor


def _kind(unit: str, prefix: str) -> tuple[str, str]:
    unit = re.sub(r"\s+", " ", unit).strip(" -").lower()
    if prefix:
        return "money", EN_PREFIXES[prefix.lower()]
    if not unit:
        return "number", ""
    if unit in _MEASURES:
        return "measure", _MEASURES[unit]
    last = re.split(r"[ -]", unit)[-1].rstrip(".")
    if unit in ("%", "percent", "per cent"):
        return "percent", ""
    if unit in EN_CURRENCIES:
        return "money", EN_CURRENCIES[unit]
    if last in EN_CURRENCIES:
        return "money", EN_CURRENCIES[last]
    if "point" in unit:
        return "percent", "point"
    if unit in ("times", "fold", "x"):
        return "factor", ""
    if last == "centuries":
        return "duration", "century"
    for name in _TIMES:
        if last.rstrip("s") == name:
            return "duration", name
    return "measure", _MEASURES[unit]


def quantities(text: str) -> list[Quantity]:
    """Every figure in ``text``, in order."""
    return list(_quantities(text))


@lru_cache(maxsize=8192)
def _quantities(text: str) -> tuple[Quantity, ...]:
    """A text is read when it is matched, checked, and translated."""
    text = text.translate(_TWINS)
    lowered = text.lower()
    found = [*en_dates(text), *en_ages(text), *en_quarters(text), *en_lengths(text), *clocks(text)]
    dates = [q.span for q in found if q.kind == "date"]
    for m in _ORDINAL.finditer(text):
        if m["w"] and text[m.end() : m.end() + 1] == "," and _BEGINS.search(text[: m.start()]):
            continue  # «Third, the burden falls on others»
        n = int(m["n"]) if m["n"] else _NTH[m["w"].lower()]
        found.append(Quantity("ordinal", Span(m.start(), m.end()), m[0], n, n))
    for m in _RANK.finditer(text):
        n = int(m["n"]) if m["n"] else ORDINALS[m["w"].lower()]
        found.append(Quantity("rank", Span(m.start(), m.end()), m[0], n, n))
    for m in _TIME.finditer(text):
        minutes = int(m["hour"]) % 12 * 60 + int(m["minute"] or 0) + (720 if m["half"].lower() == "p" else 0)
        found.append(Quantity("time", Span(m.start(), m.end()), m[0], minutes, minutes))
    for m in spot(_AGO, text, lowered, "ago", "earlier", "before", "later", "decade"):
        name = "unit" if m["unit"] else "era"
        found.append(Quantity("duration", Span(m.start(), m.end(name)), text[m.start() : m.end(name)], 1, 1, m[name].lower()))
    for m in spot(_PER, text, lowered, "per"):
        per = math.prod(_SCALES[w] for w in m["s"].lower().split())
        found.append(Quantity("number", Span(m.start("s"), m.end()), m["s"], per, per, step=per))
    for m in spot(_SEN, text, lowered, " sen"):
        sum_of = sum(_value(m[name], None)[0] * size for name, size in (("yen", 1), ("sen", 0.01)) if m[name])
        found.append(Quantity("money", Span(m.start(), m.end()), m[0], sum_of, sum_of, "JPY", step=0.01))
    for m in spot(_HALF_SCALE, text, lowered, "half", "quarter"):
        half = _SCALES[m["s"].lower()] * _PARTS[m["part"].lower()[:5].strip()]
        found.append(Quantity("number", Span(m.start(), m.end()), m[0], half, half, step=half / 5))
    for m in spot(_HALF_UNIT, text, lowered, "half", "quarter"):
        scale = m["unit"].lower() if m["unit"].lower() in _SCALES else ""
        kind, code = ("number", "") if scale else _kind("times" if m["unit"].lower() == "times" else m["unit"], "")
        part = 0.5 if "half" in m["part"].lower() else _PARTS[m["part"].lower().replace("-", " ")[:5]]
        size = _SCALES.get(scale, 1.0)
        value = (part + (_value(m["n"], None)[0] if m["n"] else 0)) * size
        found.append(Quantity(kind, Span(m.start(), m.end()), m[0], value, value, code, step=0.1 * size, qualifier=_hedge(m["qual"], EXACT)))
    for m in spot(_AND_HALF, text, lowered, "and a half"):
        found.append(Quantity("duration", Span(m.start(), m.end()), m[0], 1.5, 1.5, m["unit"].lower(), step=0.1))
    for m in spot(_BASIS, text, lowered, "basis"):
        value, step = (x / 100 for x in _value(m["n"], None))
        found.append(Quantity("percent", Span(m.start(), m.end()), m[0], value, value, "point", step=step))
    for m in spot(_HOURS, text, lowered, " minute"):
        value = 60 * _value(m["h"], None)[0] + _value(m["m"], None)[0] + (_value(m["s"], None)[0] / 60 if m["s"] else 0)
        found.append(Quantity("duration", Span(m.start(), m.end()), m[0], value, value, "minute", step=1 / 60 if m["s"] else 1.0))
    for m in spot(_HALF_SUM, text, lowered, "half", "quarter"):
        value = _PARTS[m["part"].lower()[:5].strip()] * _SCALES[m["s"].lower()]
        found.append(Quantity("money", Span(m.start(), m.end()), m[0], value, value, EN_CURRENCIES[m["c"].lower()], step=value / 10))
    for m in spot(_FACTOR, text, lowered, "doubl", "twice", "fold", "tripl", "quadrupl", "quintupl", "thrice"):
        word = m["w"].lower()
        if word.endswith("fold") and word != "twofold":
            n = _ONES[word.removesuffix("fold")]
        else:
            n = 2 if word[:2] in ("do", "tw") else 3 if word[0] == "t" else 5 if word[:4] == "quin" else 4
        found.append(Quantity("factor", Span(m.start(), m.end()), m[0], n, n))
    for m in spot(_HALVED, text, lowered, "halv", "in equal"):
        found.append(Quantity("percent", Span(m.start(), m.end()), m[0], 50, 50, step=10, qualifier=ABOUT))
    for m in spot(_SHARE, text, lowered, "half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "one-"):
        share = 50.0
        if name := m["ds"] or m["d"] or m["part"]:
            share = 100 * (_ONES[m["n"].lower()] if m["n"] else 1) / _DENOMINATORS[name.lower().rstrip("s")]
        found.append(Quantity("percent", Span(m.start(), m.end()), m[0], share, share, step=1, qualifier=_hedge(m["qual"], ABOUT)))
    for m in spot(_SHARE_BY, text, lowered, "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"):
        share = 100 / _DENOMINATORS[m["d"].lower()]
        found.append(Quantity("percent", Span(m.start("one"), m.end()), text[m.start("one") : m.end()], share, share, step=1, qualifier=ABOUT))
    for m in spot(_PART_OF, text, lowered, "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"):
        share = 100 / _DENOMINATORS[m["d"].lower()]
        found.append(Quantity("percent", Span(m.start(), m.end()), m[0], share, share, "part", step=1, qualifier=ABOUT))
    for m in spot(_RATIO, text, lowered, " in ", " out of "):
        (a, _), (b, _) = _value(m["a"], None), _value(m["b"], None)
        if 0 < a < b and (m["how"].lower() == "out of" or ((b <= 20 or b % 5 == 0) and a < 1000 and not 1500 <= b <= 2100)):
            found.append(Quantity("percent", Span(m.start(), m.end()), m[0], 100 * a / b, 100 * a / b, step=0.5, qualifier=_hedge(m["qual"], EXACT)))
    for m in spot(_ONE, text, lowered, "year", "month", "week", "day", "decade", "century"):
        found.append(Quantity("duration", Span(m.start("unit") - 2, m.end()), text[m.start("unit") - 2 : m.end()], 1, 1, m["unit"].lower()))
    for m in _VALUE.finditer(text):
        if m["qual"] and any(d.start <= m.start("low") < d.end for d in dates):
            continue  # «up to 2 May»
        scale, unit = m["scale"], m["unit"] or m["mid"] or ""
        single = scale and len(scale) == 1
        if single and not m["prefix"]:
            scale = None
        high_text = m["high"]
        low, step = _value(m["low"], scale or (m["scale2"] if high_text else None))
        high = _value(high_text, m["scale2"] or scale)[0] if high_text else low
        end = m.end()
        between = bool(high_text) and bool(re.search(r"\bbetween\s*$", text[max(0, m.start() - 9) : m.start()], re.I))
        joined = text[m.end("low") : m.start("high")] if high_text else ""
        # «grew by 13,440 to 5.61 million»: by how much, and to what
        change = bool(_TO.fullmatch(joined)) and (("," in m["low"] and bool(m["scale2"])) or bool(m["prefix"] and m["prefix2"]) or bool(scale and m["scale2"])) and bool(re.search(r"\bby\s(?:about\s|some\s|nearly\s)?$", text[max(0, m.start("low") - 12) : m.start("prefix" if m["prefix"] else "low")], re.I))
        # «$17 billion to 13% of revenue»: a sum and a share
        change = change or bool(m["prefix"] and high_text and not m["prefix2"] and re.search(r"%|percent|per\scent", m["unit"] or ""))
        # «rose by 13% to 118 euros», «from 1.9 million in 2002 to 1.05 million»
        change = change or bool(m["mid"] and m["unit"] and not re.search(r"%|percent|point", m["unit"]))
        change = change or bool(high_text and _YEAR_AHEAD.search(text[max(0, m.start("low") - 8) : m.start("low")]) and re.fullmatch(r"(?:1[5-9]|20)\d\d", m["low"]))
        shared = bool(high_text) and not change and (between or not re.search(r"\b(?:and|or)\b", joined)) and bool(m["scale2"]) and not scale and not m["mid"]
        shared = shared and high >= low
        if high_text and not shared and (change or high <= low or bool(m["prefix2"]) > bool(m["prefix"]) or (not m["unit"] and (m["mid"] or not m["prefix"]))):
            # «two and five» is no range but two figures; a unit at the end is that of the second
            mixed = bool(m["prefix"]) and bool(re.search(r"%|percent|per\scent", m["unit"] or ""))
            value, high_step = _value(high_text, m["scale2"])
            # «paid $340,000 to 46,000 women»: a sum and a count
            mixed = mixed or (joined.strip() == "to" and value < low and not m["scale2"] and not re.search(r"\bfrom\s(?:\w+\s)?$", text[max(0, m.start() - 16) : m.start("prefix") + 1 if m["prefix"] else m.start("low")]))
            kind, code = _kind(m["unit"] or "", m["prefix2"] or ("" if m["mid"] or mixed else m["prefix"] or ""))
            found.append(Quantity(kind, Span(m.start("high"), m.end()), text[m.start("prefix2") if m["prefix2"] else m.start("high") : m.end()], value, value, code, high_step))
            # «from 8 to 5 percent»: both are percent
            common = joined.strip().startswith("to") and re.search(r"\bfrom\s(?:about\s|around\s)?$", text[max(0, m.start("low") - 12) : m.start("low")], re.I)
            unit, end = m["mid"] or (m["unit"] or "" if common else ""), m.end("mid") if m["mid"] else m.end("scale") if scale else m.end("low")
            low, step = _value(m["low"], scale)
            high = low
        elif single and not m["prefix"] and not unit:
            end = m.end("low")
        if m["mid"] and m["unit"] and "point" not in m["unit"] and not high_text:
            unit, end = m["mid"], m.end("mid")  # «15% year on year» is a share, not a time
        kind, code = _kind(unit, m["prefix"] or "")
        if kind == "money" and re.search(r"\bcents?$", unit, re.I):
            low, high, step = low / 100, high / 100, step / 100
        if m["percentafter"] and kind == "percent":
            code = "point"
        if kind == "measure" and code == "degree" and re.match(r"\s?F\b|\sFahrenheit\b", text[end:]):
            low, high, step = (low - 32) / 1.8, (high - 32) / 1.8, max(step / 1.8, 1.0)
        begin = next(m.start(name) for name in ("qual", "minus", "prefix", "low") if m[name])
        qualifier = _hedge(m["qual"], EXACT)
        if kind == "number" and m["low"][0].isdigit() and "," not in m["low"] and high == low and not scale and (_LATIN_BEFORE.search(text[max(0, begin - 40) : begin]) or re.match(r"[A-Z]", text[end : end + 1])):
            kind = "label"
        if high > low and joined.strip(" -–—~") and re.search(r"\bfrom\s$", text[max(0, begin - 6) : begin], re.I) and not _RANGES.search(text[max(0, begin - 24) : begin]):
            # «from 41,000 to 56,000»: a change, no range
            middle = m.end("mid") if m["mid"] else m.end("scale") if scale else m.end("low")
            found.append(Quantity(kind, Span(begin, middle), text[begin:middle], low, low, code, step, qualifier, minus=bool(m["minus"])))
            found.append(Quantity(kind, Span(m.start("high"), end), text[m.start("high") : end], high, high, code, step))
            continue
        found.append(Quantity(kind, Span(begin, end), text[begin:end], low, high, code, step, qualifier, minus=bool(m["minus"])))
    for m in spot(_MEDAL, text, lowered, "gold", "silver", "bronze"):
        place = 1 + ("gold", "silver", "bronze").index(m["medal"].lower())
        found.append(Quantity("rank", Span(m.start("medal"), m.end()), text[m.start("medal") : m.end()], place, place))
    return tuple(with_units(longest_first(found), text))
