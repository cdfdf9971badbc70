"""The review: how fast it answers with 50,000 rows, and how decisions survive an edited report.

The rows are made of the sentences of :mod:`bench.reports`, with passages, candidates and findings as a run makes
them. Actions go over HTTP to a real server in this process, so the browser's part isn't in the times; the first paint
is the browser's own figure, where Chromium is on the machine.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import numpy as np
import requests
import uvicorn

from align.review import actions
from align.review.attach import attach
from align.review.decision import Base, decision_of
from align.review.service import Review
from align.review.unit import fresh
from align.review.web.app import create
from align.review.web.serve import listen
from align.settings import load
from bench import reports
from bench.report import Result

ROWS, TIMES, SEEDS = 50_000, 100, 40
#: What is asked, in seconds.
ACTION, PAINT = 0.050, 0.300


def _corpus(out: Path) -> None:
    rng = random.Random(5)
    passage = "The association examined the old nets in spring and put what it found into a report that anybody can read."
    with (out / "large.details.jsonl").open("w", encoding="utf-8") as handle:
        for n in range(1, ROWS + 1):
            cites = n % 3 == 0
            linked = {"cite_keys": "kumiai2024nets", "cite_labels": "1", "key_origin": "explicit", "source_key": "kumiai2024nets", "source_span": str(n), "source_passage": passage,
                      "score": f"{rng.random():.3f}", "verdict": rng.choice(["supported", "partial", "contradicted"]), "findings": "info:draft;error:figure-contradicted"} if cites else {}  # fmt: skip
            text = f"{n}番: " + reports.first(rng, 1)[0]
            row = reports.row("large", n, text, section=f"{n // 500}. 章", **linked)
            candidates = [{"source_span": str(n + k), "passage": passage, "probability": 0.5, "signals": {}, "words": []} for k in range(3)]
            entry = {
                "row": asdict(row), "matches": [{"cite_key": "kumiai2024nets", "conflicts": [], "missing": [], "candidates": candidates}] if cites else [],
                "findings": [{"severity": "info", "code": "draft", "message": "made of glosses"}], "context": "",
                "translation": {"status": "draft", "at": "", "note": "", "confidence": 0.5},
            }  # fmt: skip
            handle.write(json.dumps(entry, ensure_ascii=False) + "\n")


def _times(what: Callable[[], object], times: int = TIMES) -> list[float]:
    found = []
    for _ in range(times):
        started = time.perf_counter()
        what()
        found.append(time.perf_counter() - started)
    return found


def _paint(url: str) -> float | None:
    """Seconds until the browser shows something; the median of five."""
    program = shutil.which("chromium")
    if not program:
        return None
    from playwright.sync_api import sync_playwright

    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"])
        for _ in range(6):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(url)
            page.wait_for_selector(".unit.active .tools")
            found.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime") / 1000)
            page.close()
        browser.close()
    return float(np.median(found[1:]))  # the first one starts the browser's own machinery


def speed() -> list[Result]:
    """Bounds over the 95th percentile of the time of each action, and over the first paint."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "out").mkdir()
        (folder / "en").mkdir()
        _corpus(folder / "out")
        settings = load(out=folder / "out", sources=folder / "en", review=folder / "review", memory=str(folder / "m.sqlite"))
        started = time.perf_counter()
        review = Review(settings)
        opened = time.perf_counter() - started
        listening = listen("127.0.0.1", 0)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(create(review, "bench", ("127.0.0.1",)), log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        session = requests.Session()
        page = session.get(url + "/").text
        session.headers.update({"X-Align-Csrf": re.search(r'name="csrf" content="([^"]+)"', page)[1], "Origin": url})  # type: ignore[index]
        ids = [u.id for u in review.store.units("large")[:: ROWS // 400]]
        rng = random.Random(1)

        def act(action: str, **values: object) -> Callable[[], object]:
            def once() -> object:
                unit_id = rng.choice(ids)
                while True:
                    unit = review.store.unit(unit_id)
                    answer = session.post(url + "/act", json={"id": unit_id, "version": unit.version, "action": action, **values})
                    answer.raise_for_status()
                    return answer

            return once

        def merge() -> object:
            unit = review.store.unit(rng.choice(ids))
            after = review.store.neighbour(unit, 1)
            assert after is not None
            asked = {"id": unit.id, "version": unit.version, "action": "merge", "next": after.id, "next_version": after.version}
            return session.post(url + "/act", json=asked).raise_for_status()

        steps: dict[str, Callable[[], object]] = {
            "edit": act("edit", en="The association examined 12% of the nets."), "accept": act("accept"), "comment": act("comment", comment="See above."),
            "undo": lambda: session.post(url + "/undo", json={}).raise_for_status(), "nosource": act("nosource"), "merge": merge,
            "details": lambda: session.get(f"{url}/details?id={rng.choice(ids[50:])}"), "changes": lambda: session.get(f"{url}/changes?since={review.store.last_event()}"),
        }  # fmt: skip
        for step in steps.values():  # the first time loads dictionaries
            step()
        times = {name: _times(step, 30 if name == "merge" else TIMES) for name, step in steps.items()}
        pages = {
            "first page": "/", "last page": f"/?page={ROWS // 50 - 40}", "worth": "/?order=worth&status=todo", "search": "/?q=古い網 研究室", "filter": "/?verdict=contradicted&finding=figure-contradicted",
        }  # fmt: skip
        shown = {name: _times(lambda p=path: session.get(url + p).raise_for_status(), 10) for name, path in pages.items()}  # type: ignore[misc]
        paint = _paint(url + "/?order=worth")
        server.should_exit = True
        thread.join()
        listening.close()
        review.close()
    details: dict[str, object] = {f"{k}_ms": round(float(np.quantile(t, 0.95)) * 1000, 1) for k, t in {**times, **shown}.items()} | {"open_s": round(opened, 1)}
    worst = max(float(np.quantile(t, 0.95)) for t in times.values())
    found = [Result("review/action/bound-over-time", "align", ACTION / worst, "ratio", details)]
    slowest = max(float(np.median(t)) for t in shown.values())
    found.append(Result("review/page/bound-over-time", "align", PAINT / slowest, "ratio", details))
    if paint is not None:
        found.append(Result("review/first-paint/bound-over-time", "align", PAINT / paint, "ratio", {"first_paint_ms": round(paint * 1000)}))
    return found


def carry() -> list[Result]:
    """Of a hundred decisions on each of many reports that were edited: how many found their sentence again, how many none but theirs."""
    should = right = wrong = 0
    for seed in range(1000, 1000 + SEEDS):
        rng = random.Random(seed)
        texts = reports.first(rng, 150)
        lines = reports.edited(rng, texts)
        rows, new = reports.built(texts), reports.built([line.text for line in lines])
        base = Base.of((r.sentence_id, r.ja) for r in rows)
        chosen = rng.sample(range(len(rows)), 100)
        decisions = [decision_of(actions.edit(fresh(rows[i]), f"English {i}.", "me", "2026-01-01"), base) for i in chosen]
        found = attach(decisions, new, set(texts))
        at = {r.sentence_id: k for k, r in enumerate(new)}
        units = {u.id: u for u in found.units}
        for i, decision in zip(chosen, decisions, strict=True):
            good = {k for k, line in enumerate(lines) if i in line.origins}
            should += bool(good)
            if decision.id in found.homes:
                got = {at[p.sentence_id] for p in units[found.homes[decision.id]].pieces}
                fits = got <= good or {new[k].ja for k in got} == {texts[i]}
                right += fits and bool(good)
                wrong += not fits
    details: dict[str, object] = {"decisions": SEEDS * 100, "should": should, "carried": right, "wrong": wrong}
    return [
        Result("review/decisions-carried", "align", right / should, "share", details),
        Result("review/decisions-not-misplaced", "align", 1 - wrong / (SEEDS * 100), "share", details),
    ]


def measure() -> list[Result]:
    """Speed at 50,000 rows, and decisions after edits."""
    return [*speed(), *carry()]
