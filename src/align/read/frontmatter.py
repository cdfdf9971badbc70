"""YAML front matter at the head of a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from align.errors import InputError

_FRONT = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)


def front_matter(text: str, path: Path | str) -> tuple[dict[str, Any], int]:
    """What the front matter says, and where the text after it begins.

    A first line of ``---`` that opens no mapping is a thematic break, not front matter.

    Raises:
        InputError: it looks like front matter but isn't valid YAML.
    """
    found = _FRONT.match(text)
    if not found or not re.search(r"^[A-Za-z_][\w-]*:", found["yaml"], re.M):
        return {}, 0
    try:
        values = yaml.safe_load(found["yaml"])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f"{path}, line {mark.line + 2}" if mark else str(path)
        raise InputError(
            "the front matter is not valid YAML", where=line,
            next_step="Put values with a colon or quote in quotation marks, or remove the front matter.",
        ) from error  # fmt: skip
    if not isinstance(values, dict):
        return {}, 0
    return {str(k).lower(): v for k, v in values.items()}, found.end()
