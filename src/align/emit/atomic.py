"""Writing that is done or not done: a reader never sees half a file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from align.errors import OutputError


def prepare(folder: Path) -> None:
    """Make the folder and prove that it can be written, before the work begins.

    Raises:
        OutputError: it can't.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".align-"):
            pass
    except OSError as error:
        raise _failed(folder, error) from error


def write_bytes(path: Path, data: bytes) -> None:
    """Write ``data`` to a temporary file beside ``path`` and put it in its place.

    Raises:
        OutputError: it can't be written; what was at ``path`` is untouched.
    """
    temporary = None
    try:
        path = path.resolve()  # a link stays one
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)  # a pipe, or a device
            return
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise _failed(path, error) from error
    finally:
        if temporary:
            temporary.unlink(missing_ok=True)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _failed(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"the output can't be written ({error.strerror})", where=path,
        next_step="Free space or choose another folder with --out; what was there before is untouched.",
    )  # fmt: skip
