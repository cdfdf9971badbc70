"""No boundary inside brackets and quotes that are closed again."""

from __future__ import annotations

from collections.abc import Mapping

_PAIRS = {
    "「": "」", "『": "』", "（": "）", "(": ")", "【": "】", "〈": "〉", "《": "》", "［": "］", "[": "]", "〔": "〕",
    "“": "”", "‘": "’", "｢": "｣", "{": "}", "｛": "｝", "＜": "＞",
}  # fmt: skip
#: A bracket that isn't closed within so many characters was forgotten, not opened.
_REACH = 2000


def pairs(text: str) -> dict[int, int]:
    """Closing bracket index → opening bracket index, for brackets that match.

    An opening bracket that is never closed is ignored, so that it can't swallow the rest.
    """
    found: dict[int, int] = {}
    stack: list[int] = []
    closing = {v: k for k, v in _PAIRS.items()}
    quote = -1
    for i, c in enumerate(text):
        if c in _PAIRS:
            stack.append(i)
        elif c in closing:
            for k in range(len(stack) - 1, -1, -1):
                if text[stack[k]] == closing[c]:
                    if i - stack[k] <= _REACH:
                        found[i] = stack[k]
                        del stack[k:]
                    break
        elif c == '"':
            if quote >= 0 and i - quote <= _REACH:
                found[i], quote = quote, -1
            else:
                quote = i
    return found


def depth(text: str, matched: Mapping[int, int]) -> list[int]:
    """How many matched brackets are open at each character; a closing one is outside its pair."""
    change = [0] * (len(text) + 1)
    for close, start in matched.items():
        change[start] += 1
        change[close] -= 1
    total, level = [], 0
    for i in range(len(text)):
        level += change[i]
        total.append(level)
    return total
