"""Names in katakana, and how they are spelled in Latin letters: セルヒオ・アグエロ is Sergio Aguero.

What is a name is told by SudachiPy's parts of speech, by the ``・`` between its parts, by the title after it, or by its being in no
dictionary. Names that the glosses or a table know have their spelling from there; the rest is spelled by a small model of letters, made
by ``training/neural/names.py``.
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from align.text.kana import sounds_like
from align.text.rendered import has
from align.text.sudachi import Morpheme, morphemes
from align.translate.draft.glosses import table
from align.translate.weights import opened

#: The model that comes with the program.
SHIPPED = Path(__file__).parent / "data" / "names"
_RUN = re.compile(r"[ァ-ヴー]{2,}(?:[・=＝](?:[ァ-ヴー]+|[A-Z]\.?(?![A-Za-z])))*")
_BETWEEN = re.compile("[・=＝]")
_TITLE = re.compile(
    r"\s?(?:氏|さん|様|容疑者|被告|夫妻|夫人|教授|准教授|博士|監督|選手|投手|記者|(?:元|前|現|副)?(?:大統領|首相|会長|社長|議長|議員|知事|市長|長官|大臣|外相|財務相|国防相|総裁|書記長|皇帝|国王|女王|王子|王女|司令官|将軍|大使|裁判官|判事|検事|弁護士|CEO|CFO|COO|CTO)|"
    r"[上下]院議員|最高経営責任者)"
)
#: A gloss that sounds less like the name is another word for it: フランス and «French».
_SOUNDS = 0.7
_BEAM = 4
#: Letters of a name that the model reads, and that it writes; it knows no place from 64 on.
_LONGEST, _WRITTEN = 40, 60
#: A word in no dictionary that is shorter or longer than names mostly are, ends like a noun, or has a word in it, is borrowed.
_SHORTEST, _LONGER_THAN_NAMES = 4, 8
_NOUN = re.compile("(?:ション|リティ|メント|ネス|ロジー|イズム|ング|ブル|スト|マー)$")
#: Parts of names that English writes small, unless the name begins with them.
_SMALL = frozenset("de da di do dos das del della des du la le van von der den ten ter bin ibn al y e".split())
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Name:
    """A name with the spellings of each of its parts, the likeliest first."""

    parts: tuple[tuple[str, ...], ...]

    @property
    def guessed(self) -> bool:
        """Whether a part of it is in no table, so that it may be spelled in other ways."""
        return any(len(options) > 1 for options in self.parts)

    @property
    def text(self) -> str:
        """The likeliest spelling of all of it."""
        first = [options[0] for options in self.parts]
        return " ".join(w.lower() if n and w.lower() in _SMALL else w for n, w in enumerate(first))

    def stands(self, english: str, words: str) -> bool:
        """Whether each part stands in an English text in some spelling.

        Args:
            words: the stems of ``english``, see :func:`align.text.rendered.stems`.
        """
        return all(any(has(english, words, option) for option in options) for options in self.parts)


def names_in(texts: Sequence[str], terms: Mapping[str, str] = _NONE) -> list[dict[str, Name]]:
    """The names of each text, by how they stand there.

    Args:
        terms: fixed renderings; what they have is no name, and a part of a name that they have is spelled as they do.
    """
    found = [[run for run in _runs(text) if run not in terms] for text in texts]
    parts = {part for runs in found for run in runs for part in _BETWEEN.split(run)}
    known = {part: (terms[part],) if part in terms else _known(part) for part in parts}
    spelled = _spelled([p for p in sorted(parts) if not known[p]])
    spellings = {p: k or spelled[p] for p, k in known.items()}
    return [{run: Name((_known(run),) if run in _organisations() else tuple(spellings[p] for p in _BETWEEN.split(run))) for run in runs} for runs in found]


def _runs(text: str) -> list[str]:
    """The names in a text."""
    runs = list(_RUN.finditer(text))
    if not runs:
        return []
    units = [m for m in morphemes(text) if not m.surface.isspace()]
    found = []
    for run in runs:
        if run[0] in _organisations():
            found.append(run[0])
            continue
        inside = [m for m in units if run.start() <= m.start and m.end <= run.end() and not _BETWEEN.fullmatch(m.surface)]
        if _BETWEEN.search(run[0]):
            if any(_is_person(m) for m in inside) or any(_unknown(p) for p in _BETWEEN.split(run[0])):
                found.append(run[0])
            continue
        whole = len(inside) == 1 and inside[0].surface == run[0] and not _is_proper(inside[0]) and _unknown(run[0])
        if whole and ((inside[0].unknown and not _borrowed(run[0])) or _TITLE.match(text, run.end())):
            found.append(run[0])
        found += [m.surface for m in inside if _is_person(m) or (_is_proper(m) and (_gloss(m.surface) or m.surface in _organisations()))]
    return [f for f in dict.fromkeys(found) if len(f) > 1]


def _is_proper(m: Morpheme) -> bool:
    return m.pos[1] == "固有名詞"


def _is_person(m: Morpheme) -> bool:
    return m.pos[1:3] == ("固有名詞", "人名")


def _unknown(part: str) -> bool:
    """Whether no gloss knows any of it, so that it is no loan word."""
    return len(part) > 1 and part not in table() and not all(m.normal in table() for m in morphemes(part))


def _borrowed(word: str) -> bool:
    """Whether an unknown word in katakana is no name by the look of it: ゼロカーボンシティ."""
    if not _SHORTEST <= len(word) <= _LONGER_THAN_NAMES or _NOUN.search(word):
        return True
    return any(part in table() and not table()[part][:1].isupper() for n in range(2, len(word) - 1) for part in (word[:n], word[n:]) if len(part) > 2)


def _gloss(word: str) -> str:
    """The gloss of a name if that is a name, too, and sounds like it."""
    units = morphemes(word)
    gloss = table().get(units[0].normal, "") if len(units) == 1 else ""
    return gloss if re.fullmatch("[A-Z][a-z]+", gloss) and sounds_like(word, gloss) >= _SOUNDS else ""


@lru_cache(maxsize=1)
def _usual() -> dict[str, str]:
    """Names whose usual spelling the model doesn't find."""
    lines = lzma.decompress((SHIPPED / "known.tsv.xz").read_bytes()).decode().splitlines()
    return dict(line.split("\t") for line in lines)


