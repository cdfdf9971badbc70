"""Whether a line or paragraph goes on in the next one: a sentence cut by a page end or a line break."""

from __future__ import annotations

import re

from align.text.sudachi import Morpheme, morphemes

_TERMINAL = re.compile(r"[。．！？!?…][」』）)\]】〉》”\"'’]*$|[.][”\"'’)]*$|[:：;；]$|[」』）)】〉》]$")
_CITED = re.compile(r"(?:<sup>[^<]*</sup>|\[\^?[\d, –-]+\]|［[０-９\d、，]+］|[\s　]\d{1,3}|[¹²³⁴-⁹⁰]+|※\d+|（注\d+）)$")
_NEVER_FIRST = re.compile(r"は[、一-龠]|を(?!り)|[もへに]、|[、。，．）」』】〉》’”ぁぃぅぇぉっゃゅょァィゥェォッャュョーん]")
_OPENING, _CLOSING = "「『（(【〈《", "」』）)】〉》"
_EN_OPEN = re.compile(
    r"(?:[,–—-]|\b(?:a|an|the|of|to|in|on|at|by|for|from|with|and|or|but|that|which|who|as|than|is|are|was|were|has|have|its|their|his|her))$",
    re.I,
)
#: Around the joint this much text decides.
_CONTEXT = 40


def visible(text: str) -> str:
    """The text without emphasis marks and tags at its ends."""
    return re.sub(r"(?:\*\*|__|</?[a-z]+>)+$", "", text.strip()).strip()


def is_closed(text: str) -> bool:
    """Whether the text ends as a sentence, a heading or a list introduction ends."""
    end = visible(text)
    return bool(_TERMINAL.search(end) or _CITED.search(end))


def _unfinished(last: Morpheme) -> bool:
    """Whether no sentence and no heading ends in this morpheme."""
    kind, sub = last.pos[0], last.pos[1]
    form = last.pos[5] if len(last.pos) > 5 else ""
    if kind == "助詞":
        return sub != "終助詞" and last.surface not in ("など", "ほか")
    if kind in ("連体詞", "接続詞", "接頭辞"):
        return True
    return kind in ("動詞", "形容詞", "助動詞") and form.startswith(("連用形", "未然形", "仮定形"))


def continues(previous: str, following: str, language: str) -> bool:
    """Whether ``following`` goes on in the middle of the sentence that ``previous`` began."""
    before, after = visible(previous), following.strip()
    if not before or not after:
        return False
    if language == "en":
        if _TERMINAL.search(before) and not before.endswith(")"):
            return False
        return after[0].islower() or bool(_EN_OPEN.search(before))
    if _NEVER_FIRST.match(after):
        return True
    if _TERMINAL.search(before) and before[-1] not in _CLOSING:
        return False
    if before[-1] in "、，," or any(before.count(o) > before.count(c) for o, c in zip(_OPENING, _CLOSING, strict=True)):
        return True
    if _CITED.search(before):
        return False
    head = re.split(r"[。\n]", after)[0][:_CONTEXT]
    tail = re.split(r"[。\n]", before)[-1][-_CONTEXT:]
    if not tail:
        return False
    joint = len(tail)
    left: Morpheme | None = None
    for m in morphemes(tail + head, "C"):
        if m.start < joint < m.end:
            return not (m.surface.isascii())
        if m.end == joint:
            left = m
        if m.start == joint:
            if m.pos[0] in ("助詞", "助動詞") or (m.pos[0] == "接尾辞" and m.pos[1] != "名詞的"):
                return True
            break
    return left is not None and left.pos[0] != "補助記号" and _unfinished(left)


def _clause(text: str) -> bool:
    """Whether the text has a subject or an object: a heading or a catchword mostly has none."""
    return any(m.pos[1] in ("係助詞", "格助詞") and m.surface in ("は", "が", "を") for m in morphemes(text[-120:]))


def cut_paragraph(previous: str, following: str, language: str) -> bool:
    """Whether a paragraph or list item was cut by a page end and ``following`` is its rest."""
    bare = previous.strip()
    if re.fullmatch(r"(\*\*|__)(?:(?!\1).)+\1", bare, re.S):
        return False  # a line all in bold is a heading
    if language == "ja" and "。" not in bare and len(bare) < 60 and not _NEVER_FIRST.match(following.strip()) and not _clause(bare):
        return False
    if continues(previous, following, language):
        return True
    if is_closed(previous) or language == "en":
        return False
    # Running text that stops without a mark after whole sentences was cut, and goes on in prose.
    prose = len(re.findall(r"[。！？]", previous)) >= 1 and len(previous) >= 30
    return prose and "。" in following
