"""The file formats of a corpus beside TSV, by name. A module is imported when its format is asked for."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from align.emit.formats.format import Corpus, Edited, Format
from align.errors import SettingsError

__all__ = ["NAMES", "Corpus", "Edited", "Format", "by_name", "by_suffix"]

NAMES = ("tsv", "tmx", "xliff", "xliff2", "xlsx", "jsonl", "moses", "html")


def by_name(name: str) -> Format:
    """The format of that name.

    Raises:
        SettingsError: there is no such format.
    """
    if name not in NAMES:
        raise SettingsError("there is no such format", where=name, choices=NAMES)
    found: Format = import_module(f"align.emit.formats.{name}").FORMAT
    return found


def by_suffix(path: Path) -> Format:
    """The format that files with such a suffix have.

    Raises:
        SettingsError: no format has such a suffix.
    """
    formats = [by_name(n) for n in NAMES]
    for one in formats:
        if path.name.lower().endswith(one.suffix):
            return one
    raise SettingsError("the suffix of the file says no format", where=path, choices=[f.suffix for f in formats])
