"""Matches looked at again with a translator: what it finds contradicted, and clauses that it finds said or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from align.match import Matcher
from align.match.clauses import as_shown, doubtful
from align.match.reading import Look, Seen, look_again
from align.match.verdict import SUPPORTED
from align.model.likelihood import Likelihood
from align.model.match import Match, Verdict

#: What is looked at again; the others don't speak of what the sentence says, or contradict it already.
_AGAIN = frozenset({Verdict.SUPPORTED, Verdict.PARTIAL})


def reread(matcher: Matcher, found: Mapping[tuple[int, str], Match], likelihood: Likelihood) -> dict[tuple[int, str], Match]:
    """The same matches, those changed that a second look judges otherwise.

    Args:
        found: by sentence and key, matches of the matcher.
    """
    texts = {key: tuple(p.text for p in matcher.index.sources[key].passages if p.first == p.last) for key in {key for _, key in found}}
    looks: dict[tuple[int, str], Look] = {}
    for (sentence, key), match in found.items():
        if match.verdict not in _AGAIN or match.best is None:
            continue
        passage = match.best.passage
        clauses = matcher.clauses(sentence, match)
        said = texts[key][passage.first - 1 : passage.last]
        looks[sentence, key] = Look(matcher.features[sentence].text, said, doubtful(clauses), len(clauses), match.verdict == Verdict.SUPPORTED)
    seen = dict(zip(looks, look_again(list(looks.values()), likelihood), strict=True))
    return {at: _settled(match, looks[at], seen[at]) if at in seen else match for at, match in found.items()}


def _settled(match: Match, look: Look, seen: Seen) -> Match:
    if seen.against:
        return replace(match, verdict=Verdict.CONTRADICTED, conflicts=(*match.conflicts, " ≠ ".join(seen.against)))
    doubts = {as_shown(c) for c in look.doubts}
    missing = (*(m for m in match.missing if m not in doubts), *map(as_shown, seen.unsaid))
    verdict = match.verdict
    if seen.unsaid:
        verdict = Verdict.PARTIAL
    elif match.missing and not missing and match.best and match.best.probability >= SUPPORTED:
        verdict = Verdict.SUPPORTED
    return replace(match, verdict=verdict, missing=missing)
