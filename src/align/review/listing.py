"""Which units a page shows: filters, orders, pages, and counts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import sqlalchemy as sa

from align.errors import InputError
from align.model.match import Verdict
from align.model.row import ReviewStatus
from align.review.store import Store
from align.review.tables import UNIT, VOTE, digest, search_text
from align.review.unit import Unit

#: Units of a page.
PAGE = 50
ORDERS = {"worth": "most worth looking at first", "place": "as in the report", "score": "least probable first"}
#: Besides the statuses themselves: what is left to do, what was decided, and what others decided that you haven't.
STATUSES = ("todo", "done", *(s.value for s in ReviewStatus if s), "commented", "second")
_TODO = (ReviewStatus.OPEN, ReviewStatus.RECHECK)
#: Of what others decided, so many in a hundred are shown for a second opinion.
SAMPLE = 20


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reviewer wants to see; empty values filter nothing."""

    report: str = ""
    status: str = ""
    verdict: str = ""
    finding: str = ""
    key: str = ""
    section: str = ""
    kind: str = ""
    q: str = ""
    below: str = ""
    order: str = "place"
    page: int = 1
    sample: int = SAMPLE

    @staticmethod
    def from_query(query: Mapping[str, str]) -> Filter:
        """Of an address. Raises ``InputError`` for what can't be."""
        given: dict[str, Any] = {f.name: v for f in fields(Filter) if (v := "".join(c for c in query.get(f.name, "") if c >= " "))}
        for name, choices in (("status", STATUSES), ("verdict", [v.value for v in Verdict]), ("order", tuple(ORDERS))):
            if given.get(name) and given[name] not in choices:
                raise InputError(f"there is no such {name}", where=given[name], choices=choices)
        for name, most in (("page", 1_000_000), ("sample", 100)):
            text = given.pop(name, "")
            if text:
                if not text.isascii() or not text.isdecimal() or len(text) > 7 or not 1 <= int(text) <= most:
                    raise InputError(f"{name} is a number from 1 to {most}", where=text)
                given[name] = int(text)
        if given.get("below") and not (given["below"].replace(".", "", 1).isdecimal() and float(given["below"]) <= 1):
            raise InputError("a score is between 0 and 1", where=given["below"])
        return Filter(**given)

    @property
    def blind(self) -> bool:
        """Whether what others decided is hidden."""
        return self.status == "second"


@dataclass(frozen=True, slots=True)
class Page:
    """The units of a page, in order, and how many there are on all of them."""

    units: Sequence[Unit]
    total: int


def _conditions(f: Filter, reviewer: str) -> list[Any]:
    c = UNIT.c
    found: list[Any] = []
    for column, value in ((c.report, f.report), (c.verdict, f.verdict), (c.kind, f.kind)):
        if value:
            found.append(column == value)
    if f.status == "todo":
        found.append(c.status.in_([s.value for s in _TODO]))
    elif f.status == "done":
        found.append(c.status.not_in([s.value for s in _TODO]))
    elif f.status == "commented":
        found.append(c.commented.is_(True))
    elif f.status == "second":
        mine = sa.select(VOTE.c.unit).where(VOTE.c.reviewer == reviewer)
        found += [c.id.in_(sa.select(VOTE.c.unit).where(VOTE.c.reviewer != reviewer)), c.id.not_in(mine), sa.func.abs(c.ja_digest % 100) < f.sample]
    elif f.status:
        found.append(c.status == f.status)
    for column, value in ((c["keys"], f";{f.key};"), (c.findings, f":{f.finding};")):
        if len(value) > 2:
            found.append(column.contains(value, autoescape=True))
    if f.section:
        found.append(sa.or_(c.section == f.section, c.section.startswith(f.section + " > ", autoescape=True)))
    found += [c.text.contains(word, autoescape=True) for word in search_text(f.q).split()]
    if f.below:
        found.append(c.score < float(f.below))
    return found


def page(store: Store, f: Filter, reviewer: str) -> Page:
    """One page of units."""
    where = _conditions(f, reviewer)
    order: list[Any] = [UNIT.c.report, UNIT.c.position]
    if f.order == "worth":
        order.insert(0, UNIT.c.worth.desc())
    elif f.order == "score":
        order.insert(0, sa.func.coalesce(UNIT.c.score, 2.0))
    rows = store.read(sa.select(UNIT.c.data).where(*where).order_by(*order).limit(PAGE).offset((f.page - 1) * PAGE))
    [(total,)] = store.read(sa.select(sa.func.count()).select_from(UNIT).where(*where))
    return Page([Unit.from_json(json.loads(r.data)) for r in rows], total)


def progress(store: Store, report: str = "") -> dict[str, dict[str, int]]:
    """By report: status → how many units."""
    query = sa.select(UNIT.c.report, UNIT.c.status, sa.func.count()).group_by(UNIT.c.report, UNIT.c.status).order_by(UNIT.c.report)
    found: dict[str, dict[str, int]] = {}
    for name, status, n in store.read(query.where(UNIT.c.report == report) if report else query):
        found.setdefault(name, {})[status] = n
    return found


def facets(store: Store, report: str = "") -> dict[str, dict[str, int]]:
    """What can be filtered by, and how many units have it: verdicts, findings, keys, sections (in the order of the reports), kinds."""
    found: dict[str, dict[str, int]] = {"verdict": {}, "finding": {}, "key": {}, "section": {}, "kind": {}}
    c = UNIT.c
    columns: tuple[tuple[str, sa.Column[Any]], ...] = (("verdict", c.verdict), ("kind", c.kind), ("section", c.section), ("finding", c.findings), ("key", c["keys"]))
    for name, column in columns:
        query: sa.Select[Any] = sa.select(column, sa.func.count()).group_by(column).order_by(sa.func.min(c.report), sa.func.min(c.position))
        for value, n in store.read(query.where(c.report == report) if report else query):
            items = [value] if name in ("verdict", "kind", "section") else [v.partition(":")[2] if name == "finding" else v for v in value.split(";") if v]
            for item in items:
                if item:
                    found[name][item] = found[name].get(item, 0) + n
    return {name: values if name == "section" else dict(sorted(values.items(), key=lambda v: (-v[1], v[0]))) for name, values in found.items()}


def same(store: Store, units: Sequence[Unit]) -> dict[str, Unit]:
    """For units that aren't decided: another with the same Japanese that is, the one decided last."""
    wanted = {digest(u.row.ja): u for u in units if u.row.status in _TODO and u.row.ja}
    query = sa.select(UNIT.c.ja_digest, UNIT.c.data).where(UNIT.c.ja_digest.in_(wanted), UNIT.c.status.in_((ReviewStatus.ACCEPTED.value, ReviewStatus.EDITED.value)))
    decided: dict[str, Unit] = {}
    for row in store.read(query) if wanted else ():
        unit = Unit.from_json(json.loads(row.data))
        known = decided.get(unit.row.ja)
        if known is None or unit.row.reviewed_at > known.row.reviewed_at:
            decided[unit.row.ja] = unit
    return {u.id: decided[u.row.ja] for u in units if u.row.status in _TODO and u.row.ja in decided}
