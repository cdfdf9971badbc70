"""What a sentence denies and its passage asserts: 提出を求めていない and «has asked for the documents»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.match.lexicon import lexicon
from align.match.signals import renderings
from align.text.denial import denial, negative_en, outright
from align.text.sudachi import Morpheme, morphemes
from align.text.tokens import stem

#: How surely an English word renders the predicate, by p(en|ja) or p(ja|en), and how telling (idf) it must be.
_EITHER, _TELLING = (0.1, 0.2), 2.5
#: What denies something beside the point, or in form only.
_FORM = re.compile(
    r"だけで(?:は)?な|のみなら|ばかりで(?:は)?な|にとどまら|にかかわら|に関わら|を問わ|に限ら|しか|わけで|とは(?:言え|いえ|限ら)|必ずしも|少なくな|過ぎな|すぎな|ほかな|ならな|いけな|かもしれ|変わら|欠かせ|(?:満た|届か|達し|及ば|足ら|至ら)(?:な|ず)|余儀な|やまな|見逃せ|免れ|避けられ|尽き|問題な|間違いな|違いな|まで(?:は)?な|ほど(?:で)?(?:は)?な|すべて|全て|全員|まだ|未だ|依然|これ(?:まで|以上)|もは|なかなか|ではなく|でなく|よりも|以外|(?:ない|ぬ)[^、。]{0,8}(?:では|は)な"
)
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
#: Words that leave open what happened, or set one thing against another.
_OPEN = re.compile(r"\b(?:no|not|may|might|could|would|if|whether|despite|although|though|but|however|while|whereas|plans?|hopes?|wants?|wait\w*|dela\w*|postpon\w*|declin\w*|resist\w*|oppos\w*|against|dropp?\w*|end\w*|cancel\w*|suspend\w*|abandon\w*|withdr\w*|short of|far from|out of|off|away|last|first|since|exempt\w*|spar\w*|safe|same|unchanged|constant|steady|stable|stay\w*|kept|keep\w*|otherwise|nor|even|alone|just|mere\w*|minor\w*|part\w*|half|most\w*|some|limited|insufficient\w*|low\w*|weak\w*|doubt\w*|unclear|question\w*|open|ban\w*|block\w*|halt\w*|bar(?:s|red)?|hardly|rarely|seldom|scarcely|barely|never|nor|cannot|unable|must|should|until|unless|instead|rather|beyond|remain\w*|still|yet|miss\w*|ignor\w+|regardless|too|need(?:s|ed)? to|ha(?:s|ve|d) to|required?|in(?:active|capable|eligible|valid|visible|sane|frequent\w*)|im(?:possible|mune|mobile)|\w+less)\b", re.I)


def asserted(ja: str, en: str) -> Iterator[tuple[str, str]]:
    """The end of a sentence that denies its predicate, and the word of the passage, which denies nothing, that asserts just that."""
    place = denial(ja)
    if place is None or outright(en) or negative_en(en) or _OPEN.search(en) or _FORM.search(ja):
        return
    predicate = _predicate(ja[: place.start].rpartition("、")[2])
    if predicate is None:
        return
    said = {w for w, p, q in renderings(predicate.normal) if (p >= _EITHER[0] or q >= _EITHER[1]) and lexicon().idf_en(w) >= _TELLING}
    hits = [m for m in _WORD.finditer(en) if stem(m[0]) in said]
    if len(hits) == 1:
        yield ja[ja.rfind(predicate.surface) :].rstrip("。．."), hits[0][0]


def _predicate(clause: str) -> Morpheme | None:
    """The verb, or the noun that する makes one, at the end of a clause that is denied."""
    units = [m for m in morphemes(clause) if m.pos[0] not in ("補助記号", "空白")][-5:]
    heads = [m for m in units if (m.pos[0] == "動詞" and m.pos[1] != "非自立可能") or (m.pos[0] == "名詞" and "サ変" in m.pos[2])]
    return heads[-1] if heads else None
