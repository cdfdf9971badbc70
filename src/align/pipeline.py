"""The order of the stages. Nothing else knows it."""

from __future__ import annotations

import hashlib
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from align import address, glossary, translate
from align.cells import statements
from align.check import Subject, check
from align.errors import InputError, SettingsError
from align.inputs import Cited, Sources, find_reports, find_sources, read_cited
from align.match import Matcher
from align.match.choose import encoder
from align.match.encoder import Encoder
from align.match.likeness import likeness, of_translations
from align.match.reread import reread
from align.model.citation import Citation, Origin, Reference, Source, SourceStatus
from align.model.document import Kind, Sentence
from align.model.finding import Finding, Severity
from align.model.match import Match, Verdict
from align.model.row import MatchRow, Row
from align.model.translation import Status, Translation
from align.progress import Progress, Silent
from align.rows import Unit, as_source, details, match_rows, row
from align.settings import Settings
from align.verdicts import WITHOUT_TEXT, best_of, own_part

if TYPE_CHECKING:
    from align.review.files import Applied

#: Rows of these kinds are matched against the sources.
_MATCHED = frozenset({Kind.SENTENCE, Kind.CELL, Kind.CAPTION})
#: The catchword at the head of a list item, «資金: …», before what is a sentence without it: 出生数：68.6万人に減少 is none.
_LABEL = re.compile(r"^[^。:：「」]{1,15}[:：]\s*(?=.{10})(?=[^。]{0,40}?[^。、]{2}(?:は|が|も)|.{25})")


@dataclass
class Summary:
    """What a run did: counts, seconds per stage, what became of decisions, and what went wrong without stopping it."""

    reports: list[str] = field(default_factory=list)
    units: Counter[str] = field(default_factory=Counter)
    origins: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    failed: list[InputError] = field(default_factory=list)
    untranslated: int = 0
    requests: int = 0
    reviewed: Applied | None = None
    faults: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Built:
    """All rows of one report."""

    cited: Cited
    sources: Mapping[str, Source]
    rows: Sequence[Row]
    matches: Sequence[MatchRow]
    details: Sequence[Mapping[str, object]]


