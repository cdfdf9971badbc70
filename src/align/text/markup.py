"""Inline Markdown and HTML: which characters are markup and not text.

Broken markup is the rule in machine-written reports: a ``**`` without its partner is still markup,
a single ``*`` without one is text.
"""

from __future__ import annotations

import html
import re
import unicodedata

from align.model.document import Span
from align.text.view import Edit

_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)
_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?>", re.S)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_LINK = re.compile(r"(!?\[)((?:[^\[\]]|\[[^\[\]]*\])*)(\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\))")
_STRONG = re.compile(r"\*\*\*?|(?<![A-Za-z0-9_])__(?=[^\s_])|(?<=[^\s_])__(?![A-Za-z0-9_])|~~")
_EMPHASIS = re.compile(r"(?<![*\\])\*(?![*\s])([^*\n]+?)(?<![\s\\])\*(?!\*)")
_UNDERLINE = re.compile(r"(?<![\w_\\])_(?![_\s])([^_\n]+?)(?<!\s)_(?![\w_])")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
#: Letters that a printed page joins: the text of a PDF has «beneﬁts».
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_RAISED = re.compile(r"<sup\b[^>]*>(?P<n>[-+]?\d{1,3})</sup>", re.I)
_SUPERSCRIPTS = {ord(c): s for c, s in zip("0123456789-+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", strict=True)}
#: A reading over a word, with what puts it in brackets where it can't stand over it.
_READING, _READ = re.compile(r"<rt\b", re.I), re.compile(r"</rt\b", re.I)
_BRACKETS, _BRACKET = re.compile(r"</rp\s*>\s*(?![\s\S])", re.I), re.compile(r"\s*<rp\b", re.I)
_BREAK_TAG = re.compile(r"<br\b", re.I)
#: ASCII only: Japanese text goes on right behind a URL.
_URL = re.compile(r"(?:(?:https?|ftp)://|\bwww\.)(?:(?!\*\*)[!#-;=?-Z_a-z|~])+", re.I)


def urls(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Where URLs stand, without a full stop or bracket that closes the sentence around them."""
    found = []
    for m in _URL.finditer(text, start, len(text) if end is None else end):
        stop = m.end()
        while text[stop - 1] in ".,;:!?)]'*" and not (text[stop - 1] == ")" and "(" in text[m.start() : stop]):
            stop -= 1
        found.append(Span(m.start(), stop))
    return found


_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*[A-Za-z]", re.A)
_CODELIKE = re.compile(r"`[^`\n]+`|\b[A-Za-z_][\w.]*\(\)|(?<![\w/-])--?[a-z][a-z-]+[a-z]\b(?=[ 　、。=]|$)|(?<![\w/])(?:\.{0,2}/)?[A-Za-z0-9_.-]+/[A-Za-z0-9_./-]+\.[a-z]{1,4}\b|\b[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\b", re.A)
_MARKER = re.compile(r"<sup>[^<]*</sup>|\[\^?[0-9, –-]+\]|［[0-9０-９、，]+］|※\d+")


def protected_spans(text: str) -> list[Span]:
    """What a translation must not change: URLs, e-mail addresses, code, citation markers; in order."""
    spans = urls(text)
    for pattern in (_EMAIL, _CODELIKE, _MARKER):
        spans += [Span(*m.span()) for m in pattern.finditer(text)]
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def inline(text: str, start: int, end: int) -> list[Edit]:
    """The edits that turn ``text[start:end]`` into what a reader sees."""
    edits: list[Edit] = []
    taken: list[Span] = []

    def free(a: int, b: int) -> bool:
        return all(b <= s.start or a >= s.end for s in taken)

    def drop(a: int, b: int, new: str = "") -> None:
        edits.append(Edit(Span(a, b), new))
        taken.append(Span(a, b))

    for m in _CODE.finditer(text, start, end):
        ticks = len(m[1])
        drop(m.start(), m.start() + ticks)
        drop(m.end() - ticks, m.end())
        taken.append(Span(m.start(), m.end()))
    for m in _AUTOLINK.finditer(text, start, end):
        if free(m.start(), m.end()):
            drop(m.start(), m.start() + 1)
            drop(m.end() - 1, m.end())
            taken.append(Span(m.start(), m.end()))
    for m in _RAISED.finditer(text, start, end):
        if free(m.start(), m.end()):
            drop(m.start(), m.end(), m["n"].translate(_SUPERSCRIPTS))
    for m in _TAG.finditer(text, start, end):
        if free(m.start(), m.end()):
            drop(m.start(), m.end(), _shown(text, m, start, end))
    for m in _LINK.finditer(text, start, end):
        if free(m.start(1), m.end(1)) and free(m.start(3), m.end(3)):
            drop(m.start(1), m.end(1))
            drop(m.start(3), m.end(3))
    taken.extend(urls(text, start, end))
    for m in _STRONG.finditer(text, start, end):
        before = text[m.start() - 1] if m.start() > start else " "
        after = text[m.end()] if m.end() < end else " "
        power = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
        escaped = before == "\\"
        if not power and not escaped and free(m.start(), m.end()):
            drop(m.start(), m.end())
    for pattern in (_EMPHASIS, _UNDERLINE):
        for m in pattern.finditer(text, start, end):
            if free(m.start(), m.start() + 1) and free(m.end() - 1, m.end()):
                drop(m.start(), m.start() + 1)
                drop(m.end() - 1, m.end())
    for m in _ESCAPE.finditer(text, start, end):
        if free(m.start(), m.end()):
            drop(m.start(), m.start() + 1)
    for m in _LIGATURE.finditer(text, start, end):
        if free(m.start(), m.end()):
            drop(m.start(), m.end(), unicodedata.normalize("NFKC", m[0]))
    for m in _ENTITY.finditer(text, start, end):
        new = html.unescape(m[0])
        if new != m[0] and free(m.start(), m.end()):
            drop(m.start(), m.end(), new)
    return sorted(edits, key=lambda e: e.span)


def _shown(text: str, m: re.Match[str], start: int, end: int) -> str:
    """What a tag stands for: a blank for a line break between two words, brackets around a reading that has none, mostly nothing."""
    if _BREAK_TAG.match(m[0]):
        return " " if _spaced(text, m, start, end) else ""
    if _READING.match(m[0]):
        return "" if _BRACKETS.search(text, start, m.start()) else "（"
    if _READ.match(m[0]):
        return "" if _BRACKET.match(text, m.end(), end) else "）"
    return ""


def _spaced(text: str, m: re.Match[str], start: int, end: int) -> bool:
    """Whether a line break tag stands between two words, which it parts."""
    return m.start() > start and m.end() < end and text[m.start() - 1] not in " \t\n　。、！？" and not text[m.end()].isspace()
