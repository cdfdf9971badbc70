"""A review served for real on loopback."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import requests
import uvicorn

from align.review.service import Review
from align.review.web.app import create
from align.review.web.serve import listen


@dataclass
class Site:
    """A server, and a client that knows what its page knows."""

    url: str
    review: Review
    token: str = ""

    @property
    def csrf(self) -> str:
        page = requests.get(self.url, cookies={"align_token": self.token}, timeout=10).text
        return re.search(r'name="csrf" content="([^"]+)"', page)[1]  # type: ignore[index]

    def post(self, path: str, values: object, who: str = "ann", **headers: str) -> requests.Response:
        given = {"X-Align-Csrf": self.csrf, "Origin": self.url.rstrip("/"), **headers}
        return requests.post(self.url.rstrip("/") + path, json=values, headers=given, cookies={"align_reviewer": who, "align_token": self.token}, timeout=10)

    def get(self, path: str, **headers: str) -> requests.Response:
        return requests.get(self.url.rstrip("/") + path, headers=headers, cookies={"align_token": self.token}, allow_redirects=False, timeout=10)


@contextmanager
def site(review: Review, *, hosts: tuple[str, ...] = ("127.0.0.1", "localhost"), token: str = "") -> Iterator[Site]:
    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(create(review, "ann", hosts, token), log_level="error", access_log=False, timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield Site(f"http://127.0.0.1:{listening.getsockname()[1]}/", review, token)
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
