"""What the command line prints: tables, JSON, progress bars."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from align.pipeline import Summary
    from align.review.files import Applied
    from align.translate import Planned


def limits(e: dict[str, Any]) -> str:
    """What an engine takes, in words."""
    found = [f"{e['longest']:,} characters a request"]
    if e["batch"] > 1:
        found.append(f"{e['batch']} sentences a request")
    if e["per_second"]:
        found.append(f"{e['per_second']:g} requests a second")
    if e["daily"]:
        found.append(f"{e['daily']:,} characters a day")
    return ", ".join(found)


def print_plan(plans: dict[str, Planned], texts: bool, as_json: bool) -> None:
    """What would be sent for each report; with ``texts``, every sentence of it."""
    if as_json:
        from dataclasses import asdict

        print_json({report: {**asdict(p), "texts": list(p.texts) if texts else len(p.texts)} for report, p in plans.items()})
        return
    for report, p in plans.items():
        where = f"would be sent to {p.engine}, {p.characters:,} characters in {p.requests} requests" if p.network else f"would be translated on this machine by {p.engine}"
        print(f"{report}: {len(p.texts)} sentences {where}; {p.remembered} are in the translation memory")
        if texts:
            print("".join(f"  {t}\n" for t in p.texts), end="")


def console(stderr: bool = False) -> Any:
    """A console of rich that takes no markup from what it prints."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, markup=False)


def print_json(value: object) -> None:
    """For a machine to read."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


class Bars:
    """Progress bars on standard error, only where it is a terminal."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet or not sys.stderr.isatty()
        self._progress: Any = None
        self._task: Any = None

    def __enter__(self) -> Bars:
        if not self._quiet:
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self._progress = Progress(
                TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                console=console(stderr=True), transient=True,
            )  # fmt: skip
            self._progress.start()
        return self

    def __exit__(self, *args: object) -> None:
        if self._progress:
            self._progress.stop()

    def start(self, stage: str, total: int) -> None:
        if self._progress:
            if self._task is not None:
                self._progress.remove_task(self._task)
            self._task = self._progress.add_task(stage, total=total)

    def advance(self, n: int = 1) -> None:
        if self._progress and self._task is not None:
            self._progress.advance(self._task, n)


def progress_bars(quiet: bool) -> Bars:
    """Bars for the stages of a run; none when ``quiet``."""
    return Bars(quiet)


def summary_dict(summary: Summary, out: Path) -> dict[str, object]:
    """A summary as JSON has it."""
    return {
        "reports": summary.reports,
        "out": str(out),
        "units": dict(sorted(summary.units.items())),
        "key_origins": dict(sorted(summary.origins.items())),
        "verdicts": dict(sorted(summary.verdicts.items())),
        "findings": dict(sorted(summary.findings.items())),
        "untranslated": summary.untranslated,
        "requests": summary.requests,
        "faults": dict(sorted(summary.faults.items())),
        "reviewed": {"decided": summary.reviewed.decided, "recheck": summary.reviewed.again, "orphans": summary.reviewed.orphans} if summary.reviewed else None,
        "problems": summary.problems,
        "failed": [str(error) for error in summary.failed],
        "seconds": {k: round(v, 3) for k, v in summary.seconds.items()},
    }


def print_summary(summary: Summary, out: Path) -> None:
    """A summary as a person reads it."""
    from rich.table import Table

    screen = console()
    table = Table(title=f"{len(summary.reports)} report(s), {sum(summary.units.values())} rows → {out / 'corpus.tsv'}", title_justify="left", show_header=False)
    table.add_column()
    table.add_column(overflow="fold")
    for name, counts in (("rows", summary.units), ("keys", summary.origins), ("verdicts", summary.verdicts), ("findings", summary.findings)):
        table.add_row(name, ", ".join(f"{n} {k}" for k, n in sorted(counts.items(), key=lambda c: (-c[1], c[0]))) or "none")
    if summary.reviewed:
        table.add_row("reviewed", reviewed(summary.reviewed))
    table.add_row("time", ", ".join(f"{k} {v:.1f} s" for k, v in summary.seconds.items() if v >= 0.05) or "under 0.1 s")
    screen.print(table)
    for problem in summary.problems:
        screen.print(f"• {problem}", soft_wrap=True)
    if summary.faults:
        screen.print("• requests that failed and were repeated or given up: " + ", ".join(f"{why} ({n})" for why, n in summary.faults.most_common(5)), soft_wrap=True)


def reviewed(done: Applied) -> str:
    """What became of decisions, in words."""
    found = [f"{done.decided} decided"]
    if done.again:
        found.append(f"{done.again} to look at again")
    if done.orphans:
        found.append(f"{done.orphans} without a place (`align review --orphans`)")
    return ", ".join(found)


def print_entry(entry: dict[str, Any]) -> None:
    """Everything known about one row."""
    screen = console()

    def line(name: str, value: object) -> None:
        screen.print(f"{name:>12}  {value}", soft_wrap=True)

    start, end = entry["span"]
    line("row", f"{entry['sentence_id']}, number {entry['n']}, {entry['kind']}")
    line("section", entry["section"] or "–")
    line("span", f"characters {start} to {end} of the report")
    line("text", entry["text"])
    line("ja", entry["ja"])
    sure = entry["translation"].get("confidence")
    line("en", f"{entry['en'] or '–'}  [{entry['en_engine']}, {entry['translation']['status']}{f', {sure:.2f} sure' if sure is not None else ''}]")
    if entry["translation"]["note"]:
        line("note", entry["translation"]["note"])
    for m in entry["markers"]:
        line("marker", f"{m['text']} ({m['style']}) at {m['span'][0]}, cites {', '.join(m['labels'])}")
    line("keys", f"{', '.join(entry['cite_keys'])} ({entry['key_origin']})")
    line("verdict", entry["verdict"])
    for m in entry["matches"]:
        screen.print()
        line("source", f"{m['cite_key']}: {m['verdict']}")
        for name in ("conflicts", "missing"):
            if m[name]:
                line(name, ", ".join(m[name]))
        for c in m["candidates"]:
            line(f"{c['probability']:.3f}", f"sentences {c['source_span']}: {c['passage']}")
            line("", "  ".join(f"{k} {v:.2f}" for k, v in c["signals"].items()))
            line("", ", ".join(c["words"]))
    for f in entry["findings"]:
        line(f["severity"], f"{f['code']}: {f['message']}")
