"""Planted figures: a true pair in which one figure of the Japanese is changed. Is it found, in the source as it stands?

Labelled cases are few, and whoever writes them writes what the program knows; the figures of parallel text are many, and nobody chose them.
A sentence is matched against the English of its document, up to so many rows before and behind its own. The first look only:
a second one doesn't look at figures.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from align.match import Matcher
from align.model.document import Sentence, Span
from align.model.match import Verdict
from align.text.width import narrow
from bench.data import pair_sets
from bench.report import Result

#: Rows on either side of a sentence's own; and sentences a set, so that it takes a minute.
_AROUND, _MOST = 15, 600
#: A figure before what it counts.
_FIGURE = re.compile(
    r"(?<![0-9A-Za-z.,-])[0-9][0-9,]*(?:\.[0-9]+)?(?=%|パーセント|ポイント|[年月日人円万億兆件社歳回代つ名個倍m]|ドル|ユーロ|[かカヶ]国|時間|分|メートル|キロ|トン|世紀|km|kg)"
)
#: What a changed figure may be at most, by what follows it: no month is the thirteenth.
_LIMITS = {"年": 2035.0, "月": 12.0, "日": 28.0}
_TRIES = 20


def plant(ja: str, en: str, rng: random.Random) -> str | None:
    """The sentence with one digit of one figure changed; None where no figure of it stands in the English in the same digits."""
    given = set(re.findall(r"\d+(?:\.\d+)?", en.replace(",", "")))
    found = [m for m in _FIGURE.finditer(narrow(ja)) if m[0].replace(",", "") in given]
    rng.shuffle(found)
    for m in found:
        for _ in range(_TRIES):
            at = rng.choice([i for i, c in enumerate(m[0]) if c.isdigit()])
            digit = rng.choice([d for d in "123456789" if d != m[0][at]])
            figure = m[0][:at] + digit + m[0][at + 1 :]
            after = ja[m.end()]
            if float(figure.replace(",", "")) <= _LIMITS.get(after, float("inf")):
                return ja[: m.start()] + figure + ja[m.end() :]
    return None


def _verdicts(texts: Sequence[str], source: Sequence[str]) -> list[Verdict]:
    sentences = [Sentence("s", i, Span(0, 1), 0, text) for i, text in enumerate(source)]
    matcher = Matcher(dict(enumerate(texts)), {"s": sentences})
    return [matcher.match(i, "s").verdict for i in range(len(texts))]


def measure(folder: Path) -> list[Result]:
    """Shares of sentences, for every set of pairs with documents; higher is better.

    ``found``: of those supported as they stand, said to be contradicted with another figure; ``not-taken``: the same, not said to be
    supported; ``true``: as they stand, not said to be contradicted.
    """
    results = []
    for name, rows in pair_sets(folder):
        rng = random.Random(name)
        if "doc" not in rows[0]:
            continue
        planted = [(i, changed) for i, row in enumerate(rows) if (changed := plant(row["ja"], row["en"], rng))]
        if len(planted) > _MOST:
            planted = sorted(rng.sample(planted, _MOST))
        as_it_stands: Counter[Verdict] = Counter()
        changed_to: Counter[Verdict] = Counter()
        for i, changed in planted:
            row = rows[i]
            source = [r["en"] for r in rows[max(0, i - _AROUND) : i + _AROUND + 1] if r["doc"] == row["doc"]]
            true, false = _verdicts([row["ja"], changed], source)
            as_it_stands[true] += 1
            if true == Verdict.SUPPORTED:
                changed_to[false] += 1
        if not changed_to:
            continue
        count, of = sum(as_it_stands.values()), sum(changed_to.values())
        results += [
            Result(f"planted/{name}/found", "align", changed_to[Verdict.CONTRADICTED] / of, "share", {"sentences": of}),
            Result(f"planted/{name}/not-taken", "align", 1 - changed_to[Verdict.SUPPORTED] / of, "share", {"sentences": of}),
            Result(f"planted/{name}/true", "align", 1 - as_it_stands[Verdict.CONTRADICTED] / count, "share", {"sentences": count}),
        ]
    return results
