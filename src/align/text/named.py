"""Names whose English a text gives itself, in brackets behind them: 三橋商事（Mitsuhashi Corporation）, 世界保健機関（WHO）."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from align.text.kana import romaji, sounds_like
from align.text.sudachi import Morpheme, morphemes
from align.text.width import narrow

#: The name in Latin letters; of «Intergovernmental Panel on Climate Change, IPCC» the first.
_GIVEN = re.compile(r"[（(](?:英[語名]?[:：]\s?)?(?P<en>[A-Z][A-Za-z0-9À-ɏ.&'’ +-]{1,60}?)(?:[,、，;；/]\s?[A-Za-z0-9À-ɏ.&'’ +-]{1,40})?[)）]")
_NOUN = {"名詞", "接尾辞", "接頭辞"}
#: What a name of an organisation, a law, a plan ends with.
_ENDS = re.compile(r"(?:社|機構|機関|庁|省|局|院|所|大学|学会|協会|委員会|連盟|銀行|法|条約|協定|議定書|計画|制度|基金|組合|連合|会議|議会|財団|同盟|政府|グループ|センター|プログラム|プロジェクト|システム|指数|指令|規則|商事|工業|電力|製作所)$")
_SAME, _SOUNDS_LIKE, _LEAST = 4, 0.7, 2


def _name(words: Sequence[Morpheme], text: str, end: int) -> str:
    """The nouns that stand together right before a place in the text."""
    start = end
    for m in reversed([w for w in words if w.end <= end]):
        inner = m.surface in "・＝=" and start < end
        if m.end != start or not (inner or (m.pos[0] in _NOUN and m.pos[1] != "数詞" and m.pos[2] != "助数詞")) or m.surface.isascii():
            break
        start = m.start
    return text[start:end].strip("・＝=")


def _is_name(ja: str, en: str, words: list[Morpheme]) -> bool:
    """Whether a noun with Latin letters behind it is a name, and they its English."""
    if len(ja) < _LEAST:
        return False
    parts = re.findall(r"[A-Za-zÀ-ɏ'’]+", en)
    if any(sounds_like(part, word) >= _SOUNDS_LIKE for part in re.findall(r"[ァ-ヺー]{2,}", ja) for word in parts):
        return True
    if any(m.pos[1] == "固有名詞" for m in words) or (len(ja) >= _SAME and _ENDS.search(ja)) or (len(ja) >= _SAME and en.isupper()):
        return True
    reading = "".join(romaji(m.reading or m.surface) for m in words).lower()
    return len(parts) > 0 and len(parts[0]) >= _SAME and reading.startswith(parts[0].lower()[:_SAME])


def named(texts: Iterable[str]) -> dict[str, str]:
    """Japanese name → the English that some of the texts give for it; where they differ, the one given most."""
    found: dict[str, Counter[str]] = {}
    for text in texts:
        flat = narrow(text)
        hits = list(_GIVEN.finditer(flat))
        words = morphemes(flat) if hits else []
        for m in hits:
            ja, en = _name(words, flat, m.start()), m["en"].strip()
            own = [w for w in words if w.start >= m.start() - len(ja) and w.end <= m.start()]
            if _is_name(ja, en, own) and not re.search(r"\b(?:19|20)\d\d|^[A-Z]?\d+$", m[0][1:-1]):  # no year of a citation
                found.setdefault(ja, Counter())[en] += 1
    return {ja: max(counts, key=lambda en: (counts[en], len(en), en)) for ja, counts in found.items()}


def once(en: str) -> str:
    """«Mitsuhashi Corporation (Mitsuhashi Corporation)» says its name twice; the second goes."""
    return re.sub(r"\b(?P<name>[A-Z][^()]{1,60}?)\s?\((?:the )?(?P=name)\)", r"\g<name>", en)
