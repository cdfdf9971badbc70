"""Start the server of a review."""

from __future__ import annotations

import secrets
import socket
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import uvicorn

from align.errors import SettingsError
from align.review.service import Review
from align.review.web.app import create

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens.

    Attributes:
        port: 0 for any that is free.
        token: that everybody must know; made where it is needed and not given.
        names: other names under which browsers reach it, behind a proxy, say.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    token: str = ""
    names: tuple[str, ...] = ()


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens. Its protocol is named, since asyncio lets small answers wait for a receipt otherwise."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen(128)
    except OSError:
        found.close()
        raise
    return found


def admitted(address: Address) -> tuple[set[str], str]:
    """The names under which a server is reached, and the token that everybody must know there; none where only this machine can ask."""
    names = {(urlsplit(f"//{name}").hostname or name).lower() for name in address.names}
    # Behind a proxy that answers to a name, anyone may reach what listens to this machine only.
    public = address.host not in _LOOPBACK or bool(names)
    token = address.token or (secrets.token_urlsafe(24) if public else "")
    return {*_LOOPBACK, address.host.lower(), *names, *(("*",) if public and not names else ())}, token


def serve(review: Review, reviewer: str, address: Address, started: Callable[[str], None], *, browser: bool = False) -> None:
    """Serve until interrupted.

    Args:
        started: is told the address to open, with its token.

    Raises:
        SettingsError: nothing can listen there.
    """
    hosts, token = admitted(address)
    try:
        listening = listen(address.host, address.port)
    except OSError as error:
        raise SettingsError(
            f"nothing can listen there ({error.strerror})", where=f"{address.host}:{address.port}", next_step="Name another port with --port; 0 takes any that is free.",
        ) from None  # fmt: skip
    port = listening.getsockname()[1]
    name = f"[{address.host}]" if ":" in address.host else address.host
    url = f"http://{name}:{port}/" + (f"?token={token}" if token else "")
    config = uvicorn.Config(create(review, reviewer, hosts, token), log_level="error", access_log=False, server_header=False, timeout_graceful_shutdown=3)
    started(url)
    if browser:
        webbrowser.open(url)
    with listening:
        uvicorn.Server(config).run(sockets=[listening])
