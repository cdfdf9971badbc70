"""The pages and the actions of a review, over HTTP."""

from __future__ import annotations

import json
import secrets
from collections.abc import Awaitable, Callable, Collection
from importlib import resources
from typing import Any
from urllib.parse import quote, unquote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from align.emit.formats import NAMES, Corpus, by_name
from align.errors import AlignError, InputError
from align.review import listing
from align.review.agreement import agreements
from align.review.library import ends
from align.review.service import Review
from align.review.store import ConflictError
from align.review.unit import Unit
from align.review.web.guard import Guard, cookie
from align.review.web.view import View

#: The cookie with the name of the reviewer.
REVIEWER = "align_reviewer"
_STATIC = {"review.css": "text/css; charset=utf-8", "review.js": "text/javascript; charset=utf-8", "icon.svg": "image/svg+xml"}
_NAME = 60


class Pages:
    """The routes of a review.

    Args:
        reviewer: name of who hasn't given another.
    """

    def __init__(self, review: Review, reviewer: str, csrf: str) -> None:
        self.review, self.reviewer = review, reviewer
        self.view = View(review, csrf)
        self.routes = [
            Route("/", self._get(self.index)),
            Route("/details", self._get(self.details)),
            Route("/search", self._get(self.search)),
            Route("/next", self._get(self.next)),
            Route("/changes", self._get(self.changes)),
            Route("/agreement", self._get(self.agreement)),
            Route("/orphans", self._get(self.orphans)),
            Route("/export/{name}", self._get(self.export)),
            Route("/static/{name}", self.static),
            Route("/act", self._post(self.act), methods=["POST"]),
            Route("/undo", self._post(self.undo), methods=["POST"]),
            Route("/redo", self._post(self.redo), methods=["POST"]),
            Route("/reviewer", self._post(self.name), methods=["POST"]),
        ]

    def who(self, request: Request) -> str:
        """The reviewer of a request."""
        name = "".join(c for c in unquote(cookie(request.headers, REVIEWER)) if c.isprintable())
        return name[:_NAME].strip() or self.reviewer

    def _get(self, page: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            try:
                return await run_in_threadpool(page, request)
            except AlignError as error:
                status = 404 if isinstance(error, InputError) else 500
                return HTMLResponse(self.view.page("error.html", message=str(error)), status)

        return answer

    def _post(self, action: Callable[[Request, dict[str, Any]], Response]) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            try:
                values = json.loads(await request.body() or b"{}")
                if not isinstance(values, dict):
                    raise ValueError
            except (ValueError, RecursionError):
                return JSONResponse({"error": "The request makes no sense."}, 400)
            try:
                return await run_in_threadpool(action, request, values)
            except ConflictError as error:
                blind = values.get("action") == "vote"
                units = {
                    u.id: {"html": self.view.row(u, self.who(request), blind=blind), "version": u.version, "reviewer": "" if blind else u.row.reviewer, "en": (u.machine if blind else u.row).en}
                    for u in error.units
                }
                return JSONResponse({"conflict": error.what, "units": units}, 409)
            except AlignError as error:
                return JSONResponse({"error": str(error)}, 422 if isinstance(error, InputError) else 500)

        return answer

    # Pages

    def index(self, request: Request) -> Response:
        wanted = listing.Filter.from_query(request.query_params)
        return HTMLResponse(self.view.index(wanted, self.who(request), {k: v for k, v in request.query_params.items() if v}))

    def details(self, request: Request) -> Response:
        unit = self.review.store.unit(request.query_params.get("id", ""))
        return HTMLResponse(self.view.details(unit, blind=request.query_params.get("blind") == "1"))

    def search(self, request: Request) -> Response:
        query = request.query_params
        unit = self.review.store.unit(query.get("id", ""))
        report, words, key = unit.row.report, query.get("q", "").strip(), query.get("key", "")
        if words:
            lines = self.review.library.search(report, words, [key] if key else ())
        elif unit.row.source_span:
            lines = self.review.library.around(report, unit.row.source_key, *ends(unit.row.source_span), reach=6)
        else:
            lines = self.review.library.search(report, "", [key] if key else [k for k in unit.row.cite_keys.split(";") if k])
        return HTMLResponse(self.view.lines(lines, words))

    def changes(self, request: Request) -> Response:
        text = request.query_params.get("since", "0")
        since = int(text) if text.isascii() and text.isdecimal() and len(text) < 15 else 0
        events = self.review.store.events(since)
        me = self.who(request)
        last = {u.id: u for e in events for u in e.after}
        found = [
            {"before": [u.id for u in e.before], "units": [self._shown(last[u.id], me) for u in e.after if last[u.id].version == u.version]}
            for e in events if e.reviewer != me or e.action in ("undo", "redo")
        ]  # fmt: skip
        return JSONResponse({
            "event": events[-1].id if events else since, "events": found, "progress": self.view.progress() if events else "", "trouble": self.review.trouble,
        })  # fmt: skip

    def next(self, request: Request) -> Response:
        unit = self.review.store.unit(request.query_params.get("id", ""))
        other = self.review.store.neighbour(unit, 1)
        return JSONResponse({"id": other.id, "version": other.version, "ja": other.row.ja} if other else {})

    def _shown(self, unit: Unit, who: str, *, blind: bool = False) -> dict[str, Any]:
        return {"id": unit.id, "version": unit.version, "position": unit.position, "html": self.view.row(unit, who, blind=blind)}

    def agreement(self, request: Request) -> Response:
        return HTMLResponse(self.view.page("agreement.html", found=agreements(self.review.store.votes()), unit=self.view.ja_of))

    def orphans(self, request: Request) -> Response:
        return HTMLResponse(self.view.page("orphans.html", orphans=self.review.store.orphans()))

    def export(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in NAMES:
            raise InputError("there is no such format", where=name, choices=NAMES)
        report = request.query_params.get("report", "")
        rows = self.review.rows(report)
        one = by_name(name)
        title = report or "corpus"
        data = one.write(Corpus(title, rows, self.review.library.references, self.review.settings.spreadsheet))
        return Response(data, media_type="application/octet-stream", headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(title, safe='')}{one.suffix}"})

    async def static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _STATIC:
            return PlainTextResponse("There is no such file.", 404)
        data = (resources.files("align.review.web") / "static" / name).read_bytes()
        return Response(data, media_type=_STATIC[name], headers={"cache-control": "no-cache"})

    # Actions

    def act(self, request: Request, values: dict[str, Any]) -> Response:
        unit_id, version, action = values.get("id"), values.get("version"), values.get("action")
        if not isinstance(unit_id, str) or not isinstance(version, int) or not isinstance(action, str):
            raise InputError("the request makes no sense")
        me = self.who(request)
        changed, gone = self.review.act(unit_id, version, action, values, me)
        return self._changed(changed, gone, me, action)

    def _changed(self, changed: list[Unit], gone: list[str], me: str, action: str) -> Response:
        return JSONResponse({
            "action": action, "gone": gone, "progress": self.view.progress(),
            "units": [self._shown(u, me, blind=action == "vote") for u in changed],
        })  # fmt: skip

    def undo(self, request: Request, values: dict[str, Any]) -> Response:
        return self._stepped(self.review.undo(self.who(request)), request)

    def redo(self, request: Request, values: dict[str, Any]) -> Response:
        return self._stepped(self.review.redo(self.who(request)), request)

    def _stepped(self, event: Any, request: Request) -> Response:
        if event is None:
            return JSONResponse({"nothing": True})
        gone = [u.id for u in event.before if u.id not in {c.id for c in event.after}]
        return self._changed(list(event.after), gone, self.who(request), event.action)

    def name(self, request: Request, values: dict[str, Any]) -> Response:
        name = values.get("name")
        if not isinstance(name, str) or not name.strip() or len(name) > _NAME or not name.isprintable():
            raise InputError(f"a name has 1 to {_NAME} characters")
        answer = JSONResponse({"name": name.strip()})
        answer.set_cookie(REVIEWER, quote(name.strip(), safe=""), httponly=True, samesite="strict", max_age=365 * 86400)
        return answer


def create(review: Review, reviewer: str, hosts: Collection[str], token: str = "") -> Starlette:
    """The web application of a review.

    Args:
        reviewer: name of who hasn't given another.
        hosts, token: see :class:`align.review.web.guard.Guard`.
    """
    csrf = secrets.token_urlsafe(24)
    pages = Pages(review, reviewer, csrf)
    # The first page would wait for dictionaries and counts otherwise.
    pages.view.index(listing.Filter(), reviewer, {})
    guard = Middleware(Guard, hosts=hosts, token=token, csrf=csrf)
    return Starlette(routes=pages.routes, middleware=[guard, Middleware(GZipMiddleware, minimum_size=2000, compresslevel=1)])
