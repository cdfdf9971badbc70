"""From what the stages found to the rows of the corpus and the details behind them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from align.match.signals import counted
from align.model.citation import Citation, Marker, Origin
from align.model.document import Block, Document, Sentence
from align.model.finding import Finding
from align.model.match import Candidate, Match, Verdict
from align.model.row import MatchRow, Row
from align.model.translation import Status, Translation
from align.text.denial import alike
from align.text.quantity import en_quantities, ja_quantities, missing, renders
from align.text.tokens import stem


@dataclass(frozen=True, slots=True)
class Unit:
    """Everything known about one row before it is written."""

    document: Document
    sentence: Sentence
    block: Block
    markers: Sequence[Marker]
    citation: Citation
    matches: Sequence[Match]
    best: Match | None
    translation: Translation
    findings: Sequence[Finding]
    verdict: Verdict


def row(unit: Unit, n: int, digest: str) -> Row:
    """The row of the corpus."""
    candidate = unit.best.best if unit.best else None
    codes = dict.fromkeys(str(f) for f in unit.findings)
    return Row(
        sentence_id=f"{unit.document.id}:{digest}",
        report=unit.document.id,
        n=n,
        section=" > ".join(unit.block.section),
        kind=unit.block.kind.value,
        ja=unit.sentence.text,
        en=unit.translation.text or "",
        en_engine=unit.translation.engine,
        cite_keys=";".join(unit.citation.keys),
        cite_labels=";".join(label for label in unit.citation.labels if label),
        key_origin=unit.citation.origin.value,
        source_key=candidate.passage.source if candidate else "",
        source_span=candidate.passage.span if candidate else "",
        source_passage=candidate.passage.text if candidate else "",
        score=f"{candidate.probability:.3f}" if candidate else "",
        verdict=unit.verdict.value,
        findings=";".join(codes),
    )


def pair_row(
    report: str, n: int, digest: str, ja: Sequence[Sentence], en: Sequence[Sentence], block: Block, key: str, score: float | None
) -> Row:
    """The row of one bead of two parallel documents; one side may be empty.

    The English of the other document is both the row's English and its passage.
    """
    passage = " ".join(s.text for s in en)
    span = f"{en[0].index + 1}" + (f"-{en[-1].index + 1}" if len(en) > 1 else "") if en else ""
    verdict = Verdict.SUPPORTED if ja and en else Verdict.UNSUPPORTED if ja else Verdict.OWN
    return Row(
        sentence_id=f"{report}:{digest}",
        report=report,
        n=n,
        section=" > ".join(block.section),
        kind=block.kind.value,
        ja="".join(s.text for s in ja),
        en=passage,
        en_engine="pair" if en else "",
        cite_keys=key,
        cite_labels="",
        key_origin=Origin.SELF.value,
        source_key=key if en else "",
        source_span=span,
        source_passage=passage,
        score=f"{score:.3f}" if score is not None else "",
        verdict=verdict.value,
        findings="",
    )


def pair_details(r: Row, ja: Sequence[Sentence]) -> dict[str, object]:
    """What stands behind a row of two parallel documents, in the form of :func:`details`; ``span`` is in the Japanese one."""
    return {
        "row": asdict(r), **{k: getattr(r, k) for k in ("sentence_id", "report", "n", "kind", "section", "ja", "en", "en_engine", "key_origin", "verdict")},
        "span": [ja[0].span.start, ja[-1].span.end] if ja else [0, 0], "text": r.ja, "translation": {"status": "done", "at": "", "note": ""},
        "markers": [], "cite_keys": r.cite_keys.split(";"), "matches": [], "findings": [], "context": "",
    }  # fmt: skip


def match_rows(unit: Unit, sentence_id: str, files: Mapping[str, str]) -> list[MatchRow]:
    """One row per key that the sentence cites."""
    labels = dict(zip(unit.citation.keys, unit.citation.labels, strict=False))
    found = []
    for m in unit.matches:
        best = m.best
        found.append(MatchRow(
            sentence_id, m.key, labels.get(m.key, ""), files.get(m.key, ""), best.passage.span if best else "",
            best.passage.text if best else "", f"{best.probability:.3f}" if best else "", m.verdict.value, evidence(m, best),
        ))  # fmt: skip
    return found


def evidence(match: Match, best: Candidate | None) -> str:
    """Why, in words: what was found, what is otherwise, what is missing."""
    parts = []
    if best:
        words = {stem(w): w for w in reversed(re.findall(r"[A-Za-zÀ-ɏ'’-]+", best.passage.text))}
        pairs = [e.partition(" = ") for e in best.evidence]
        parts.append(", ".join(a if a == b else f"{a} = {words.get(b, b)}" for a, _, b in pairs))
    if match.conflicts:
        parts.append("otherwise: " + ", ".join(match.conflicts))
    if match.missing:
        parts.append("not found: " + ", ".join(match.missing))
    return "; ".join(p for p in parts if p)


def details(unit: Unit, r: Row) -> dict[str, object]:
    """What stands behind a row: spans, markers, candidates with their signals, findings in full; ``row`` is the row as built."""
    text, sure = unit.document.text, unit.translation.confidence
    return {
        "row": asdict(r),
        "sentence_id": r.sentence_id,
        "report": r.report,
        "n": r.n,
        "kind": r.kind,
        "section": r.section,
        "span": list(unit.sentence.span),
        "text": unit.sentence.span.of(text),
        "ja": r.ja,
        "en": r.en,
        "en_engine": r.en_engine,
        "translation": {"status": unit.translation.status.value, "at": unit.translation.at, "note": unit.translation.note, "confidence": sure and round(sure, 3)},
        "markers": [
            {"text": m.span.of(text), "span": list(m.span), "style": m.style, "labels": list(m.labels)} for m in unit.markers
        ],
        "cite_keys": list(unit.citation.keys),
        "key_origin": r.key_origin,
        "verdict": r.verdict,
        "matches": [
            {
                "cite_key": m.key,
                "verdict": m.verdict.value,
                "conflicts": list(m.conflicts),
                "missing": list(m.missing),
                "candidates": [
                    {
                        "source_span": c.passage.span,
                        "passage": c.passage.text,
                        "probability": round(c.probability, 4),
                        "signals": {k: round(v, 4) for k, v in c.signals.items()},
                        "words": list(c.evidence),
                    }
                    for c in m.candidates
                ],
            }
            for m in unit.matches
        ],
        "findings": [{**asdict(f), "severity": f.severity.value} for f in unit.findings],
    }


#: A passage says what a sentence says, no more and no less, from this probability and coverage on, and up to this difference in length.
_SAME, _COVERED, _LENGTH = 0.95, 0.38, 0.3


def as_source(ja: str, match: Match | None) -> Translation | None:
    """The words of the passage as a draft, where the passage says the same.

    Every word of the passage must have its place in the sentence as far as the lexicon knows, and so must every figure, also the other
    way round; and both deny something, or neither.
    """
    if match is None or match.best is None or match.verdict != Verdict.SUPPORTED:
        return None
    signals, text = match.best.signals, match.best.passage.text
    same = match.best.probability >= _SAME and signals["back_coverage"] >= _COVERED and signals["length"] <= _LENGTH and not match.missing
    if not same or not alike(ja, text) or missing(en_quantities(text), ja_quantities(ja)) or missing(counted(ja_quantities(ja)), en_quantities(text), renders):
        return None
    return Translation(text, Status.DRAFT, "source", note=f"{match.key}, sentence {match.best.passage.span}")
