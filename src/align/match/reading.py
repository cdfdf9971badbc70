"""A second look at matches through the eyes of a translator.

Vectors and a lexicon tell what a passage speaks of, but hardly whether it says yes or no. A translator that finds «approved» far likelier than the
«blocked» of the passage says that the sentence has it the other way round; and a clause without which the passage is as likely as with it is one
that the passage doesn't say.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.match.clauses import NAMES
from align.match.contrast import Edit, edits
from align.match.signals import renderings
from align.model.likelihood import Likelihood, Told
from align.text.sudachi import morphemes
from align.text.tokens import en_tokens, ja_tokens

Floats = NDArray[np.float32]
#: A word that the lexicon finds in the sentence with so much certainty is no contradiction.
_RENDERED = 0.05
#: By how many nats the opposite must be likelier than the word, and by how many where nothing else speaks against the passage and no word of the
#: sentence is known to mean it; and how unlikely it may be itself: what is hardly said at all tells nothing.
_LIKELIER, _FAR_LIKELIER, _LEAST = 2.4, 5.0, -7.0
#: What a sentence must make of its passage, and of the words beside the one that is turned, in nats a token: else it speaks of something else.
_ABOUT, _BESIDE = 0.6, 0.8
#: Fewer characters of a sentence tell nothing.
_RESTS = 4
#: So many characters beside a word count, as far as its clause goes.
_RADIUS = 60
_PART = re.compile(r"[,;:—–]\s|\b(?:but|while|although|and|whereas)\s")
#: «least» is 最も with what is small: a translator takes 最も alone for «most».
_LEASTS, _LEAST_JA = frozenset({"least", "fewest", "lowest", "smallest"}), re.compile("最も(?:[^、。]{0,12})?(?:小さ|少な|低|弱|遅|短|悪|安|乏し)")
#: Opposites of a word that are tried though no word of the sentence is known to mean them: where nothing else speaks against the passage, and else.
_FEW, _SOME = 1, 3
_NOTHING = (0.0, ("", ""))
#: What one token may tell, in nats.
_LOW, _HIGH = -2.0, 4.0
#: What a translator tells of a clause, beside :data:`align.match.clauses.NAMES`.
MORE = (
    "alone",  # what the clause alone makes of the passage, for its length
    "alone_all",  # the same, with what it makes less likely, in tens of nats
    "added_all",  # what it makes of the passage beside the rest of the sentence, in tens of nats
    "added",  # the same where it makes tokens likelier, for the length of the clause
    "added_net",  # the same, with what it makes less likely
    "whole",  # what the sentence makes of the passage, a token
    "only",  # the sentence has no other clause
)


@dataclass(frozen=True, slots=True)
class Look:
    """What is to be looked at again.

    Attributes:
        sentence: of the report.
        said: the sentences of its passage, each by itself.
        doubts: clauses that may not be said → what :func:`align.match.clauses.signals` tells of them.
        clauses: how many the sentence has.
        good: whether the match is supported so far.
    """

    sentence: str
    said: tuple[str, ...]
    doubts: Mapping[str, Mapping[str, float]]
    clauses: int
    good: bool = True

    @property
    def passage(self) -> str:
        return " ".join(self.said)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a second look finds.

    Attributes:
        against: words of the sentence, or what they would be in English, and the words of the passage that contradict them.
        unsaid: the doubts that stay.
    """

    against: tuple[str, str] | None
    unsaid: tuple[str, ...]


class _Turned(NamedTuple):
    """A word turned into its opposite, in the sentence ``said`` of the passage of the ``look``-th match."""

    look: int
    said: str
    edit: Edit


class Asked:
    """What a translator has been asked, so that nothing is asked twice."""

    def __init__(self, likelihood: Likelihood) -> None:
        self._likelihood = likelihood
        self._known: dict[tuple[str, str], Told] = {}

    def ask(self, pairs: Iterable[tuple[str, str]]) -> None:
        new = [p for p in dict.fromkeys(pairs) if p not in self._known]
        if new:
            self._known.update(zip(new, self._likelihood(new), strict=True))

    def told(self, ja: str, en: str) -> Told:
        return self._known[ja, en]

    def made(self, ja: str, en: str) -> Floats:
        """What a Japanese text makes of each token of an English one: how much likelier it is than without, in nats."""
        made: Floats = self._known[ja, en].logs - self._known["", en].logs
        return made


