"""A real Chromium, where the machine has one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.review.conftest import folder, opened, sample  # noqa: F401

_ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def chromium() -> str | None:
    """The program: as CHROMIUM says, or the one of the system."""
    return os.environ.get("CHROMIUM") or next((found for n in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(n))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = chromium()
    if not program:
        pytest.skip("Chromium isn't installed (on Debian: apt install chromium)")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=_ARGS)
        yield found
        found.close()


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open an address in a browser of one's own; an error on the page fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []
    expected = ("409", "422", "ERR_CONNECTION_REFUSED")  # answers and failures that the page tells the reader of

    def open_page(url: str, who: str = "", **more: object) -> Page:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True, **more)  # type: ignore[arg-type]
        contexts.append(context)
        if who:
            context.add_cookies([{"name": "align_reviewer", "value": who, "url": url}])
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("response", lambda r: errors.append(f"{r.status} {r.url}") if r.status == 404 else None)
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" and not any(e in m.text for e in expected) else None)
        page.goto(url)
        page.wait_for_selector(".unit.active .tools")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []
