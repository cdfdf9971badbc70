"""Databases: a SQLite file by default, or any address that SQLAlchemy knows, such as a team's PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa

from align.address import is_url
from align.errors import OutputError, SettingsError

#: Errors of a database that are not faults of the program.
ERRORS = (OSError, sa.exc.SQLAlchemyError, UnicodeEncodeError)
#: Connections that only read say so; of those that write, one at a time has SQLite's lock from its first statement on.
READS = "align_reads"
_DRIVERS = {"postgresql": "postgresql+pg8000", "postgres": "postgresql+pg8000"}


def shown(where: str | Path) -> str:
    """A name of the database for messages and records, without its password."""
    if not is_url(where):
        return str(where)
    try:
        return sa.make_url(str(where)).render_as_string(hide_password=True)
    except (sa.exc.ArgumentError, ValueError, TypeError):
        return _scheme(where)


def _scheme(where: str | Path) -> str:
    return str(where).partition("://")[0] + "://…"


def reason(error: Exception) -> str:
    """Why a database failed, without the statement and its values."""
    cause: object = getattr(error, "orig", None) or error
    args = getattr(cause, "args", ())
    if args and isinstance(args[0], dict):  # the fields of PostgreSQL's answer
        return str(args[0].get("M", args[0]))
    return str(cause).splitlines()[0] if str(cause) else type(cause).__name__


def connect(where: str | Path) -> sa.Engine:
    """Connections to a database; the folder of a file is made when it isn't there.

    Raises:
        SettingsError: the address is none, or its driver isn't installed. OutputError: the folder can't be made.
    """
    if is_url(where):
        try:
            url = sa.make_url(str(where))
            url = url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))
            if url.get_backend_name() != "sqlite":
                return sa.create_engine(url, pool_pre_ping=True)
        except (sa.exc.ArgumentError, sa.exc.NoSuchModuleError, ValueError, TypeError) as error:  # the latter two of a port, and of what the driver takes for an option
            raise SettingsError(
                f"the address of the database makes no sense ({type(error).__name__})", where=_scheme(where),  # what can't be parsed may have its password anywhere
                next_step="It looks like postgresql://user:password@host/database; write an @, : or / in a password as %40, %3A or %2F.",
            ) from None  # fmt: skip
        except ModuleNotFoundError as error:
            raise SettingsError(
                f"the driver of the database isn't installed ({error.name})", where=shown(where),
                next_step="For PostgreSQL: pip install 'align[postgresql]'.",
            ) from None  # fmt: skip
    else:
        try:
            Path(where).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"the folder can't be made ({error.strerror})", where=where, next_step="Name another place; for the translation memory with --memory.") from None
        url = sa.URL.create("sqlite", database=str(where))
    engine = sa.create_engine(url, connect_args={"timeout": 30})
    sa.event.listen(engine, "connect", _sqlite)
    sa.event.listen(engine, "begin", _begin)
    return engine


def reading(engine: sa.Engine) -> sa.Engine:
    """The same connections for statements that only read."""
    return engine.execution_options(**{READS: True})


def _sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions are ours
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get(READS) else "BEGIN IMMEDIATE")
