"""Which keys a sentence cites, and where they come from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from align.model.citation import Citation, Marker, Origin, Reference
from align.model.document import Block, Document, Kind, Sentence
from align.model.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Assignment:
    """The citations of a report.

    Attributes:
        citations: sentence index → its keys; sentences that cite nothing are not in it.
        findings: sentence index → what is wrong with its markers or with the reference it is.
        markers: sentence index → the markers in it.
    """

    citations: Mapping[int, Citation]
    findings: Mapping[int, tuple[Finding, ...]]
    markers: Mapping[int, tuple[Marker, ...]]


def _resolver(references: Sequence[Reference]) -> Mapping[tuple[str, str], list[Reference]]:
    """(style or empty, label) → references with that label, in the order of the text."""
    table: dict[tuple[str, str], list[Reference]] = defaultdict(list)
    for r in references:
        for name in ((r.style, r.label), ("", r.label), ("pandoc", r.key), ("author-year", r.key), ("link", r.key)):
            table[name].append(r)
    return table


def _resolve(marker: Marker, label: str, table: Mapping[tuple[str, str], list[Reference]]) -> str | None:
    """The key of a label: a list in the marker's own style wins; where numbers start anew with each
    chapter, the next list after the marker."""
    found = table.get((marker.style, label)) or table.get(("", label)) or []
    return next((r.key for r in found if r.span.start >= marker.span.end), found[0].key if found else None)


def _unresolved(marker: Marker, lost: Sequence[str], document: Document) -> Finding:
    return Finding(
        Severity.WARNING, "marker-without-reference",
        f"{marker.span.of(document.text)} cites {', '.join(lost)}, which the reference list doesn't have",
    )  # fmt: skip


def _citation(
    markers: Sequence[Marker], table: Mapping[tuple[str, str], list[Reference]], document: Document
) -> tuple[Citation | None, list[Finding]]:
    """What markers cite together, and what of it the reference list doesn't have."""
    pairs: dict[str, str] = {}
    findings = []
    for marker in markers:
        lost = []
        for label in marker.labels:
            key = _resolve(marker, label, table)
            if key is None:
                lost.append(label)
            else:
                pairs.setdefault(key, label)
        if lost:
            findings.append(_unresolved(marker, lost, document))
    return Citation(tuple(pairs), tuple(pairs.values()), Origin.EXPLICIT) if pairs else None, findings


def assign(
    document: Document, sentences: Sequence[Sentence], markers: Sequence[Marker], references: Sequence[Reference]
) -> Assignment:
    """Give each sentence the keys of its markers, and those it inherits.

    Inherited are the keys that close the paragraph or list item a sentence stands in, those of the
    other cells of its table row, and those of the line that introduces its list.
    """
    table = _resolver(references)
    within: dict[int, list[Marker]] = defaultdict(list)
    alone: dict[tuple[int, int], list[Marker]] = defaultdict(list)
    findings: dict[int, list[Finding]] = defaultdict(list)
    citations: dict[int, Citation] = {}
    cursor = 0
    for marker in sorted(markers, key=lambda m: m.span):
        while cursor < len(sentences) - 1 and sentences[cursor].span.end <= marker.span.start:
            cursor += 1
        if sentences[cursor].block == marker.block:
            within[cursor].append(marker)
        elif document.blocks[marker.block].kind == Kind.CELL:
            alone[document.blocks[marker.block].table, document.blocks[marker.block].row].append(marker)
        else:  # alone in its paragraph: it closes what stands before it
            within[cursor - 1 if cursor and sentences[cursor].span.start > marker.span.start else cursor].append(marker)
    for index, found in within.items():
        citation, lost = _citation(found, table, document)
        findings[index] += lost
        if citation:
            citations[index] = citation
    cells: dict[tuple[int, int], Citation] = {}
    for place, found in alone.items():
        citation, lost = _citation(found, table, document)
        if citation:
            cells[place] = citation
        # What the list lacks is said at the row, or at what stands before the table.
        beside = [s.index for s in sentences if s.span.start < found[0].span.start or (document.blocks[s.block].table, document.blocks[s.block].row) == place]
        if lost and beside:
            findings[beside[-1]] += lost
    _inherit(document, sentences, citations, cells, set(within))
    _references(sentences, references, citations, findings)
    return Assignment(citations, {i: tuple(f) for i, f in findings.items()}, {i: tuple(m) for i, m in within.items()})


