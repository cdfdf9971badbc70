"""Memories of earlier releases, which were SQLite files with other tables."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import sqlalchemy as sa

_CHUNK = 2000


def tables(names: Collection[str]) -> list[str]:
    """Which of the tables hold translations in an earlier format."""
    return [n for n in ("translation", "segment") if n in names]


def rows(db: sa.Connection, table: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Engine, variant, Japanese, English and time of each entry."""
    place = "id" if table == "segment" else None
    if place is None:  # the first format had few entries and no number
        yield from (tuple(r) for r in db.exec_driver_sql("SELECT engine, variant, ja, en, at FROM translation").all())
        return
    last = 0
    while chunk := db.exec_driver_sql("SELECT id, engine, variant, ja, en, at FROM segment WHERE id > ? ORDER BY id LIMIT ?", (last, _CHUNK)).all():
        yield from (tuple(r[1:]) for r in chunk)
        last = chunk[-1][0]


def drop(db: sa.Connection, names: Collection[str]) -> None:
    """Remove what was taken over; an earlier release then refuses the file."""
    for name in (*names, *(("near",) if "segment" in names else ())):
        db.exec_driver_sql(f"DROP TABLE {name}")
    if names:
        db.exec_driver_sql("PRAGMA user_version = 3")
