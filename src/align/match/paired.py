"""The figure of the other one of a pair: 女性は40.1時間 and «men put in 40.1 hours, and women 36.4».

Things come in pairs: women and men, imports and exports, the first and the last. Where the sentence says a figure of one of them, and the
passage gives it beside the word for the other one, and the word for the one beside another figure, it is the other one's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.match.antonyms import ja_clause
from align.match.features import Features
from align.text.quantity import Quantity, agree, en_quantities

#: Words of a sentence and of a passage for the one, and for the other.
_PAIRS = (
    (r"女性|女子|女児", r"wom[ae]n|females?|girls?", r"男性|男子|男児", r"m[ae]n|males?|boys?"),
    (r"輸入", r"import\w*", r"輸出", r"export\w*"),
    (r"国内(?!総生産)", r"domestic\w*|home", r"海外|国外|国際", r"overseas|foreign|international\w*|abroad"),
    (r"都市|市街", r"urban|cit(?:y|ies)", r"農村|地方|田舎", r"rural|country(?:side)?|villages?"),
    (r"住宅(?!ローン)", r"residential|hous(?:ing|es?)|homes?", r"商業|オフィス", r"commercial|offices?|business"),
    (r"公立|国立|州立", r"public|state", r"私立", r"private"),
    (r"大人|成人", r"adults?", r"子ども|子供|児童|未成年", r"child(?:ren)?|minors?|kids"),
    (r"新車|新築", r"new", r"中古", r"used|second-hand|existing|resale"),
    (r"旅客", r"passengers?", r"貨物", r"cargo|freight"),
    (r"平日", r"weekdays?", r"週末|休日", r"weekends?|holidays?"),
    (r"正社員|(?<!非)正規", r"full-time|permanent|regular", r"非正規|パート|契約社員", r"part-time|temporary|contract|non-regular"),
    (r"大企業|大手", r"large|big", r"中小企業|中小", r"small(?:er)?|medium"),
    (r"死者|死亡", r"dea(?:d|ths?)|died|killed|fatalit\w*", r"負傷|けが|重傷", r"injur\w*|wounded|hurt"),
    (r"供給", r"suppl(?:y|ies|ied)", r"需要", r"demand\w*"),
    (r"賃貸|賃借", r"rent\w*|tenants?", r"持ち家|所有", r"own(?:ed|ers?)"),
    (r"固定", r"fixed", r"変動", r"variable|floating"),
    (r"長期", r"long-term", r"短期", r"short-term"),
    (r"最初の|第1号|1人目|1例目", r"first", r"最後の", r"last|final"),
    (r"昼|日中", r"day(?:time)?", r"夜", r"night\w*"),
    (r"夏", r"summers?", r"冬", r"winters?"),
    (r"春", r"springs?", r"秋", r"autumns?|falls?"),
    (r"賛成", r"in favou?r|for|support\w*|yes", r"反対", r"against|oppos\w*|no"),
    (r"与党", r"ruling|governing|government", r"野党", r"opposition"),
    (r"営業利益", r"operating", r"純利益", r"net"),
    (r"売上|売り上げ", r"sales|revenues?|turnover", r"利益", r"profits?|earnings|income"),
    (r"名目", r"nominal", r"実質", r"real"),
    (r"若者|若年", r"young\w*|youth", r"高齢者|年長", r"old(?:er)?|elderly|pensioners?"),
    (r"歳入|収入", r"revenues?|income|receipts", r"歳出|支出", r"spending|expenditures?|expenses"),
    (r"患者", r"patients?", r"職員|スタッフ|医療従事者", r"staff|employees?|workers?"),
    (r"全体で", r"overall|in total|altogether|as a whole", r"(?!)", r"after|among|in|of|for|with"),
    (r"治療群|投与群|介入群|新薬群", r"treatment|treated|drug|intervention", r"偽薬|プラセボ|対照群", r"placebo|controls?"),
)  # fmt: skip
_COMPILED = [
    tuple(re.compile(ja if k % 2 == 0 else rf"\b(?:{ja})\b", re.I) for k, ja in enumerate(pair)) for a, b, c, d in _PAIRS for pair in ((a, b, c, d), (c, d, a, b))
]
#: Of two things in a row the dates tell them apart; others may have several.
_IN_ORDER = re.compile("最初の|最後の|第1号|1人目|1例目")
_KINDS = frozenset({"number", "money", "measure", "percent", "duration", "date"})
#: Where what is said of one thing ends.
_CUT = re.compile(r"[.!?]\s+(?=[A-Z“\"'‘])|;|,(?!\d{3})|\b(?:and|while|whereas|but|against|compared (?:with|to)|versus)\b")


def _parts(en: str, given: list[Quantity]) -> list[tuple[int, int]]:
    """Ranges of a passage with a figure each; one without is that of the next."""
    ends = [m.start() for m in _CUT.finditer(en)] + [len(en)]
    found, at = [], 0
    for end in ends:
        if any(at <= g.span.start < end for g in given):
            found.append((at, end))
            at = end
    return found


def other_of_pair(sentence: Features, passage: Features) -> Iterator[tuple[str, str]]:
    """A figure with the word of the sentence for one of a pair, and the part of the passage that gives it of the other one."""
    ja, en = sentence.text, passage.text
    pairs = [p for p in _COMPILED if p[0].search(ja) and p[1].search(en) and p[3].search(en)]
    if not pairs:
        return
    given = [g for g in en_quantities(en) if g.kind in _KINDS]
    parts = _parts(en, given)
    for q in sentence.quantities:
        there = [g for g in given if agree(q, g)]
        if q.kind not in _KINDS or len(there) != 1 or (q.kind == "number" and q.high < 4) or (q.kind == "date" and not _IN_ORDER.search(ja)):
            continue
        here = next((en[a:b] for a, b in parts if a <= there[0].span.start < b), "")
        others = [en[a:b] for a, b in parts if not a <= there[0].span.start < b and any(g.kind in (q.kind, "number") and a <= g.span.start < b for g in given)]
        clause = ja_clause(ja, q)
        for mine, same, yours, other in pairs:
            said = mine.search(clause)
            if not said or yours.search(ja) or same.search(here) or not other.search(here):
                continue
            if any(same.search(o) and not other.search(o) for o in others):
                yield f"{said[0]} … {q.text.strip()}", here.strip(" ,;")
                return
