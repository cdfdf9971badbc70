"""Sentences that deny something, in Japanese and in English."""

from __future__ import annotations

import re

from align.model.document import Span
from align.text.sudachi import morphemes

#: English words that deny, or say by themselves that something is wanting, loosely: a sentence without any denies nothing.
DENYING = re.compile(
    r"\b(?:no|not|never|none|nor|neither|nothing|nobody|nowhere|without|cannot|cant|unable|fail(?:s|ed|ing|ures?)?|lack(?:s|ed|ing)?|absen\w+|"
    r"refus\w+|den(?:y|ies|ied)|avoid\w*|prevent\w*|hardly|rarely|seldom|scarcely|barely|few|fewer|little|less|unless|until|only|instead|rather|"
    r"except|other than|exclud\w+|prohibit\w*|forbid\w*|missing|omit\w*|ignor\w+|disab\w+|reject\w*|stop\w*|ceas\w+|free|regardless|too|hard|"
    r"difficult\w*|miss(?:es|ed)?|empty|skip\w*|remain\w*|still|yet|beyond|lost|must|have to|has to|had to|need(?:s|ed)? to|should|required?)\b"
    r"|n['’]t\b|\b(?:un|in|im|non-?|dis|il|ir)[a-z]{3,}|\w+less\b",
    re.I,
)
#: English that denies outright; the «no» of «Sendai-no-kami» and «MINAMOTO no Yoshitsune» is none.
_NOT = re.compile(r"\b(?:[Nn]ot|[Nn]ever|[Nn]one|[Nn]either|[Cc]annot|[Nn]obody|[Nn]othing|No)\b(?![-.]|\s[A-Z0-9])|(?P<name>\b[A-Z]\S*\s)?(?<!-)\bno\b(?![-.]|\s[A-Z0-9])|n['’]t\b")
#: What has a negation in it and denies nothing, or not that.
_IDIOM = re.compile(
    r"\bnot (?:only|just|merely|simply|necessarily|until|less|more|fewer|yet|all|every|least|always|the only|to mention|but|so much)\b|\bno (?:longer|more|less|fewer|doubt|later|earlier|sooner|matter|other|different|exception)\b"
    r"|\bwhether or not\b|\bif not\b|\bnothing (?:but|more|less)\b|\bwhy not\b|\bnone other\b|\bcannot help\b|\bnot (?:[\w-]+ ){1,5}but\b(?! (?:may|might|will|would|could|can|has|have|had|was|were|is|are|did|does|later|then|\w+ed)\b)",
    re.I,
)
#: What joins another clause, which may be the one that denies.
_MORE = re.compile(
    r"[,;:()“”\"—–]|[.!?]\s|\b(?:but|although|though|while|whereas|because|which|who|whom|whose|that|if|when|unless|until|since|before|after|whether|only|except|rather|instead|than|and|or|without)\b", re.I
)
#: English words that say something negative by themselves, as these Japanese ones do.
_NEGATIVE_EN = re.compile(
    r"\b(?:avoid\w*|prevent\w*|ban(?:s|ned)?|prohibit\w*|cancel\w*|stop\w*|halt\w*|suspen\w+|ceas\w*|reject\w*|refus\w*|fail\w*|lack\w*|without|exclud\w*|except|omit\w*|den(?:y|ies|ied)|oppos\w*|lost|loss\w*|"
    r"lose\w*|end(?:s|ed)?|abandon\w*|abolish\w*|remov\w*|delet\w*|unknown|difficult\w*|hard|only|separate\w*|other|differ\w*|wrong\w*|error\w*|mistake\w*|less|few\w*|little|zero|free|first|"
    r"un(?!der|i[a-z]|less|til)[a-z]{4,}|in(?:ability|sufficien\w+|complete\w*|effective\w*|correct\w*)|dis(?!cuss|tan|play|tri|tin|eas|cover|pos)[a-z]{4,}|non-?[a-z]{4,}|anti\w*)\b",
    re.I,
)
_DENYING_JA = re.compile(r"ない|なく|なかっ|なし|ず(?![つ第っ])|ぬ|ません|不|非|未|無|ゼロ|皆無")
_NEGATIVE_JA = re.compile(
    r"ない|なく|なかっ|なけれ|なし|無し|ず(?![つ第っ])|ぬ|まい|ません|不(?!動産|採算|況|足分|服)|非(?!常)|未(?![来明])|無|反対|反し|禁|拒|否|欠|除|避(?!難)|防(?![衛災潮波])|免(?!震)|断(?![続層熱面水])|停(?!電)|中止|以外|対象外|例外|のみ|だけ|しか|に限|困難|難し|にく[いかく]|"
    r"初めて|ゼロ|違|異|誤|わずか|廃|やめ|控え|怠|残|逃|見送|乏し|まれ[になで]|決して|先送|延期|保留|遅れ|まだ|未だ|依然|失(?!業)|捨|忘|外れ|皆無|足り|はず|弱|駄目|だめ|ダメ|嫌"
)
#: Ends that deny in form only: must, may be, is nothing but, isn't it?
_FORM_ONLY = re.compile(
    r"なければ|なくては|ないと|ねば|かもしれ|にほかなら|に過ぎな|にすぎな|でなく|違いな|ざるを得|いけな|ならな|なくもな|しかな|構わな|構いま|かまいま|かまわな|"
    r"申し訳|仕方が|せんか[。？?]?$|ないか[。？?]?$|かな[。？?]?$"
)
_WINDOW, _END = 4, 16
#: «No evidence was found that …» denies what follows.
_EVIDENCE = re.compile(r"\b[Nn]o (?:[a-z]+ )?(?:evidence|signs?|indications?|proof|traces?)(?: (?:was|were|has been|have been|is|are)(?: [a-z]+)?)? that\b")
#: «not uncommon», «can't wait» say that it is so.
_UNDONE = re.compile(
    r"\s(?:un(?:common|usual|like\w*|known|reasonable|true|happy|familiar|aware|important|expected|related|certain)|im(?:possible|probable|material|plausible)|"
    r"in(?:significant|considerable|frequent\w*|conceivable|accurate|compatible|correct|different|consistent)|dis(?:similar|agree\w*|like\w*)|wrong|rare\w*|wait)\b"
)
_WITHOUT_JA = re.compile("なしで|なしに|無しで|ないで|ずに")


