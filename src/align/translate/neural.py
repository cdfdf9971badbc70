"""A small neural translator on this machine: a Transformer in CTranslate2, made by ``training/neural``.

What must not change (URLs, code, markers) is taken out before and put back after. A translation that lost a figure or a term,
stutters or breaks off is made once more with figures, terms and names in numbered places that the model copies, and once more clause
by clause if that doesn't help.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache
from lzma import LZMAError
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from align.errors import EngineError
from align.model.likelihood import Told
from align.text.abroad import spelled
from align.text.named import once
from align.text.rendered import has, stems
from align.text.width import narrow
from align.translate.days import days, on
from align.translate.engine import Alike, Answer
from align.translate.hints import FILE, Hint, beside, ends, hints, table
from align.translate.places import ANY_PLACE, MOST, fill, hidden, invented, lost, place, terms_in
from align.translate.protect import protect, restore
from align.translate.several import several
from align.translate.spelling import Name, names_in
from align.translate.weights import opened

#: The model that comes with the program.
SHIPPED = Path(__file__).parent / "data" / "neural"
_LONGER, _MORE, _TOKENS = 2.5, 16, 500
#: How many translations are kept in view: more where that is cheap, in texts of up to so many tokens.
_BEAM, _BEAM_OF_SHORT, _SHORT = 2, 3, 24
#: A power of its length divides the score of a translation: longer ones have more of the sentence in them. What the likeness of
#: meaning counts beside that. Both were chosen on the held-out part of the training text.
_LENGTH, _MEANING = 1.3, 1.0
#: With so many figures and terms, one gets lost so often that they have places from the start, as have names that no table knows.
_MANY = 4
#: Tokens of a text that goes through the model in one piece; it has learned from few that are longer, and knows no place from 512 on.
_WHOLE = 110
#: Japanese that tells nothing; tokens of a batch whose probabilities are asked for.
_NOTHING, _SCORED = "。", 300
#: A run of words that comes three times in a row, or of punctuation.
_STUTTER = re.compile(r"\b(\w+(?:\W+\w+){0,7})(?:\W+\1\b){2,}|[^\w\s]{6,}|(\S)\2{7,}", re.I)
#: English characters for a Japanese one, below which a translation has broken off.
_BROKEN = 0.7
#: The number at the head of a heading keeps its place.
_HEAD = re.compile(r"[0-9]+(?:\.[0-9]+)*[.)]?\s+(?=[^\s0-9年月日%円])")
#: Where a text may be cut, the best first: after sentences, after clauses, at blanks.
_SENTENCE_END = re.compile(r"(?<=[。！？])(?=[^」』）)])")
_CLAUSE_END = re.compile(r"(?<=、)|(?<=[,;:])(?=[\u3040-\u30ff\u4e00-\u9fff])")
_BLANK = re.compile(r"(?<=\s)(?=\S)")
#: アルトマン氏 is Altman, and no clan.
_MR = re.compile(r"(?<=[ァ-ヴーA-Za-z\]])\s?氏(?![族名])")
#: 同氏 is he, and the clan of the texts on history that the model has read so many of.
_HE = re.compile(r"同氏(?![族名])")
#: Between two places; the model has seen more ranges in words.
_RANGE = re.compile(r"(?<=\]\])\s?[~〜–-]\s?(?=\[\[)")
#: CO₂: small figures that no vocabulary knows.
_LOWERED = {0x2080 + n: str(n) for n in range(10)} | {0x2070 + n: str(n) for n in (0, *range(4, 10))}
#: A word in lower case at the beginning.
_LOWER = re.compile(r"[a-z][a-z'’-]*(?=[,:;.!?)]*(?:\s|$))")
_NONE: Mapping[str, str] = MappingProxyType({})
_NOBODY: Mapping[str, Name] = MappingProxyType({})


def faults(ja: str, en: str, terms: Mapping[str, str] = _NONE, names: Mapping[str, Name] = _NOBODY) -> int:
    """How many things are wrong with a translation that can be told by looking at it; figures weigh most.

    Args:
        ja: with places for what must not change. en: with the same places.
        terms: fixed renderings, those of names too.
        names: names that are right in other spellings, too.
    """
    there = terms_in(ja, terms)
    words = stems(en) if there else ""
    unlike = sum(not (name.stands(en, words) if (name := names.get(span.of(ja))) else has(en, words, rendering)) for span, rendering in there)
    wanted, given = (sorted(ANY_PLACE.findall(text)) for text in (ja, en))
    bare, english = hidden(ja, [span for span, _ in there]), ANY_PLACE.sub(" ", en)
    letters = len(re.sub(r"\W", "", bare))
    stutter = _STUTTER.search(english) is not None and _STUTTER.search(bare) is None
    form = 2 * stutter + 2 * (letters > 12 and len(english) < _BROKEN * letters) + 4 * (not en.strip())
    return 3 * len(lost(bare, english)) + len(invented(hidden(ja, ()), english)) + 3 * (wanted != given) + form + unlike


class Neural:
    """A model, loaded.

    Args:
        translator: of CTranslate2. source, target: of SentencePiece.
        alike: how like in meaning, see :class:`align.translate.engine.EngineSettings`; without it, the model alone chooses.
        known: hints for words, if the model takes such.
    """

    def __init__(self, translator: Any, source: Any, target: Any, alike: Alike | None = None, known: Mapping[str, str] = _NONE) -> None:
        self._translator, self._source, self._target, self._alike, self._known = translator, source, target, alike, known

    def _tokens(self, text: str, terms: Mapping[str, str]) -> list[str]:
        """The tokens of a text, with hints beside them: for its terms how they are rendered, for other words what they mostly mean."""
        pieces = self._source.encode(text, out_type=str)[: 2 * _WHOLE]
        if not self._known:
            return list(pieces)
        sure = [Hint(span.start, span.end, en) for span, en in terms_in(text, terms) if en != span.of(text)] if terms else []
        return beside(text, pieces, hints(text, self._known, sure), lambda english: self._target.encode(english, out_type=str))

    def likelihood(self, pairs: Sequence[tuple[str, str]]) -> list[Told]:
        """How likely each English text is as a translation of its Japanese one, token by token; an empty one tells nothing.

        Raises:
            EngineError: the model can't go on.
        """
        read = {a: self._tokens(spelled(narrow(a or _NOTHING)), _NONE) for a in {a for a, _ in pairs}}
        ja = [read[a] for a, _ in pairs]
        en = [self._target.encode(b, out_type=str)[: 4 * _WHOLE] for _, b in pairs]
        try:
            found = self._translator.score_batch(ja, en, max_batch_size=_SCORED, batch_type="tokens")
        except RuntimeError as error:
            raise EngineError(f"the offline translator failed ({error})") from None
        return [Told((*ends(b, f.tokens[:-1]), len(b)), np.array(f.log_probs, np.float32)) for (_, b), f in zip(pairs, found, strict=True)]

    def _pieces(self, text: str) -> list[str]:
        """A text in pieces that the model can take whole, cut near the middle of sentences, clauses, blanks, or anywhere but in a place."""
        if len(text) < 2 or (len(self._source.encode(text)) <= _WHOLE and len(ANY_PLACE.findall(text)) <= MOST):
            return [text]
        inside = {i for m in ANY_PLACE.finditer(text) for i in range(m.start() + 1, m.end())}
        for end in (_SENTENCE_END, _CLAUSE_END, _BLANK, re.compile("")):
            cuts = [m.start() for m in end.finditer(text) if 0 < m.start() < len(text) and m.start() not in inside]
            if cuts:
                middle = min(cuts, key=lambda c: abs(c - len(text) / 2))
                return [*self._pieces(text[:middle]), *self._pieces(text[middle:])]
        return [text]

    def _searched(self, tokens: Sequence[Sequence[str]]) -> list[Any]:
        """The likeliest translations of each."""
        short = [len(t) <= _SHORT for t in tokens]
        coming = {}
        for beam, is_short in ((_BEAM_OF_SHORT, True), (_BEAM, False)):
            some = [t for t, s in zip(tokens, short, strict=True) if s == is_short]
            longest = min(500, _MORE + math.ceil(_LONGER * max(map(len, some), default=1)))
            coming[is_short] = iter(self._translator.translate_batch(
                some, beam_size=beam, num_hypotheses=beam, length_penalty=_LENGTH, max_batch_size=_TOKENS, batch_type="tokens", return_scores=True,
                repetition_penalty=1.05, max_decoding_length=longest, asynchronous=True,
            ))  # fmt: skip
        try:
            return [next(coming[s]).result() for s in short]
        except RuntimeError as error:
            raise EngineError(f"the offline translator failed ({error})") from None

    def _run(self, texts: Sequence[str], terms: Sequence[Mapping[str, str]]) -> list[Answer]:
        """The best of what the model says that has every place, with the geometric mean of the probabilities of its tokens."""
        texts = [_HE.sub("彼", _MR.sub("", t)) for t in texts]
        if len(set(texts)) < len(texts):  # with figures in places, many are the same
            own = dict(zip(texts, terms, strict=True))
            known = dict(zip(own, self._run(list(own), list(own.values())), strict=True))
            return [known[t] for t in texts]
        tokens = [self._tokens(t, some) for t, some in zip(texts, terms, strict=True)]
        found = self._searched(tokens)
        said = [[self._target.decode(h).strip() for h in f.hypotheses] for f in found]
        likenesses = self._alike(texts, said) if self._alike else [[0.0] * len(s) for s in said]
        answers = []
        for text, f, some, alike in zip(texts, found, said, likenesses, strict=True):
            places = sorted(ANY_PLACE.findall(text))
            whole = [i for i, en in enumerate(some) if sorted(ANY_PLACE.findall(en)) == places]
            best = max(whole or range(len(some)), key=lambda i: f.scores[i] + _MEANING * alike[i])
            mean = f.scores[best] * (len(f.hypotheses[best]) + 1) ** (_LENGTH - 1)
            answers.append(Answer(some[best], math.exp(min(mean, 0.0))))
        return answers

    def _local(self, texts: Sequence[str], change: Callable[[str, int], tuple[str, tuple[str, ...]]], terms: Sequence[Mapping[str, str]]) -> list[Answer]:
        """Translate pieces, each with its places counted from 1, and with those that ``change`` adds; ``terms`` are hinted at."""
        numbers = [ANY_PLACE.findall(t) for t in texts]
        made = [change(_renamed(t, n), len(n) + 1) for t, n in zip(texts, numbers, strict=True)]
        answers = self._run([text for text, _ in made], terms)
        found = []
        for answer, (_, fills), old in zip(answers, made, numbers, strict=True):
            found.append(replace(answer, text=_numbered(fill(answer.text, fills, len(old) + 1), old)))
        return found

    def _placed(self, texts: Sequence[str], terms: Sequence[Mapping[str, str]], which: Sequence[bool] = ()) -> list[Answer]:
        """Translate with figures and the terms of each text in places, or only ``which`` of them so, and the others as they are."""
        which = which or [True] * len(texts)
        each = iter(zip(which, terms, strict=True))

        def change(text: str, first: int) -> tuple[str, tuple[str, ...]]:
            chosen, own = next(each)
            if not chosen:
                return text, ()
            placed, fills = place(text, first, own)
            return _RANGE.sub("から", placed), fills

        return self._local(texts, change, [_NONE if chosen else own for chosen, own in zip(which, terms, strict=True)])

    def _clauses(self, texts: Sequence[str], terms: Sequence[Mapping[str, str]]) -> list[Answer]:
        """Translate clause by clause, with figures and terms in places."""
        parts = [_cut(t) for t in texts]
        return _joined(parts, self._placed([p for some in parts for p in some], [own for some, own in zip(parts, terms, strict=True) for _ in some]))

    def translate(self, sentences: Sequence[str], terms: Mapping[str, str] = _NONE) -> list[Answer]:
        """Translate; the results are in the same order.

        Args:
            terms: fixed renderings, such as アルトマン → Altman.

        Raises:
            EngineError: the model can't go on.
        """
        terms = {narrow(ja): en for ja, en in terms.items()}
        shielded = [protect(s) for s in sentences]
        plain = [spelled(narrow(text).translate(_LOWERED)) for text, _ in shielded]
        heads = [m[0] if (m := _HEAD.match(text)) else "" for text in plain]
        pieces = [self._pieces(text[len(head) :]) for text, head in zip(plain, heads, strict=True)]
        texts = [p for some in pieces for p in some]
        names = names_in(texts, terms)
        dated = [days(t) for t in texts]
        own = [{ja: name.text for ja, name in some.items()} | several(t) | day | terms for t, day, some in zip(texts, dated, names, strict=True)]
        fixed = [len(place(t, 1, o)[1]) for t, o in zip(texts, own, strict=True)]
        # a name that no table has is garbled, or its sentence round it; a day without a month is taken for a number of days
        early = [n >= _MANY or bool(day) or any(name.guessed for name in some.values()) for n, day, some in zip(fixed, dated, names, strict=True)]
        found = self._placed(texts, own, early)
        wrong = [faults(t, a.text, o, n) for t, a, o, n in zip(texts, found, own, names, strict=True)]
        for other in (self._placed, self._clauses):
            again = [bool(count) and (fixed[i] > 0 and not early[i] if other == self._placed else len(_cut(texts[i])) > 1) for i, count in enumerate(wrong)]
            for i, answer in zip([i for i, some in enumerate(again) if some], other(*_those(again, texts, own)), strict=True):
                count = faults(texts[i], answer.text, own[i], names[i])
                if count < wrong[i]:
                    found[i], wrong[i] = answer, count
        found = [replace(a, text=on(_capitals(a.text, some.values()), day.values())) for a, day, some in zip(found, dated, names, strict=True)]
        whole = [replace(a, text=_begun(a.text, some[0])) for a, some in zip(_joined(pieces, found), pieces, strict=True)]
        return [_restored(replace(answer, text=f"{head.strip()} {answer.text}".strip()), kept) for answer, head, (_, kept) in zip(whole, heads, shielded, strict=True)]


def _renamed(text: str, numbers: Sequence[str]) -> str:
    """A text with its places numbered from 1."""
    order = iter(range(1, len(numbers) + 1))
    return ANY_PLACE.sub(lambda m: f"[[{next(order)}]]", text)


def _numbered(text: str, numbers: Sequence[str]) -> str:
    """The contrary: each place with its old number, once; what was never asked for goes."""
    left = {str(n): number for n, number in enumerate(numbers, 1)}

    def old(m: re.Match[str]) -> str:
        number = left.pop(m[1], None)
        return f"[[{number}]]" if number else ""

    return ANY_PLACE.sub(old, text)


def _capitals(text: str, names: Iterable[Name]) -> str:
    """A translation with the capitals that names have which are spelled in one way."""
    for name in names:
        if not name.guessed and name.text[:1].isupper():
            text = re.sub(rf"\b{re.escape(name.text)}\b", name.text, text, flags=re.I)
    return text


def _begun(text: str, ja: str) -> str:
    """A translation that begins with a capital, unless it begins with a word of the sentence (npm) or one with capitals inside (iPhone)."""
    word = _LOWER.match(text)
    return text if not word or ja.startswith(word[0]) else text[0].upper() + text[1:]


def _restored(answer: Answer, kept: Sequence[str]) -> Answer:
    """What was taken out is back; what has lost its place stands at the end."""
    text, left = restore(answer.text, kept)
    return replace(answer, text=once(" ".join([text, *left]).strip()))


def _joined(parts: Sequence[Sequence[str]], answers: Sequence[Answer]) -> list[Answer]:
    """An answer for each text in parts, as sure as its parts are on the whole."""
    rest = iter(answers)
    made = []
    for some in parts:
        own = [next(rest) for _ in some]
        sure = math.exp(sum(math.log(max(a.confidence or 0.0, 1e-9)) for a in own) / max(len(own), 1))
        made.append(Answer(" ".join(a.text for a in own if a.text), sure))
    return made


def _cut(text: str) -> list[str]:
    """A sentence in its clauses; short ones stay with the one before."""
    parts: list[str] = []
    for part in re.split(_CLAUSE_END, text):
        if parts and (len(part) < 8 or len(parts[-1]) < 8):
            parts[-1] += part
        elif part:
            parts.append(part)
    return parts or [text]


def _those(chosen: Sequence[bool], texts: Sequence[str], terms: Sequence[Mapping[str, str]]) -> tuple[list[str], list[Mapping[str, str]]]:
    """The chosen texts and their terms."""
    return [t for t, c in zip(texts, chosen, strict=True) if c], [t for t, c in zip(terms, chosen, strict=True) if c]


def _known(folder: Path) -> Mapping[str, str]:
    """The hints of a model; the dictionary that they are looked up with is open then, too."""
    if not (folder / FILE).exists():
        return _NONE
    try:
        known = table(folder / FILE)
    except (OSError, LZMAError, ValueError) as error:
        raise EngineError(f"the hints in {folder / FILE} can't be read ({error})", next_step="Convert the model again, or leave --engine-model away.") from None
    hints("。", known)
    return known


@lru_cache(maxsize=2)
def _loaded(folder: Path) -> tuple[Any, Any, Any, Mapping[str, str]]:
    """A model with its hints, however its translations are chosen."""
    with ThreadPoolExecutor(1) as beside:
        reading = beside.submit(_known, folder)
        found = opened(folder)
        return (*found, reading.result())


@lru_cache(maxsize=2)
def load(folder: Path, alike: Alike | None = None) -> Neural:
    """A model from its folder; its parts are joined in memory.

    Args:
        alike: see :class:`Neural`.

    Raises:
        EngineError: a library or a file is missing, or the files make no model.
    """
    translator, source, target, known = _loaded(folder)
    return Neural(translator, source, target, alike, known)
