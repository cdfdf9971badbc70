"""Comparisons the wrong way round: 男性は女性より多い, and «more women than men» or «fewer men than women».

What a Japanese sentence says of one thing より another, an English one says of what stands before «than» and what stands after it. Where
the one's words stand only on the other's side, they have changed places; unless one text says more and the other less. Where they stand
on their own side, it is the other way round if so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.match.features import Features
from align.match.halves import Half, moved, words

_THAN_JA = "(?:よりも|より|に比べて?|と比べて?|と比較して)"
_INSIDE = r"(?:[^,;:.]|(?<=\d)[.,](?=\d))"
_JA = (
    re.compile(rf"(?:^|[、。])?(?P<one>[^、。]{{1,24}}?)(?:は|が|も|のほうが|の方が)、?(?P<other>[^、。]{{1,24}}?){_THAN_JA}(?P<rest>[^。]*)"),
    re.compile(rf"(?:^|[、。])?(?P<other>[^、。]{{1,24}}?){_THAN_JA}、?(?P<one>[^、。]{{1,24}}?)(?:のほうが|の方が)(?P<rest>[^。]*)"),
    re.compile(r"(?:^|[、。はも])(?P<one>[^、。はも]{1,24}?)が(?P<other>[^、。]{1,24}?)を(?P<rest>(?:抜[いき]|追い抜|追い越|上回|しの[いぎ])[^。]*)"),
    re.compile(rf"(?:^|[、。はがも])(?P<other>[^、。はがも]{{1,24}}?){_THAN_JA}、?(?P<one>[^、。]{{1,24}}?)を(?P<rest>好[みむん][^。]*)"),
)
#: Verbs that compare as «more than» does.
_OVERTAKE = re.compile(r",?\s(?:having\s)?(?:overt(?:ook|aken)|surpass(?:ed|es)|outnumber(?:ed|s)|outperform(?:ed|s)|outs(?:old|ells))\s", re.I)
_PREFER = re.compile(rf"\bprefer(?:s|red)?\s(?P<one>{_INSIDE}{{2,40}}?)\sto\s(?!\w+\sto\b)(?=[^,;:.]{{2,40}})", re.I)
#: それより幼い compares with what was said before.
_REST_JA = re.compile("(?:それ|これ|何)より(?:も)?")
_EN = re.compile(rf"(?P<one>{_INSIDE}{{3,120}})\bthan\b(?P<other>{_INSIDE}{{2,80}})", re.I)
#: A limit compares nothing: «older than 75».
_LIMIT = re.compile(r"\b(?:more|less|fewer|greater|older|younger|higher|lower|longer|shorter|larger|smaller|better|worse|later|earlier|other|rather) than (?=\d|an?\b|zero\b|one\b|two\b|half\b|twice\b|[a-z]+ing\b)|\b(?:older|younger) than (?=\d)", re.I)
_JA_MORE, _JA_LESS = re.compile(r"多|高|大き|長|速|早|重|強|増|上回|伸び|良|抜|追い越|しの|好"), re.compile(r"少な|低|小さ|短|遅|軽|弱|減|下回|縮|悪|劣")
_EN_MORE = re.compile(r"\b(?:more|higher|larger|greater|bigger|longer|faster|earlier|heavier|stronger|better|above|up|older)\b", re.I)
_EN_LESS = re.compile(r"\b(?:less|fewer|lower|smaller|shorter|slower|later|lighter|weaker|worse|below|down|younger)\b", re.I)
#: What compares and nothing else does.
_STRICTLY = re.compile("(?:高|低|多|少な|大き|小さ|長|短|速|遅|良|悪|強|弱|重|軽)(?:い|く|かった)|上回|下回")
_DENIED = re.compile(r"\b(?:not|no|never|nor|neither)\b|n[’']t\b", re.I)
#: Characters before «than» that the comparative stands in.
_NEAR = 60
#: Who is first, and who follows.
_FIRST_JA = re.compile(r"(?:最大|最多|首位|トップ|[1１]位|筆頭|最も多(?:い|かった))の?[^、。]{0,12}?は、?(?P<b>[^、。]{1,18}?)(?:で|だ|だった|である|であった)(?=[、。]|$)|(?:^|、)(?P<a>[^、。]{1,18}?)[がは](?:最大|最多|首位|トップ|[1１]位|最も多)")
_FIRST_EN = re.compile(rf"(?P<one>{_INSIDE}{{3,140}}?),?\s(?:just\s|well\s|narrowly\s)?(?:ahead of|followed by)\s(?P<other>[^;.]{{2,90}})", re.I)
_FOLLOWED = re.compile(r"\b(?:ahead of|followed by)\b", re.I)
_TOP = re.compile(r"\b(?:first|biggest|largest|top|leading|leader|most|highest|main|number one|led|remain\w*|ranked|came)\b", re.I)


def _way(text: str, more: re.Pattern[str], less: re.Pattern[str]) -> int:
    """1 for more, -1 for less, 0 for neither or both."""
    return bool(more.search(text)) - bool(less.search(text))


def reversed_comparison(sentence: Features, passage: Features) -> Iterator[tuple[str, str]]:
    """What is compared with what in the sentence, and the other way round in the passage."""
    text = _PREFER.sub(lambda m: f"{m['one']} more than ", _OVERTAKE.sub(" more than ", passage.text))
    if " than " not in text:
        return
    # of the same length, so that what is found stands at the same place
    ja, en = _REST_JA.sub(lambda m: "〓" * len(m[0]), sentence.text), _LIMIT.sub(lambda m: re.sub("er than", " beyond", m[0]), text)
    # «the other way about» stands in the second form, in which the first finds more than there is
    ours, theirs = next((m for n in (1, 3, 0, 2) if (m := _JA[n].search(ja))), None), list(_EN.finditer(en))
    if not ours or len(theirs) != 1:
        return
    [found] = theirs
    ways = _way(ours["rest"], _JA_MORE, _JA_LESS), _way(found["one"][-_NEAR:], _EN_MORE, _EN_LESS)
    if not ways[0] * ways[1]:
        return
    one, other = words(ours["one"]), words(ours["other"])
    before, after = Half(found["one"], ()), Half(found["other"], ())
    # What is compared stands before «than» in any case: 男性の死者は女性より, and «deaths among women … than among men».
    good_a, bad_a = moved(one - other, one, before, after)
    good_b, bad_b = moved(other - one, other, after, before)
    swapped = bad_a and bad_b and not good_b
    kept = (good_a or good_b) and not (bad_a or bad_b) and _STRICTLY.search(ours["rest"]) and not _DENIED.search(found[0])
    if swapped if ways[0] == ways[1] else kept:
        said = text[found.start() : found.end()].strip()
        yield sentence.text[ours.start() : ours.end()].strip("、。"), said if said in passage.text else passage.text


def other_first(sentence: Features, passage: Features) -> Iterator[tuple[str, str]]:
    """Who comes first in the sentence, and stands among those that follow in the passage: 最大の輸出先は米国, and «Italy, ahead of the
    United States»."""
    if not _FOLLOWED.search(passage.text):
        return
    ours, theirs = _FIRST_JA.search(sentence.text), list(_FIRST_EN.finditer(passage.text))
    if not ours or len(theirs) != 1 or not _TOP.search(theirs[0]["one"]):
        return
    [found] = theirs
    top = words(ours["a"] or ours["b"])
    good, bad = moved(top, top, Half(found["one"], ()), Half(found["other"], ()))
    if bad and not good:
        yield ours[0].strip("、。"), found[0].strip()
