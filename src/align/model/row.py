"""The one schema that every output is written from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from align.errors import InputError
from align.model.citation import Origin
from align.model.document import Kind
from align.model.match import Verdict

_FINDING = re.compile(r"(error|warning|info):[a-z][a-z-]*$")
_SCORE = re.compile(r"(0\.\d{3}|1\.000)?$")
_SPAN = re.compile(r"(\d+(-\d+)?)?$")
_ID = re.compile(r"[^:\s]+:[0-9a-f]{10}$")


@dataclass(frozen=True, slots=True)
class Row:
    """One unit of the corpus, in the columns of the TSV and in their order. All values are text,
    except ``n``; what a column holds is said in the README."""

    sentence_id: str
    report: str
    n: int
    section: str
    kind: str
    ja: str
    en: str
    en_engine: str
    cite_keys: str
    cite_labels: str
    key_origin: str
    source_key: str
    source_span: str
    source_passage: str
    score: str
    verdict: str
    findings: str
    status: str = ""
    reviewer: str = ""
    reviewed_at: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class MatchRow:
    """One pair of a sentence and a key it cites, as in ``<report>.matches.tsv``."""

    sentence_id: str
    cite_key: str
    label: str
    source_file: str
    source_span: str
    source_passage: str
    score: str
    verdict: str
    evidence: str


class ReviewStatus(StrEnum):
    """What a person has decided of a row.

    ``rejected``: the row is of no use to the corpus. ``recheck``: it was decided, and the sentence or its source
    has changed since.
    """

    OPEN = ""
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"
    RECHECK = "recheck"


COLUMNS = tuple(f.name for f in fields(Row))
MATCH_COLUMNS = tuple(f.name for f in fields(MatchRow))


def check_row(row: Row, where: str) -> None:
    """Check one row against the schema.

    Raises:
        InputError: a value is not one that its column can have.
    """

    def bad(column: str, rule: str) -> InputError:
        return InputError(
            f"column {column} has {getattr(row, column)!r}, which is not {rule}",
            where=where,
            next_step="Correct that cell, or build the corpus again with `align run`.",
        )

    if not _ID.match(row.sentence_id) or not row.sentence_id.startswith(row.report + ":"):
        raise bad("sentence_id", "the report's id, a colon and ten hexadecimal digits")
    if row.n < 1:
        raise bad("n", "a number from 1")
    if row.kind not in {k.value for k in Kind}:
        raise bad("kind", "one of " + ", ".join(Kind))
    if not row.ja.strip() and not (row.source_passage.strip() and row.verdict == Verdict.OWN):
        raise bad("ja", "text")  # only English that stands alone in an aligned pair has none
    if row.key_origin not in {o.value for o in Origin}:
        raise bad("key_origin", "one of " + ", ".join(Origin))
    if not row.cite_keys:
        raise bad("cite_keys", "one or more citation keys")
    if row.verdict not in {v.value for v in Verdict}:
        raise bad("verdict", "one of " + ", ".join(Verdict))
    if not _SCORE.match(row.score):
        raise bad("score", "a probability with three decimals")
    if not _SPAN.match(row.source_span):
        raise bad("source_span", "sentence numbers such as 12-13")
    if bool(row.source_span) != bool(row.source_key and row.source_passage):
        raise bad("source_span", "given together with source_key and source_passage")
    if row.status not in {s.value for s in ReviewStatus}:
        raise bad("status", "one of " + ", ".join(s or "(empty)" for s in ReviewStatus))
    for item in row.findings.split(";") if row.findings else ():
        if not _FINDING.match(item):
            raise bad("findings", "a list such as error:number-mismatch;info:draft")


def row_from(values: Mapping[str, str], where: str) -> Row:
    """Build and check a row from the text of its columns.

    Raises:
        InputError: ``n`` is no number, or a value is not one that its column can have.
    """
    if not values["n"].isdecimal():
        raise InputError(f"column n has {values['n']!r}, which is not a number", where=where)
    row = Row(**{**values, "n": int(values["n"])})  # type: ignore[arg-type]
    check_row(row, where)
    return row
