"""The files of a corpus: one set per report, and those for all reports."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from align.emit import bibliography, signature, tsv
from align.emit.atomic import write_bytes
from align.errors import InputError
from align.model.citation import Reference, Source
from align.model.document import Document
from align.model.row import MatchRow, Row


class Options(Protocol):
    """The settings that writing needs."""

    @property
    def encoder(self) -> str: ...
    @property
    def encoder_prefix(self) -> str: ...
    @property
    def out(self) -> Path: ...
    @property
    def engine(self) -> str: ...
    @property
    def spreadsheet(self) -> bool: ...
    @property
    def max_megabytes(self) -> float: ...


def write_report(
    options: Options, document: Document, references: Sequence[Reference], sources: Mapping[str, Source],
    rows: Sequence[Row], matches: Sequence[MatchRow], details: Iterable[Mapping[str, object]], digests: Mapping[str, str],
) -> None:  # fmt: skip
    """Write the files of one report.

    Raises:
        OutputError: a file can't be written.
    """
    def at(suffix: str) -> Path:
        return options.out / f"{document.id}.{suffix}"

    tsv.write_rows(at("tsv"), rows, spreadsheet=options.spreadsheet)
    tsv.write_matches(at("matches.tsv"), matches, spreadsheet=options.spreadsheet)
    bibliography.write_references(at("references.tsv"), document.id, references, sources, spreadsheet=options.spreadsheet)
    write_details(at("details.jsonl"), details)
    settings: dict[str, object] = {"spreadsheet": options.spreadsheet, "max_megabytes": options.max_megabytes, "encoder": Path(options.encoder).name or "static"}
    if options.encoder_prefix:
        settings["encoder_prefix"] = options.encoder_prefix
    inputs = {Path(document.path).name: document.digest, **digests}
    signature.write(at("signature.json"), inputs, settings, options.engine)


def write_details(path: Path, details: Iterable[Mapping[str, object]]) -> None:
    """Write what stands behind the rows of a report, one a line.

    Raises:
        OutputError: the file can't be written.
    """
    write_bytes(path, "".join(json.dumps(d, ensure_ascii=False, sort_keys=True) + "\n" for d in details).encode("utf-8"))


def write_corpus(options: Options, rows: Sequence[Row], references: Iterable[Reference]) -> None:
    """Write ``corpus.tsv`` and ``references.bib`` for all reports.

    Raises:
        OutputError: a file can't be written.
    """
    tsv.write_rows(options.out / "corpus.tsv", rows, spreadsheet=options.spreadsheet)
    bibliography.write_bib(options.out / "references.bib", references)


def read_details(out: Path, sentence_id: str) -> dict[str, object]:
    """What was written about one sentence.

    Raises:
        InputError: there is no such report or sentence in the folder.
    """
    report, _, digest = sentence_id.partition(":")
    path = out / f"{report}.details.jsonl"
    known = sorted(p.name.removesuffix(".details.jsonl") for p in out.glob("*.details.jsonl")) if out.is_dir() else []
    if not digest or report not in known:
        raise InputError(
            "there is no such report in the corpus", where=f"{sentence_id} in {out}", choices=known,
            next_step="The id stands in the column sentence_id: REPORT:DIGEST." if known else "Build the corpus with `align run`.",
        )  # fmt: skip
    try:
        for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
            entry: dict[str, object] = json.loads(line)
            if entry["sentence_id"] == sentence_id:
                return entry
    except OSError as error:
        raise InputError(f"the file can't be read ({error.strerror})", where=path) from None
    except (ValueError, KeyError, TypeError):
        raise InputError("the file is not one that this release writes", where=path, next_step="Build the corpus again with `align run`.") from None
    raise InputError("the report has no such sentence", where=sentence_id, next_step=f"Look it up in {out / (report + '.tsv')}.")
