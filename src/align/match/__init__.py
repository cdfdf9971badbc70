"""Sentences to the passages of the sources they cite."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.match.antonyms import ja_clause
from align.match.background import common
from align.match.certainty import unsure
from align.match.change import same_change
from align.match.clauses import Source as Singles
from align.match.clauses import clause_signals, unsaid
from align.match.encoder import Encoder, shipped, similarity
from align.match.extent import unlimited
from align.match.features import Features, en_features, ja_features
from align.match.halves import share_in
from align.match.index import Index
from align.match.judged import Against, Judged, lacking, small, tightest
from align.match.otherwise import otherwise as said_otherwise
from align.match.retrieve import MEANING_WEIGHT
from align.match.rivals import OTHER, SLIP
from align.match.scorer import probability
from align.match.signals import compare, counted, officers
from align.match.strangers import Vocabulary
from align.match.vectors import product
from align.match.verdict import FAIR, PARTIAL, SUPPORTED, before_last_year, conflicts, far, fits, judge, nearest, slips, surely
from align.match.weekday import on_that_day
from align.model.document import Sentence
from align.model.match import Candidate, Match, Verdict
from align.text.named import named
from align.text.quantity import Quantity, agree, en_quantities, missing
from align.text.quantity.derive import derived

__all__ = ["Matcher"]

#: So many passages of a source are looked at closely.
_SHORTLIST = 10
#: From no more figures than these of a passage others are taken to follow when passages are ranked.
_FOLLOWED = 4
#: So many of them are kept in the details.
_KEPT = 3
#: What each further sentence of a passage must add in similarity, so that the tightest support wins,
#: and what each figure that it lacks costs.
_LENGTH_COST, _LOST_COST = 0.04, 0.08
#: What a heading must be nearer than other sentences, which say more.
_HEADING_COST = 0.3
#: A sentence of the source that exceeds its similarity with unrelated text by so much speaks of the same matter.
_RELATED = 0.04
#: Without the missing figures, a passage that isn't likely with them must be so likely to contradict.
_WELL = 0.8
#: A number from this on is hardly met by chance.
_TELLING = 100
#: A figure stands in another sentence for the same thing if so much of its context does.
_SAME_MATTER = 0.3
#: With figures that only all cited sources together have, so much probability is enough for a part.
TOGETHER = 0.1
#: A katakana word that the lexicon translates with so much certainty is a word, not a name.
_TRANSLATED = 0.2
#: From this score on (:func:`align.text.kana.sounds_like`) it is that name.
_SURE_NAME = 0.8
#: A passage that says all of a sentence need be no more probable than so, though one that says less is.
_SURELY = 0.9
#: A cell whose figure a passage has, with so many of the words of what the row is about, is stated with so much probability: it has
#: too few words for the scorer, which has learned from sentences.
_NAMED, _STATED = 0.5, 0.85
#: A clause of so many tokens at least is said by a sentence with its figure that exceeds its similarity with unrelated text by so much.
_CLAUSE, _SAID = 3, 0.08
#: Sentences at the head of a source that may have its date.
_HEAD = 5
#: What says that a figure follows from others; and how many sentences beside the passage may have those.
_COMPUTED = re.compile("除[くい]|残[りる]|差し引|差額|合わせ|合計|[当あ]たり|ずつ|との差|計算")
_BESIDE = 2
#: Kinds of figures that hardly follow by chance.
_EXACT = frozenset({"money", "number", "measure"})
#: Headings of fewer words say nothing that a sentence could cite.
_SAYS = 5
#: From this probability on a sentence that cites nothing is said to state what a source states.
INFERRED = 0.99
#: The same for one whose own source doesn't say it.
ELSEWHERE = 0.9


class Matcher:
    """Matches the sentences of one report against its sources.

    Args:
        sentences: sentence index → text.
        sources: citation key → sentences of the source.
        headings: citation key → 0-based indices of those of its sentences that are headings.
        encoder: what compares meanings; the shipped one if none is given.
        entries: what the list of references says of the sources.
        cells: indices of the sentences that are cells of a table.
        rows: citation key → 0-based indices of those of its sentences that are rows of a table: no passage goes over their ends.
    """

    def __init__(
        self, sentences: Mapping[int, str], sources: Mapping[str, Sequence[Sentence]],
        headings: Mapping[str, Collection[int]] | None = None, encoder: Encoder | None = None, entries: Sequence[str] = (),
        cells: Collection[int] = (), rows: Mapping[str, Collection[int]] | None = None,
    ) -> None:  # fmt: skip
        self.index = Index(encoder or shipped())
        self._headings, self._cells = headings or {}, frozenset(cells)
        for key, members in sources.items():
            self.index.add(key, members, {*self._headings.get(key, ()), *(rows or {}).get(key, ())})
        self._words = Vocabulary([*entries, *(s.text for members in sources.values() for s in members)])
        self.features = {i: ja_features(t) for i, t in sentences.items()}
        self._row = {i: n for n, i in enumerate(self.features)}
        features = list(self.features.values())
        sparse = self.index.query(features)
        self.index.close()
        dense = self.index.encoder.encode(features, "ja")
        common_ja = common(dense, "ja", self.index.encoder)
        self._singles: dict[str, Singles] = {}
        #: Source → the officers that it names: the CEO of a sentence may be «she» in the passage.
        self._officers = {key: officers({t for p, f in zip(source.passages, source.features, strict=True) if p.first == p.last for t in f.tokens}) for key, source in self.index.sources.items()}
        self._clauses: dict[tuple[str, str, str], dict[str, dict[str, float]]] = {}
        #: Source → similarities of each sentence with each passage: cosine, meaning, distinct.
        self._scores: dict[str, tuple[NDArray[Any], NDArray[Any], NDArray[Any]]] = {}
        for key, source in self.index.sources.items():
            meaning = similarity(self.index.encoder, dense, source.dense)
            distinct = meaning - (common_ja[:, None] + source.common[None, :]) / 2
            self._singles[key] = Singles(*source.singles)
            cosine = product(sparse, source.matrix)
            alone = self._headings.get(key, ())
            short = [k for k, p in enumerate(source.passages) if p.first == p.last and p.first - 1 in alone and len(p.text.split()) < _SAYS]
            if len(short) < len(source.passages):
                cosine[:, short] = meaning[:, short] = distinct[:, short] = -1.0
            self._scores[key] = (cosine, meaning, distinct)

    def judged(self, sentence: int, key: str, without: Sequence[int] = ()) -> list[Judged]:
        """The passages of a source that come nearest to a sentence, best first.

        Args:
            without: 1-based sentence numbers that a passage may not hold.
        """
        source = self.index.sources[key]
        row = self._row[sentence]
        cosine, meaning, distinct = (s[row] for s in self._scores[key])
        rough = cosine + MEANING_WEIGHT * meaning
        best = [k for k in np.argsort(-rough, kind="stable")[: _SHORTLIST + 6 * len(without)] if not any(source.passages[k].first <= w <= source.passages[k].last for w in without)]
        features = self.features[sentence]
        found = []
        for k in best[:_SHORTLIST]:
            passage, passage_features = source.passages[k], source.features[k]
            evidence = compare(features, passage_features, float(cosine[k]), float(meaning[k]), float(distinct[k]), self._officers[key])
            # Where there are many figures, any one follows from two others.
            few = passage.first == passage.last and len(passage_features.quantities) <= _FOLLOWED
            lost = [q for q in evidence.lost if not (few and _follows(q, features, passage_features))]
            signals = lacking(evidence.values, features, lost) if len(lost) < len(evidence.lost) else evidence.values
            words = tuple(f"{a} = {b}" for a, b in evidence.words)
            candidate = Candidate(passage, probability(signals), signals, words)
            length = passage.last - passage.first
            titled = passage.first == passage.last and passage.first - 1 in self._headings.get(key, ())
            # What follows is worse than what is said, and better than nothing.
            rank = float(rough[k]) + 0.05 * evidence.values["coverage"] - _LENGTH_COST * length - _LOST_COST * (len(lost) + len(evidence.lost)) / 2 - _HEADING_COST * titled
            found.append(Judged(candidate, evidence, passage_features, rank, int(k)))
        return sorted(found, key=lambda j: (-j.rank, j.candidate.passage.first, j.candidate.passage.last))

    def match(self, sentence: int, key: str) -> Match:
        """Match a sentence against one source. ``key`` must be one of the sources."""
        judged = self.judged(sentence, key)
        if not judged:
            return Match(key, Verdict.UNSUPPORTED)
        judged = tightest(judged)
        features = self.features[sentence]
        best, lost, signals, likely, otherwise, rivals = first = self._rivals(sentence, key, judged[0])
        if lost and not slips(rivals):
            # The passage that has all figures, or says it but for a slip, may come behind one that has more of the words.
            others = [self._rivals(sentence, key, j) for j in judged[1:_KEPT]]
            whole = [f for f in others if len(f.lost) < len(lost) and f.likely >= max(SUPPORTED, likely if rivals else min(likely, _SURELY)) and not f.rivals]
            slip = [f for f in others if slips(f.rivals) and f.otherwise >= max(FAIR, first.otherwise)] if likely < SUPPORTED or rivals else []
            if chosen := [*whole, *slip][:1]:
                best, lost, signals, likely, otherwise, rivals = chosen[0]
                judged = [best, *(j for j in judged if j is not best)]
        if lost and far(rivals):
            left = [q for q in lost if nearest(features, q, best.features) != OTHER or not self._by_clause(q, features.text, key)]
            rivals = [(q, g) for q, g in rivals if q in left or q not in lost]
            lost = left
            signals = lacking(signals, features, lost)
            likely = max(likely, probability(signals))
        if likely < PARTIAL and (otherwise < _WELL or best.evidence.absent) and not slips(rivals):
            rivals = []  # a passage so unlikely speaks of something else
        against = () if rivals else said_otherwise(features, best.features, likely)
        verdict = judge(otherwise if rivals else likely, bool(lost), bool(rivals or against), surely=surely(rivals))
        sure = otherwise if verdict == Verdict.CONTRADICTED and rivals else likely  # that it speaks of the same
        candidates = (replace(best.candidate, probability=sure, signals=signals), *(j.candidate for j in judged[1:_KEPT]))
        added: tuple[str, ...] = ()
        if verdict == Verdict.SUPPORTED:
            added = self._unsaid(features, best, key)
            if found := self._instead(sentence, key, best, judged, bool(added)):
                best, _, signals, likely, _, _ = found
                candidates = (replace(best.candidate, probability=likely, signals=signals), *(j.candidate for j in judged if j is not best))[:_KEPT]
                added = ()
            verdict = Verdict.PARTIAL if added else verdict
        return Match(
            key,
            verdict,
            candidates,
            (*(f"{q.text.strip()} ≠ {g.text.strip()}" for q, g in rivals), *(f"{a} ≠ {b}" for a, b in against)),
            (*(q.text.strip() for q in lost), *best.evidence.absent, *added),
        )

    def _unsaid(self, features: Features, judged: Judged, key: str) -> tuple[str, ...]:
        """The clauses of a sentence that neither a passage nor the rest of its source seems to say, its «all» and «surely» where the passage
        has none, and names that no source has."""
        passage, en = judged.candidate.passage, judged.features.text
        words = self._words.lacks(features.text) + unlimited(features.text, en) + unsure(features.text, en)
        source, k = self.index.sources[key], judged.place
        known = Singles(source.dense[k : k + 1], source.common[k : k + 1])
        few = len(judged.features.quantities) <= _FOLLOWED
        follow = [q.text for q in judged.evidence.lost if few and derived(q, en_quantities(en), features.text)]
        found = clause_signals(features, judged.features, (passage.first, passage.last), self._singles[key], self.index.encoder, known)
        found = {clause: told for clause, told in found.items() if not any(text in clause for text in follow)}
        self._clauses[features.text, key, passage.span] = found
        return words + unsaid(found)

    def clauses(self, sentence: int, match: Match) -> Mapping[str, Mapping[str, float]]:
        """The clauses of a sentence, with what :func:`align.match.clauses.signals` tells of each and the best passage of a match; none
        where they weren't looked at."""
        return self._clauses.get((self.features[sentence].text, match.key, match.best.passage.span), {}) if match.best else {}

    def _instead(self, sentence: int, key: str, best: Judged, judged: Sequence[Judged], wanting: bool) -> Against | None:
        """A passage that says the sentence as surely as the best one, and says all of it: a part of that one, or, if that is ``wanting``
        a clause, one that goes on; None if there is none."""
        span = best.candidate.passage
        for j in judged:
            other = j.candidate.passage
            inside, around = span.first <= other.first and other.last <= span.last, other.first <= span.first and span.last <= other.last
            if j is best or not (around if wanting else inside) or len(j.evidence.lost) > len(best.evidence.lost) or j.candidate.probability < best.candidate.probability:
                continue
            found = self._rivals(sentence, key, j)
            against = found.lost or found.rivals or said_otherwise(self.features[sentence], j.features, found.likely)
            if found.likely >= SUPPORTED and not against and not self._unsaid(self.features[sentence], j, key):
                return found
        return None

    def _rivals(self, sentence: int, key: str, judged: Judged) -> Against:
        """What of a passage speaks against a sentence."""
        features = self.features[sentence]
        wanted = counted(features.quantities)
        lost = self._lost(sentence, key, judged)
        signals = lacking(judged.candidate.signals, features, lost)
        likely = probability(signals)
        if sentence in self._cells and wanted and not lost and share_in(features.text.rpartition("、")[0], judged.candidate.passage.text) >= _NAMED:
            likely = max(likely, _STATED)
        # Were it not for the figures that are missing, how likely would the passage be?
        otherwise = max(likely, probability({**signals, "figures": min(1.0, len(wanted) / 2)}))
        rivals = conflicts(features, judged.features, [*lost, *small(features, judged.features)], otherwise)
        if rivals and _COMPUTED.search(features.text):
            around = self._around(key, judged)
            rivals = [(q, g) for q, g in rivals if q.kind not in _EXACT or not derived(q, around, features.text)]
        return Against(judged, lost, signals, likely, otherwise, rivals)

    def _lost(self, sentence: int, key: str, best: Judged) -> list[Quantity]:
        """Figures of a sentence that its passage doesn't have, nor any other sentence of the source that is near to it.

        A report condenses: what it says in one sentence may stand in two places, or follow from two figures.
        Where the passage has a figure that looks like a slip of the one that is missing, it is missing all the same.
        """
        features, source, row = self.features[sentence], self.index.sources[key], self._row[sentence]
        near = [k for k, p in enumerate(source.passages) if p.first == p.last and self._scores[key][2][row][k] >= _RELATED]
        lost = []
        given = en_quantities(best.features.text) if best.evidence.lost else []
        for q in best.evidence.lost:
            rival = nearest(features, q, best.features)
            if rival < SLIP and derived(q, given, features.text):
                continue
            if before_last_year(features.text, q, given):
                continue
            if q.unit == "months" and any(g.kind == "date" and g.part.startswith("Q") and g.unit != "months" and (not (q.year and g.year) or abs(q.year - g.year) <= (g.part != q.part)) for g in given):
                continue  # 1〜3月期 may be the second quarter of a company's year
            ago = q.kind == "duration" and q.unit == "year" and features.text[q.span.end : q.span.end + 1] in ("前", "ぶ")
            if ago and any(g.kind == "date" and g.year and not any(agree(w, g) for w in features.quantities) for g in given):
                continue  # 20年前 and «in 2004»
            if any(same_change(features.text, q, best.features.text, g) for g in given):
                continue
            if q.kind == "date" and q.year and q.month and any(g.kind == "date" and not g.year and g.month == q.month and (not (q.day and g.day) or q.day == g.day) for g in given):
                continue  # «in March»: the year stands at the head of the source
            if on_that_day(q, best.features.text, self._dated(key)) or (rival == OTHER and self._beside(q, key, best)):
                continue
            if rival == OTHER:
                here = max((fits(features.text, q, source.passages[k].text) for k in near if not missing([q], source.features[k].quantities)), default=0.0)
                if here >= _SAME_MATTER:
                    continue
            lost.append(q)
        return lost

    def _around(self, key: str, best: Judged) -> list[Quantity]:
        """The figures of a passage and of the sentences beside it: «leaving a hole of $2.8 million … The city covered $1.5 million of it»."""
        passage, source = best.candidate.passage, self.index.sources[key]
        near = range(passage.first - _BESIDE, passage.last + _BESIDE + 1)
        return en_quantities(" ".join(p.text for p in source.passages if p.first == p.last and p.first in near))

    def _by_clause(self, q: Quantity, ja: str, key: str) -> bool:
        """Whether another sentence of the source says the clause of a sentence that has the figure, with that figure."""
        source = self.index.sources[key]
        clause = ja_clause(ja, q)
        there = [k for k, p in enumerate(source.passages) if p.first == p.last and not missing([q], source.features[k].quantities)]
        features = ja_features(clause)
        if clause.strip("。 ") == ja.strip("。 ") or len(features.tokens) < _CLAUSE or not there:
            return False
        vector = self.index.encoder.encode([features], "ja")
        meaning = similarity(self.index.encoder, vector, source.dense[there])[0]
        distinct = meaning - (common(vector, "ja", self.index.encoder)[0] + source.common[there]) / 2
        return bool(distinct.max() >= _SAID)

    def _dated(self, key: str) -> list[Quantity]:
        """The dates at the head of a source: it may be of one of them."""
        source = self.index.sources[key]
        head = [k for k, p in enumerate(source.passages) if p.first == p.last and p.first <= _HEAD]
        return [g for k in head for g in source.features[k].quantities if g.kind == "date" and g.year and g.month and g.day]

    def _beside(self, q: Quantity, key: str, best: Judged) -> bool:
        """Whether a sentence beside the passage has a figure that is telling by itself, or the head of the source a date."""
        passage, source = best.candidate.passage, self.index.sources[key]
        telling = (q.kind == "number" and q.low >= _TELLING) or (q.kind == "date" and q.year)
        if not telling:
            return False
        numbers = {passage.first - 2, passage.first - 1, passage.last + 1} | ({1, 2, 3} if q.kind == "date" and q.day else set())
        return any(p.first == p.last and p.first in numbers and not missing([q], source.features[k].quantities) for k, p in enumerate(source.passages))

    def together(self, sentence: int, matches: Sequence[Match]) -> list[Match]:
        """Matches of a sentence that cites several sources, each of which may say a part of it.

        Where no source supports it alone, but the best passages of all do together, those that carry
        a figure or name of it become ``partial``.
        """
        alone = {Verdict.SUPPORTED, Verdict.CONTRADICTED}
        if any(m.verdict in alone for m in matches) or sum(m.best is not None for m in matches) < 2:
            return list(matches)
        features = self.features[sentence]
        passages = [en_features(m.best.passage.text) for m in matches if m.best]
        lost = missing(counted(features.quantities), [q for p in passages for q in p.quantities])
        carried = [len(counted(features.quantities)) - len(missing(counted(features.quantities), p.quantities)) for p in passages]
        if lost or sum(carried) < 2 or min(carried) < 1:
            return list(matches)
        return [
            replace(m, verdict=Verdict.PARTIAL) if m.best and m.verdict == Verdict.UNSUPPORTED and m.best.probability >= TOGETHER else m
            for m in matches
        ]

    def elsewhere(self, sentence: int, cited: Sequence[str], *, nearer: bool = False) -> Match | None:
        """The best match in a source that the sentence does not cite, if it is supported surely.

        Args:
            nearer: look only where something is nearer to the sentence than anything in the sources that it cites.
        """
        row = self._row[sentence]
        rough = {key: float((s[0][row] + MEANING_WEIGHT * s[1][row]).max()) for key, s in self._scores.items() if s[0].shape[1]}
        least = max((rough[key] for key in cited if key in rough), default=-math.inf) if nearer else -math.inf
        tops = sorted(((score, key) for key, score in rough.items() if key not in cited and score > least), reverse=True)
        found = [self.match(sentence, key) for _, key in tops[:2]]
        good = [m for m in found if m.verdict == Verdict.SUPPORTED and m.best and m.best.probability >= (ELSEWHERE if cited else INFERRED)]
        return max(good, key=lambda m: m.best.probability if m.best else 0.0, default=None)

    def terms(self) -> dict[str, str]:
        """Katakana names of the report that sound like a name in its sources (アルトマン → Altman), and names whose English it gives itself."""
        space = self.index.space
        found: dict[str, str] = {}
        for name in sorted({n for f in self.features.values() for n in f.names}):
            if space.certainty(name) < _TRANSLATED:
                best = space.sounding(name)
                if best and best[0][1] >= _SURE_NAME:
                    found[name] = best[0][0]
        return found | named(f.text for f in self.features.values())


def _follows(q: Quantity, sentence: Features, passage: Features) -> bool:
    """Whether a figure of a sentence follows from two of a passage, and is no slip for one of them."""
    return derived(q, en_quantities(passage.text), sentence.text) and nearest(sentence, q, passage) < SLIP
