"""Figures below zero: ▲3.1% and −20℃, «minus 3.1 percent», or a loss, a drop, a deficit of so much."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from align.text.quantity.compare import agree
from align.text.quantity.model import Quantity

_BELOW = re.compile(
    r"\b(?:minus|negative|loss|losses|lost|deficits?|fell|falls?|fallen|falling|drop\w*|declin\w*|decreas\w*|reduc\w*|down\w*|below|less|lower\w*|cuts?|cutting|"
    r"shr[aiu]nk\w*|contract\w*|plung\w*|slump\w*|sank|slid\w*|saved?|savings?|discount\w*|cool\w*|freez\w*|frost\w*|debts?)\b",
    re.I,
)


def unsigned(wanted: Iterable[Quantity], text: str, given: Sequence[Quantity]) -> list[Quantity]:
    """Those of ``wanted`` that are below zero where an English text, which has the figures ``given``, doesn't say so."""
    negative = [q for q in wanted if q.minus]
    if not negative or _BELOW.search(text):
        return []
    return [q for q in negative if not any(g.minus and agree(q, g) for g in given)]
