"""The command line: parses, calls, prints. Heavy imports wait until a command runs."""

from __future__ import annotations

import atexit
import gc
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from align.errors import INTERNAL, INTERRUPTED, OK, AlignError, SettingsError
from align.terminal import console, limits, print_entry, print_json, print_plan, print_summary, progress_bars, summary_dict

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
    engine_model: Annotated[str | None, typer.Option(help="Model of an engine that has several: its name, or its folder on this machine.")] = None,
    engine_rate: Annotated[float | None, typer.Option(help="Requests a second that the engine allows.")] = None,
    budget: Annotated[int | None, typer.Option(help="Characters that may be sent to engines.")] = None,
    budget_money: Annotated[float | None, typer.Option(help="What engines may cost, by the prices given.")] = None,
    price: Annotated[list[str] | None, typer.Option(help="Price of a million characters: deepl=20.")] = None,
    budget_seconds: Annotated[float | None, typer.Option(help="Seconds after which nothing is sent any more.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say how much would be sent where, and stop.")] = False,
    show_requests: Annotated[bool, typer.Option("--show-requests", help="With --dry-run: also print the texts.")] = False,
    jobs: Annotated[int | None, typer.Option(help="Requests to the engine at the same time.")] = None,
    timeout: Annotated[float | None, typer.Option(help="Seconds until a request is given up.")] = None,
    attempts: Annotated[int | None, typer.Option(help="How often a sentence is asked before it counts as failed.")] = None,
    glossary: Annotated[Path | None, typer.Option(help="Glossary: TSV with the columns ja, en, forbidden, note.")] = None,
    memory: Annotated[str | None, typer.Option(help="The translation memory: a file, or the address of a database.")] = None,
    encoder: _ENCODER = None,
    encoder_prefix: _PREFIX = None,
    no_second_look: Annotated[bool, typer.Option("--no-second-look", help="Don't let the offline translator look at matches again: faster, and fewer contradictions are found.")] = False,
    spreadsheet: Annotated[bool | None, typer.Option("--spreadsheet", help="Write TSV that spreadsheets open right.")] = None,
    as_json: _JSON = False,
) -> None:
    """Build the corpus: read, segment, cite, match, translate, check, write."""
    from align import pipeline
    from align.settings import load

    settings = load(
        sources=sources, out=out, engine=engine, engine_url=engine_url, engine_model=engine_model, engine_rate=engine_rate, budget=budget, budget_money=budget_money, budget_seconds=budget_seconds, engine_prices=_prices(price), jobs=jobs, timeout=timeout, attempts=attempts,
        encoder=encoder, encoder_prefix=encoder_prefix, second_look=False if no_second_look else None, glossary=glossary, memory=memory, spreadsheet=spreadsheet,
    )  # fmt: skip
    if dry_run:
        print_plan(pipeline.plan(settings, reports or []), show_requests, as_json)
        return
    with progress_bars(quiet=as_json) as progress:
        summary = pipeline.run(settings, reports or [], progress)
    if as_json:
        print_json(summary_dict(summary, settings.out))
    else:
        print_summary(summary, settings.out)
    for error in summary.failed:
        print(f"align: {error}", file=sys.stderr)
    if summary.failed:
        raise typer.Exit(summary.failed[0].exit_code)
    if summary.untranslated:
        raise typer.Exit(6)


def _prices(given: list[str] | None) -> dict[str, str] | None:
    """By engine, as they were written; the settings read the figures."""
    pairs = [p.partition("=") for p in given or ()]
    if any(not name or not price for name, _, price in pairs):
        raise SettingsError("a price looks like deepl=20", where="--price")
    return {name: price for name, _, price in pairs} or None


