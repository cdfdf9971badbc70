"""Places and people of a sentence that no source of the report names anywhere: a Beirut that they know nothing of is Geneva there, or
made up.

Only names that the lexicon surely knows count: whether a word of the source could be the spelling of another one is a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from align.match.signals import renderings
from align.text.kana import sounds_like
from align.text.sudachi import morphemes
from align.text.tokens import en_tokens, latin_words

_KATAKANA = re.compile("[ァ-ヴー]{3,}")
#: How surely the lexicon must know a name, and what renders it, by p(en|ja) or p(ja|en).
_KNOWN, _RENDERS = 0.3, 0.03
#: A word that sounds so much like it may be another spelling.
_SOUNDS = 0.85
#: So many letters of a word begin what comes of it, too: Norway and Norwegian.
_BEGINS = 4


class Vocabulary:
    """The words of the sources.

    Args:
        texts: their sentences, and their entries in the list of references.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        stems: set[str] = set()
        self._spoken: set[str] = set()
        for text in texts:
            stems.update(en_tokens(text))
            self._spoken.update(w.lower() for w in latin_words(text) if w[0].isupper())
        self._begins = {s[:_BEGINS] for s in stems}
        self._has: dict[str, bool] = {}

    def lacks(self, ja: str) -> tuple[str, ...]:
        """Names in katakana that no word of the sources renders."""
        runs = {m.span() for m in _KATAKANA.finditer(ja)}
        found = []
        for m in morphemes(ja, "C") if runs else ():
            # a part of a longer word is no name: クローズ of クローズワイズ
            if m.pos[1] != "固有名詞" or m.pos[2] not in ("地名", "人名") or (m.start, m.end) not in runs:
                continue
            known = renderings(m.normal)
            if not any(p >= _KNOWN for _, p, _ in known):
                continue
            if m.surface not in self._has:
                rendered = any(w[:_BEGINS] in self._begins for w, p, q in known if max(p, q) >= _RENDERS)
                self._has[m.surface] = rendered or any(sounds_like(m.surface, word) >= _SOUNDS for word in self._spoken)
            if not self._has[m.surface]:
                found.append(m.surface)
        return tuple(dict.fromkeys(found))
