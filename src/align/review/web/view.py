"""What the pages show, made of templates that escape everything."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from align import __version__
from align.emit.formats import NAMES
from align.errors import InputError
from align.model.match import Verdict
from align.model.row import ReviewStatus, Row
from align.review import listing
from align.review.annotate import Word, runs, words
from align.review.library import Library, Line, ends
from align.review.service import Review
from align.review.unit import Unit, is_decided

_VERDICTS = {
    Verdict.SUPPORTED: "the source says so", Verdict.PARTIAL: "the source says a part", Verdict.CONTRADICTED: "the source says otherwise",
    Verdict.UNSUPPORTED: "not found in the source", Verdict.SOURCE_MISSING: "no source file", Verdict.SOURCE_NOT_ENGLISH: "source not English", Verdict.OWN: "cites nothing",
}  # fmt: skip
_STATUS = {
    ReviewStatus.OPEN: "open", ReviewStatus.ACCEPTED: "accepted", ReviewStatus.EDITED: "edited", ReviewStatus.REJECTED: "rejected", ReviewStatus.RECHECK: "look again",
}  # fmt: skip
#: Said beside the English, not among the findings.
_DRAFT = "draft"
_ENGINES = {
    "offline": "the translator of align", "glosses": "word by word", "source": "the words of the passage", "tm": "from the memory",
    "human": "written by a person", "reviewed": "reviewed before", "verbatim": "as in the Japanese", "pair": "the other document",
}  # fmt: skip
_SEVERITIES = {"error": "Error", "warning": "Warning", "info": "Note"}


def _verdict_of(row: Row) -> str:
    """The verdict of a row in words; a marker that leads nowhere isn't nothing."""
    if row.verdict == Verdict.OWN and "marker-without-reference" in row.findings:
        return "cites what isn't in the list"
    return _VERDICTS[Verdict(row.verdict)]