@app.command()
def sources(
    report: Annotated[Path, typer.Argument(help="The report.")],
    sources: _SOURCES = None,
    as_json: _JSON = False,
) -> None:
    """List every reference of a report, its key, and the file found for it, or how to supply it."""
    from align.inputs import Sources, find_sources, read_cited
    from align.settings import load

    settings = load(sources=sources)
    cited = read_cited(report, settings.max_megabytes)
    files = Sources(settings.sources, settings.max_megabytes)
    located = find_sources(cited, files.files)
    entries = [
        {
            "label": r.label, "cite_key": r.key, "authors": list(r.authors), "title": r.title, "container": r.container,
            "date": r.date, "url": r.url, "status": located[r.key].status.value, "file": located[r.key].path,
            "found_by": located[r.key].how, "note": located[r.key].note,
        }
        for r in cited.references
    ]  # fmt: skip
    if as_json:
        print_json(entries)
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
    console().print(table)


@app.command()
def pair(
    ja: Annotated[Path, typer.Argument(help="The Japanese document.")],
    en: Annotated[Path, typer.Argument(help="The English document that is its translation, or its original.")],
    out: _OUT = None,
    reordered: Annotated[bool, typer.Option("--reordered", help="Also look for blocks that changed their place.")] = False,
    drafts: Annotated[bool, typer.Option("--drafts/--no-drafts", help="Compare offline drafts where the alignment is unsure: better, and slower.")] = True,
    encoder: _ENCODER = None,
    encoder_prefix: _PREFIX = None,
    spreadsheet: Annotated[bool | None, typer.Option("--spreadsheet", help="Write TSV that spreadsheets open right.")] = None,
    as_json: _JSON = False,
) -> None:
    """Align two documents that are translations of each other, sentence by sentence, many to many."""
    from align import parallel
    from align.settings import load

    settings = load(out=out, encoder=encoder, encoder_prefix=encoder_prefix, spreadsheet=spreadsheet)
    with progress_bars(quiet=as_json) as progress:
        found = parallel.pair(settings, ja, en, reordered=reordered, drafted=drafts, progress=progress)
    types = dict(sorted(found.types.items(), key=lambda t: (-t[1], t[0])))
    if as_json:
        print_json({"rows": len(found.rows), "beads": types, "out": str(found.path)})
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
        print_json(entry)
    else:
        print_entry(entry)


@app.command()
def terms(
    report: Annotated[Path, typer.Argument(help="The report.")],
    to: Annotated[Path | None, typer.Option("--to", help="File to write; else the terms are printed.")] = None,
    sources: _SOURCES = None,
) -> None:
    """Propose the terms of a report as a glossary: names as the sources spell them, and frequent compounds."""
    from align import termlist
    from align.emit.atomic import write_bytes
    from align.settings import load

    text = termlist.table(termlist.propose(load(sources=sources), report))
    if to is None:
        print(text, end="")
        return
    write_bytes(to, text.encode("utf-8"))
    print(f"{text.count(chr(10)) - 1} terms → {to}. Mend the column en, then use it with --glossary {to}")


@app.command()
def evaluate(
    corpus: Annotated[Path, typer.Argument(help="A corpus: TSV with the columns ja and en.")],
    reference: Annotated[Path, typer.Argument(help="The reference: TSV with the columns ja and en.")],
    comet: Annotated[Path | None, typer.Option(help="Checkpoint of a COMET model to score with too.")] = None,
    as_json: _JSON = False,
) -> None:
    """Score the translations of a corpus against a reference: BLEU, chrF and TER, and COMET where you have a model."""
    from dataclasses import asdict

    from align.evaluate import evaluate as score

    found = score(corpus, reference, comet)
    if as_json:
        print_json(asdict(found))
        return
    print(f"{found.sentences} sentences, {found.missing} of them without translation")
    for name, value in found.scores.items():
        print(f"{name:>5} {value:6.1f}   {found.signatures[name]}")


