"""Another country: ラトビアの保健当局, and «the Estonian health service»."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Countries in Japanese and in English, with what is called after them.
_COUNTRIES = {
    "米国|アメリカ(?!大陸)|米政府|米大統領": r"america\w*|u\.?s\.?(?:a\.?)?|united states|washington", "英国|イギリス|英政府|イングランド|スコットランド|ウェールズ": r"brit(?:ain|ish|ons?)\w*|u\.?k\.?|united kingdom|english|england|scot(?:s|land|tish)\w*|wales|welsh|london",
    "カナダ": r"canad\w*|ottawa", "メキシコ": r"mexic\w*", "ブラジル": r"brazil\w*", "アルゼンチン": r"argentin\w*", "チリ": r"chile(?:an\w*)?", "ペルー": r"peru(?:vian\w*)?", "コロンビア": r"colombia\w*", "キューバ": r"cuba\w*",
    "フランス|仏政府": r"french\w*|france|paris", "ドイツ|独政府": r"german\w*|berlin", "イタリア": r"ital(?:y|ian)\w*|rome", "スペイン": r"spain|spanish|spaniard\w*|madrid", "ポルトガル": r"portug\w*", "オランダ": r"dutch\w*|netherlands|holland", "ベルギー": r"belgi\w*|brussels",
    "スイス": r"swiss|switzerland", "オーストリア": r"austria\w*", "スウェーデン": r"swed\w*", "ノルウェー": r"norw(?:ay|egian)\w*", "デンマーク": r"danes|danish|denmark", "フィンランド": r"finns?|finnish|finland", "アイスランド": r"iceland\w*", "アイルランド": r"ir(?:ish\w*|eland)",
    "ポーランド": r"polish|poland|poles", "チェコ": r"czech\w*", "スロバキア": r"slovak\w*", "ハンガリー": r"hungar\w*", "ルーマニア": r"romania\w*", "ブルガリア": r"bulgaria\w*", "ギリシャ|ギリシア": r"greeks?|greece|athens", "トルコ": r"turk(?:ey|ish|s)?|ankara", "ウクライナ": r"ukrain\w*|kyiv|kiev",
    "ロシア": r"russia\w*|moscow|kremlin", "エストニア": r"estonia\w*", "ラトビア": r"latvia\w*", "リトアニア": r"lithuania\w*", "セルビア": r"serb(?:s|ia\w*)?", "クロアチア": r"croat\w*", "スロベニア": r"sloven\w*",
    "中国(?!地方|山地|自動車)|中国政府": r"china|chinese|beijing", "韓国": r"korea\w*|seoul", "北朝鮮": r"korea\w*|pyongyang", "台湾": r"taiwan\w*", "インド(?!ネシア|シナ|洋)": r"indians?|india|delhi", "パキスタン": r"pakistan\w*", "バングラデシュ": r"bangladesh\w*", "スリランカ": r"sri lanka\w*", "ネパール": r"nepal\w*",
    "タイ(?=国|政府|王国|人|語)": r"thai\w*|bangkok", "ベトナム": r"vietnam\w*", "フィリピン": r"philippine\w*|filipin\w*", "インドネシア": r"indonesia\w*", "マレーシア": r"malaysia\w*", "シンガポール": r"singapor\w*", "ミャンマー": r"myanmar|burm\w*", "カンボジア": r"cambodia\w*", "モンゴル": r"mongol\w*",
    "オーストラリア|豪州": r"austral\w*|canberra", "ニュージーランド": r"new zealand\w*", "イスラエル": r"israel\w*", "イラン": r"iran(?:ian\w*)?", "イラク": r"iraq\w*", "サウジアラビア|サウジ": r"saudi\w*", "シリア": r"syria\w*", "ヨルダン": r"jordan\w*", "エジプト": r"egypt\w*",
    "ナイジェリア": r"nigeria\w*", "ケニア": r"kenya\w*", "エチオピア": r"ethiopia\w*", "南アフリカ": r"south africa\w*", "モロッコ": r"morocc\w*", "ガーナ": r"ghana\w*", "タンザニア": r"tanzania\w*", "ウガンダ": r"uganda\w*",
}  # fmt: skip
_COMPILED = tuple((re.compile(rf"(?<![ァ-ヴー])(?:{ja})(?![ァ-ヴー])"), re.compile(rf"\b(?:{en})(?!\w)", re.I)) for ja, en in _COUNTRIES.items())
_ANY = re.compile("|".join(_COUNTRIES))
#: In lower case these are other words.
_NO_COUNTRY = re.compile(r"\b(?:us|china|turkey|turkeys|polish|poles|chile)\b")


def other_country(ja: str, en: str) -> Iterator[tuple[str, str]]:
    """The only country of a sentence, and the only one of its passage, where they differ."""
    if not _ANY.search(ja):
        return
    english = _NO_COUNTRY.sub(lambda m: "_" * len(m[0]), en)
    both = [(ours.search(ja), theirs.search(english)) for ours, theirs in _COMPILED]
    mine, given = [a for a, _ in both if a], [b for _, b in both if b]
    if len(mine) == len(given) == 1 and not any(a and b for a, b in both):
        yield mine[0][0], given[0][0]
