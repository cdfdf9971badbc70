"""The memory of translations on disk: what an engine once answered is never asked again.

SQLite in WAL mode: every answer is committed by itself, so a run that is killed loses nothing it
was told, and two runs may share a memory.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from align.errors import OutputError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS translation (
    engine TEXT NOT NULL,
    variant TEXT NOT NULL,
    ja TEXT NOT NULL,
    en TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (engine, variant, ja)
) WITHOUT ROWID
"""


class Memory:
    """Sentences and what engines made of them. Safe to use from several threads.

    Args:
        path: the database file; made with its folder when it isn't there.

    Raises:
        OutputError: the file can't be opened or is no memory.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=30, check_same_thread=False, isolation_level=None)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.execute(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise self._failed(error) from error

    def _failed(self, error: Exception) -> OutputError:
        return OutputError(
            f"the translation memory can't be used ({error})",
            where=self.path,
            next_step="Check the folder and the disk, move the file away if it is damaged, or name another with --memory.",
        )

    def get(self, engine: str, variant: str, ja: str) -> tuple[str, str] | None:
        """The English and its time, or ``None``."""
        try:
            with self._lock, closing(self._db.execute(
                "SELECT en, at FROM translation WHERE engine = ? AND variant = ? AND ja = ?", (engine, variant, ja)
            )) as rows:  # fmt: skip
                found: tuple[str, str] | None = rows.fetchone()
                return found
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def put(self, engine: str, variant: str, ja: str, en: str, at: str) -> None:
        """Keep an answer; it is on disk when this returns."""
        try:
            with self._lock:
                self._db.execute("INSERT OR REPLACE INTO translation VALUES (?, ?, ?, ?, ?)", (engine, variant, ja, en, at))
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def __len__(self) -> int:
        with self._lock:
            return int(self._db.execute("SELECT count(*) FROM translation").fetchone()[0])

    def close(self) -> None:
        with self._lock:
            self._db.close()