@lru_cache(maxsize=1)
def _organisations() -> dict[str, str]:
    """Companies and their like, which are spelled as they please."""
    return dict(line.split("\t") for line in (SHIPPED / "organisations.tsv").read_text(encoding="utf-8").splitlines())


def _known(part: str) -> tuple[str, ...]:
    """The spelling of what needs no model."""
    if part in _organisations():
        return (_organisations()[part],)
    if re.fullmatch(r"[A-Z]\.?", part):
        return (part[0] + ".", part[0])
    usual = _gloss(part) or capital(_usual().get(part, ""))
    return (usual,) if usual else ()


@lru_cache(maxsize=1)
def _model() -> tuple[Any, Any, Any]:
    return opened(SHIPPED)


#: What was spelled already; names come again and again.
_MEMORY: dict[str, tuple[str, ...]] = {}


def _spelled(parts: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Names as the model spells them, the likeliest first."""
    new = [p for p in parts if p not in _MEMORY]
    if new:
        translator, source, target = _model()
        tokens = [source.encode(p, out_type=str)[:_LONGEST] for p in new]
        for part, answer in zip(new, translator.translate_batch(tokens, beam_size=_BEAM, num_hypotheses=_BEAM, max_decoding_length=_WRITTEN, max_batch_size=64), strict=True):
            options = [capital(target.decode(h)) for h in answer.hypotheses]
            _MEMORY[part] = tuple(dict.fromkeys(o for o in options if o)) or (part,)
    return {p: _MEMORY[p] for p in parts}


def capital(name: str) -> str:
    """A name with the capitals that English gives it: McKay, O'Neill, Jean-Luc."""
    name = re.sub(r"(?<![a-z])[a-z]", lambda m: m[0].upper(), name)
    return re.sub(r"\bMc([a-z])", lambda m: "Mc" + m[1].upper(), re.sub(r"(?<=[a-z]['’])(?=S\b)S", "s", name))
