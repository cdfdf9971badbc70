"""Kana and Latin: romanisation, and whether a katakana word can be a Latin name.

アルトマン and Altman are compared by their consonants: both are folded to a skeleton in which the
sounds that Japanese doesn't tell apart (l/r, b/v, th/s …) are one, and inserted vowels are gone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from align.text.width import fold

_ROMAJI = {
    "ア": "a", "イ": "i", "ウ": "u", "エ": "e", "オ": "o", "カ": "ka", "キ": "ki", "ク": "ku", "ケ": "ke", "コ": "ko",
    "サ": "sa", "シ": "shi", "ス": "su", "セ": "se", "ソ": "so", "タ": "ta", "チ": "chi", "ツ": "tsu", "テ": "te", "ト": "to",
    "ナ": "na", "ニ": "ni", "ヌ": "nu", "ネ": "ne", "ノ": "no", "ハ": "ha", "ヒ": "hi", "フ": "fu", "ヘ": "he", "ホ": "ho",
    "マ": "ma", "ミ": "mi", "ム": "mu", "メ": "me", "モ": "mo", "ヤ": "ya", "ユ": "yu", "ヨ": "yo",
    "ラ": "ra", "リ": "ri", "ル": "ru", "レ": "re", "ロ": "ro", "ワ": "wa", "ヰ": "i", "ヱ": "e", "ヲ": "o", "ン": "n",
    "ガ": "ga", "ギ": "gi", "グ": "gu", "ゲ": "ge", "ゴ": "go", "ザ": "za", "ジ": "ji", "ズ": "zu", "ゼ": "ze", "ゾ": "zo",
    "ダ": "da", "ヂ": "ji", "ヅ": "zu", "デ": "de", "ド": "do", "バ": "ba", "ビ": "bi", "ブ": "bu", "ベ": "be", "ボ": "bo",
    "パ": "pa", "ピ": "pi", "プ": "pu", "ペ": "pe", "ポ": "po", "ヴ": "vu",
    "キャ": "kya", "キュ": "kyu", "キョ": "kyo", "シャ": "sha", "シュ": "shu", "ショ": "sho", "シェ": "she",
    "チャ": "cha", "チュ": "chu", "チョ": "cho", "チェ": "che", "ニャ": "nya", "ニュ": "nyu", "ニョ": "nyo",
    "ヒャ": "hya", "ヒュ": "hyu", "ヒョ": "hyo", "ミャ": "mya", "ミュ": "myu", "ミョ": "myo",
    "リャ": "rya", "リュ": "ryu", "リョ": "ryo", "ギャ": "gya", "ギュ": "gyu", "ギョ": "gyo",
    "ジャ": "ja", "ジュ": "ju", "ジョ": "jo", "ジェ": "je", "ビャ": "bya", "ビュ": "byu", "ビョ": "byo",
    "ピャ": "pya", "ピュ": "pyu", "ピョ": "pyo", "ファ": "fa", "フィ": "fi", "フェ": "fe", "フォ": "fo", "フュ": "fyu",
    "ティ": "ti", "トゥ": "tu", "ディ": "di", "ドゥ": "du", "デュ": "dyu", "テュ": "tyu", "ウィ": "wi", "ウェ": "we", "ウォ": "wo",
    "ヴァ": "va", "ヴィ": "vi", "ヴェ": "ve", "ヴォ": "vo", "ツァ": "tsa", "ツィ": "tsi", "ツェ": "tse", "ツォ": "tso",
    "クァ": "kwa", "クィ": "kwi", "クェ": "kwe", "クォ": "kwo", "グァ": "gwa", "イェ": "ye",
    "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ャ": "ya", "ュ": "yu", "ョ": "yo", "ヮ": "wa", "ヵ": "ka", "ヶ": "ke",
}  # fmt: skip
_KATAKANA = re.compile(r"[ァ-ヺー]+")


def to_katakana(text: str) -> str:
    """Turn hiragana into katakana; everything else stays."""
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)


def romaji(kana: str) -> str:
    """Hepburn romanisation without macrons: ``アルトマン`` is ``arutoman``, ``チュウオウ`` ``chuo``."""
    kana = to_katakana(fold(kana))
    out: list[str] = []
    double = False
    i = 0
    while i < len(kana):
        c = kana[i]
        if c == "ッ":
            double = True
            i += 1
            continue
        if c == "ー":
            i += 1
            continue
        pair = kana[i : i + 2]
        part = _ROMAJI.get(pair) if len(pair) == 2 else None
        step = 2 if part else 1
        part = part or _ROMAJI.get(c, c)
        if double and part and part[0] not in "aiueon":
            part = ("t" if part.startswith("ch") else part[0]) + part
        double = False
        out.append(part)
        i += step
    joined = "".join(out)
    return re.sub(r"ou|oo", "o", re.sub(r"uu", "u", joined))


_FOLD_KANA = (
    ("shi", "si"), ("sh", "s"), ("chi", "ti"), ("ch", "t"), ("tsu", "tu"), ("ts", "t"), ("ji", "zi"), ("j", "z"),
    ("fu", "hu"), ("f", "h"), ("l", "r"), ("v", "b"),
)  # fmt: skip
_FOLD_LATIN = (
    (r"^x", "z"), (r"^kn", "n"), (r"^wr", "r"), (r"^ps", "s"), (r"tion|sion", "son"), (r"igh", "i"), (r"augh|ough", "o"),
    (r"sch", "s"), (r"tch", "t"), (r"dge?|j|zh", "z"), (r"ph", "h"), (r"sh", "s"), (r"c(?=[eiy])", "s"), (r"ch(?=[lrnm])", "k"),
    (r"ch", "t"), (r"ck", "k"), (r"q(u)?", "k"), (r"c", "k"), (r"th", "s"), (r"wh", "w"), (r"x", "ks"), (r"g(?=[ei])", "z"),
    (r"f", "h"), (r"v", "b"), (r"l", "r"), (r"h(?![aeiouy])", ""), (r"w(?![aeiouy])", ""),
    (r"m(?=[bp])", "n"), (r"ng(?![aeiou])", "ng"),
)  # fmt: skip


def _skeleton(text: str) -> str:
    """Consonants only, doubled ones once; a leading vowel is kept as ``a``."""
    lead = "a" if text[:1] in "aeiou" else ""
    rest = re.sub(r"[aeiouyw]", "", text)
    return lead + re.sub(r"(.)\1+", r"\1", rest)


@lru_cache(maxsize=50_000)
def _kana_forms(kana: str) -> tuple[str, str]:
    latin = romaji(kana)
    for old, new in _FOLD_KANA:
        latin = latin.replace(old, new)
    latin = re.sub(r"m(?=[bp])", "n", latin)
    return latin, _skeleton(latin)


@lru_cache(maxsize=50_000)
def _latin_forms(word: str) -> tuple[tuple[str, str], ...]:
    """Folded forms: an *r* before a consonant is heard (Norden, ノルデン) or not (Carter, カーター)."""
    plain = re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", word.lower()))  # «Jaén» without its accent
    forms = []
    for latin in dict.fromkeys((plain, re.sub(r"r(?![aeiouy])", "", plain), plain.replace("th", "t"))):  # Thalia is タリア
        for old, new in _FOLD_LATIN:
            latin = re.sub(old, new, latin)
        forms.append((latin, _skeleton(latin)))
    return tuple(forms)


@lru_cache(maxsize=200_000)
def sounds_like(kana: str, word: str) -> float:
    """How well a katakana word renders a Latin word, 0 (not) to 1 (surely).

    Both are folded to what Japanese can tell apart; the score is the mean of the similarity of the
    folded forms and of their consonants (normalised InDel similarity of rapidfuzz).
    """
    from rapidfuzz import fuzz

    if len(kana) < 2 or len(word) < 2:
        return 0.0
    a, a_bones = _kana_forms(kana)
    best = 0.0
    for b, b_bones in _latin_forms(word):
        if not a_bones or not b_bones:
            continue
        bones = fuzz.ratio(a_bones, b_bones)
        if bones < 60:
            continue
        score = (0.65 * bones + 0.35 * fuzz.ratio(a, b)) / 100
        # Short skeletons agree by chance.
        best = max(best, score if len(a_bones) >= 3 and len(b_bones) >= 3 else score * 0.85)
    return best


def sound_keys(word: str) -> frozenset[str]:
    """Keys under which a katakana word and the Latin words that it can be stand together: the first
    two consonants of each folded form. An index by them saves comparing everything with everything."""
    if _KATAKANA.fullmatch(word):
        return frozenset({_kana_forms(word)[1][:2]})
    return frozenset(bones[:2] for _, bones in _latin_forms(word))


def katakana_words(text: str) -> list[str]:
    """Runs of katakana of at least two characters, in order; ``・`` separates."""
    return [w for w in _KATAKANA.findall(fold(text)) if len(w.strip("ー")) >= 2]