class Pipeline:
    """Builds the corpus of reports with one set of settings."""

    def __init__(self, settings: Settings, progress: Progress | None = None) -> None:
        self.settings = settings
        self.progress = progress or Silent()
        self.summary = Summary()
        self.glossary = glossary.read(settings.glossary) if settings.glossary else ()
        self._check_prices()
        self._health: dict[str, translate.Health] = {}
        self._budget = translate.Budget(settings.budget, settings.budget_seconds, settings.budget_money)

    def _check_prices(self) -> None:
        """A budget in money needs to know what engines cost.

        Raises:
            SettingsError: of one, that isn't known, or a price is given for none.
        """
        s = self.settings
        for name in s.engine_prices:
            translate.spec(name)
        for name in translate.names(s.engine) if s.budget_money else ():
            engine = translate.spec(name)
            if engine.network and engine.price is None and name not in s.engine_prices:
                raise SettingsError(
                    "a budget in money needs the price of the engine", where=name,
                    next_step=f"Say what a million characters cost: --price {name}=20, or engine_prices in align.toml.",
                )  # fmt: skip

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self.summary.seconds[stage] = self.summary.seconds.get(stage, 0.0) + time.perf_counter() - started

    def build(self, path: Path, sources: Sources, memory: translate.Memory | None) -> Built:
        """Build the rows of one report.

        Raises:
            InputError: the report can't be read. EngineError: the engine isn't ready.
        """
        with self._timed("read, segment, cite"):
            cited = read_cited(path, self.settings.max_megabytes)
            located = find_sources(cited, sources.files)
        with self._timed("match"):
            texts = self.queries(cited)
            matcher = self._matcher(texts, located, sources, cited)
            self.progress.start(f"{cited.document.id}: match", len(cited.sentences))
            citations, matches, notes = self._match(cited, located, matcher, texts)
            chosen = {s.index: own_part(best_of(matches.get(s.index, ())), s, cited) for s in cited.sentences}
        with self._timed("translate"):
            terms = self._terms(matcher)
            translations = self._spelled(self._translate(cited, memory, terms, chosen), located, sources)
        with self._timed("check"):
            units = []
            likenesses = self._likenesses(translations, chosen)
            for s in cited.sentences:
                best = chosen[s.index]
                kind = cited.document.blocks[s.block].kind
                subject = Subject(s.text, kind, translations[s.index], best, terms, self.glossary, likenesses.get(s.index))
                findings = (*cited.assignment.findings.get(s.index, ()), *notes.get(s.index, ()), *check(subject))
                units.append(Unit(
                    cited.document, s, cited.document.blocks[s.block], cited.assignment.markers.get(s.index, ()),
                    citations[s.index], tuple(matches.get(s.index, ())), best, translations[s.index], findings,
                    self._verdict(s, cited, citations[s.index], located, best),
                ))  # fmt: skip
        rows = self._identified(units)
        contexts = {i: r.context for i, r in self.requests(cited)[1].items()}
        files = {k: s.name for k, s in located.items()}
        return Built(
            cited, located, rows, [m for u, r in zip(units, rows, strict=True) for m in match_rows(u, r.sentence_id, files)],
            [{**details(u, r), "context": contexts.get(u.sentence.index, "")} for u, r in zip(units, rows, strict=True)],
        )  # fmt: skip

    def _matcher(self, texts: Mapping[int, str], located: Mapping[str, Source], sources: Sources, cited: Cited) -> Matcher:
        ready = {k: sources.sentences(s) for k, s in located.items() if s.status == SourceStatus.FOUND}
        headings = {k: sources.headings(located[k]) for k in ready}
        rows = {k: sources.rows(located[k]) for k in ready}
        return Matcher(texts, ready, headings, self._encoder, [r.raw for r in cited.references], statements(cited.document, cited.sentences), rows)

    @cached_property
    def _encoder(self) -> Encoder:
        """The encoder of the run; a user's own is loaded once for all reports."""
        return encoder(self.settings.encoder, self.settings.encoder_prefix)

    def _terms(self, matcher: Matcher) -> dict[str, str]:
        """Fixed renderings: what the user has settled wins over what the program finds."""
        return {**matcher.terms(), **glossary.renderings(self.glossary)}

    @staticmethod
    def queries(cited: Cited) -> dict[int, str]:
        """What is looked up for each sentence: what a table cell states, a list item without its catchword."""
        cells = statements(cited.document, cited.sentences)
        return {
            s.index: cells[s.index] if s.index in cells else _LABEL.sub("", s.text)
            for s in cited.sentences if cited.document.blocks[s.block].kind in _MATCHED
        }  # fmt: skip

    def _match(
        self, cited: Cited, located: Mapping[str, Source], matcher: Matcher, texts: Mapping[int, str]
    ) -> tuple[dict[int, Citation], dict[int, list[Match]], dict[int, list[Finding]]]:
        citations: dict[int, Citation] = {}
        matches: dict[int, list[Match]] = {}
        notes: dict[int, list[Finding]] = {}
        labels = {r.key: r.label for r in cited.references}
        looked_up = self._looked_up(cited, located, matcher)
        for s in cited.sentences:
            block = cited.document.blocks[s.block]
            citation = cited.assignment.citations.get(s.index)
            if block.kind not in _MATCHED:
                citations[s.index] = citation or Citation((cited.key,), (), Origin.SELF)
                continue
            found: list[Match] = []
            for key in citation.keys if citation else ():
                status = located[key].status
                found.append(looked_up[s.index, key] if status == SourceStatus.FOUND else Match(key, WITHOUT_TEXT[status]))
                if located[key].status == SourceStatus.UNREADABLE:
                    notes.setdefault(s.index, []).append(Finding(Severity.ERROR, "source-unreadable", f"{located[key].path}: {located[key].note}"))
            if len(found) > 1:
                found = matcher.together(s.index, found)
            best = best_of(found)
            if best is None or best.verdict != Verdict.SUPPORTED:
                partly = best is not None and best.verdict in (Verdict.PARTIAL, Verdict.CONTRADICTED)
                other = matcher.elsewhere(s.index, citation.keys if citation else (), nearer=partly) if not block.header else None
                if other and self._again(matcher, {(s.index, other.key): other})[s.index, other.key].verdict != Verdict.SUPPORTED:
                    other = None
                if other and citation:
                    span = other.best.passage.span if other.best else ""
                    notes.setdefault(s.index, []).append(
                        Finding(Severity.INFO, "supported-elsewhere", f"{other.key}, sentence {span}, states it")
                    )
                elif other:
                    citation = Citation((other.key,), (labels.get(other.key, ""),), Origin.INFERRED)
                    found = [other]
            citations[s.index] = citation or Citation((cited.key,), (), Origin.SELF)
            matches[s.index] = found
        return citations, matches, notes

    def _looked_up(self, cited: Cited, located: Mapping[str, Source], matcher: Matcher) -> dict[tuple[int, str], Match]:
        """By sentence and key: what each source says of the sentences that cite it, after a second look."""
        found: dict[tuple[int, str], Match] = {}
        for s in cited.sentences:
            self.progress.advance()
            citation = cited.assignment.citations.get(s.index) if cited.document.blocks[s.block].kind in _MATCHED else None
            for key in citation.keys if citation else ():
                if located[key].status == SourceStatus.FOUND:
                    found[s.index, key] = matcher.match(s.index, key)
        return self._again(matcher, found)

    def _again(self, matcher: Matcher, found: dict[tuple[int, str], Match]) -> dict[tuple[int, str], Match]:
        """Matches after a second look, if there is to be one."""
        return reread(matcher, found, translate.likelihood) if self.settings.second_look and found else found

    @staticmethod
    def _likenesses(translations: Mapping[int, Translation], chosen: Mapping[int, Match | None]) -> dict[int, float]:
        """By sentence: how like its passage a translation is."""
        pairs = {
            i: (t.text, m.best.passage.text) for i, t in translations.items()
            if t.text and (t.status == Status.DONE or t.engine == "offline") and (m := chosen[i]) is not None and m.best is not None and m.verdict == Verdict.SUPPORTED
        }  # fmt: skip
        return dict(zip(pairs, likeness(list(pairs.values())), strict=True)) if pairs else {}

    @staticmethod
    def _verdict(s: Sentence, cited: Cited, citation: Citation, located: Mapping[str, Source], best: Match | None) -> Verdict:
        if best is not None:
            return best.verdict
        if cited.document.blocks[s.block].kind == Kind.REFERENCE and citation.keys[0] in located:
            return WITHOUT_TEXT.get(located[citation.keys[0]].status, Verdict.OWN)
        return Verdict.OWN

    def _chain(self, memory: translate.Memory | None, terms: Mapping[str, str]) -> translate.Chain:
        s = self.settings
        engine = translate.EngineSettings(url=s.engine_url, model=s.engine_model, timeout=s.timeout, terms=terms, alike=of_translations)
        return translate.Chain(s.engine, engine, memory, jobs=s.jobs, attempts=s.attempts, budget=self._budget, rate=s.engine_rate, health=self._health, prices=s.engine_prices)

    @staticmethod
    def requests(cited: Cited) -> tuple[dict[int, Translation], dict[int, translate.Request]]:
        """By sentence: those that stay as they are, and those to translate with what surrounds them."""
        kept: dict[int, Translation] = {}
        asked: dict[int, translate.Request] = {}
        sentences = cited.sentences
        for n, s in enumerate(sentences):
            block = cited.document.blocks[s.block]
            as_it_is = translate.as_it_is(s.text, block.kind)
            if as_it_is is not None:
                kept[s.index] = as_it_is
                continue
            before = sentences[n - 1].text if n and sentences[n - 1].block == s.block else ""
            after = sentences[n + 1].text if n + 1 < len(sentences) and sentences[n + 1].block == s.block else ""
            asked[s.index] = translate.Request(s.text, " > ".join(block.section), before, after)
        return kept, asked

    def _translate(self, cited: Cited, memory: translate.Memory | None, terms: Mapping[str, str], chosen: Mapping[int, Match | None]) -> dict[int, Translation]:
        chain = self._chain(memory, terms)
        done, asked = self.requests(cited)
        by_request = [s for s in cited.sentences if s.index in asked]

        def said(n: int) -> Translation | None:
            s = by_request[n]
            # a row of a table is matched as a whole
            return as_source(s.text, chosen[s.index]) if cited.document.blocks[s.block].kind != Kind.CELL else None

        self.progress.start(f"{cited.document.id}: translate", len(asked))
        answers = chain.run(list(asked.values()), self.progress.advance, said)
        done.update(zip(asked, answers, strict=True))
        self.summary.requests += chain.requests
        self.summary.faults.update(chain.faults)
        failed = [t for t in answers if t.text is None]
        self.summary.untranslated += len(failed)
        if failed:
            reasons = Counter(t.note for t in failed)
            self.summary.problems.append(
                f"{cited.document.id}: {len(failed)} sentences have no translation; " + "; ".join(f"{r} ({n})" for r, n in reasons.most_common(3))
            )
        return done

    @staticmethod
    def _spelled(translations: dict[int, Translation], located: Mapping[str, Source], sources: Sources) -> dict[int, Translation]:
        """Drafts whose persons are named as in the sources."""
        if not any(t.engine == "offline" for t in translations.values()):
            return translations
        known = translate.persons(s.text for found in located.values() if found.status == SourceStatus.FOUND for s in sources.sentences(found))
        return {i: replace(t, text=translate.as_spelled(t.text, known)) if t.engine == "offline" and t.text else t for i, t in translations.items()}

    def _identified(self, units: Sequence[Unit]) -> list[Row]:
        seen: Counter[str] = Counter()
        rows = []
        for n, unit in enumerate(units, 1):
            text = unit.sentence.text
            digest = hashlib.sha256(f"{text}\x00{seen[text]}".encode()).hexdigest()[:10]
            seen[text] += 1
            rows.append(row(unit, n, digest))
        return rows

    def count(self, built: Built) -> None:
        """Add a report to the summary."""
        self.summary.reports.append(built.cited.document.id)
        for r in built.rows:
            self.summary.units[r.kind] += 1
            self.summary.origins[r.key_origin] += 1
            self.summary.verdicts[r.verdict] += 1
            self.summary.findings.update(f for f in r.findings.split(";") if f)
        for s in built.sources.values():
            if s.status != SourceStatus.FOUND:
                self.summary.problems.append(f"{built.cited.document.id}: {s.key} ({s.status}): {s.note}")


