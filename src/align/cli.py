"""The command line: parses, calls, prints. Heavy imports wait until a command runs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from align.errors import INTERNAL, INTERRUPTED, OK, AlignError

if TYPE_CHECKING:
    from align.pipeline import Summary
    from align.translate import Planned

EXIT_CODES = """Exit codes: 0 done; 1 a fault of this program; 2 wrong usage; 3 a report, source or corpus can't be
read; 4 a setting is wrong; 5 the output can't be written; 6 the engine isn't ready, or sentences are
left without translation (run again to go on); 130 interrupted."""

app = typer.Typer(
    name="align",
    help="Turn a Japanese report and the English sources it cites into an aligned parallel corpus.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

_SOURCES = Annotated[Path | None, typer.Option("--sources", help="Folder of the English sources.")]
_OUT = Annotated[Path | None, typer.Option("--out", help="Folder of the corpus.")]
_ENCODER = Annotated[str | None, typer.Option("--encoder", help="Another sentence encoder: a folder with an ONNX model, or a sentence-transformers model.")]
_PREFIX = Annotated[str | None, typer.Option("--encoder-prefix", help="What that encoder wants before each text, such as 'query: '.")]
_JSON = Annotated[bool, typer.Option("--json", help="Print JSON for a machine to read.")]


def _version(wanted: bool) -> None:
    if wanted:
        from align import __version__

        print(f"align {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    pass


@app.command(epilog=EXIT_CODES)
def run(
    reports: Annotated[list[Path] | None, typer.Argument(help="Reports, or folders of them [default: corpus/ja].")] = None,
    sources: _SOURCES = None,
    out: _OUT = None,
    engine: Annotated[str | None, typer.Option(help="Translation engine, or several joined by commas; `align engines` lists them.")] = None,
    engine_url: Annotated[str | None, typer.Option(help="Address of a self-hosted engine.")] = None,
    engine_model: Annotated[str | None, typer.Option(help="Name of the model of an engine that has several.")] = None,
    budget: Annotated[int | None, typer.Option(help="Characters that may be sent to engines.")] = None,
    budget_seconds: Annotated[float | None, typer.Option(help="Seconds after which nothing is sent any more.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say how much would be sent where, and stop.")] = False,
    show_requests: Annotated[bool, typer.Option("--show-requests", help="With --dry-run: also print the texts.")] = False,
    jobs: Annotated[int | None, typer.Option(help="Requests to the engine at the same time.")] = None,
    timeout: Annotated[float | None, typer.Option(help="Seconds until a request is given up.")] = None,
    attempts: Annotated[int | None, typer.Option(help="How often a sentence is asked before it counts as failed.")] = None,
    memory: Annotated[Path | None, typer.Option(help="File of the translation memory.")] = None,
    encoder: _ENCODER = None,
    encoder_prefix: _PREFIX = None,
    spreadsheet: Annotated[bool | None, typer.Option("--spreadsheet", help="Write TSV that spreadsheets open right.")] = None,
    as_json: _JSON = False,
) -> None:
    """Build the corpus: read, segment, cite, match, translate, check, write."""
    from align import pipeline
    from align.settings import load

    settings = load(
        sources=sources, out=out, engine=engine, engine_url=engine_url, engine_model=engine_model, budget=budget, budget_seconds=budget_seconds, jobs=jobs, timeout=timeout, attempts=attempts,
        encoder=encoder, encoder_prefix=encoder_prefix, memory=memory, spreadsheet=spreadsheet,
    )  # fmt: skip
    if dry_run:
        _print_plan(pipeline.plan(settings, reports or []), show_requests, as_json)
        return
    with _progress(quiet=as_json) as progress:
        summary = pipeline.run(settings, reports or [], progress)
    if as_json:
        _print_json(_summary(summary, settings.out))
    else:
        _print_summary(summary, settings.out)
    if summary.untranslated:
        raise typer.Exit(6)


@app.command()
def sources(
    report: Annotated[Path, typer.Argument(help="The report.")],
    sources: _SOURCES = None,
    as_json: _JSON = False,
) -> None:
    """List every reference of a report, its key, and the file found for it, or how to supply it."""
    from align import cite
    from align.inputs import Sources, read_cited
    from align.settings import load

    settings = load(sources=sources)
    cited = read_cited(report, settings.max_megabytes)
    files = Sources(settings.sources, settings.max_megabytes)
    located = {s.key: s for s in cite.locate(cited.references, files.files, cited.document.id)}
    entries = [
        {
            "label": r.label, "cite_key": r.key, "authors": list(r.authors), "title": r.title, "container": r.container,
            "date": r.date, "url": r.url, "status": located[r.key].status.value, "file": located[r.key].path,
            "found_by": located[r.key].how, "note": located[r.key].note,
        }
        for r in cited.references
    ]  # fmt: skip
    if as_json:
        _print_json(entries)
        return
    if not entries:
        print(f"{report} has no reference list: nothing can be cited.")
        return
    from rich.table import Table

    table = Table(title=f"References of {cited.document.id}", title_justify="left")
    for column in ("", "key", "title", "source"):
        table.add_column(column, overflow="fold")
    for e in entries:
        where = f"{e['file']} (by {e['found_by']})" if e["file"] else ""
        state = where if e["status"] == "found" else f"{e['status']}: {where + ' ' if where else ''}{e['note']}"
        table.add_row(str(e["label"]), str(e["cite_key"]), str(e["title"]), state)
    _console().print(table)


@app.command()
def pair(
    ja: Annotated[Path, typer.Argument(help="The Japanese document.")],
    en: Annotated[Path, typer.Argument(help="The English document that is its translation, or its original.")],
    out: _OUT = None,
    reordered: Annotated[bool, typer.Option("--reordered", help="Also look for blocks that changed their place.")] = False,
    encoder: _ENCODER = None,
    encoder_prefix: _PREFIX = None,
    spreadsheet: Annotated[bool | None, typer.Option("--spreadsheet", help="Write TSV that spreadsheets open right.")] = None,
    as_json: _JSON = False,
) -> None:
    """Align two documents that are translations of each other, sentence by sentence, many to many."""
    from align import parallel
    from align.settings import load

    settings = load(out=out, encoder=encoder, encoder_prefix=encoder_prefix, spreadsheet=spreadsheet)
    with _progress(quiet=as_json) as progress:
        found = parallel.pair(settings, ja, en, reordered=reordered, progress=progress)
    types = dict(sorted(found.types.items(), key=lambda t: (-t[1], t[0])))
    if as_json:
        _print_json({"rows": len(found.rows), "beads": types, "out": str(found.path)})
    else:
        print(f"{len(found.rows)} rows → {found.path}")
        print("beads (Japanese:English sentences): " + ", ".join(f"{n} of {k}" for k, n in types.items()))


@app.command()
def show(
    sentence_id: Annotated[str, typer.Argument(help="The id of a row: REPORT:DIGEST, from the column sentence_id.")],
    out: _OUT = None,
    as_json: _JSON = False,
) -> None:
    """Show everything known about one row: spans, markers, keys, candidates with their signals, findings."""
    from align.emit import read_details
    from align.settings import load

    entry = read_details(load(out=out).out, sentence_id)
    if as_json:
        _print_json(entry)
    else:
        _print_entry(entry)


@app.command()
def engines(as_json: _JSON = False) -> None:
    """List the translation engines: what each needs, and whether it is ready."""
    from align import translate
    from align.errors import EngineError

    entries: list[dict[str, Any]] = []
    for name in translate.NAMES:
        spec = translate.spec(name)
        try:
            translate.make(name)
            state = "ready"
        except EngineError as error:
            state = f"{error.what}. {error.next_step}"
        entries.append({
            "name": name, "about": spec.about, "network": spec.network, "longest": spec.longest, "batch": spec.batch,
            "per_second": spec.per_second, "daily": spec.daily, "needs": list(spec.needs), "state": state,
        })  # fmt: skip
    if as_json:
        _print_json(entries)
        return
    from rich.table import Table

    table = Table()
    for column in ("engine", "what it is", "limits", "state"):
        table.add_column(column, overflow="fold")
    for e in entries:
        table.add_row(e["name"], e["about"], _limits(e) if e["network"] else "none", e["state"])
    _console().print(table)


def _limits(e: dict[str, Any]) -> str:
    found = [f"{e['longest']:,} characters a request"]
    if e["batch"] > 1:
        found.append(f"{e['batch']} sentences a request")
    if e["per_second"]:
        found.append(f"{e['per_second']:g} requests a second")
    if e["daily"]:
        found.append(f"{e['daily']:,} characters a day")
    return ", ".join(found)


def _print_plan(plans: dict[str, Planned], texts: bool, as_json: bool) -> None:
    if as_json:
        from dataclasses import asdict

        _print_json({report: {**asdict(p), "texts": list(p.texts) if texts else len(p.texts)} for report, p in plans.items()})
        return
    for report, p in plans.items():
        where = f"would be sent to {p.engine}, {p.characters:,} characters in {p.requests} requests" if p.network else f"would be drafted on this machine by {p.engine}"
        print(f"{report}: {len(p.texts)} sentences {where}; {p.remembered} are in the translation memory")
        if texts:
            print("".join(f"  {t}\n" for t in p.texts), end="")


def _console(stderr: bool = False) -> Any:
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, markup=False)


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


class _Bars:
    """Progress bars on standard error, only where it is a terminal."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet or not sys.stderr.isatty()
        self._progress: Any = None
        self._task: Any = None

    def __enter__(self) -> _Bars:
        if not self._quiet:
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self._progress = Progress(
                TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                console=_console(stderr=True), transient=True,
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


def _progress(quiet: bool) -> _Bars:
    return _Bars(quiet)


def _summary(summary: Summary, out: Path) -> dict[str, object]:
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
        "problems": summary.problems,
        "seconds": {k: round(v, 3) for k, v in summary.seconds.items()},
    }


