"""The terms of a report, proposed for a translator to settle once: a glossary to edit (``align terms``)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from align.inputs import Sources, find_sources, read_cited
from align.match import Matcher
from align.model.citation import SourceStatus
from align.model.document import Kind
from align.model.term import Term
from align.pipeline import Pipeline
from align.settings import Settings
from align.text.sudachi import morphemes
from align.translate.draft import draft

#: A compound of common nouns is a term when it comes again; a name comes once.
_OFTEN = 2
_SHORTEST = 3
_NAME = re.compile(r"[ァ-ヺー・]{3,}")


def _compounds(text: str) -> Iterable[str]:
    """Runs of nouns without figures: 事前学習, 循環取引."""
    run: list[str] = []
    for m in [*morphemes(text, "C"), None]:
        noun = m is not None and m.pos[0] == "名詞" and m.pos[1] not in ("数詞", "固有名詞") and m.pos[2] != "助数詞可能" and not m.surface.isascii()
        if noun and m is not None:
            run.append(m.surface)
            continue
        if len("".join(run)) >= _SHORTEST and any("\u4e00" <= c <= "\u9fff" for c in "".join(run)) and len(run) > 1:
            yield "".join(run)
        run = []


def propose(settings: Settings, report: Path) -> list[tuple[Term, int]]:
    """Names and compounds of a report with how often they come, most frequent first.

    A name has the spelling that the cited sources give it, if one of them does; a compound the draft's
    rendering, to be mended. ``note`` says where a rendering is from.

    Raises:
        InputError: the report or a source can't be read.
    """
    cited = read_cited(report, settings.max_megabytes)
    sources = Sources(settings.sources, settings.max_megabytes)
    located = find_sources(cited, sources.files)
    ready = {k: sources.sentences(s) for k, s in located.items() if s.status == SourceStatus.FOUND}
    found_names = Matcher(Pipeline.queries(cited), ready).terms()
    names: Counter[str] = Counter()
    compounds: Counter[str] = Counter()
    for s in cited.sentences:
        if cited.document.blocks[s.block].kind in (Kind.REFERENCE, Kind.CODE):
            continue
        names.update(m.surface for m in morphemes(s.text, "C") if m.pos[1] == "固有名詞" and _NAME.fullmatch(m.surface))
        names.update(n for n in found_names if n in s.text and n not in names)
        compounds.update(_compounds(s.text))
    proposed = []
    for ja, count in names.items():
        known = found_names.get(ja)
        proposed.append((Term(ja, (known or draft(ja),), (), "name, as the sources or the report spell it" if known else "name, spelt by its reading"), count))
    proposed += [(Term(ja, (_small(draft(ja)),), (), "term, as the draft has it"), count) for ja, count in compounds.items() if count >= _OFTEN]
    return sorted(proposed, key=lambda p: (-p[1], p[0].ja))


def _small(english: str) -> str:
    """Without the capital that the draft gives the beginning of a sentence."""
    return english[:1].lower() + english[1:] if english[1:2].islower() else english


def table(proposed: Iterable[tuple[Term, int]]) -> str:
    """A glossary file, with how often each term comes in a column that glossaries needn't have."""
    lines = ["ja\ten\tforbidden\tnote\tcount"]
    lines += ["\t".join((t.ja, "|".join(t.en), "|".join(t.forbidden), t.note, str(n))) for t, n in proposed]
    return "\n".join(lines) + "\n"
