"""Units that a figure takes from one before it: sums without their currency, the end of a change."""

from __future__ import annotations

import re
from dataclasses import replace

from align.text.quantity.model import Quantity

#: After a sum whose currency was named before.
_BARE_SUM = re.compile(r"\s*(?:[,;.)]|$|(?:that|which|in|a|the|for|it|they|he|she|earlier|before|last|and|it's|two|three|five|by|over|from|to|came|went|stemmed|flowed|less|more|was|were|is|had|has|on|at|under|this|next|while|provided|if|when|as|of which)\b)")
#: What is done with sums, right before one, in the same sentence: «asked for 1.8 million pounds; the operator offered 600,000».
_PAID = re.compile(r"^[^.!?]*\b(?:offer\w*|paid|pays?|asked for|received?|spen[dt]\w*|cost|raised|earned|invested)\s(?:only\s|just\s|about\s)?$")
#: Between a sum and one that it is compared with: «11,000 yen, up from 8,500».
_COMPARED_SUM = re.compile(r"^,?\s(?:up|down|compared (?:with|to)|against)\s(?:from\s)?$")
#: Kinds with a unit that the end of a change needn't repeat.
_UNITED = frozenset({"money", "percent", "measure", "duration"})
#: Between the beginning of a change and its end: «from 6 billion crowns a month to 10 billion», «from 3.4 percent to just 5.9».
_ON_TO = re.compile(r"(?:\s(?:an?|per|each)\s[a-z]+)?\sto\s(?:(?:about|around|just|nearly|almost|only|some)\s)?")
_FROM = re.compile(r"\bfrom\s(?:(?:about|around|just|nearly|almost|only|some|an?)\s)?$")
#: What is counted stands behind a figure; this doesn't.
_UNCOUNTED = re.compile(r"\s*(?:[.,;:)]|$|(?:from|since|in|by|for|starting|an?|per|and|or|as|after|before|on|at|while|with|when|over|next|this|last|within|under|during|if|between|but)\b)")


def _changed(text: str, start: Quantity, end: Quantity) -> bool:
    """Whether one figure is what something was, and the other what it became, without a unit of its own."""
    joint = text[start.span.end : end.span.start]
    return bool(_ON_TO.fullmatch(joint) and _FROM.search(text[: start.span.start]) and _UNCOUNTED.match(text, end.span.end))


def with_units(found: list[Quantity], text: str) -> list[Quantity]:
    """The figures of a text, in order, with the units that those before them give to them: «86 million pounds, far less than the 140
    million that it had asked for», «from 40 hours to 38»."""
    kept: list[Quantity] = []
    for q in found:
        before = next((k for k in reversed(kept) if k.kind == "money"), None)
        if q.kind == "number" and q.low >= 100 and before and _COMPARED_SUM.search(text[before.span.end : q.span.start]):
            q = replace(q, kind="money", unit=before.unit)
        elif q.kind == "number" and q.low >= 1e4 and before and _PAID.search(text[before.span.end : q.span.start]) and _BARE_SUM.match(text, q.span.end):
            q = replace(q, kind="money", unit=before.unit)
        elif q.kind == "number" and q.low >= 1e6 and q.text[-1:].isalpha() and before and _BARE_SUM.match(text, q.span.end) and not re.search(r"[.!?]\s", text[before.span.end : q.span.start]):
            q = replace(q, kind="money", unit=before.unit)
        last = kept[-1] if kept else None
        if q.kind == "number" and last and last.kind in _UNITED and _changed(text, last, q):
            q = replace(q, kind=last.kind, unit=last.unit)
        kept.append(q)
    return kept
