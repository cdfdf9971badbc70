"""What a reviewer can do to a unit. Each function is pure: units as they are → units as they shall be."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from align.errors import InputError
from align.model.citation import Origin
from align.model.match import Verdict
from align.model.row import ReviewStatus, Row
from align.review.unit import EN, KEYS, SOURCE, Piece, Unit, compose, is_decided, join, overlay

#: What the English of a person is called in ``en_engine``.
HUMAN = "human"
LONGEST = 20_000


def _stamped(unit: Unit, row: Row, reviewer: str, at: str, settled: Collection[str] = ()) -> Unit:
    return replace(unit, row=replace(row, reviewer=reviewer, reviewed_at=at), settled=unit.settled | frozenset(settled), note="" if is_decided(row.status) else unit.note)


def _text(text: str, what: str) -> str:
    """Text as a person may give it: without what ends lines elsewhere, and not endless.

    Raises:
        InputError: it is too long or holds half a character.
    """
    if len(text) > LONGEST:
        raise InputError(f"the {what} has {len(text):,} characters; {LONGEST:,} are allowed")
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise InputError(f"the {what} holds half a character")
    return "".join(c if c >= " " or c in "\n\t" else " " for c in text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def accept(unit: Unit, reviewer: str, at: str) -> Unit:
    """The row is right as it stands: English, keys and passage.

    Raises:
        InputError: it has no English.
    """
    if not unit.row.en.strip():
        raise InputError("a row without English can't be accepted", next_step="Write its English first, or reject it.")
    status = ReviewStatus.EDITED if unit.row.en_engine == HUMAN else ReviewStatus.ACCEPTED
    return _stamped(unit, replace(unit.row, status=status), reviewer, at, (EN, SOURCE, KEYS))


def edit(unit: Unit, english: str, reviewer: str, at: str) -> Unit:
    """Give the English; the row counts as edited. Without English it is open again."""
    english = " ".join(_text(english, "English").split("\n"))
    if english == unit.row.en:
        return accept(unit, reviewer, at) if english else unit
    if not english:
        row = replace(unit.row, en="", en_engine="", status=ReviewStatus.OPEN)
        return _stamped(unit, row, reviewer, at, (EN,))
    engine, status = (unit.machine.en_engine, ReviewStatus.ACCEPTED) if english == unit.machine.en else (HUMAN, ReviewStatus.EDITED)
    return _stamped(unit, replace(unit.row, en=english, en_engine=engine, status=status), reviewer, at, (EN, SOURCE, KEYS))


def reject(unit: Unit, reviewer: str, at: str) -> Unit:
    """The row is of no use to the corpus."""
    return _stamped(unit, replace(unit.row, status=ReviewStatus.REJECTED), reviewer, at)


def pending(unit: Unit, reviewer: str, at: str) -> Unit:
    """Not decided any more; its English, passage and keys stay as they are."""
    return _stamped(unit, replace(unit.row, status=ReviewStatus.OPEN), reviewer, at)


def reopen(unit: Unit, reviewer: str, at: str) -> Unit:
    """As the program made it; only the comment stays."""
    row = replace(unit.machine, status=ReviewStatus.OPEN, comment=unit.row.comment, reviewer=reviewer, reviewed_at=at)
    return replace(unit, row=row, settled=frozenset(), note="")


def comment(unit: Unit, text: str, reviewer: str, at: str) -> Unit:
    """Say something about the row; who decided it stays who did."""
    row = replace(unit.row, comment=_text(text, "comment"))
    return replace(unit, row=row) if is_decided(row.status) else replace(unit, row=replace(row, reviewer=reviewer, reviewed_at=at))


def relink(unit: Unit, key: str, span: str, passage: str, reviewer: str, at: str) -> Unit:
    """Choose the passage; with an empty key, the sources don't say what the row says.

    Raises:
        InputError: the row has no Japanese that a passage could say.
    """
    if not unit.row.ja.strip():
        raise InputError("a row without Japanese says nothing that a source could say")
    if not key:
        row = replace(unit.row, source_key="", source_span="", source_passage="", score="", verdict=Verdict.UNSUPPORTED)
    else:
        same = (key, passage) == (unit.machine.source_key, unit.machine.source_passage)
        row = replace(unit.row, source_key=key, source_span=span, source_passage=passage, score=unit.machine.score if same else "", verdict=Verdict.SUPPORTED)
    return _stamped(unit, row, reviewer, at, (SOURCE,))


def judge(unit: Unit, verdict: str, reviewer: str, at: str) -> Unit:
    """Say what the passage says of the row.

    Raises:
        InputError: there is no such verdict, or no passage that it could be about.
    """
    allowed = (Verdict.SUPPORTED, Verdict.PARTIAL, Verdict.CONTRADICTED)
    if verdict not in allowed:
        raise InputError("there is no such verdict", where=verdict, choices=[str(v) for v in allowed])
    if not unit.row.source_passage or not unit.row.ja.strip():
        raise InputError("there is no passage to judge by", next_step="Choose one first.")
    return _stamped(unit, replace(unit.row, verdict=Verdict(verdict)), reviewer, at, (SOURCE,))


def keys(unit: Unit, given: str, known: Collection[str], reviewer: str, at: str) -> Unit:
    """Correct the citation keys, joined by ``;``.

    Raises:
        InputError: none is given, or one isn't known.
    """
    wanted = list(dict.fromkeys(k.strip() for k in given.replace(",", ";").split(";") if k.strip()))
    unknown = [k for k in wanted if k not in known]
    if unknown or not wanted:
        raise InputError("there is no such citation key" if unknown else "a row has at least one citation key", where=", ".join(unknown), choices=sorted(known)[:30])
    return _stamped(unit, replace(unit.row, cite_keys=";".join(wanted), key_origin=Origin.REVIEWED.value), reviewer, at, (KEYS,))


def same_as(unit: Unit, other: Unit, reviewer: str, at: str) -> Unit:
    """Decide as a row with the same Japanese was decided.

    Raises:
        InputError: the Japanese is another, or it wasn't decided.
    """
    if unit.row.ja != other.row.ja or not is_decided(other.row.status):
        raise InputError("there is no row with the same Japanese that was decided")
    row = replace(unit.row, en=other.row.en, en_engine=other.row.en_engine, status=other.row.status)
    return _stamped(unit, row, reviewer, at, (EN, SOURCE, KEYS) if other.row.status != ReviewStatus.REJECTED else (EN,))


def merge(first: Unit, second: Unit, base: Mapping[str, Row], reviewer: str, at: str) -> Unit:
    """Two rows that stand together in one.

    Raises:
        InputError: they are of different reports or kinds.
    """
    if first.row.report != second.row.report or first.row.kind != second.row.kind:
        raise InputError(f"a {first.row.kind} and a {second.row.kind} can't be one row")
    pieces = list(first.pieces)
    for piece in second.pieces:
        last = pieces[-1]
        if piece.sentence_id == last.sentence_id and piece.start == last.end:
            pieces[-1] = Piece(last.sentence_id, last.start, piece.end)
        else:
            pieces.append(piece)
    own, position, machine = compose(base, pieces)
    if len(pieces) == 1 and pieces[0] == Piece(own, 0, len(machine.ja)) and not (EN in first.settled or EN in second.settled):
        return Unit(own, position, tuple(pieces), replace(machine, comment="\n".join(c for c in (first.row.comment, second.row.comment) if c)), machine)
    row = replace(
        join(first.row, second.row), sentence_id=own, status=ReviewStatus.OPEN, reviewer=reviewer, reviewed_at=at,
        comment="\n".join(c for c in (first.row.comment, second.row.comment) if c),
    )  # fmt: skip
    return Unit(own, position, tuple(pieces), row, machine, first.settled | second.settled, "\n".join(n for n in (first.note, second.note) if n))


def split(unit: Unit, ja_at: int, en_at: int, base: Mapping[str, Row], reviewer: str, at: str) -> tuple[Unit, Unit]:
    """One row in two, cut at a place in the Japanese and one in the English (code points).

    Raises:
        InputError: a side would have no Japanese.
    """
    text = unit.row.ja
    if not (0 < ja_at < len(text) and text[:ja_at].strip() and text[ja_at:].strip()):
        raise InputError("the Japanese must be cut so that something is on either side", next_step="Put the cursor into the Japanese where the second row begins.")
    if not 0 <= en_at <= len(unit.row.en):
        raise InputError("the place in the English is outside of it")
    left: list[Piece] = []
    right: list[Piece] = []
    passed = 0
    for piece in unit.pieces:
        size = piece.end - piece.start
        cut = min(max(ja_at - passed, 0), size)
        if cut:
            left.append(Piece(piece.sentence_id, piece.start, piece.start + cut))
        if cut < size:
            right.append(Piece(piece.sentence_id, piece.start + cut, piece.end))
        passed += size
    english = unit.row.en[:en_at].strip(), unit.row.en[en_at:].strip()
    made = []
    for pieces, text in ((left, english[0]), (right, english[1])):
        own, position, machine = compose(base, pieces)
        row = overlay(machine, unit.row, unit.settled | {SOURCE})
        same = (row.source_passage, row.verdict) == (machine.source_passage, machine.verdict)
        row = replace(
            row, score=machine.score if same else "", en=text, en_engine=unit.row.en_engine if text else "", status=ReviewStatus.OPEN,
            reviewer=reviewer, reviewed_at=at, comment=unit.row.comment if pieces is left else "", findings="",
        )  # fmt: skip
        made.append(Unit(own, position, tuple(pieces), row, machine, unit.settled | {EN, SOURCE}, unit.note if pieces is left else ""))
    return made[0], made[1]


