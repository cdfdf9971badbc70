"""A PostgreSQL server for the tests, where the machine has the program."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PASSWORD = "s3cret"


def _programs() -> Path | None:
    folders = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), *map(Path, os.environ.get("PATH", "").split(":"))]
    return next((f for f in folders if all((f / name).exists() for name in ("initdb", "pg_ctl", "postgres", "createdb"))), None)


@contextmanager
def server() -> Iterator[str | None]:
    """Start a server on loopback and yield the address of its database ``align``; ``None`` without the program."""
    programs = _programs()
    if programs is None:
        yield None
        return
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="align-postgresql-"))
    (folder / "password").write_text(PASSWORD)
    run: list[str] = []
    if os.geteuid() == 0:  # the server refuses to run as root
        run = ["runuser", "-u", "postgres", "--"]
        shutil.chown(folder, "postgres")
        shutil.chown(folder / "password", "postgres")

    def call(*command: object) -> None:
        subprocess.run([*run, *map(str, command)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, timeout=60)

    try:
        call(programs / "initdb", "-D", folder / "data", "-U", "align", "-A", "scram-sha-256", "--pwfile", folder / "password", "-E", "UTF8", "--no-sync")
        options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off"
        call(programs / "pg_ctl", "-D", folder / "data", "-w", "-o", options, "-l", folder / "log", "start")
        try:
            call("env", f"PGPASSWORD={PASSWORD}", programs / "createdb", "-h", "127.0.0.1", "-p", port, "-U", "align", "align")
            yield f"postgresql://align:{PASSWORD}@127.0.0.1:{port}/align"
        finally:
            call(programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
