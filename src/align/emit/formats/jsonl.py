"""JSON Lines: a JSON object (RFC 8259) a line, UTF-8, every column."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from align.emit.formats.files import content, unique
from align.emit.formats.format import Corpus, Edited, Format
from align.errors import InputError

_CHANGEABLE = ("en", "status", "comment")
_READ = ("sentence_id", "ja", "reviewed_at", *_CHANGEABLE)
_SURROGATE = re.compile("[\ud800-\udfff]")


def write(corpus: Corpus) -> bytes:
    return "".join(json.dumps(asdict(r), ensure_ascii=False) + "\n" for r in corpus.rows).encode("utf-8")


def _values(line: str, path: Path, place: str) -> dict[str, str]:
    """The columns of a line that are read. One that isn't there has nothing to say."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not found.get("sentence_id"):
        raise InputError(f"{place} is no JSON object with a sentence_id", where=path, next_step="Write one object a line, as the exported file has them.")
    values = {k: found[k] for k in _READ if k in found}
    for name, value in values.items():
        if not isinstance(value, str):
            raise InputError(f"{name} isn't text in {place}", where=path, next_step="Put the value in quotation marks.")
    return {k: _SURROGATE.sub("\ufffd", v) for k, v in values.items()}  # an escape can name half a character


def _lines(text: str, path: Path) -> Iterator[Edited]:
    for n, line in enumerate(text.split("\n"), 1):
        if line.strip():
            values = _values(line, path, f"line {n}")
            changed = {k: v for k, v in values.items() if k in _CHANGEABLE}
            yield Edited(values["sentence_id"], changed, values.get("ja"), values.get("reviewed_at"), f"line {n}")


def read(path: Path) -> list[Edited]:
    try:
        text = content(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("the file is not UTF-8", where=path, next_step="Save it as UTF-8.") from None
    return unique(_lines(text, path), path)


FORMAT = Format("jsonl", ".jsonl", "for programs: a JSON object a line, every column", write, read)