def run(settings: Settings, reports: Sequence[Path], progress: Progress | None = None) -> Summary:
    """Build and write the corpus of the reports.

    Each report's files are written as soon as it is built; ``corpus.tsv`` at the end. Reports that can't be read are left out, and told.

    Raises:
        AlignError: of its kinds, see :mod:`align.errors`; ``InputError`` if no report can be read. What was written before stays.
    """
    from align import emit

    pipeline = Pipeline(settings, progress)
    paths = find_reports(list(reports) or [settings.reports])
    pipeline._chain(None, {})  # not ready? say so before the work
    emit.prepare(settings.out)
    memory = _memory(settings)
    try:
        with pipeline._timed("read sources"):
            sources = Sources(settings.sources, settings.max_megabytes)
        rows: list[Row] = []
        references: list[Reference] = []
        for path in paths:
            try:
                built = pipeline.build(path, sources, memory)
            except InputError as error:  # one that can't be read doesn't keep the others from being built
                pipeline.summary.failed.append(error)
                continue
            with pipeline._timed("write"):
                emit.write_report(settings, built.cited.document, built.cited.references, built.sources, built.rows, built.matches, built.details, sources.digests(built.sources))
            pipeline.count(built)
            rows += built.rows
            references += built.cited.references
        if len(pipeline.summary.failed) == len(paths):
            raise pipeline.summary.failed[0]
        with pipeline._timed("write"):
            emit.write_corpus(settings, rows, references)
            if settings.review_database or settings.review.is_dir():  # without, the library for databases needn't be loaded to ask
                from align.review import files

                if files.exists(settings):
                    pipeline.summary.reviewed = files.apply(settings, pipeline.summary.reports)
    finally:
        if memory is not None:
            memory.close()
    return pipeline.summary


def _memory(settings: Settings) -> translate.Memory | None:
    """The memory, if any engine of the run fills it, or if there is one already."""
    filled = any(not translate.spec(n).draft for n in translate.names(settings.engine))
    return translate.Memory(settings.memory) if filled or address.exists(settings.memory) else None


def plan(settings: Settings, reports: Sequence[Path]) -> dict[str, translate.Planned]:
    """What a run would send to its first engine: report → what. Sends nothing and writes nothing.

    Raises:
        AlignError: as :func:`run`.
    """
    pipeline = Pipeline(settings)
    paths = find_reports(list(reports) or [settings.reports])
    memory = _memory(settings) if address.exists(settings.memory) else None
    try:
        sources = Sources(settings.sources, settings.max_megabytes)
        found = {}
        for path in paths:
            cited = read_cited(path, settings.max_megabytes)
            located = find_sources(cited, sources.files)
            terms = pipeline._terms(pipeline._matcher(pipeline.queries(cited), located, sources, cited))
            found[cited.document.id] = pipeline._chain(memory, terms).plan(list(pipeline.requests(cited)[1].values()))
        return found
    finally:
        if memory is not None:
            memory.close()