def look_again(looks: Sequence[Look], likelihood: Likelihood) -> list[Seen]:
    """Look at matches again, all together: a translator is fastest with many texts at a time."""
    asked = Asked(likelihood)
    against: dict[int, tuple[float, tuple[str, str]]] = {}
    for turned, worth in _contradicting(looks, asked):
        sentence = looks[turned.look].sentence
        if worth > against.get(turned.look, _NOTHING)[0]:
            against[turned.look] = worth, (_word_for(sentence, turned.edit.other), turned.edit.word)
    doubtful = [(n, clause) for n, look in enumerate(looks) if n not in against for clause in look.doubts]
    asked.ask(pair for n, clause in doubtful for pair in of_clause(looks[n], clause))
    unsaid = {(n, clause) for n, clause in doubtful if _probability(looks[n], clause, asked) < _weights()[2]}
    return [Seen(against[n][1] if n in against else None, tuple(c for c in look.doubts if (n, c) in unsaid)) for n, look in enumerate(looks)]


def _contradicting(looks: Sequence[Look], asked: Asked) -> Iterator[tuple[_Turned, float]]:
    """Words of passages whose opposite is likelier, and how surely so, in nats."""
    turned = [_Turned(n, said, e) for n, look in enumerate(looks) for said in look.said for e in _worth_a_try(look, said)]
    asked.ask((looks[t.look].sentence, t.said) for t in turned)
    # a word that isn't unlikely can have no opposite that is far likelier
    turned = [t for t in turned if _over(asked.told(looks[t.look].sentence, t.said), t.edit.span).sum() <= -_LIKELIER]
    asked.ask((looks[t.look].sentence, t.edit.text) for t in turned)
    turned = [t for t in turned if _gain(asked, looks[t.look].sentence, t) >= _LIKELIER]
    asked.ask(("", text) for t in turned for text in (t.said, t.edit.text))
    for t in turned:
        look = looks[t.look]
        known = not look.good or bool(_meaning(look.sentence, t.edit.other))
        if (worth := _worth(asked, look.sentence, t)) >= (_LIKELIER if known else _FAR_LIKELIER):
            yield t, worth


def _worth_a_try(look: Look, said: str) -> Iterator[Edit]:
    """A sentence of the passage with words turned into those opposites that the sentence of the report may mean, and a few more: each costs time."""
    tried: Counter[tuple[int, int]] = Counter()
    for e in edits(said, _unrendered(look.sentence)):
        if _said_of_another(look.sentence, said, e) or (e.word.lower() in _LEASTS and _LEAST_JA.search(look.sentence)):
            continue
        if not _meaning(look.sentence, e.other):
            tried[e.span] += 1
            if tried[e.span] > (_FEW if look.good else _SOME):
                continue
        yield e


def _unrendered(sentence: str) -> Callable[[str], bool]:
    """Whether a word of English is one that no word of a sentence renders."""
    has = {word for words in _rendered(sentence) for word in words}
    return lambda word: has.isdisjoint(en_tokens(word))


def _said_of_another(ja: str, en: str, edit: Edit) -> bool:
    """Whether the word of a sentence that means the opposite is rendered by another word of the passage: 認められ by «found», beside «dismissed»."""
    there, meant = set(en_tokens(en)), _meaning(ja, edit.other)
    return bool(meant) and all(words & there for words in meant)


@lru_cache(maxsize=1024)
def _rendered(ja: str) -> tuple[frozenset[str], ...]:
    """For each word of a sentence the English stems that surely render it."""
    return tuple(frozenset(word for word, p, _ in renderings(token) if p >= _RENDERED) for token in ja_tokens(ja))


def _meaning(ja: str, english: str) -> list[frozenset[str]]:
    """What renders those words of a sentence that an English one may render."""
    stems = set(en_tokens(english))
    return [words for words in _rendered(ja) if words & stems]


def _over(told: Told, span: tuple[int, int], values: Floats | None = None) -> Floats:
    """Of the tokens of a text those that lie in a span of it: their logarithms, or other values of theirs."""
    ends = np.array(told.ends[:-1])
    starts = np.append(0, ends)[:-1]
    inside: Floats = (told.logs if values is None else values)[:-1][(starts < span[1]) & (ends > span[0])]
    return inside