def denial(ja: str) -> Span | None:
    """Where the predicate at the end of a Japanese sentence is negated, if it is."""
    if _FORM_ONLY.search(ja[-_END:]):
        return None
    words = [m for m in morphemes(ja) if m.pos[0] not in ("補助記号", "空白")]
    return next((
        Span(m.start, m.end) for m in words[-_WINDOW:]
        if (m.pos[0] == "助動詞" and m.normal in ("ない", "ず", "ぬ", "まい")) or (m.pos[0] == "形容詞" and m.normal == "無い")
    ), None)  # fmt: skip


def _negations(en: str) -> list[Span]:
    return [Span(*m.span()) for m in _NOT.finditer(en) if not m["name"]]


def outright(en: str) -> list[Span]:
    """Where an English text denies something, but for what has a negation in it and denies nothing, or not that."""
    idioms = [m.span() for m in _IDIOM.finditer(en) if not m[0].lower().startswith("not yet")]
    return [
        n for n in _negations(en)
        if not _UNDONE.match(en, n.end) and not (n.of(en) == "None" and n.start) and not re.search(r"\bor\s$", en[: n.start]) and not any(a < n.end and n.start < b for a, b in idioms)
    ]  # fmt: skip


def negative(ja: str) -> bool:
    """Whether a Japanese text has any word that says something negative."""
    return _NEGATIVE_JA.search(ja) is not None


def negative_en(en: str) -> bool:
    """Whether an English text has a word that says something negative by itself."""
    return _NEGATIVE_EN.search(en) is not None


def added(ja: str, en: str) -> Span | None:
    """Where an English sentence of one clause denies something and the Japanese one has no word that could say so.

    A negative word on both sides («avoided» and 回避) is as good as none. Of 27,000 human translations 11 seem to do so.
    """
    if _WITHOUT_JA.search(ja) and "without" in en:
        en = re.sub(r"\bwithout\b", "with".ljust(7), en)  # the same on both sides; positions stay
        ja = _WITHOUT_JA.sub("", ja)
    en = _EVIDENCE.sub(lambda m: m[0][:-4] + "____", en)
    negations = _negations(en)
    if len(negations) != 1 or _MORE.search(en) or _IDIOM.search(en) or denial(ja) or len(_NEGATIVE_JA.findall(ja)) > len(_NEGATIVE_EN.findall(en)):
        return None
    return negations[0]


def alike(ja: str, en: str) -> bool:
    """Whether both texts deny something, or neither does, as far as single words tell."""
    return bool(_negations(en)) == bool(denial(ja) or _DENYING_JA.search(ja))
