"""A Japanese sentence as chunks (bunsetsu): content in English, and the particle that ends it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from align.text.kana import romaji
from align.text.markup import protected_spans
from align.text.quantity import ja_quantities, render
from align.text.sudachi import Morpheme, morphemes
from align.text.width import fold
from align.translate.draft.glosses import longest

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-.'&+/@_:][A-Za-z0-9]+)*(?: [A-Z][A-Za-z0-9]*(?:[-.'&+][A-Za-z0-9]+)*| \d+(?:\.\d+)?(?![0-9万億兆%年月]))*")
_OPENING, _CLOSING = "「『（(【〈《“[", "」』）)】〉》”]"
_KATAKANA = re.compile(r"[ァ-ヺー]+$")
_CONTENT = {"名詞", "動詞", "形容詞", "形状詞", "副詞", "代名詞", "連体詞", "接続詞", "感動詞", "接頭辞", "接尾辞", "助動詞"}
_PREDICATE = {"動詞", "形容詞", "助動詞"}
#: Auxiliaries and dependent verbs that have no gloss of their own but may turn one.
_SILENT = {"為る", "居る", "有る", "だ", "た", "です", "ます", "れる", "られる", "成る", "て", "さん", "氏", "様", "者", "化", "的", "性", "等", "の", "事", "物", "為", "因る", "対する", "関する", "於く", "向ける", "伴う", "基づく", "通じる", "行う", "出来る", "置く", "仕舞う", "来る", "行く", "頂く", "下さる", "言う", "さ"}
_NEGATIVE = {"ない", "ず", "ぬ", "まい"}


#: What counts things and has no English.
_COUNTERS = frozenset("台羽基棟隻頭匹枚個件本つ点冊機両戸軒席票着足通問曲")


@dataclass(slots=True)
class Chunk:
    """A unit of the sentence.

    Attributes:
        english: its content in English, or empty.
        particle: the particles at its end, joined: ``は``, ``について``.
        kind: ``verb`` (predicate), ``noun``, ``adverb``, ``joint`` (conjunction) or ``bracket``.
        attributive: whether it is a predicate that modifies the next noun.
        comma: whether a comma or another break follows it.
        negative, past: of a predicate.
    """

    english: str
    particle: str = ""
    kind: str = "noun"
    attributive: bool = False
    comma: bool = False
    negative: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True)
class _Unit:
    """A stretch of the text that is rendered as one: a figure, a Latin run, a bracket or a morpheme."""

    start: int
    end: int
    kind: str
    english: str = ""
    morpheme: Morpheme | None = None


def _units(text: str, terms: Mapping[str, str]) -> list[_Unit]:
    """Figures, terms, Latin runs and brackets as they are; all else by morpheme."""
    fixed: list[_Unit] = []
    for ja, en in sorted(terms.items(), key=lambda t: -len(t[0])):
        for m in re.finditer(re.escape(ja), text):
            fixed.append(_Unit(m.start(), m.end(), "term", en))
    for q in ja_quantities(text):
        if q.kind != "label":
            end = q.span.end
            fixed.append(_Unit(q.span.start, end, "figure", render(q)))
    narrow = "".join(fold(c) if len(fold(c)) == 1 else c for c in text)
    fixed += [_Unit(s.start, s.end, "latin", s.of(text)) for s in protected_spans(text)]
    for m in _LATIN.finditer(narrow):
        fixed.append(_Unit(m.start(), m.end(), "latin", m[0]))
    kept: list[_Unit] = []
    for u in sorted(fixed, key=lambda u: (u.start, -(u.end - u.start))):
        if not kept or u.start >= kept[-1].end:
            kept.append(u)
    units: list[_Unit] = []
    at = 0
    for part in morphemes(text):
        while at < len(kept) and kept[at].end <= part.start:
            units.append(kept[at])
            at += 1
        if at < len(kept) and kept[at].start < part.end and part.start < kept[at].end:
            continue
        units.append(_Unit(part.start, part.end, "morpheme", morpheme=part))
    return [*units, *kept[at:]]


def chunk(text: str, terms: Mapping[str, str]) -> list[Chunk]:
    """Cut a sentence into chunks. ``terms`` are fixed renderings of names."""
    units = _units(text, terms)
    chunks: list[Chunk] = []
    current: list[_Unit] = []
    particles: list[str] = []

    def close(comma: bool = False) -> None:
        nonlocal current, particles
        if current:
            chunks.append(_finish(current, "".join(particles)))
        if comma and chunks:
            chunks[-1].comma = True
        current, particles = [], []

    for u in units:
        m = u.morpheme
        if m is None:
            if particles:
                close()
            current.append(u)
            continue
        kind, sub = m.pos[0], m.pos[1]
        if current and current[-1].kind == "figure" and current[-1].end == u.start and m.surface in _COUNTERS and "助数詞" in "".join(m.pos[1:3]):
            continue  # 3,200台の車両 are «3,200 vehicles»
        if kind in ("補助記号", "空白", "記号"):
            if m.surface in _OPENING or m.surface in _CLOSING:
                close()
                chunks.append(Chunk(m.surface, kind="bracket"))
            elif m.surface in "、，,;；:：—–…":
                close(comma=True)
            elif m.surface in "・/／" and current:
                current.append(_Unit(u.start, u.end, "dot"))
            elif m.surface.strip() and not m.surface.isspace() and m.surface not in "。．！？!?・":
                close()
                chunks.append(Chunk(fold(m.surface), kind="bracket"))
            continue
        if kind == "助詞" and sub != "終助詞":
            if current or chunks:
                particles.append(m.surface)
            continue
        if kind == "助詞":
            continue
        dependent = kind in ("助動詞", "接尾辞") or (sub == "非自立可能" and kind in ("動詞", "形容詞") and (particles in ([], ["て"], ["で"])) and current)
        if particles and not (dependent and "".join(particles) in ("て", "で") and _is_verb(current)):
            close()
        elif current and not dependent and _breaks(current[-1], m):
            close()
        if particles:
            particles = []
        current.append(u)
    close()
    return chunks


def _is_verb(units: list[_Unit]) -> bool:
    return any(u.morpheme and u.morpheme.pos[0] in ("動詞", "形容詞") for u in units)


def _breaks(before: _Unit, m: Morpheme) -> bool:
    """Whether a new chunk begins between two content words without a particle."""
    b = before.morpheme
    if b is None:
        return m.pos[0] not in ("名詞", "接尾辞", "助動詞") and not (m.pos[0] == "動詞" and m.normal == "為る")
    if b.pos[0] in ("連体詞", "接続詞", "副詞", "感動詞"):
        return True
    nominal = {"名詞", "接頭辞", "接尾辞", "形状詞", "代名詞"}
    if b.pos[0] in ("動詞", "形容詞", "助動詞"):
        return m.pos[0] in nominal | {"副詞", "連体詞", "接続詞"} or (m.pos[0] in ("動詞", "形容詞") and m.pos[1] != "非自立可能")
    if b.pos[0] in nominal and m.pos[0] in nominal:
        # 今回 の … keeps its compounds: 評価 + 額; an adverbial noun stands alone.
        return len(b.pos) > 2 and b.pos[2] == "副詞可能" and m.pos[0] == "名詞"
    return m.pos[0] in ("副詞", "連体詞", "接続詞") or (m.pos[0] in ("動詞", "形容詞") and m.normal != "為る" and b.pos[0] == "名詞")


def _finish(units: list[_Unit], particle: str) -> Chunk:
    """Put a chunk's content into English and say what it is."""
    words: list[str] = []
    i = 0
    while i < len(units):
        u = units[i]
        if u.morpheme is None:
            if u.kind != "dot":
                words.append(u.english)
            i += 1
            continue
        j = i
        while j < len(units) and units[j].morpheme is not None:
            j += 1
        words += _gloss([x.morpheme for x in units[i:j] if x.morpheme])
        i = j
    heads = [u.morpheme for u in units if u.morpheme]
    predicate = [m for m in heads if m.pos[0] in ("動詞", "形容詞") or (m.pos[0] == "助動詞" and m.lemma in ("だ", "です", "た", "ない"))]
    kind = "noun"
    attributive = False
    if heads and heads[0].pos[0] == "接続詞":
        kind = "joint"
    elif heads and len(units) == 1 and heads[0].pos[0] in ("副詞", "連体詞"):
        kind = "adverb"
    elif predicate and not (predicate[-1].lemma in ("だ",) and predicate[-1].surface in ("な", "に")):
        kind = "verb"
        form = heads[-1].pos[5] if len(heads[-1].pos) > 5 else ""
        attributive = form.startswith("連体形") or (form.startswith("終止形") and not particle)
        if attributive and not particle and {m.pos[0] for m in heads} == {"形容詞"}:
            kind = "adverb"  # 新しい before its noun stands before it in English too
    elif heads and heads[-1].surface in ("な",) and heads[-1].pos[0] == "助動詞":
        kind = "adverb"
    negative = any(m.lemma in _NEGATIVE or m.normal in _NEGATIVE for m in heads)
    past = any(m.normal == "た" and m.pos[0] == "助動詞" for m in heads)
    english = " ".join(w for w in words if w)
    if negative and not re.search(r"\b(?:not|no|un\w+|without)\b|n't", english):
        english = f"not {english}" if english else "not"
    return Chunk(english, particle, kind, attributive, False, negative, past)


def _gloss(run: list[Morpheme]) -> list[str]:
    """English for a run of morphemes: the longest known sequences, then readings of what is unknown."""
    tokens = [m.normal for m in run]
    words: list[str] = []
    i = 0
    while i < len(run):
        n, english = longest(tokens, i, len(run))
        m = run[i]
        if n and not (n == 1 and (m.normal in _SILENT or m.pos[0] == "助動詞")):
            words.append(english)
            i += n
            continue
        i += 1
        if m.pos[0] in ("助動詞", "補助記号") or m.normal in _SILENT:
            continue
        if m.surface.isascii():
            words.append(m.surface)
        elif m.pos[1] == "固有名詞" or _KATAKANA.match(m.surface) or m.pos[0] in ("名詞", "動詞", "形容詞"):
            words.append(romaji(m.reading or m.surface).capitalize() if m.pos[1] == "固有名詞" or _KATAKANA.match(m.surface) else romaji(m.reading or m.surface))
    return words
