"""Words that stand after a Japanese value and qualify it: 200点余り, 3割弱, 2割にも満たない."""

from __future__ import annotations

from align.text.quantity.model import ABOUT, NEARLY, OVER, UNDER

AFTER = {
    "以上": OVER, "超": OVER, "強": OVER, "を超え": OVER, "を上回": OVER, "あまり": OVER, "余り": OVER,
    "近く": NEARLY, "近い": NEARLY, "弱": NEARLY, "に満たな": NEARLY, "に満たず": NEARLY, "にも満たな": NEARLY, "に届かな": NEARLY, "にも届かな": NEARLY, "に届かず": NEARLY, "を切": NEARLY, "を下回": NEARLY, "足らず": NEARLY, "に迫": NEARLY,
    "前後": ABOUT, "程度": ABOUT, "ほど": ABOUT, "未満": UNDER, "以下": UNDER, "を上限": UNDER, "を下限": OVER,
}  # fmt: skip
#: The same, as what a pattern looks for.
AFTERWORDS = "|".join(sorted(AFTER, key=len, reverse=True))
