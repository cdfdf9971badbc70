"""A real HTTP server on loopback that speaks LibreTranslate's protocol, and fails when told to."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass
class Answer:
    """What the server says: status, body, headers; it waits first, or cuts the body off."""

    status: int = 200
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    cut: bool = False


def said(english: str) -> Answer:
    return Answer(body=json.dumps({"translatedText": english}))


@dataclass
class Server:
    """A running server: its address, and how often each text was asked and answered."""

    url: str
    asked: Counter[str]
    answered: Counter[str]
    keys: set[str]


@contextmanager
def serve(script: Callable[[str, int], Answer]) -> Iterator[Server]:
    """Run a server. ``script`` gets a text and how often it was asked, from 1, and gives the answer."""
    asked: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    keys: set[str] = set()
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = parse_qs(urlsplit(self.path).query)
            text = query["q"][0]
            with lock:
                asked[text] += 1
                keys.update(query.get("api_key", []))
                answer = script(text, asked[text])
            time.sleep(answer.wait)
            data = answer.body.encode()
            try:
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data[: len(data) // 2] if answer.cut else data)
            except (BrokenPipeError, ConnectionResetError):
                return
            if answer.cut:
                self.connection.close()
            elif answer.status == 200 and "translatedText" in answer.body:
                with lock:
                    answered[text] += 1

        def log_message(self, *args: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *args: object) -> None:
            pass

    server = Quiet(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield Server(f"http://127.0.0.1:{server.server_address[1]}", asked, answered, keys)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
