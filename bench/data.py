"""Evaluation sets on disk."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path


def rows(path: Path) -> list[dict[str, str]]:
    """Rows of a TSV with a header line; quotes mean nothing."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


def pair_sets(folder: Path) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Every set of pairs in the sub-folders: its name and its rows with both sides filled."""
    for path in sorted([*folder.glob("*/segments.tsv"), *folder.glob("*/pairs.tsv")]):
        found = [r for r in rows(path) if r.get("ja", "").strip() and r.get("en", "").strip()]
        if found:
            yield path.parent.name, found


def sentence_sets(folder: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Every set of Japanese sentences: its name and its documents, each a list of sentences."""
    for path in sorted(folder.glob("*/*.txt")):
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        yield f"{path.parent.name}/{path.stem}", [[line for line in lines if line]]
    for path in sorted(folder.glob("*/*.tsv")):
        found = rows(path)
        if found and "ja" in found[0] and "en" not in found[0]:
            documents: dict[str, list[str]] = {}
            for r in found:
                documents.setdefault(r.get("doc", ""), []).append(r["ja"].strip())
            yield f"{path.parent.name}/{path.stem}", list(documents.values())
