"""What people decided of a unit, in a form that outlives the corpus it was decided on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from align.model.match import Verdict
from align.model.row import ReviewStatus
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
    findings: str
    draft: str
    note: str
    changed: str
    votes: tuple[Vote, ...] = ()

    @property
    def ja(self) -> str:
        return "".join(a.ja[a.start : a.end] for a in self.anchors)

    @property
    def empty(self) -> bool:
        """Whether everything was taken back: it says only that."""
        return not (self.status or self.comment or self.settled or self.votes) and all((a.start, a.end) == (0, len(a.ja)) for a in self.anchors) and len(self.anchors) == 1

    @property
    def at(self) -> str:
        """When anything of it changed last, taking something back included."""
        return max((self.changed, self.reviewed_at, *(v.at for v in self.votes)))

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
        if texts.get("status") not in {s.value for s in ReviewStatus} or texts.get("verdict") not in {"", *(v.value for v in Verdict)}:
            raise ValueError("there is no such status or verdict")
        return Decision(**texts, anchors=anchors, settled=tuple(value["settled"]), votes=tuple(Vote(**v) for v in value.get("votes", ())))


@dataclass(frozen=True, slots=True)
class Base:
    """The sentences of a report as it was built: texts in order, places by id, and how many have each text."""

    texts: Sequence[str]
    places: Mapping[str, int]
    copies: Mapping[str, int]

    @staticmethod
    def of(sentences: Iterable[tuple[str, str]]) -> Base:
        """Of ids and texts in order."""
        pairs = list(sentences)
        return Base([text for _, text in pairs], {i: n for n, (i, _) in enumerate(pairs)}, Counter(text for _, text in pairs))


def decision_of(unit: Unit, base: Base, votes: Sequence[Vote] = ()) -> Decision:
    """The decision of a unit of a report."""
    anchors = []
    for piece in unit.pieces:
        at, texts = base.places[piece.sentence_id], base.texts
        anchors.append(Anchor(
            piece.sentence_id, texts[at], piece.start, piece.end, texts[at - 1] if at else "", texts[at + 1] if at + 1 < len(texts) else "", base.copies[texts[at]],
        ))  # fmt: skip
    row, settled = unit.row, unit.settled
    return Decision(
        unit.id, row.report, tuple(anchors), row.status, row.reviewer, row.reviewed_at, row.comment, tuple(sorted(settled)),
        row.en if EN in settled else "", row.en_engine if EN in settled else "", row.cite_keys if KEYS in settled else "",
        *((row.source_key, row.source_span, row.source_passage, row.verdict) if SOURCE in settled else ("", "", "", "")),
        row.findings if EN in settled or SOURCE in settled else "", unit.machine.en, unit.note, unit.changed, tuple(sorted(votes, key=lambda v: v.reviewer)),
    )  # fmt: skip
