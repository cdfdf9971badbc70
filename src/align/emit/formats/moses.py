"""Parallel plain text as Moses reads it: a line a sentence, the same line number in both languages, UTF-8, LF.

A ZIP file with ``.ja``, ``.en`` and the sentence ids in ``.ids``. Rejected rows and rows with one language are left
out; line breaks in a text become spaces.
"""

from __future__ import annotations

import re

from align.emit.formats.files import archive
from align.emit.formats.format import Corpus, Format
from align.model.row import ReviewStatus


def _line(text: str) -> str:
    return " ".join(text.splitlines()).strip()  # also at those line breaks that only some tools know


def write(corpus: Corpus) -> bytes:
    pairs = [(_line(r.ja), _line(r.en), r.sentence_id) for r in corpus.rows if r.status != ReviewStatus.REJECTED]
    kept = [p for p in pairs if p[0] and p[1]]
    name = re.sub(r'[\x00-\x1f\x7f\\/:*?"<>|]', "_", corpus.title).strip(". ") or "corpus"
    return archive({f"{name}.{end}": "".join(p[i] + "\n" for p in kept).encode("utf-8") for i, end in enumerate(("ja", "en", "ids"))})


FORMAT = Format("moses", ".zip", "plain text in two files, for training and scoring machine translation", write)