#: A sentence in which the report speaks of itself cites nothing but what it marks.
_OWN_VOICE = re.compile(r"(?:なお、)?(?:本稿|本報告|本レポート|本書|本節|本章|本項|筆者|われわれ|我々|[図表][\s　]?[0-9０-９])")


def _closes(sentence: Sentence, document: Document) -> bool:
    """Whether a sentence could end its paragraph: the block ends with it."""
    return document.blocks[sentence.block].span.end <= sentence.span.end + 4


def _joined(found: Sequence[Citation]) -> Citation:
    pairs: dict[str, str] = {}
    for c in found:
        pairs.update(zip(c.keys, c.labels, strict=True))
    return Citation(tuple(pairs), tuple(pairs.values()), Origin.INHERITED)


def _inherit(document: Document, sentences: Sequence[Sentence], citations: dict[int, Citation], cells: Mapping[tuple[int, int], Citation], marked: Collection[int]) -> None:
    by_block: dict[int, list[int]] = defaultdict(list)
    for s in sentences:
        by_block[s.block].append(s.index)
    explicit = dict(citations)
    for block_index, members in by_block.items():
        block = document.blocks[block_index]
        if block.kind != Kind.SENTENCE or len(members) < 2:
            continue
        own = [explicit[i] for i in members if i in explicit]
        if not own:
            continue
        last = members[-1]
        if last in explicit and _closes(sentences[last], document):
            # Back from the end: each uncited sentence takes the keys of the next one that cites.
            current = explicit[last]
            for i in reversed(members[:-1]):
                if i in explicit:
                    current = explicit[i]
                elif i not in marked and not _OWN_VOICE.match(sentences[i].text):  # one whose marker leads nowhere cites nothing else
                    citations[i] = _joined([current])
        elif block.level and len({c.keys for c in own}) == 1:
            for i in members:
                if i not in explicit and i not in marked:
                    citations[i] = _joined(own[:1])
    _inherit_rows(document, by_block, explicit, citations, cells)
    _inherit_lists(document, sentences, by_block, explicit, citations)


def _inherit_rows(
    document: Document, by_block: Mapping[int, list[int]], explicit: Mapping[int, Citation], citations: dict[int, Citation],
    cells: Mapping[tuple[int, int], Citation],
) -> None:  # fmt: skip
    rows: dict[tuple[int, int], list[int]] = defaultdict(list)
    for block_index, members in by_block.items():
        block = document.blocks[block_index]
        if block.kind == Kind.CELL and not block.header:
            rows[block.table, block.row] += members
    for place, members in rows.items():
        own = [*(explicit[i] for i in members if i in explicit), *([cells[place]] if place in cells else [])]
        for i in members:
            if own and i not in explicit:
                citations[i] = _joined(own)


def _inherit_lists(
    document: Document, sentences: Sequence[Sentence], by_block: Mapping[int, list[int]],
    explicit: Mapping[int, Citation], citations: dict[int, Citation],
) -> None:  # fmt: skip
    for block_index, members in sorted(by_block.items()):
        block = document.blocks[block_index]
        if block.kind != Kind.SENTENCE or block.parent < 0 or any(i in citations for i in members):
            continue
        parent = document.blocks[block.parent]
        above = by_block.get(block.parent, [])
        if above and _introduces(parent, document) and above[-1] in explicit:
            for i in members:
                citations[i] = _joined([explicit[above[-1]]])


def _introduces(block: Block, document: Document) -> bool:
    """Whether a paragraph ends as one that introduces a list: with a colon, markers aside."""
    text = re.sub(r"(?:<sup>.*?</sup>|\[[\d, ]+\]|［[^］]*］|\s\d{1,3}|\*\*)+(?=[:：。]?$)", "", block.span.of(document.text).strip())
    return text.endswith((":", "：")) or bool(re.search(r"(?:以下|次)の(?:通り|とおり|ように|点|理由)[^。]{0,12}。?$", text))


def _references(
    sentences: Sequence[Sentence], references: Sequence[Reference], citations: dict[int, Citation], findings: dict[int, list[Finding]]
) -> None:
    """Entries of the reference list cite themselves; those that nothing cites are findings."""
    cited = {k for c in citations.values() for k in c.keys}
    for r in references:
        for s in sentences:
            if s.span.start < r.span.end and r.span.start < s.span.end:
                citations[s.index] = Citation((r.key,), (r.label,), Origin.EXPLICIT)
                if r.key not in cited and s.span.start >= r.span.start - 8:
                    findings[s.index].append(
                        Finding(Severity.INFO, "reference-not-cited", f"no marker of the report cites {r.label or r.key}")
                    )
                    cited.add(r.key)
