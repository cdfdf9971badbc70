"""What a sentence says and its passage says otherwise, with the same figures: every way of telling, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from align.match.antonyms import other_words, other_words_beside, unchanged
from align.match.asserted import asserted
from align.match.bases import other_base
from align.match.byclause import not_the_cause, other_words_of_the_same, rather
from align.match.compared import other_first, reversed_comparison
from align.match.countries import other_country
from align.match.denials import denied, denied_predicate, still_planned
from align.match.extent import lessened
from align.match.features import Features
from align.match.found import not_found
from align.match.misplaced import misplaced
from align.match.opposites import opposed
from align.match.paired import other_of_pair
from align.match.ranked import ranked
from align.match.rejected import rejected
from align.match.swapped import swapped
from align.match.verdict import FAIR, SUPPORTED
from align.match.versions import other_version
from align.match.ways import other_way

#: Those that look closely enough to be believed where a passage is only fairly probable.
_CLOSE: tuple[Callable[[Features, Features], Iterator[tuple[str, str]]], ...] = (
    opposed,
    lambda a, b: islice(swapped(a, b), 1),
    other_base,
    other_of_pair,
    reversed_comparison,
    other_first,
    other_way,
    ranked,
    lambda a, b: other_version(a.text, b.text),
    lambda a, b: denied_predicate(a.text, b.text),
    lessened,
    misplaced,
    lambda a, b: other_words_beside(a.text, a.quantities, b.text),
    other_words_of_the_same,
    rather,
    not_the_cause,
    rejected,
    lambda a, b: still_planned(a.text, b.text),
)
#: Those that go by single words of a passage that says the sentence.
_BY_WORDS: tuple[Callable[[str, str], Iterator[tuple[str, str]]], ...] = (other_words, unchanged, denied, asserted, other_country, not_found)


def otherwise(sentence: Features, passage: Features, likely: float) -> tuple[tuple[str, str], ...]:
    """The words of the sentence and those of the passage that contradict them.

    Args:
        likely: probability of the passage, 0 to 1.
    """
    if likely < FAIR:
        return ()
    found = [pair for tell in _CLOSE for pair in tell(sentence, passage)]
    if likely >= SUPPORTED and not found:
        found = [pair for tell in _BY_WORDS for pair in tell(sentence.text, passage.text)]
    return tuple(dict.fromkeys(found))
