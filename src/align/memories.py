"""Translation memories in and out of files of other tools."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from align import address, database
from align.emit.atomic import write_bytes
from align.errors import InputError
from align.translate import Memory, tmx

_CHUNK = 2000


def export(memory: str, path: Path) -> int:
    """Write a memory as TMX; how many units there are.

    Raises:
        InputError: there is no such memory. OutputError: the file can't be written, or the memory not be read.
    """
    if not address.exists(memory):
        raise InputError("there is no translation memory", where=database.shown(memory), next_step="A run with a network engine makes one; --memory names another.")
    store = Memory(memory)
    try:
        entries = list(store.entries())
    finally:
        store.close()
    write_bytes(path, tmx.write(entries))
    return len(entries)


def take_in(memory: str, path: Path) -> int:
    """Read a TMX into a memory, which is made if there is none; how many units came in.

    Raises:
        InputError: the file can't be read or is no TMX. OutputError: the memory can't be written.
    """
    units = tmx.read(path)
    first = list(islice(units, _CHUNK))  # a bad file makes no memory
    store = Memory(memory)
    count = 0
    try:
        while first:
            store.put_many(first)
            count += len(first)
            first = list(islice(units, _CHUNK))
    except InputError as error:
        raise InputError(f"{error.what}; the {count} units before it are in the memory", where=path, next_step=error.next_step) from None
    finally:
        store.close()
    return count
