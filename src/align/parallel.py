"""Two documents that are translations of each other, to the rows of a corpus (``align pair``)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from align import cite, emit, read, segment, translate
from align.errors import InputError
from align.match.beads import Bead
from align.match.choose import encoder
from align.match.features import Features, en_features, ja_features
from align.match.pair import align_documents
from align.model.document import Document, Kind, Sentence
from align.model.row import Row
from align.progress import Progress, Silent
from align.rows import pair_details, pair_row
from align.settings import Settings

#: Sentences that are drafted at a time.
_BATCH = 128


@dataclass(frozen=True, slots=True)
class Paired:
    """What was aligned.

    Attributes:
        types: how many beads there are of each kind: ``1:1``, ``2:1``, ``1:0`` …
    """

    rows: Sequence[Row]
    beads: Sequence[Bead]
    types: Counter[str]
    path: Path


def _read(path: Path, language: str, limit: float) -> tuple[Document, list[Sentence]]:
    document = read.read(path, language, max_megabytes=limit)
    sentences = segment.segment(document)
    if not sentences:
        raise InputError("the document has no sentence", where=path)
    return document, sentences


def _breaks(document: Document, sentences: Sequence[Sentence]) -> list[bool]:
    """Whether a block ends with each sentence: of documents in one block nothing is known."""
    if len(document.blocks) < 2:
        return [False] * len(sentences)
    return [i + 1 == len(sentences) or sentences[i + 1].block != s.block for i, s in enumerate(sentences)]


def drafts(texts: Sequence[str], progress: Progress | None = None) -> list[str]:
    """Offline drafts of sentences, to compare with the other document."""
    progress = progress or Silent()
    progress.start("drafts", len(texts))
    engine = translate.make("offline")
    found = []
    for at in range(0, len(texts), _BATCH):
        answers = engine([translate.Request(t) for t in texts[at : at + _BATCH]])
        found += [a if isinstance(a, str) else a.text for a in answers]
        progress.advance(len(answers))
    return found


def pair(settings: Settings, ja: Path, en: Path, *, reordered: bool = False, drafted: bool = True, progress: Progress | None = None) -> Paired:
    """Align two documents and write ``OUT/<ja>.tsv``.

    Args:
        reordered: also look for blocks of sentences that changed their place.
        drafted: compare offline drafts where the alignment is unsure; see :func:`align.match.pair.align_documents`.

    Raises:
        InputError: a document can't be read. OutputError: the corpus can't be written.
    """
    progress = progress or Silent()
    emit.prepare(settings.out)
    left, left_sentences = _read(ja, "ja", settings.max_megabytes)
    right, right_sentences = _read(en, "en", settings.max_megabytes)
    progress.start("features", len(left_sentences) + len(right_sentences))
    ja_side = [_told(progress, ja_features(s.text)) for s in left_sentences]
    en_side = [_told(progress, en_features(s.text)) for s in right_sentences]
    breaks = _breaks(left, left_sentences), _breaks(right, right_sentences)
    # Paragraphs help only where both documents have them.
    known = breaks if any(breaks[0]) and any(breaks[1]) else None
    beads = align_documents(ja_side, en_side, known, None, reordered, encoder(settings.encoder, settings.encoder_prefix), partial(drafts, progress=progress) if drafted else None)
    key = cite.make_key((), str(right.meta.get("date", ""))[:4], str(right.meta.get("title") or _title(right)))
    rows: list[Row] = []
    entries: list[dict[str, object]] = []
    seen: Counter[str] = Counter()
    for n, bead in enumerate(beads, 1):
        a, b = left_sentences[slice(*bead.ja)], right_sentences[slice(*bead.en)]
        text = "".join(s.text for s in a) + "\x00" + " ".join(s.text for s in b)
        digest = hashlib.sha256(f"{text}\x00{seen[text]}".encode()).hexdigest()[:10]
        seen[text] += 1
        block = left.blocks[a[0].block] if a else right.blocks[b[0].block]
        rows.append(pair_row(left.id, n, digest, a, b, block, key, bead.probability if a and b else None))
        entries.append(pair_details(rows[-1], a))
    path = settings.out / f"{left.id}.tsv"
    emit.write_rows(path, rows, spreadsheet=settings.spreadsheet)
    emit.write_details(settings.out / f"{left.id}.details.jsonl", entries)
    types = Counter(f"{b.ja[1] - b.ja[0]}:{b.en[1] - b.en[0]}" for b in beads)
    return Paired(rows, beads, types, path)


def _told(progress: Progress, value: Features) -> Features:
    progress.advance()
    return value


def _title(document: Document) -> str:
    first = document.blocks[0]
    return first.span.of(document.text) if first.kind in (Kind.TITLE, Kind.HEADING) else document.id