@app.command()
def review(
    out: _OUT = None,
    sources: _SOURCES = None,
    reviewer: Annotated[str | None, typer.Option(help="Your name beside your decisions.")] = None,
    glossary: Annotated[Path | None, typer.Option(help="Glossary that English is checked by.")] = None,
    host: Annotated[str, typer.Option(help="Address to listen on; other machines need the token that is printed.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 for any that is free.")] = 8765,
    name: Annotated[list[str] | None, typer.Option("--name", help="Name under which browsers reach it, behind a proxy, say.")] = None,
    browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Write the corpus files with what was decided, and stop.")] = False,
    export: Annotated[Path | None, typer.Option(help="Write the rows as they stand to this file, and stop.")] = None,
    import_: Annotated[Path | None, typer.Option("--import", help="Take in what was edited in such a file, and stop.")] = None,
    format: Annotated[str | None, typer.Option(help="Format of that file, where its suffix doesn't say: tsv, tmx, xliff, xliff2, xlsx, jsonl, moses, html.")] = None,
    report: Annotated[str, typer.Option(help="Only this report, for --export.")] = "",
    pairs: Annotated[Path | None, typer.Option(help="Write the passages that were decided as JSONL for training and evaluation, and stop.")] = None,
    agreement: Annotated[bool, typer.Option("--agreement", help="Say how far reviewers agree, and stop.")] = False,
    orphans: Annotated[bool, typer.Option("--orphans", help="List decisions whose sentence is gone, and stop.")] = False,
    as_json: _JSON = False,
) -> None:
    """Review the corpus in a page of your browser; or apply, export, import and compare decisions."""
    from align import reviewing
    from align.settings import load

    settings = load(out=out, sources=sources, reviewer=reviewer, glossary=glossary)
    asked = [name for name, given in (("--apply", apply), ("--export", export), ("--import", import_), ("--pairs", pairs), ("--agreement", agreement), ("--orphans", orphans)) if given]
    if len(asked) > 1:
        raise SettingsError("one thing at a time", where=" ".join(asked), next_step="Run the command once for each.")
    if apply:
        reviewing.apply(settings, as_json)
    elif export or import_:
        reviewing.exchange(settings, export, import_, format, report, as_json)
    elif pairs:
        reviewing.pairs(settings, pairs)
    elif agreement or orphans:
        reviewing.compare(settings, agreement, as_json)
    else:
        reviewing.serve(settings, host, port, tuple(name or ()), browser)


memory_app = typer.Typer(help="The translation memory: export it, and take in those of other tools.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(memory_app, name="memory")
_MEMORY = Annotated[str | None, typer.Option("--memory", help="The translation memory: a file, or the address of a database.")]


@memory_app.command("export")
def memory_export(
    path: Annotated[Path, typer.Argument(help="The TMX file to write.")],
    memory: _MEMORY = None,
) -> None:
    """Write the translation memory as TMX 1.4b, for other translation tools."""
    from align import memories

    print(f"{memories.export(_memory_path(memory), path)} units → {path}")


@memory_app.command("import")
def memory_import(
    path: Annotated[Path, typer.Argument(help="The TMX file to read.")],
    memory: _MEMORY = None,
) -> None:
    """Take the Japanese–English units of a TMX file into the translation memory; those of other tools count as reviewed."""
    from align import memories

    print(f"{memories.take_in(_memory_path(memory), path)} units from {path}")


def _memory_path(memory: str | None) -> str:
    from align.settings import load

    return load(memory=memory).memory


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
        print_json(entries)
        return
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    for e in entries:
        table.add_row(e["name"], "\n".join([e["about"], *([limits(e)] if e["network"] else []), e["state"], ""]))
    console().print(table)


def _interrupted() -> None:
    print("align: interrupted. What was finished is kept; run again to go on.", file=sys.stderr)
    sys.exit(INTERRUPTED)


def main() -> None:
    """Run the command line. Errors of the program are printed in full words; none shows a traceback
    that a user could do nothing with."""
    gc.set_threshold(50_000)  # little of what a run makes is a cycle: to look for them as often as Python does takes a tenth of the time
    atexit.register(gc.freeze)  # nor is it worth most of a second to look through all of it once more at the end
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
