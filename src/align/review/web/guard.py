"""What keeps strangers out: other pages in the same browser, other names for this machine, and other machines.

A page of another site must neither read nor change anything: requests must name a host of ours (against DNS
rebinding), requests that change something must come from our own page (Origin, and a token of this process in a
header or field), and the browser is told to run no script and to load nothing but ours.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: The cookie that holds the token of a server that others can reach, and the header that says a request is from our page.
COOKIE, HEADER = "align_token", "x-align-csrf"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY, "x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin", "cross-origin-resource-policy": "same-origin", "cache-control": "no-store",
}  # fmt: skip
_SAFE = ("GET", "HEAD")
#: The longest body of a request, in bytes.
LARGEST = 1_000_000


def cookie(headers: Headers, name: str) -> str:
    """The value of a cookie; empty without."""
    # One that another program set for this machine, and that can't be parsed, must not hide ours.
    for part in headers.get("cookie", "").split(";"):
        if part.partition("=")[0].strip() == name:
            try:
                found = SimpleCookie(part.strip()).get(name)
            except CookieError:
                continue
            if found:
                return found.value
    return ""


class Guard:
    """ASGI middleware.

    Args:
        hosts: names under which this server is reached, without port; ``*`` for any, with a token only.
        token: that everybody must know; empty on loopback.
        csrf: that our own page knows.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str], token: str, csrf: str) -> None:
        self._app, self._hosts, self._token, self._csrf = app, set(hosts), token, csrf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        refused = self._refused(Request(scope))

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    if name != "cache-control" or "cache-control" not in headers:
                        headers[name] = value
            await send(message)

        await (refused or self._app)(scope, receive, with_headers)

    def _refused(self, request: Request) -> Response | None:
        """The answer to a request that goes no further."""
        headers = request.headers
        try:
            host = urlsplit("//" + headers.get("host", "")).hostname or ""
            origin = urlsplit(headers.get("origin", "")).netloc
        except ValueError:
            return PlainTextResponse("That is no address.", 400)
        if host not in self._hosts and not (self._token and "*" in self._hosts):
            return PlainTextResponse("This server isn't reached under that name.", 421)
        if request.method not in (*_SAFE, "POST"):
            return PlainTextResponse("No such method.", 405)
        if request.method == "POST":
            if origin != headers.get("host", "") or headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
                return PlainTextResponse("That came from another page.", 403)
            if not headers.get("content-length", "").isdecimal() or len(headers["content-length"]) > 9 or int(headers["content-length"]) > LARGEST:
                return PlainTextResponse("Too much, or without a length.", 413)
        if self._token and not request.url.path.startswith("/static/"):
            given = request.query_params.get("token", "")
            if given and request.method == "GET" and secrets.compare_digest(given.encode(), self._token.encode()):
                answer = RedirectResponse("/", 303)
                answer.set_cookie(COOKIE, self._token, httponly=True, samesite="strict", max_age=30 * 86400)
                return answer
            if not secrets.compare_digest(cookie(headers, COOKIE).encode(), self._token.encode()):
                return PlainTextResponse("Open the address with ?token=… that the program printed when it started.", 401)
        if request.method == "POST" and not secrets.compare_digest(headers.get(HEADER, "").encode(), self._csrf.encode()):
            return PlainTextResponse("That didn't come from this page; load it again.", 403)
        return None
