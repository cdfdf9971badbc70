"""The memory of translations on disk: what an engine once answered is never asked again.

SQLite in WAL mode: every batch of answers is committed by itself, so a run that is killed loses
nothing it was told, and several runs may share a memory.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from align.errors import OutputError
from align.translate import near

_VERSION = 2
_SCHEMA = """
CREATE TABLE IF NOT EXISTS segment (
    id INTEGER PRIMARY KEY,
    engine TEXT NOT NULL,
    variant TEXT NOT NULL,
    ja TEXT NOT NULL,
    en TEXT NOT NULL,
    at TEXT NOT NULL,
    shape TEXT NOT NULL,
    UNIQUE (ja, engine, variant)
);
CREATE INDEX IF NOT EXISTS segment_shape ON segment (shape) WHERE shape <> '';
CREATE TABLE IF NOT EXISTS near (key INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (key, id)) WITHOUT ROWID;
"""
#: Answers of a person; they outrank those of every engine.
REVIEWED = "reviewed"
#: So many sentences are compared with the wanted one at most, those that share the most keys.
_COMPARED = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence and its translation.

    Attributes:
        engine: who gave it; ``reviewed`` for a person.
        variant: see :class:`align.translate.engine.Spec`.
        at: when, ISO 8601 in UTC.
    """

    engine: str
    variant: str
    ja: str
    en: str
    at: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What the memory has for a sentence that wasn't asked of this engine.

    Attributes:
        kind: ``exact``; ``figures``: it differed in figures only, and they were put in; ``fuzzy``: it is like it.
        text: the English.
        similarity: of the two Japanese sentences, 0 to 1.
        entry: where it comes from.
    """

    kind: str
    text: str
    similarity: float
    entry: Entry


class Memory:
    """Sentences and what engines made of them. Safe to use from several threads and processes.

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
            self._prepare()
        except (OSError, sqlite3.Error) as error:
            raise self._failed(error) from error

    def _prepare(self) -> None:
        [version] = self._db.execute("PRAGMA user_version").fetchone()
        if version > _VERSION:
            raise sqlite3.DatabaseError(f"it was made by a newer release, format {version}")
        if version == _VERSION:
            return
        old: list[tuple[str, ...]] = []
        if self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'translation'").fetchone():
            old = self._db.execute("SELECT engine, variant, ja, en, at FROM translation").fetchall()
        self._db.executescript(_SCHEMA)
        self._write([Entry(*row) for row in old])
        self._db.execute(f"PRAGMA user_version = {_VERSION}")

    def _failed(self, error: Exception) -> OutputError:
        return OutputError(
            f"the translation memory can't be used ({error})",
            where=self.path,
            next_step="Check the folder and the disk, move the file away if it is damaged, or name another with --memory.",
        )

    def _rows(self, query: str, values: Sequence[object]) -> list[tuple[str, ...]]:
        try:
            with self._lock, closing(self._db.execute(query, values)) as rows:
                found: list[tuple[str, ...]] = rows.fetchall()
                return found
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def find(self, engine: str, variant: str, ja: str) -> Entry | None:
        """What the engine answered; a reviewed translation wins over it."""
        rows = self._rows(
            "SELECT engine, variant, ja, en, at FROM segment WHERE ja = ? AND ((engine = ? AND variant = ?) OR engine = ?)", (ja, engine, variant, REVIEWED)
        )
        return min((Entry(*r) for r in rows), key=lambda e: e.engine != REVIEWED, default=None)

    def get(self, engine: str, variant: str, ja: str) -> tuple[str, str] | None:
        """The English and its time, or ``None``; as :meth:`find`."""
        found = self.find(engine, variant, ja)
        return (found.en, found.at) if found else None

    def put(self, engine: str, variant: str, ja: str, en: str, at: str) -> None:
        """Keep an answer; it is on disk when this returns."""
        self.put_many([Entry(engine, variant, ja, en, at)])

    def put_many(self, entries: Iterable[Entry]) -> None:
        """Keep answers, all of them or none; they are on disk when this returns."""
        try:
            with self._lock:
                self._write(entries)
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def _write(self, entries: Iterable[Entry]) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            for e in entries:
                known = self._db.execute("SELECT id FROM segment WHERE ja = ? AND engine = ? AND variant = ?", (e.ja, e.engine, e.variant)).fetchone()
                if known:
                    self._db.execute("UPDATE segment SET en = ?, at = ? WHERE id = ?", (e.en, e.at, known[0]))
                    continue
                number = self._db.execute(
                    "INSERT INTO segment (engine, variant, ja, en, at, shape) VALUES (?, ?, ?, ?, ?, ?)", (e.engine, e.variant, e.ja, e.en, e.at, near.shape(e.ja))
                ).lastrowid
                self._db.executemany("INSERT OR IGNORE INTO near VALUES (?, ?)", [(key, number) for key in near.keys(e.ja)])
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:  # of a full disk, SQLite has rolled back itself
                self._db.execute("ROLLBACK")
            raise

    def offer(self, ja: str, least: float = 0.75) -> Offer | None:
        """The best that the memory has for a sentence, whoever gave it.

        Args:
            least: similarity of a fuzzy match, 0 to 1; above 1 none is looked for.
        """
        columns = "engine, variant, ja, en, at"
        exact = [Entry(*r) for r in self._rows(f"SELECT {columns} FROM segment WHERE ja = ?", (ja,))]
        if exact:
            best = min(exact, key=_rank)
            return Offer("exact", best.en, 1.0, best)
        form = near.shape(ja)
        if form:
            alike = sorted((Entry(*r) for r in self._rows(f"SELECT {columns} FROM segment WHERE shape = ? AND shape <> '' LIMIT 50", (form,))), key=_rank)
            for entry in alike:
                text = near.with_figures(entry.ja, entry.en, ja)
                if text:
                    return Offer("figures", text, fuzz.ratio(ja, entry.ja) / 100, entry)
        if least > 1:
            return None
        wanted = near.keys(ja)
        marks = ",".join("?" * len(wanted))
        found = [Entry(*r) for r in self._rows(
            f"SELECT {columns} FROM segment WHERE id IN (SELECT id FROM near WHERE key IN ({marks}) GROUP BY id ORDER BY count(*) DESC LIMIT {_COMPARED})", wanted
        )]  # fmt: skip
        flat = near.plain(ja)
        scored = [(fuzz.ratio(flat, near.plain(e.ja)) / 100, e) for e in found]
        if not scored:
            return None
        score, entry = min(scored, key=lambda s: (-s[0], _rank(s[1])))
        return Offer("fuzzy", entry.en, score, entry) if score >= least else None

    def entries(self) -> Iterator[Entry]:
        """Everything, in the order in which it came."""
        for row in self._rows("SELECT engine, variant, ja, en, at FROM segment ORDER BY id", ()):
            yield Entry(*row)

    def __len__(self) -> int:
        return int(self._rows("SELECT count(*) FROM segment", ())[0][0])

    def close(self) -> None:
        with self._lock:
            self._db.close()


def _rank(entry: Entry) -> tuple[int, str]:
    """Reviewed before engines, later before earlier (by the complement of the time's characters)."""
    return (entry.engine != REVIEWED, "".join(chr(0x10FFFF - ord(c)) for c in entry.at))
