"""All of something for some of it: 全額を負担する and «will bear 55 million of that», 史上初 and «the first since 1973»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.match.features import Features
from align.match.lexicon import lexicon
from align.match.signals import renderings
from align.text.quantity import agree, en_quantities
from align.text.tokens import ja_tokens
from align.text.width import narrow

#: A word of the passage that renders one so likely has to do with it; so many of a clause must be there.
_SOMEHOW, _HALF = 0.05, 0.5
#: Words that more pairs have tell nothing (idf).
_TELLING = 2.5
_ALL_JA = re.compile(r"(?<!ほぼ)(?<!ほとんど)(?:すべて|全て|全員|全額|全面的に|いずれも|例外なく|一切(?!れ)|全社|全件|両方とも)")
_ALL_EN = re.compile(
    r"\b(?:all|every\w*|each|both|entire\w*|whole|wholly|full|fully|none|no|not|nothing|always|any\w*|what(?:so)?ever|whichever|total\w*|never|unanim\w*|complet\w*|throughout|either|neither|nor|exception|alone|only|solely|"
    r"exclusively|universal\w*|across|overall|nationwide|comprehensive\w*|thorough\w*|respectively|rest|remaining|remainder)\b|\b100 ?(?:%|per ?cent)|n['’]t\b",
    re.I,
)
#: What says that it isn't all.
_PART_EN = re.compile(
    r"\b(?:some|most|part|partly|partial\w*|majority|eligible|except|mostly|mainly|largely|nearly|almost|(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten)(?: (?:million|billion|trillion|thousand))? of (?:the|them|those|that|these|it)|(?:a|one) (?:third|quarter) of|half of|agreed to (?:one|two|three|four|five|six|\d+))\b",
    re.I,
)
_FIRST_JA = re.compile("(?:史上|世界で|観測史上|国内で)(?:初|最初)")
_FIRST_EN = re.compile(r"\b(?:first|never|unprecedented|record\w*|pioneer\w*|debut\w*|new)\b", re.I)
#: «the first since 1973», «for the first time in ten years»: it was so before.
_AGAIN = re.compile(r"\bfirst\b[^.,;]{0,60}?\b(?:since|in (?:[a-z]+|\d+) (?:years|decades|months))\b", re.I)
_SINCE_START = re.compile(r"since (?:records|record-keeping|measurements|data|the (?:survey|series|records|statistics)|\w+ing) began|ever since", re.I)


def lessened(sentence: Features, passage: Features) -> Iterator[tuple[str, str]]:
    """What the sentence says of all, and the passage of some; what is the first ever, and the first since."""
    ja, en = sentence.text, passage.text
    ours = _ALL_JA.search(ja)
    if ours and not _ALL_EN.search(en) and _rendered(_clause(ja, ours), passage):
        counted = [g.span for g in en_quantities(en) if f"{g.low:g}" in narrow(ja) or any(agree(q, g) for q in sentence.quantities)]
        # «three of the seven» is all that 3件はいずれも speaks of
        part = next((m for m in _PART_EN.finditer(en) if not any(m.start() < s.end and s.start < m.end() for s in counted)), None)
        if part:
            yield ours[0], part[0]
    first, again = _FIRST_JA.search(ja), _AGAIN.search(en)
    if first and again and not _SINCE_START.search(en) and not re.search("ぶり|以来", ja):
        yield first[0], again[0]


def _clause(text: str, m: re.Match[str]) -> str:
    """The words beside the one found, up to the commas around."""
    return re.sub(r"[0-9０-９]+[件人社個本か国]*", "", text[: m.start()].rpartition("、")[2] + text[m.end() :].partition("、")[0])


def _rendered(ja: str, passage: Features) -> bool:
    """Whether a passage has words for half of what a clause says."""
    have = {w for w in passage.tokens if lexicon().idf_en(w) >= _TELLING}
    found = [any(w in have for w, p, _ in renderings(t) if p >= _SOMEHOW) for t in ja_tokens(ja) if renderings(t) and lexicon().idf_ja(t) >= _TELLING]
    return sum(found) >= _HALF * len(found)


def unlimited(ja: str, en: str) -> tuple[str, ...]:
    """The words of a sentence that say that it is all, or the first ever, where a passage has no word of the kind. Of the human
    translations that have one, 1 in 30 leave it out."""
    found = [(_ALL_JA.search(ja), _ALL_EN), (_FIRST_JA.search(ja), _FIRST_EN)]
    return tuple(ours[0] for ours, theirs in found if ours and not theirs.search(en))
