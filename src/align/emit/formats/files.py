"""What the formats share that has nothing to do with their content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from align.emit.formats.format import Edited
from align.errors import InputError

#: The first moment that an entry of a ZIP file can have.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def content(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: it can't be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"the file can't be read ({error.strerror})", where=path, next_step="Check the path of the file.") from None


def unique(found: Iterable[Edited], path: Path) -> list[Edited]:
    """The rows of a file as they are, if none is there twice.

    Raises:
        InputError: two have the same ``sentence_id``.
    """
    rows: dict[str, Edited] = {}
    for one in found:
        first = rows.setdefault(one.sentence_id, one)
        if first is not one:
            raise InputError(
                f"sentence {one.sentence_id} is in the file twice, at {first.place} and at {one.place}",
                where=path, next_step="Keep the one that is right and delete the other.",
            )  # fmt: skip
    return list(rows.values())


def archive(entries: Mapping[str, bytes]) -> bytes:
    """A ZIP file whose bytes depend on its content alone."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, data in entries.items():
            info = ZipInfo(name, _MOMENT)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 3  # Unix, on whichever system it is written
            info.external_attr = 0o644 << 16
            file.writestr(info, data)
    return out.getvalue()
