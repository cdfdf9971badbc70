"""Countries that newspapers write with one letter: 米大統領 is the president of the United States, and 米農家 grows rice."""

from __future__ import annotations

import re
from itertools import pairwise

from align.text.sudachi import morphemes

_COUNTRIES = {"米": "米国", "英": "英国", "仏": "フランス", "独": "ドイツ", "豪": "オーストラリア", "伊": "イタリア", "露": "ロシア", "韓": "韓国"}
_CANDIDATE = re.compile(f"[{''.join(_COUNTRIES)}][\u30a0-\u30ff\u4e00-\u9fffA-Za-z]")
#: What has a country before it; so has a name in katakana or Latin letters.
_OF_A_COUNTRY = frozenset(
    "政府 大統領 首相 議会 議員 上院 下院 国会 財務 国務 国防 商務 農務 司法 労働 内務 外務 運輸 保健 厚生 環境 エネルギー 連邦 中央 最高 通商 当局 高官 長官 大使 大使館 外相 財務相 国防相 外交 軍 陸軍 海軍 空軍 海兵 "
    "司令 情報 捜査 検察 警察 宇宙 航空 企業 大手 経済 国債 株 株式 市場 証券 金融 銀行 投資 格付け 格付 雇用 消費者 小売 小売り 自動車 製薬 半導体 石油 食品 通信 電力 鉄道 大学 研究 調査 科学 紙 誌 通信社 新聞 "
    "放送 メディア 映画 国籍 国民 代表 選手 人 人気 民主 共和 労働党 保守 主要 東部 西部 南部 北部 中西 国内 本土 領 "
    "新興 巨大 副 前 元 現 次期".split()
)
#: What may stand before the country.
_BEFORE = frozenset({*_COUNTRIES, "元", "前", "現"})
_NAME = re.compile(r"[\u30a0-\u30ff]{2,}|[A-Za-z][A-Za-z.&'-]*")


def spelled(text: str) -> str:
    """A text with such countries written as they are called."""
    if not _CANDIDATE.search(text):
        return text
    words = morphemes(text, "A")
    found = [w.surface for w in words]
    for n, (word, after) in enumerate(pairwise(words)):
        before = words[n - 1] if n else None
        inside = before is not None and before.end == word.start and before.pos[0] in {"名詞", "接頭辞"} and before.surface not in _BEFORE
        if inside or word.surface not in _COUNTRIES or after.start != word.end:
            continue
        if _NAME.fullmatch(after.surface):
            found[n] = _COUNTRIES[word.surface] + "の"
        elif after.surface in _OF_A_COUNTRY:
            found[n] = _COUNTRIES[word.surface]
    return "".join(found)
