"""Pictures of every page of the review, to be looked at: ``make shots``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from align import pipeline
from align.review.service import Review
from align.settings import load
from tests.browser.conftest import _ARGS, chromium
from tests.conftest import ROOT
from tests.review.server import site

OUT = ROOT / "out" / "shots"


def _session(page: Page, url: str) -> None:
    page.goto(url + "?order=worth")
    page.wait_for_selector(".unit.active .tools")
    page.screenshot(path=OUT / "rows.png")
    page.keyboard.press("s")
    page.locator(".find input").fill("nets")
    page.wait_for_selector(".results mark")
    page.screenshot(path=OUT / "search.png")
    page.keyboard.press("Escape")
    page.locator(".unit textarea").first.fill("In the first year, 120 tonnes of nets were collected.")
    page.keyboard.press("Control+Enter")
    page.locator(".unit.s-edited").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    page.locator("#split").wait_for()
    page.screenshot(path=OUT / "split.png")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.screenshot(path=OUT / "keys.png")
    page.keyboard.press("Escape")
    page.locator(".unit .w[data-tip]").nth(2).hover()
    page.screenshot(path=OUT / "words.png")


def main() -> None:
    program = chromium()
    if not program:
        sys.exit("Chromium isn't installed; on Debian: apt install chromium fonts-noto-cjk")
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        settings = load(reports=ROOT / "corpus" / "ja", sources=ROOT / "corpus" / "en", out=folder / "out", review=folder / "review", memory=str(folder / "m.sqlite"))
        pipeline.run(settings, [])
        browser = playwright.chromium.launch(executable_path=program, args=_ARGS)
        review = Review(settings)
        with site(review) as served:
            _session(browser.new_page(viewport={"width": 1440, "height": 900}), served.url)
            unit = review.store.units()[4]
            unit = review.act(unit.id, unit.version, "accept", {}, "ann")[0][0]
            review.act(unit.id, unit.version, "vote", {"status": "rejected"}, "ben")
            for file, path, more in (
                ("dark.png", "?report=openai-memo", {"color_scheme": "dark"}), ("zoom.png", "?report=openai-memo", {"device_scale_factor": 1.25}),
                ("small.png", "?report=openai-memo", {"viewport": {"width": 720, "height": 900}}), ("agreement.png", "agreement", {}), ("orphans.png", "orphans", {}),
                ("error.png", "?page=x", {}), ("empty.png", "?q=nothing-like-that", {}), ("second.png", "?status=second&sample=100", {}),
            ):  # fmt: skip
                page = browser.new_page(**{"viewport": {"width": 1440, "height": 900}, **more})
                page.goto(served.url + path)
                page.wait_for_timeout(400)
                page.screenshot(path=OUT / file)
        review.close()
        browser.close()
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT}")


if __name__ == "__main__":
    main()
