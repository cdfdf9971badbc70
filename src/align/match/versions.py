"""Another version or number of the same thing: TLS 1.2を必須とする, and «requires TLS 1.3»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.text.width import narrow

_NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,2}"
_JA = re.compile(
    rf"(?<![A-Za-z0-9.-])(?P<name>[A-Z][A-Za-z]{{1,20}})[  -]?(?:v(?:er)?\.?\s?|バージョン)?(?P<n>{_NUMBER})(?![\d.,:/%A-Za-z-]|\s?(?:つ|[年月日時分秒人社件個回倍割度円台本枚冊点万億兆号位番歳才期世級か国地州店校頭匹章条]|ドル|ユーロ|ポイント|パーセント|カ|ヶ|メ|キ|ミ|セ|ギ|ト))"
)
_MORE = rf"(?:(?:,\s|\s?(?:and|or|to|through|[/–-])\s?)(?:v\.?)?(?P<%s>{_NUMBER}))?"


def other_version(ja: str, en: str) -> Iterator[tuple[str, str]]:
    """A name of the sentence with its number, and the same name in the passage, which never stands there with that number."""
    text = narrow(ja)
    for m in _JA.finditer(text):
        found = list(re.finditer(rf"(?<![A-Za-z0-9.-]){re.escape(m['name'])}[  -]?(?:(?:v|version\s)\.?\s?)?(?P<a>{_NUMBER})(?![\d%A-Za-z]|[.,]\d|\s(?:percent|million|billion|years?|people)\b)" + _MORE % "b" + _MORE % "c", en, re.I))
        others = [f[name] for f in found for name in "abc" if f[name]]
        if others and not any(_same(m["n"], other) for other in others):
            yield m[0], found[0][0]
            return


def _same(a: str, b: str) -> bool:
    """Whether two numbers may be the same version: 3 and 3.11 may."""
    ours, theirs = a.split("."), b.split(".")
    return all(int(x) == int(y) for x, y in zip(ours, theirs, strict=False))
