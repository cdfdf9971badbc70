"""A real HTTP server on loopback that speaks LibreTranslate's and OpenAI's protocols, and fails when told to."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    """What the server says: the texts, or a body of any kind; status and headers; it waits first, or cuts the body off.

    Attributes:
        cut: the connection ends in the middle of the body; ``reset`` ends it with a reset.
        fewer: so many of the texts are left out.
    """

    texts: Sequence[str] = ()
    status: int = 200
    body: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    cut: bool = False
    reset: bool = False
    fewer: int = 0

    @property
    def right(self) -> bool:
        return self.status == 200 and self.body is None and not (self.cut or self.reset or self.fewer)


def english(text: str) -> str:
    """What the server makes of «これは10番の文です。»."""
    return "Sentence " + "".join(c for c in text if c.isdigit()) + "."


@dataclass
class Server:
    """A running server: its address, how often each text was asked and answered well, and what it was sent."""

    url: str
    asked: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    keys: set[str] = field(default_factory=set)
    bodies: list[dict[str, object]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)


@contextmanager
def serve(script: Callable[[Sequence[str], int], Answer | None] = lambda texts, n: None) -> Iterator[Server]:
    """Run a server. ``script`` gets the texts of a request and its number, from 1; ``None`` is a right answer."""
    state = Server("")
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            chat = self.path.endswith("/chat/completions")
            texts = json.loads(body["messages"][1]["content"])["sentences"] if chat else body["q"]
            with lock:
                state.asked.update(texts)
                state.times.append(time.monotonic())
                state.bodies.append(body)
                if key := body.get("api_key") or self.headers.get("Authorization", "").removeprefix("Bearer "):
                    state.keys.add(key)
                number = len(state.times)
                answer = script(texts, number) or Answer([english(t) for t in texts])
            time.sleep(answer.wait)
            said = list(answer.texts)[: len(answer.texts) - answer.fewer]
            if answer.body is not None:
                data = answer.body.encode()
            elif chat:
                data = json.dumps({"choices": [{"message": {"content": json.dumps(said, ensure_ascii=False)}}]}).encode()
            else:
                data = json.dumps({"translatedText": said}, ensure_ascii=False).encode()
            try:
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data[: len(data) // 2] if answer.cut or answer.reset else data)
                self.wfile.flush()
            except OSError:
                return
            if answer.reset:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            if answer.cut or answer.reset:
                self.close_connection = True
                self.connection.close()
            elif answer.right:
                with lock:
                    state.answered.update(t for t, s in zip(texts, said, strict=True) if s.strip() and s.isascii())

        def log_message(self, *args: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64

        def handle_error(self, *args: object) -> None:
            pass

    server = Quiet(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