def _print_summary(summary: Summary, out: Path) -> None:
    from rich.table import Table

    console = _console()
    table = Table(title=f"{len(summary.reports)} report(s), {sum(summary.units.values())} rows → {out / 'corpus.tsv'}", title_justify="left", show_header=False)
    table.add_column()
    table.add_column(overflow="fold")
    for name, counts in (("rows", summary.units), ("keys", summary.origins), ("verdicts", summary.verdicts), ("findings", summary.findings)):
        table.add_row(name, ", ".join(f"{n} {k}" for k, n in sorted(counts.items(), key=lambda c: (-c[1], c[0]))) or "none")
    table.add_row("time", ", ".join(f"{k} {v:.1f} s" for k, v in summary.seconds.items() if v >= 0.05) or "under 0.1 s")
    console.print(table)
    for problem in summary.problems:
        console.print(f"• {problem}", soft_wrap=True)
    if summary.faults:
        console.print("• requests that failed and were repeated or given up: " + ", ".join(f"{why} ({n})" for why, n in summary.faults.most_common(5)), soft_wrap=True)


def _print_entry(entry: dict[str, Any]) -> None:
    console = _console()

    def line(name: str, value: object) -> None:
        console.print(f"{name:>12}  {value}", soft_wrap=True)

    start, end = entry["span"]
    line("row", f"{entry['sentence_id']}, number {entry['n']}, {entry['kind']}")
    line("section", entry["section"] or "–")
    line("span", f"characters {start} to {end} of the report")
    line("text", entry["text"])
    line("ja", entry["ja"])
    line("en", f"{entry['en'] or '–'}  [{entry['en_engine']}, {entry['translation']['status']}]")
    if entry["translation"]["note"]:
        line("note", entry["translation"]["note"])
    for m in entry["markers"]:
        line("marker", f"{m['text']} ({m['style']}) at {m['span'][0]}, cites {', '.join(m['labels'])}")
    line("keys", f"{', '.join(entry['cite_keys'])} ({entry['key_origin']})")
    line("verdict", entry["verdict"])
    for m in entry["matches"]:
        console.print()
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


def _interrupted() -> None:
    print("align: interrupted. What was finished is kept; run again to go on.", file=sys.stderr)
    sys.exit(INTERRUPTED)


def main() -> None:
    """Run the command line. Errors of the program are printed in full words; none shows a traceback
    that a user could do nothing with."""
    try:
        code = app(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else OK)
    except AlignError as error:
        print(f"align: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        _interrupted()
    except SystemExit as stop:
        if stop.code == INTERRUPTED:  # some releases of Typer make this of Ctrl-C themselves
            _interrupted()
        raise
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(OK)
    except Exception as error:
        # Typer's usage errors; the class has no public name in every release.
        if hasattr(error, "show") and hasattr(error, "exit_code"):
            error.show()
            sys.exit(error.exit_code)
        import traceback

        traceback.print_exc()
        print("align: this is a fault of the program; please report the lines above.", file=sys.stderr)
        sys.exit(INTERNAL)