def lines_of(text: str, width: int) -> int:
    """Lines that a text takes, for the height of a field."""
    return max(1, sum(-(-max(len(part), 1) // width) for part in text.split("\n")))


def _named(counts: Mapping[str, int], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """What can be chosen, in words, and how many rows it has."""
    return [(value, f"{names.get(value, value)} ({n:,})") for value, n in counts.items()]


#: So many seconds the counts of the filters are good.
_FRESH = 15.0


class View:
    """Templates and what they need.

    Args:
        csrf: what our pages say with every action.
    """

    def __init__(self, review: Review, csrf: str) -> None:
        self._review = review
        self._facets: dict[str, tuple[float, dict[str, dict[str, int]]]] = {}
        self._env = Environment(loader=PackageLoader("align.review.web"), autoescape=select_autoescape(default=True), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        self._env.globals.update(
            csrf=csrf, version=__version__, verdicts=_VERDICTS, verdict_of=_verdict_of, statuses=_STATUS, severities=_SEVERITIES, orders=listing.ORDERS, formats=NAMES, engines=_ENGINES,
            is_decided=is_decided, lines_of=lines_of,
        )  # fmt: skip
        self._env.filters.update(pair=lambda value: (value, value), named=_named)

    def page(self, name: str, **values: Any) -> str:
        """A page of its own."""
        return self._env.get_template(name).render(**values)

    @property
    def library(self) -> Library:
        return self._review.library

    def ja_of(self, unit_id: str) -> Unit | None:
        """A unit, if it is still there."""
        try:
            return self._review.store.unit(unit_id)
        except InputError:
            return None

    def progress(self, report: str = "") -> str:
        """How far each report is."""
        counts = listing.progress(self._review.store, report)
        reports = [
            {"name": name, "total": sum(c.values()), "done": sum(n for s, n in c.items() if is_decided(s)), "again": c.get(ReviewStatus.RECHECK, 0)} for name, c in counts.items()
        ]
        return self._env.get_template("progress.html").render(reports=reports)

    def index(self, wanted: listing.Filter, reviewer: str, query: Mapping[str, str]) -> str:
        """The page of units."""
        store = self._review.store
        found = listing.page(store, wanted, reviewer)
        same = listing.same(store, found.units) if not wanted.blind else {}
        details = store.base([u.id for u in found.units])
        pages = max(1, -(-found.total // listing.PAGE))

        def link(**changes: Any) -> str:
            values = {**query, **{k: str(v) for k, v in changes.items()}}
            return "/?" + urlencode({k: v for k, v in values.items() if v})

        return self.page(
            "index.html", wanted=wanted, reviewer=reviewer, total=found.total, pages=pages, link=link, choices=self.facets(wanted.report),
            reports=sorted(listing.progress(store)), progress=self.progress(), event=store.last_event(), orphans=len(store.orphans()),
            rows=[self._row(u, reviewer, wanted.blind, same.get(u.id), details) for u in found.units],
        )  # fmt: skip

    def facets(self, report: str) -> dict[str, dict[str, int]]:
        """What can be filtered by. Counting all rows takes a while, so the counts may be some seconds old."""
        counted, found = self._facets.get(report, (0.0, {}))
        if not found or time.monotonic() - counted > _FRESH:
            found = listing.facets(self._review.store, report)
            self._facets[report] = (time.monotonic(), found)
        return found

    def row(self, unit: Unit, reviewer: str, *, blind: bool) -> str:
        """One unit in the list; ``blind``: as the program made it, whatever was decided."""
        same = None if blind else listing.same(self._review.store, [unit]).get(unit.id)
        return self._row(unit, reviewer, blind, same, self._review.store.base([unit.id]))

    def _row(self, unit: Unit, reviewer: str, blind: bool, same: Unit | None, base: Mapping[str, tuple[Row, Mapping[str, Any]]]) -> str:
        row = unit.machine if blind else unit.row
        findings = self._review.shown_findings(unit, base.get(unit.id, (None, {}))[1]) if not blind else []
        return self._env.get_template("unit.html").render(
            unit=unit, row=row, blind=blind, reviewer=reviewer, same=same, findings=[f for f in findings if f.code != _DRAFT],
            drafted=row.en == unit.machine.en and f"info:{_DRAFT}" in unit.machine.findings,
            ja=words(row.ja, [s for f in findings for s in f.ja]), passage=runs(row.source_passage, [s for f in findings for s in f.passage]),
        )  # fmt: skip

    def details(self, unit: Unit, *, blind: bool) -> str:
        """What opens below the active unit: its passage in place, other candidates, words, history."""
        row = unit.machine if blind else unit.row
        around: Sequence[Line] = ()
        span = (0, 0)
        if row.source_span:
            span = ends(row.source_span)
            around = self.library.around(row.report, row.source_key, *span)
        candidates, sure = [], []
        for _, details in self._review.store.base([p.sentence_id for p in unit.pieces]).values():
            if (confidence := details.get("translation", {}).get("confidence")) is not None:
                sure.append(confidence)
            for m in details.get("matches", ()):
                candidates += [{"key": m["cite_key"], "span": c["source_span"], "text": c["passage"], "probability": c["probability"]} for c in m["candidates"]]
        candidates = [c for c in candidates if (c["key"], c["span"]) != (row.source_key, row.source_span)]
        candidates.sort(key=lambda c: -c["probability"])
        votes = [v for _, v in self._review.store.votes(unit.id)] if not blind else []
        return self._env.get_template("details.html").render(
            unit=unit, row=row, blind=blind, around=around, first=span[0], last=span[1], candidates=candidates[:5], votes=votes,
            sure=min(sure, default=None), engine=_ENGINES.get(unit.machine.en_engine, unit.machine.en_engine),
            words=[w for w in words(row.ja) if w.reading or w.gloss], keys=self.library.keys(row.report),
            references={k: self.library.references.get(k, "") for k in row.cite_keys.split(";")},
        )  # fmt: skip

    def lines(self, lines: Sequence[Line], query: str) -> str:
        """Sentences of sources to choose from; the words that were looked for are marked."""
        pattern = re.compile("|".join(re.escape(w) for w in query.split()) or r"(?!)", re.I)
        marked: list[tuple[Line, list[Word]]] = []
        for line in lines:
            parts, at = [], 0
            for m in pattern.finditer(line.text):
                parts += [Word(line.text[at : m.start()]), Word(m[0], style="found")]
                at = m.end()
            marked.append((line, [p for p in (*parts, Word(line.text[at:])) if p.text]))
        return self._env.get_template("lines.html").render(lines=marked, query=query)
