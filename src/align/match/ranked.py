"""Comparisons that only the values show: 金融業よりも小売業で広く行われている, and «in finance 58%, in retail only 6%».

Where each of the two that a sentence compares stands in a part of the passage with a figure of its own, the figures tell which is more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.match.features import Features
from align.match.halves import NOWHERE, THERE, Half, words
from align.model.document import Span
from align.text.quantity import Quantity, en_quantities

_THAN = "(?:よりも?|に比べて?|と比べて?)"
_JA = (
    re.compile(rf"(?P<one>[^、。]{{1,24}}?)(?:は|が|のほうが|の方が)、?(?P<other>[^、。はが]{{1,24}}?){_THAN}(?P<rest>(?!も?[^、。]{{1,12}}[でに](?:多|高|広|大き|少な|低))[^。]*)"),
    re.compile(rf"(?:^|[、。はがも])、?(?P<other>[^、。はが]{{1,24}}?){_THAN}、?(?P<one>[^、。はが]{{1,16}}?)(?:のほうが|の方が|で)(?P<rest>(?:[^。、]{{0,12}}(?:多|高|広|大き|少な|低|小さ))[^。]*)"),
)
_MORE, _LESS = re.compile("多[いくか]|高[いくか]|大き[いくか]|広く|上回|盛ん|普及"), re.compile("少な[いくか]|低[いくか]|小さ[いくか]|下回")
_CUT = re.compile(r";\s|,\s(?!\d{3})|\.\s(?=[A-Z])|\s(?:and|while|whereas|but|against|versus|compared)\s")
#: Of these less may be more: a shorter time, a better rank.
_KINDS = frozenset({"percent", "money", "number", "measure"})


def ranked(sentence: Features, passage: Features) -> Iterator[tuple[str, str]]:
    """What is compared in the sentence, and the two parts of the passage whose figures have it the other way round."""
    ja, en = sentence.text, passage.text
    # the second pattern is the narrower one
    found = None if sentence.quantities else next((m for pattern in reversed(_JA) if (m := pattern.search(ja))), None)
    if found is None:
        return
    way = bool(_MORE.search(found["rest"])) - bool(_LESS.search(found["rest"]))
    # 女性の就業率: it is the women that are compared
    one, other = words(found["one"].split("の")[0]), words(found["other"].split("の")[0])
    if not way or not one - other or not other - one:
        return
    given = [g for g in en_quantities(en) if g.kind in _KINDS]
    parts = list(_parts(en, given))
    mine = [(p, g) for p, g in parts if _only(p.of(en), one - other, other - one)]
    theirs = [(p, g) for p, g in parts if _only(p.of(en), other - one, one - other)]
    if len(mine) != 1 or len(theirs) != 1:
        return
    [(here, a)], [(there, b)] = mine, theirs
    if len(a) != 1 or len(b) != 1 or (a[0].kind, a[0].unit) != (b[0].kind, b[0].unit):
        return
    if (a[0].high < b[0].low and way > 0) or (a[0].low > b[0].high and way < 0):
        yield found[0].strip("、。"), en[min(here.start, there.start) : max(here.end, there.end)].strip(" ,;")


def _parts(en: str, given: Sequence[Quantity]) -> Iterator[tuple[Span, list[Quantity]]]:
    """The parts of a passage that have figures, with these; one without goes on."""
    at = 0
    for cut in [*(m.start() for m in _CUT.finditer(en)), len(en)]:
        inside = [g for g in given if at <= g.span.start < cut]
        if inside:
            yield Span(at, cut), inside
            at = cut


def _only(en: str, wanted: frozenset[str], unwanted: frozenset[str]) -> bool:
    """Whether a part has some of the words of the one, and none of the other's."""
    half = Half(en, ())
    return any(half.has(t) >= THERE for t in wanted) and all(half.has(t) < NOWHERE for t in unwanted)
