"""Where a database is: a file, or an address. Told without the library for databases, which takes its time to load."""

from __future__ import annotations

from pathlib import Path


def is_url(where: str | Path) -> bool:
    """Whether a database is named by address and not by file."""
    return "://" in str(where)


def exists(where: str | Path) -> bool:
    """Whether there is something to open; of a server, only opening tells."""
    try:
        return is_url(where) or Path(where).exists()
    except OSError:
        return True  # opening it tells what is wrong
