"""Several tens, hundreds … of the powers of ten that Japanese has names for: in English they are of other powers."""

from __future__ import annotations

import re

_ENGLISH = {
    "数十": "dozens", "数百": "hundreds", "数千": "thousands", "数万": "tens of thousands", "数十万": "hundreds of thousands", "数百万": "millions", "数千万": "tens of millions",
    "数億": "hundreds of millions", "数十億": "billions", "数百億": "tens of billions", "数千億": "hundreds of billions", "数兆": "trillions", "数十兆": "tens of trillions",
}  # fmt: skip
#: Of something, or a multiple (数十倍), or in a compound (数百年前), which have no «of».
_SEVERAL = re.compile(r"(?<![一二三四五六七八九十百千万億])数(?:[十百千]?[万億兆]|[十百千])(?=(?P<of>[人円件社個本台冊枚頭匹軒戸店校点名種回]|ドル|ユーロ|ウォン|トン|キロ|メートル|ヘクタール|[かカヵヶ箇]所|[かカヵヶ箇]国)?)")


def several(text: str) -> dict[str, str]:
    """The uncertain numbers of a Japanese text that something is counted with, and their English: 数十億(人) → billions of."""
    return {m[0]: f"{_ENGLISH[m[0]]} of" for m in _SEVERAL.finditer(text) if m["of"] and m[0] in _ENGLISH}