def _gain(asked: Asked, ja: str, t: _Turned) -> float:
    """By how much the opposite is likelier than what stands there, in nats; lower than nothing where it is hardly said at all."""
    turned = asked.told(ja, t.edit.text)
    if _over(turned, t.edit.place).sum() < _LEAST:
        return -math.inf
    return float(turned.logs.sum() - asked.told(ja, t.said).logs.sum())


def _worth(asked: Asked, ja: str, t: _Turned) -> float:
    """How surely a sentence says the opposite of a word, in nats: how much likelier the opposite is, as far as that isn't so without
    the sentence, and as far as the sentence makes the opposite likelier and the word less likely."""
    gain, without = _gain(asked, ja, t), float(asked.told("", t.edit.text).logs.sum() - asked.told("", t.said).logs.sum())
    base, turned = asked.told(ja, t.said), asked.told(ja, t.edit.text)
    made, other = asked.made(ja, t.said), asked.made(ja, t.edit.text)
    word, opposite = (float(_over(*of).sum()) for of in ((base, t.edit.span, made), (turned, t.edit.place, other)))
    if made.mean() < _ABOUT or _beside(base, t, made) < _BESIDE:
        return 0.0
    return min(gain, 2 * opposite, opposite - word, gain - without + 1)


def _beside(told: Told, t: _Turned, made: Floats) -> float:
    """What the sentence makes of the words of the same clause, in nats a token."""
    (start, end), text = t.edit.span, t.said
    first = max((m.end() for m in _PART.finditer(text, 0, start)), default=0)
    after = _PART.search(text, end)
    last = after.start() if after else len(text)
    left, right = (_over(told, span, made) for span in ((max(first, start - _RADIUS), start), (end, min(last, end + _RADIUS))))
    near = np.clip(np.concatenate([left, right]), _LOW, _HIGH)
    return float(near.mean()) if len(near) else 0.0


def _word_for(sentence: str, english: str) -> str:
    """The word of a sentence that an English one renders best, or that itself."""
    stems = set(en_tokens(english))
    found = [(p, m.surface) for m in morphemes(sentence) for word, p, _ in renderings(m.normal) if word in stems and p >= _RENDERED]
    return max(found)[1] if found else english


def of_clause(look: Look, clause: str) -> list[tuple[str, str]]:
    """What has to be asked to judge a clause."""
    return [(ja, look.passage) for ja in (look.sentence, "", clause, _rest(look.sentence, clause))]


def _rest(sentence: str, clause: str) -> str:
    """A sentence without a clause."""
    rest = sentence.replace(clause, "", 1)
    return rest if len(rest) >= _RESTS else ""


def _probability(look: Look, clause: str, asked: Asked) -> float:
    """That the passage says a clause, 0 to 1, higher is better."""
    bias, weights, _ = _weights()
    values = {**look.doubts[clause], **more(look, clause, asked)}
    return 1 / (1 + math.exp(-(bias + sum(weight * values[name] for name, weight in weights.items()))))


def more(look: Look, clause: str, asked: Asked) -> dict[str, float]:
    """What a translator tells of a clause, see :data:`MORE`."""
    passage = look.passage
    alone = asked.made(clause, passage)
    added = asked.told(look.sentence, passage).logs - asked.told(_rest(look.sentence, clause), passage).logs
    length = max(10 * look.doubts[clause]["length"], 2.0)
    return {
        "alone": float(np.clip(alone, 0, _HIGH).sum()) / length,
        "alone_all": float(np.clip(alone, _LOW, _HIGH).sum()) / 10,
        "added_all": float(np.clip(added, _LOW, _HIGH).sum()) / 10,
        "added": float(np.clip(added, 0, _HIGH).sum()) / length,
        "added_net": float(np.clip(added, _LOW, _HIGH).sum()) / length,
        "whole": float(asked.made(look.sentence, passage).mean()),
        "only": float(look.clauses == 1),
    }


@lru_cache(maxsize=1)
def _weights() -> tuple[float, Mapping[str, float], float]:
    data = json.loads((resources.files("align.match.data") / "clauses.json").read_text(encoding="utf-8"))["read"]
    return float(data["bias"]), {n: float(data["weights"][n]) for n in (*NAMES, *MORE)}, float(data["threshold"])
