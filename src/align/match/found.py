"""What was found, is likely, or is recommended, and a passage that says it was not: 有意な差が認められた and «the difference was not
statistically significant»."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: A Japanese clause that says so, words that turn it round, English that says the contrary, and English without which it doesn't say so too.
_KINDS = tuple(
    (re.compile(ja), re.compile(turned), re.compile(contrary, re.I), re.compile(same, re.I))
    for ja, turned, contrary, same in (
        (
            r"有意[なに]|有意差", r"ない|なかっ|なく|ず|ぬ|とはいえ|とは言え|限らない|かどうか|か否か",
            r"\b(?:not|n[o’']t|nor) (?:been |be |reach |reached |statistically |clinically )*significan\w+|\bno (?:statistically |clinically )?significant\b|\binsignificant\b",
            r"(?<!in)significan\w+",
        ),
        (
            r"可能性(?:が|は)(?:非常に|きわめて|極めて|十分に?)?高い|公算が大き|蓋然性が高い", r"ない可能性|なる可能性が高いとは|とは言え|とはいえ",
            r"\bunlikely\b|\bnot (?:very |at all )?(?:likely|probable)\b|\bimprobable\b", r"\b(?:likely|probable|probably)\b",
        ),
        (
            r"可能性(?:が|は)(?:非常に|きわめて|極めて)?低い|考えにくい|考えがたい", r"低くない|低いとは",
            r"(?<!un)\b(?:most |very |highly )?(?:likely|probable)\b(?! to be unlikely)", r"\bunlikely\b|\bimprobable\b|\b(?:not|less|hardly) (?:very )?(?:likely|probable)\b|\bdoubt\w*",
        ),
        (
            r"結論[づ付]け|断定し|突き止め|立証し|実証し|因果関係を(?:示|認|確認)", r"ない|なかっ|ず|ぬ|かどうか|か否か|難し|困難|留保",
            r"\b(?:cannot|could not|can[’']t|couldn[’']t|unable to|(?:do|does|did) not|not possible to|impossible to) (?:\w+ )?(?:establish|determine|conclude|prove|demonstrate|show|tell)\b",
            r"\b(?:established|determined|concluded?|concludes|proved?|proves|demonstrate[sd]?|shows|showed)\b",
        ),
        (
            r"(?:見られ|みられ|存在し|発生し)(?:る|た|て)", r"ない|なかっ|なく|ず|ぬ|とは限らない|かどうか",
            r"\babsent\b(?! from)|\bno (?:signs?|traces?) of\b",
            r"\b(?:present|found|observed|seen|evident|visible|appear\w*|exist\w*|show\w*|emerg\w*|occur\w*|notice\w*)\b",
        ),
        (
            r"(?:いずれも|どちらも|両方とも|双方とも|両者とも)[^、。]*", r"ない|なかっ|なく|(?<!い)ず|ぬ|ません|拒|断[らりっ]|否|不|未|非|無", r"\bneither\b(?![^.;]{0,60}\bnor\b)", r"\b(?:both|each|all|two)\b",
        ),
        (
            r"無効と(?:され|し|判断)|違憲と(?:され|し|判断)|取り消された", r"ない|なかっ|なく|ず|ぬ|ただし", r"\b(?:did|does|do|was|were) not (?:strike|struck|annul\w*|overturn\w*|invalidat\w*|quash\w*|void\w*)\b",
            r"(?<!not )\b(?:struck|annulled|overturned|invalidat(?:ed|es)|quashed|void|unconstitutional)\b",
        ),
        (
            r"(?:提言|勧告|推奨|提案|主張)し(?:た|て(?:い[るた]|おり))", r"(?:提言|勧告|推奨|提案|主張)して(?:い(?:ない|なかっ)|おら)|べきではな|べきでな|しないよう|反対",
            r"\b(?:do|does|did|would|has|have) not (?:\w+ )?(?:recommend|advise|propose|advocate|argue|call for)\w*\b",
            r"\b(?:recommends|recommended|advises|advised|proposes|proposed|advocates|advocated|argues|argued|calls for|called for|instead|rather|but)\b|(?<!not )\b(?:recommend|advise|propose|advocate|argue|call for)\b",
        ),
    )
)  # fmt: skip


def not_found(ja: str, en: str) -> Iterator[tuple[str, str]]:
    """What the sentence says to be so, and where its passage says that it isn't, if it says nowhere that it is."""
    for says, turned, contrary, same in _KINDS:
        said = next(((clause, m[0]) for clause in re.split("[、。]", ja) if (m := says.search(clause))), None)
        against = contrary.search(en) if said and not turned.search(said[0]) else None
        if said and against and not same.search(en[: against.start()] + " " * len(against[0]) + en[against.end() :]):
            yield said[1], against[0]
