"""Markers that stand together: ``[1]–[3]`` is a range, and what parts or encloses them (``（[1]、[3]を参照）``) is theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from align.cite.labels import expand
from align.model.citation import Marker
from align.model.document import Span

_NAMED = r"(?:参考文献|参考資料|参考|文献|資料|出典|注釈?|註|脚注|参照|ソース|引用|詳細は|詳しくは)"
_RANGE = re.compile(r"[ 　]?[-–—~～〜‐－⁻][ 　]?")
_BETWEEN = re.compile(r"[ 　]?(?:[,，、;；・]|および|及び|と)?[ 　]?")
_BEFORE = re.compile(rf"[（(［\[〔][ 　]?(?:{_NAMED}[ 　]?[:：]?[ 　]?)?$")
_AFTER = re.compile(r"[ 　]?(?:を?参照(?:のこと)?|など|より|による)?[ 　]?[)）］\]〕]")
_PAIRS = {"（": ")）", "(": ")）", "［": "］]", "[": "］]", "〔": "〕"}


def joined(text: str, markers: Sequence[Marker]) -> list[Marker]:
    """Markers in order, with the labels and the spans that they have together; those of a group stay apart."""
    found: list[Marker] = []
    group: list[Marker] = []
    for marker in sorted(markers, key=lambda m: m.span):
        if group:
            last = group[-1]
            between = text[last.span.end : marker.span.start]
            if marker.block == last.block and len(last.labels) and len(marker.labels) == 1 and _RANGE.fullmatch(between):
                ends = expand(f"{last.labels[-1]}-{marker.labels[0]}") if last.labels[-1].isdecimal() and marker.labels[0].isdecimal() else ()
                group[-1] = replace(last, span=Span(last.span.start, marker.span.start), labels=tuple(dict.fromkeys((*last.labels, *ends[:-1]))))
                group.append(marker)
                continue
            if marker.block == last.block and between.strip(" 　") and _BETWEEN.fullmatch(between):
                group[-1] = replace(last, span=Span(last.span.start, marker.span.start))
                group.append(marker)
                continue
            if marker.block == last.block and not between.strip(" 　"):
                group.append(marker)
                continue
            found += _enclosed(text, group)
        group = [marker]
    return found + _enclosed(text, group)


def _enclosed(text: str, group: list[Marker]) -> list[Marker]:
    """A group with the brackets that hold nothing else."""
    if not group or group[0].style == "bare":
        return group
    start, end = group[0].span.start, group[-1].span.end
    line = text.rfind("\n", 0, start) + 1
    before, after = _BEFORE.search(text, line, start), _AFTER.match(text, end)
    if before and after and text[after.end() - 1] in _PAIRS[text[before.start()]]:
        if len(group) == 1:
            return [replace(group[0], span=Span(before.start(), after.end()))]
        return [
            replace(group[0], span=Span(before.start(), group[0].span.end)), *group[1:-1],
            replace(group[-1], span=Span(group[-1].span.start, after.end())),
        ]  # fmt: skip
    return group
