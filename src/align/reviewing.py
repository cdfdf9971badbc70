"""What ``align review`` does, and what it prints."""

from __future__ import annotations

import getpass
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from align.emit.atomic import write_bytes
from align.emit.formats import by_name, by_suffix
from align.review import files
from align.review.agreement import agreements
from align.review.service import Review
from align.settings import Settings
from align.terminal import print_json, reviewed


def who(settings: Settings) -> str:
    """The name of the reviewer: as set, or that of the account."""
    if settings.reviewer:
        return settings.reviewer
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name
        return "reviewer"


def serve(settings: Settings, host: str, port: int, names: tuple[str, ...], browser: bool) -> None:
    """Serve the page until interrupted; the token of other machines comes from ALIGN_REVIEW_TOKEN, or is made."""
    from align.review.web.serve import Address
    from align.review.web.serve import serve as run

    review = Review(settings)
    lacking = review.library.lacking()
    if lacking:
        print(f"{len(lacking)} sources aren't in {settings.sources}, {lacking[0]} among them: other passages can't be shown. Name their folder with --sources.", flush=True)
    try:
        def started(url: str) -> None:
            print(f"Review of {settings.out}: open {url}  (Ctrl-C ends it)", flush=True)

        with suppress(KeyboardInterrupt):  # the way to end it
            run(review, who(settings), Address(host, port, os.environ.get("ALIGN_REVIEW_TOKEN", ""), names), started, browser=browser)
    finally:
        review.close()
    print(f"Decisions are in {review.file}. `align review --apply` writes them into the corpus.")


def apply(settings: Settings, as_json: bool) -> None:
    """Put the decisions on the corpus files."""
    done = files.apply(settings)
    if as_json:
        print_json({"decided": done.decided, "recheck": done.again, "orphans": done.orphans, "out": str(settings.out)})
        return
    print(f"{reviewed(done)} → {settings.out}")


def exchange(settings: Settings, export: Path | None, import_: Path | None, name: str | None, report: str, as_json: bool) -> None:
    """Write a file for another tool, or take in what was edited there."""
    path = export or import_
    assert path is not None
    one = by_name(name) if name else by_suffix(path)
    review = Review(settings)
    try:
        if export:
            count = files.export(review, one, path, report)
            print_json({"rows": count, "format": one.name, "file": str(path)}) if as_json else print(f"{count} rows → {path} ({one.name})")
            return
        taken = files.take_in(review, one, path, who(settings))
    finally:
        review.close()
    if as_json:
        print_json({"rows": taken.rows, "changed": dict(taken.changed), "refused": [{"place": p, "why": w} for p, w in taken.refused]})
        return
    changes = ", ".join(f"{n} × {column}" for column, n in sorted(taken.changed.items()))
    print(f"{taken.rows} rows read from {path}; changed: {changes or 'nothing'}")
    for place, why in taken.refused:
        print(f"refused: {place}: {why}")


def pairs(settings: Settings, path: Path) -> None:
    """Write what was decided about passages."""
    review = Review(settings)
    try:
        found = files.pairs(review)
    finally:
        review.close()
    write_bytes(path, "".join(json.dumps(p, ensure_ascii=False, sort_keys=True) + "\n" for p in found).encode("utf-8"))
    print(f"{len(found)} decided passages → {path}")


def compare(settings: Settings, agreement: bool, as_json: bool) -> None:
    """How far reviewers agree, or decisions without a place."""
    review = Review(settings)
    try:
        found, lost = agreements(review.store.votes()), review.store.orphans()
    finally:
        review.close()
    if agreement:
        table: list[dict[str, Any]] = [{"reviewers": [a.first, a.second], "rows": a.units, "same": round(a.same, 3), "kappa": None if a.kappa is None else round(a.kappa, 3),
                  "disagreements": [{"sentence_id": d.unit, "about": d.about, a.first: d.first.status, a.second: d.second.status} for d in a.disagreements]} for a in found]  # fmt: skip
        if as_json:
            print_json(table)
            return
        for entry in table:
            kappa = "–" if entry["kappa"] is None else f"{entry['kappa']:.2f}"
            print(f"{' and '.join(entry['reviewers'])}: {entry['rows']} rows, the same status in {entry['same']:.0%}, Cohen's kappa {kappa}")
            for d in entry["disagreements"]:
                print("  " + ", ".join(f"{k}: {v}" for k, v in d.items()))
        if not table:
            print("No row has been decided by two reviewers.")
        return
    if as_json:
        print_json([{**o.decision.to_json(), "reason": o.reason} for o in lost])
        return
    for o in lost:
        print(f"{o.decision.report}: {o.decision.ja}\n  {o.decision.status or 'commented'}: {o.decision.en or o.decision.comment}\n  {o.reason}")
    if not lost:
        print("Every decision has its row.")
