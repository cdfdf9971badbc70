"""What a sentence is sure of and its passage isn't: 確実に発見されていた for «it is open whether it would have been found»."""

from __future__ import annotations

import re

_SURE_JA = re.compile("断言|断定し|断定され|確実に|間違いなく|疑いなく|証明され|証明した|実証され|実証した|裏[づ付]け(?:られ|た)|決定的")
_HEDGED_JA = re.compile("可能性|かもしれ|とみられ|と考え|恐れ|おそれ|らし|だろう|見込|推定|思われ|推測|とされ|ようだ|か否か|かどうか|得る|うる|示唆|疑い?が")
_UNSURE_EN = re.compile(r"\b(?:may|might|could|(?:[Pp]ossib|[Uu]ncertain)\w*|perhaps|Perhaps|unclear|whether|too early|too soon|(?:not|un)\s?known|suggests?|suggested|seems?|seemed|appears?|appeared|likely|suspect(?:s|ed)?|believe[sd]?)\b")


def unsure(ja: str, en: str) -> tuple[str, ...]:
    """The words of a sentence that say that it is certain, where nothing hedges it and the passage hedges."""
    sure = _SURE_JA.search(ja)
    return (sure[0],) if sure and not _HEDGED_JA.search(ja) and _UNSURE_EN.search(en) else ()
