"""Tables that users write: TSV with a header line, in any encoding that reports may have."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from align.errors import InputError
from align.read.decode import decode


def rows(path: Path, what: str, needed: Sequence[str], known: Sequence[str] = ()) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows of a table, each with its line number; cells without blanks around them, missing ones empty.

    Args:
        what: what the file is, for messages: ``glossary``.
        needed: columns that it must have.
        known: all columns that mean something.

    Raises:
        InputError: the file can't be read, or a column is missing.
    """
    try:
        text, _ = decode(path.read_bytes(), path)
    except OSError as error:
        raise InputError(f"the {what} can't be read ({error.strerror})", where=path) from None
    csv.field_size_limit(sys.maxsize)
    table = csv.DictReader(text.split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE)
    if not table.fieldnames or not set(needed) <= set(table.fieldnames):
        raise InputError(
            f"the {what} has no columns {' and '.join(needed)}", where=path,
            next_step=f"Its first line names the columns, parted by tabs: {', '.join(known or needed)}.",
        )  # fmt: skip
    for row in table:
        yield table.line_num, {name: (row.get(name) or "").strip() for name in table.fieldnames}
