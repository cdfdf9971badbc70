"""The memory of translations: what an engine once answered is never asked again.

A SQLite file in WAL mode by default, or a database of a team by its address. Every batch of answers
is committed by itself, so a run that is killed loses nothing it was told, and several runs may share a memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rapidfuzz import fuzz

from align import database
from align.errors import OutputError
from align.translate import near, oldmemory

_VERSION = 3
_META = sa.MetaData()
_FORMAT = sa.Table("tm_format", _META, sa.Column("version", sa.Integer, primary_key=True))
_SEGMENT = sa.Table(
    "tm_segment", _META,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("digest", sa.BigInteger, nullable=False, unique=True),
    sa.Column("ja_digest", sa.BigInteger, nullable=False, index=True),
    sa.Column("shape_digest", sa.BigInteger, index=True),
    *(sa.Column(name, sa.Text, nullable=False) for name in ("engine", "variant", "context", "ja", "en", "at")),
)  # fmt: skip
_NEAR = sa.Table(
    "tm_near", _META,
    sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("digest", sa.BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)  # fmt: skip
_ENTRY = (_SEGMENT.c.engine, _SEGMENT.c.variant, _SEGMENT.c.ja, _SEGMENT.c.en, _SEGMENT.c.at, _SEGMENT.c.context)
#: Answers of a person; they outrank those of every engine.
REVIEWED = "reviewed"
#: So many sentences are compared with the wanted one at most, those that share the most keys.
_COMPARED = 60
#: Entries that are looked up and written together.
_CHUNK = 500
#: So often a write is tried again when another run has just written the same.
_RACES = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence and its translation.

    Attributes:
        engine: who gave it; ``reviewed`` for a person.
        variant: see :class:`align.translate.engine.Spec`.
        at: when, ISO 8601 in UTC.
        context: of reviewed ones: what stands around the sentence, see :func:`align.translate.near.context`.
    """

    engine: str
    variant: str
    ja: str
    en: str
    at: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What the memory has for a sentence that wasn't asked of this engine.

    Attributes:
        kind: ``context``: the sentence between the same sentences; ``exact``: the sentence; ``figures``: it differed
            in figures only, and they were put in; ``fuzzy``: it is like it.
        text: the English.
        similarity: of the two Japanese sentences, 0 to 1.
        entry: where it comes from.
    """

    kind: str
    text: str
    similarity: float
    entry: Entry


def _digest(*texts: str) -> int:
    """A signed 64-bit number that stands for texts; two of a million pairs share one with a chance of 1 in 30 million."""
    return int.from_bytes(hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).digest()[:8], "big", signed=True)


def _values(e: Entry) -> dict[str, Any]:
    shape = near.shape(e.ja)
    return {
        "digest": _digest(e.ja, e.engine, e.variant, e.context), "ja_digest": _digest(e.ja), "shape_digest": _digest(shape) if shape else None,
        "engine": e.engine, "variant": e.variant, "context": e.context, "ja": e.ja, "en": e.en.replace("\0", "\ufffd"), "at": e.at,
    }  # fmt: skip


class Memory:
    """Sentences and what engines made of them. Safe to use from several threads and processes.

    Args:
        where: a file, made with its folder when it isn't there, or the address of a database.

    Raises:
        OutputError: the database can't be opened or is no memory. SettingsError: its address makes no sense.
    """

    def __init__(self, where: str | Path) -> None:
        self.where = database.shown(where)
        self._db = database.connect(where)
        self._reading = database.reading(self._db)
        try:
            self._prepare()
        except database.ERRORS as error:
            self._db.dispose()
            raise self._failed(error) from None
        except OutputError:
            self._db.dispose()
            raise

    def _prepare(self) -> None:
        tables = set(sa.inspect(self._reading).get_table_names())
        old = oldmemory.tables(tables)
        if _FORMAT.name in tables and not old:
            with self._reading.connect() as db:
                version = db.execute(sa.select(sa.func.max(_FORMAT.c.version))).scalar() or 0
            if version > _VERSION:
                raise OutputError(f"the translation memory was made by a newer release, format {version}", where=self.where, next_step="Update this program.")
            return
        try:
            with self._db.begin() as db:
                _META.create_all(db)
                if not db.execute(sa.select(_FORMAT)).first():
                    db.execute(sa.insert(_FORMAT), {"version": _VERSION})
                rows = (Entry(*row) for table in old for row in oldmemory.rows(db, table))
                while chunk := list(islice(rows, _CHUNK)):
                    self._write(db, chunk)
                oldmemory.drop(db, old)
        except (sa.exc.IntegrityError, sa.exc.ProgrammingError, sa.exc.OperationalError):
            # Another run has made the tables in the meantime.
            if _FORMAT.name not in sa.inspect(self._reading).get_table_names():
                raise

    def _failed(self, error: Exception) -> OutputError:
        return OutputError(
            f"the translation memory can't be used ({database.reason(error)})",
            where=self.where,
            next_step="Check the folder and the disk, or the server; move the file away if it is damaged, or name another with --memory.",
        )

    def _rows(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        try:
            with self._reading.connect() as db:
                return db.execute(query).all()
        except database.ERRORS as error:
            raise self._failed(error) from None

    def _known(self, texts: Iterable[str]) -> dict[str, list[Entry]]:
        """All entries of sentences. They are asked for by the hundred: a server may be far away."""
        known: dict[str, list[Entry]] = {text: [] for text in texts}
        digests = sorted(set(map(_digest, known)))
        for at in range(0, len(digests), _CHUNK):
            some = digests[at : at + _CHUNK]
            for row in self._rows(sa.select(*_ENTRY).where(_SEGMENT.c.ja_digest.in_(some) if len(some) > 1 else _SEGMENT.c.ja_digest == some[0])):
                entry = _entry(row)
                if entry.ja in known:
                    known[entry.ja].append(entry)
        return known

    def find_many(self, engine: str, wanted: Sequence[tuple[str, str, str]]) -> list[Entry | None]:
        """What the engine answered, for a variant, a sentence and its context each.

        A reviewed translation wins over it, first of all one from the same context.
        """
        known = self._known(ja for _, ja, _ in wanted)
        return [
            min((e for e in known[ja] if e.engine == REVIEWED or (e.engine == engine and e.variant == variant)), key=lambda e: _rank(e, context), default=None)
            for variant, ja, context in wanted
        ]

    def find(self, engine: str, variant: str, ja: str, context: str = "") -> Entry | None:
        """As :meth:`find_many`, of one sentence."""
        return self.find_many(engine, [(variant, ja, context)])[0]

    def get(self, engine: str, variant: str, ja: str) -> tuple[str, str] | None:
        """The English and its time, or ``None``; as :meth:`find`."""
        found = self.find(engine, variant, ja)
        return (found.en, found.at) if found else None

    def put(self, engine: str, variant: str, ja: str, en: str, at: str) -> None:
        """Keep an answer; it is on disk when this returns."""
        self.put_many([Entry(engine, variant, ja, en, at)])

    def put_many(self, entries: Iterable[Entry]) -> None:
        """Keep answers, all of them or none; they are on disk when this returns."""
        kept = list(entries)
        for left in reversed(range(_RACES)):
            try:
                with self._db.begin() as db:
                    for at in range(0, len(kept), _CHUNK):
                        self._write(db, kept[at : at + _CHUNK])
                return
            except sa.exc.IntegrityError as error:
                if not left:
                    raise self._failed(error) from None
            except database.ERRORS as error:
                raise self._failed(error) from None

    @staticmethod
    def _write(db: sa.Connection, entries: Sequence[Entry]) -> None:
        values = {v["digest"]: v for v in map(_values, entries)}
        known = set(db.execute(sa.select(_SEGMENT.c.digest).where(_SEGMENT.c.digest.in_(values))).scalars())
        again = [{"wanted": d, "en": v["en"], "at": v["at"]} for d, v in values.items() if d in known]
        if again:
            db.execute(sa.update(_SEGMENT).where(_SEGMENT.c.digest == sa.bindparam("wanted")).values(en=sa.bindparam("en"), at=sa.bindparam("at")), again)
        new: list[Mapping[str, Any]] = [v for d, v in values.items() if d not in known]
        if new:
            db.execute(sa.insert(_SEGMENT), new)
            db.execute(sa.insert(_NEAR), [{"key": key, "digest": v["digest"]} for v in new for key in near.keys(v["ja"])])

    def remove(self, entries: Iterable[Entry]) -> None:
        """Forget entries, whatever their English and time."""
        digests = [_digest(e.ja, e.engine, e.variant, e.context) for e in entries]
        try:
            with self._db.begin() as db:
                for at in range(0, len(digests), _CHUNK):
                    for table in (_SEGMENT, _NEAR):
                        db.execute(sa.delete(table).where(table.c.digest.in_(digests[at : at + _CHUNK])))
        except database.ERRORS as error:
            raise self._failed(error) from None

    def offer(self, ja: str, least: float = 0.75, context: str = "") -> Offer | None:
        """As :meth:`offer_many`, of one sentence."""
        return self.offer_many([(ja, context)], least)[0]

    def offer_many(self, wanted: Sequence[tuple[str, str]], least: float = 0.75) -> list[Offer | None]:
        """The best that the memory has, whoever gave it.

        Args:
            wanted: sentences, and what stands around each.
            least: similarity of a fuzzy match, 0 to 1; above 1 none is looked for.
        """
        known = self._known(ja for ja, _ in wanted)
        return [self._offer(ja, context, least, known[ja]) for ja, context in wanted]

    def _offer(self, ja: str, context: str, least: float, exact: Sequence[Entry]) -> Offer | None:
        if exact:
            best = min(exact, key=lambda e: _rank(e, context))
            return Offer("context" if context and best.context == context else "exact", best.en, 1.0, best)
        form = near.shape(ja)
        if form:
            alike = [_entry(r) for r in self._rows(sa.select(*_ENTRY).where(_SEGMENT.c.shape_digest == _digest(form)).limit(50))]
            for entry in sorted(alike, key=_rank):
                text = near.with_figures(entry.ja, entry.en, ja) if near.shape(entry.ja) == form else None
                if text:
                    return Offer("figures", text, fuzz.ratio(ja, entry.ja) / 100, entry)
        if least > 1:
            return None
        sharing = (
            sa.select(_NEAR.c.digest).where(_NEAR.c.key.in_(near.keys(ja))).group_by(_NEAR.c.digest).order_by(sa.func.count().desc()).limit(_COMPARED)
        )
        digests = [r[0] for r in self._rows(sharing)]
        found = [_entry(r) for r in self._rows(sa.select(*_ENTRY).where(_SEGMENT.c.digest.in_(digests)))] if digests else []
        flat = near.plain(ja)
        scored = [(fuzz.ratio(flat, near.plain(e.ja)) / 100, e) for e in found]
        if not scored:
            return None
        score, entry = min(scored, key=lambda s: (-s[0], _rank(s[1])))
        return Offer("fuzzy", entry.en, score, entry) if score >= least else None

    def entries(self) -> Iterator[Entry]:
        """Everything, in the order in which it came."""
        for row in self._rows(sa.select(*_ENTRY).order_by(_SEGMENT.c.id)):
            yield _entry(row)

    def __len__(self) -> int:
        return int(self._rows(sa.select(sa.func.count()).select_from(_SEGMENT))[0][0])

    def close(self) -> None:
        self._db.dispose()


def _entry(row: Any) -> Entry:
    return Entry(*row)


def _rank(entry: Entry, context: str = "") -> tuple[bool, bool, str]:
    """Reviewed before engines, the same context before others, later before earlier (by the complement of the time's characters)."""
    same = bool(context) and entry.context == context
    return (entry.engine != REVIEWED, not same, "".join(chr(0x10FFFF - ord(c)) for c in entry.at))
