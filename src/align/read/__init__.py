"""Files to documents. A format is a function from text to blocks, registered by file suffix."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from align.errors import InputError
from align.model.document import Block, Document
from align.read import markdown, plain
from align.read.decode import decode
from align.read.frontmatter import front_matter
from align.read.pages import without_pages

Format = Callable[[str, int, str], tuple[Block, ...]]

FORMATS: Mapping[str, Format] = MappingProxyType(
    {".md": markdown.blocks, ".markdown": markdown.blocks, ".txt": plain.blocks, ".text": plain.blocks}
)

#: Larger files are refused: a report or an article is never as long as this.
MAX_MEGABYTES = 20


def name(path: Path) -> str:
    """The id of the document in a file: its name without the suffix, without what an id can't have."""
    return re.sub(r"[\s:]", "_", path.name[: -len(path.suffix)] if path.suffix else path.name)


def read(path: Path, language: str, *, max_megabytes: float = MAX_MEGABYTES) -> Document:
    """Read a file.

    Raises:
        InputError: the file isn't there, isn't a file, is of no known format, too large, empty, or
            can't be decoded.
    """
    try:
        there, folder = path.exists(), path.is_dir()
    except OSError as error:
        raise InputError(f"the file can't be read ({error.strerror})", where=path) from None
    if not there:
        raise InputError("there is no such file", where=path, next_step="Check the path.")
    if folder:
        raise InputError("this is a folder, not a file", where=path, next_step="Name the files in it.")
    if path.suffix.lower() not in FORMATS:
        raise InputError(
            f"the format {path.suffix or 'without a suffix'} can't be read", where=path, choices=sorted(FORMATS)
        )
    try:
        size = path.stat().st_size
        if size > max_megabytes * 1e6:
            raise InputError(
                f"the file has {size / 1e6:.0f} MB, and {max_megabytes:g} MB is the limit", where=path,
                next_step="Cut it to the part that is cited, or raise `max_megabytes` in align.toml.",
            )  # fmt: skip
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"the file can't be read ({error.strerror})", where=path) from error
    text, encoding = decode(data, path)
    meta, start = front_matter(text, path)
    if not text[start:].strip():
        raise InputError("the file is empty", where=path, next_step="Put the text into it.")
    return Document(
        id=name(path),
        language=language,
        text=text,
        blocks=FORMATS[path.suffix.lower()](without_pages(text, start), start, language),
        digest=hashlib.sha256(data).hexdigest(),
        path=str(path),
        encoding=encoding,
        meta=meta,
    )
