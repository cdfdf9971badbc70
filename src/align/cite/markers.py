"""Citation markers that show by their form: ``<sup>1</sup>``, ``[1, 3–5]``, ``［１］``, ``[^1]``, ``（注1）`` …"""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Iterable

from align.cite.labels import NUMBERS, SUPERSCRIPT, expand, plain_digits
from align.model.citation import Marker
from align.model.document import Block, Document, Kind, Span
from align.text.markup import urls

#: Where a linked marker leads.
_TARGET = r"(?:\((?:https?:|#)[^()\s]*(?:\([^()\s]*\)[^()\s]*)*\))"
#: Numbers that are closed one by one: ``1),2)``, ``1)2)``.
_CLOSED = r"[0-9]{1,3}[)）](?:[,、]?[0-9]{1,3}[)）])*"
_NOTE = r"(?:注釈?|註|脚注|文献|参考文献|参考資料|参考|資料|出典|参照|引用|ソース)"
#: What makes the number after ※ a quantity: ※2024年, ※1人.
_COUNTERS = "年|月|日|人|社|件|円|%|％|つ|個|回|名|点|割|倍|億|万|兆|ドル|時|分|か|カ|ヶ"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("sup", re.compile(rf"<sup\b[^>]*>(?:<a\b[^>]*>|[\s\[［(（注註※*])*(?P<n>{NUMBERS}|{_CLOSED})(?:</a>|[\s\]］)）])*</sup>", re.I)),
    ("footnote", re.compile(r"\[\^(?P<id>[^\]\s^]{1,40})\^?\](?!:)")),
    ("pandoc", re.compile(r"\[(?P<keys>-?@[\w:.#$%&+?<>~/-]+(?:,[^;\]]*)?(?:;\s*-?@[\w:.#$%&+?<>~/-]+(?:,[^;\]]*)?)*)\]")),
    ("bracket", re.compile(rf"\[\[(?P<n>{NUMBERS})\](?:\]{_TARGET}?|{_TARGET}\])")),
    ("bracket", re.compile(rf"(?<!\!)\\?\[\s?(?P<n>{NUMBERS})(?:[,;]\s?(?:pp?\.|§|ch\.)[^\]\n]{{1,20}}|†[^\]\n]{{0,40}})?\s?\\?\]{_TARGET}?(?!:)")),
    ("bracket", re.compile(rf"\[cite:\s?(?P<n>{NUMBERS})\]")),
    ("bracket", re.compile(rf"［[ 　]?(?P<n>{NUMBERS})[ 　]?］")),
    ("bracket", re.compile(rf"[〔⟦][ 　]?(?P<n>{NUMBERS})[ 　]?[〕⟧]")),
    ("note", re.compile(rf"[\[［]{_NOTE}[ 　]?(?P<n>{NUMBERS})[\]］]")),
    ("lenticular", re.compile(rf"【(?P<n>{NUMBERS})(?::\d+)?(?:†[^】]*)?】")),
    ("note", re.compile(rf"[（(](?P<n>{_NOTE}[ 　]?{NUMBERS}(?:[、,，][ 　]?{_NOTE}[ 　]?{NUMBERS})+)[)）]")),
    ("note", re.compile(rf"[（(]\n?{_NOTE}[ 　\n]?[:：]?[ 　]?(?P<n>{NUMBERS})(?:を参照|参照|より)?\n?[)）]")),
    ("note", re.compile(r"(?<=[ぁ-んァ-ヶ一-龠。、」』）])(?:注|註)(?P<n>[0-9０-９]{1,3})[)）]")),
    ("note", re.compile(r"(?<=[ぁ-ん。」』）])(?:注|註)(?P<n>[0-9０-９]{1,3})(?=[。、．，]|\s*$)", re.M)),
    ("kome", re.compile(r"(?<=[ぁ-ん。」』）])[*＊](?P<n>[0-9０-９]{1,3})(?=[。、．，]|\s*$)", re.M)),
    ("kome", re.compile(rf"[（(]?※[ 　]?(?P<n>{NUMBERS})(?![0-9０-９.．]|[ 　]?(?:{_COUNTERS}))[)）]?")),
    ("superscript", re.compile(rf"(?P<s>[{SUPERSCRIPT}]+(?:[,、·˒’⁻–][{SUPERSCRIPT}]+)*)[⁾]?")),
)  # fmt: skip
#: What a raised number after these is: an exponent; after a unit only if it can be that of an area or a volume.
_EXPONENT = re.compile(r"(?:(?<![0-9.,])10|[×x*] ?10|(?<![A-Za-z])[RxE]|⁻)$")
_UNIT = re.compile(r"(?<![A-Za-z])(?:[kcmnμ]?m|㎞|メートル|ft|s)$")
_RAISED = re.compile(r"\D*[23²³]\D*|\D*[-−⁻–].*", re.S)


