"""What people decided of a unit, in a form that outlives the corpus it was decided on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from align.model.row import Row
from align.review.unit import EN, KEYS, SOURCE, Unit


@dataclass(frozen=True, slots=True)
class Anchor:
    """A sentence, and what it is found again by.

    Attributes:
        id: its ``sentence_id`` when it was decided.
        ja: its text.
        start, end: the part of it that the unit has.
        before, after: the sentences beside it.
        copies: how many sentences of the report have the same text.
    """

    id: str
    ja: str
    start: int
    end: int
    before: str
    after: str
    copies: int


@dataclass(frozen=True, slots=True)
class Vote:
    """What one reviewer decided, whoever has the last word."""

    reviewer: str
    status: str
    en: str
    source: str
    at: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of the file of decisions. Values of a row are those that were settled; others are empty."""

    id: str
    report: str
    anchors: tuple[Anchor, ...]
    status: str
    reviewer: str
    reviewed_at: str
    comment: str
    settled: tuple[str, ...]
    en: str
    en_engine: str
    cite_keys: str
    source_key: str
    source_span: str
    source_passage: str
    verdict: str
    draft: str
    note: str
    votes: tuple[Vote, ...] = ()

    @property
    def ja(self) -> str:
        return "".join(a.ja[a.start : a.end] for a in self.anchors)

    @property
    def at(self) -> str:
        """When anything of it changed last."""
        return max((self.reviewed_at, *(v.at for v in self.votes)))

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> Decision:
        """Raises ``KeyError``, ``TypeError`` or ``ValueError`` where the value is no decision."""
        known = {f.name for f in fields(Decision)}
        if set(value) - known:
            raise ValueError(f"unknown: {', '.join(sorted(set(value) - known))}")
        texts = {k: v for k, v in value.items() if k not in ("anchors", "settled", "votes")}
        if not all(isinstance(v, str) for v in texts.values()):
            raise ValueError("a value is no text")
        anchors = tuple(Anchor(**a) for a in value["anchors"])
        if not anchors or not all(isinstance(a.ja, str) and 0 <= a.start <= a.end <= len(a.ja) for a in anchors):
            raise ValueError("an anchor has no text")
        return Decision(**texts, anchors=anchors, settled=tuple(value["settled"]), votes=tuple(Vote(**v) for v in value.get("votes", ())))


def decision_of(unit: Unit, base: Sequence[Row], places: Mapping[str, int], copies: Mapping[str, int], votes: Sequence[Vote] = ()) -> Decision:
    """The decision of a unit.

    Args:
        base: the built rows of the report in order; ``places``: id → index in it; ``copies``: text → how many have it.
    """
    anchors = []
    for piece in unit.pieces:
        at = places[piece.sentence_id]
        row = base[at]
        anchors.append(Anchor(
            row.sentence_id, row.ja, piece.start, piece.end, base[at - 1].ja if at else "", base[at + 1].ja if at + 1 < len(base) else "", copies[row.ja],
        ))  # fmt: skip
    row, settled = unit.row, unit.settled
    return Decision(
        unit.id, row.report, tuple(anchors), row.status, row.reviewer, row.reviewed_at, row.comment, tuple(sorted(settled)),
        row.en if EN in settled else "", row.en_engine if EN in settled else "", row.cite_keys if KEYS in settled else "",
        *((row.source_key, row.source_span, row.source_passage, row.verdict) if SOURCE in settled else ("", "", "", "")),
        unit.machine.en, unit.note, tuple(sorted(votes, key=lambda v: v.reviewer)),
    )  # fmt: skip
