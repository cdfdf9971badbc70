"""What a run built, as the review reads it: rows as the program made them, with what stands behind them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from align.errors import InputError
from align.model.row import Row


@dataclass(frozen=True, slots=True)
class Build:
    """One report of the corpus.

    Attributes:
        digest: of the files it comes from.
        rows: in order, without anything of an earlier review.
        details: by sentence id: candidates, findings with their places.
    """

    report: str
    digest: str
    rows: Sequence[Row]
    details: Mapping[str, Mapping[str, Any]]


def reports(out: Path) -> list[Path]:
    """The files of a corpus that hold a report each.

    Raises:
        InputError: there is none.
    """
    known = {p.name.removesuffix(".details.jsonl") for p in out.glob("*.details.jsonl")} if out.is_dir() else set()
    found = [out / f"{name}.details.jsonl" for name in sorted(known)]
    if not found:
        raise InputError("there is no corpus", where=out, next_step="Build it with `align run`, or name its folder with --out.")
    return found


def read(path: Path) -> Build:
    """Read one report.

    Raises:
        InputError: the file isn't what a run writes.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"the file can't be read ({error.strerror})", where=path) from None
    digest = hashlib.sha256(data).hexdigest()
    details: dict[str, Mapping[str, Any]] = {}
    rows = []
    try:
        for line in data.decode("utf-8").split("\n")[:-1]:
            entry = json.loads(line)
            rows.append(_plain(Row(**entry.pop("row"))))
            details[rows[-1].sentence_id] = {name: entry[name] for name in ("matches", "findings", "context", "translation")}
    except (ValueError, KeyError, TypeError):
        raise InputError("the file is not one that this release writes", where=path, next_step="Build the corpus again with `align run`.") from None
    return Build(path.name.removesuffix(".details.jsonl"), digest, rows, details)


def _plain(row: Row) -> Row:
    return replace(row, status="", reviewer="", reviewed_at="", comment="")