def _superscripts(text: str, known: Collection[str]) -> tuple[str, ...]:
    """¹² is 12 where there is a reference 12, else 1 and 2 where there are both."""
    if re.fullmatch(rf"[{SUPERSCRIPT}]+[⁻–][{SUPERSCRIPT}]+", text):
        return expand(plain_digits(text).replace("⁻", "-"))
    labels: list[str] = []
    for part in re.findall(rf"[{SUPERSCRIPT}]+", text):
        number = plain_digits(part)
        single = known and number not in known and all(d in known for d in number)
        labels += list(number) if single else [number]
    return tuple(dict.fromkeys(labels))


def explicit(document: Document, known: Collection[str], skip: Iterable[Span]) -> list[Marker]:
    """Every marker of the document, in order.

    Args:
        known: the labels of the reference list; they only decide how ``¹²`` is read.
        skip: spans that hold no markers: the entries of the reference list.
    """
    text = document.text
    found: list[Marker] = []
    taken = sorted([*skip, *urls(text), *(b.span for b in document.blocks if b.kind == Kind.CODE), *_inline_code(document)])
    starts = [b.span.start for b in document.blocks]
    used: list[Span] = []
    for style, pattern in _PATTERNS:
        for m in pattern.finditer(text):
            span = Span(m.start(), m.end())
            block = _block_at(document.blocks, starts, span)
            if block < 0 or any(s.start < span.end and span.start < s.end for s in used):
                continue
            if any(s.start <= span.start < s.end for s in taken):
                continue
            ahead = text[max(0, span.start - 6) : span.start]
            if style in ("sup", "superscript") and (_EXPONENT.search(ahead) or (_UNIT.search(ahead) and _RAISED.fullmatch(re.sub("<[^>]*>", "", m[0])))):
                continue
            groups = m.groupdict()
            if style == "bracket" and not _stands_as_citation(text, span, expand(groups["n"]), known):
                continue
            if style == "pandoc":
                labels = tuple(dict.fromkeys(re.findall(r"@([\w:.#$%&+?<>~/-]+)", groups["keys"])))
            elif style == "footnote":
                labels = (groups["id"],)
            elif style == "superscript":
                labels = _superscripts(groups["s"], known)
            else:
                labels = expand(groups["n"])
            if style == "kome" and m[0][0] in "*＊" and not all(label in known for label in labels):
                continue
            if style == "kome" and m[0][0] in "（(" and m[0][-1] not in ")）":
                span = Span(span.start + 1, span.end)
            elif style == "kome" and m[0][0] == "※" and m[0][-1] in ")）":
                span = Span(span.start, span.end - 1)
            used.append(span)
            found.append(Marker(span, labels, style, block))
    return sorted(found, key=lambda marker: marker.span)


#: What may follow a marker that cites something the list doesn't have: the end of a clause.
_POSITION = re.compile(r"\\?[\s　]*(?:[。、，．」』）)|<*]|\.(?:\s|$)|$|\n|\\?\[\d|［)")


#: Before these, brackets hold an index or an interval.
_INDEXED = re.compile(r"(?:区間|範囲|配列|行列|関数|添字|添え字|ベクトル|集合|リスト)(?:[A-Za-z]|は|が|の)?$|(?<![A-Za-z])[a-z]$")


def _stands_as_citation(text: str, span: Span, labels: Collection[str], known: Collection[str]) -> bool:
    """Whether a number in brackets cites: the list has them all, or it stands where citations stand («配列[0]は» doesn't)."""
    if _INDEXED.search(text, max(0, span.start - 12), span.start):
        return False
    return all(label in known for label in labels) or bool(_POSITION.match(text, span.end)) or text[span.start - 1 : span.start] in "。！？"


def _inline_code(document: Document) -> list[Span]:
    return [Span(m.start(), m.end()) for m in re.finditer(r"(?<!`)(`+)(?!`)[^\n]+?(?<!`)\1(?!`)", document.text)]


def _block_at(blocks: tuple[Block, ...], starts: list[int], span: Span) -> int:
    """Index of the block that the span lies in, or -1."""
    i = bisect.bisect_right(starts, span.start) - 1
    return i if i >= 0 and span.end <= blocks[i].span.end else -1
