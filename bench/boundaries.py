"""Sentence boundaries: the sentences of a document joined, and found again (F1 of the boundaries)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

from spacy.language import Language

from align.segment import ja
from align.text.sudachi import chunks
from bench.data import sentence_sets
from bench.report import Result


def _offsets(parts: Iterable[str]) -> set[int]:
    """Boundaries as numbers of characters that aren't white space, so that trimming doesn't count."""
    found, at = set(), 0
    for part in parts:
        at += len("".join(part.split()))
        found.add(at)
    return found


def _parts(text: str, starts: Iterable[int]) -> list[str]:
    edges = [0, *starts, len(text)]
    return [text[a:b] for a, b in pairwise(edges)]


def _peers() -> dict[str, Callable[[str], list[str]]]:
    """The peers that are installed."""
    import spacy

    sentencizer = spacy.blank("ja")
    sentencizer.add_pipe("sentencizer")
    found: dict[str, Callable[[str], list[str]]] = {"spacy sentencizer": lambda t: _sentencizer(sentencizer, t)}
    try:
        import pysbd

        found["pysbd"] = lambda t: pysbd.Segmenter(language="ja", clean=False).segment(t)
    except ImportError:
        pass
    try:
        from bunkai import Bunkai

        bunkai = Bunkai()
        found["bunkai"] = lambda t: [s.replace("▁", "\n") for s in bunkai(t.replace("\n", "▁"))]
    except ImportError:
        pass
    return found


def _sentencizer(nlp: Language, text: str) -> list[str]:
    """SudachiPy refuses more than 49,149 bytes: longer text is given in pieces that end with a sentence."""
    return [s.text_with_ws for _, piece in chunks(text) for s in nlp(piece).sents]


def measure(folder: Path) -> list[Result]:
    """F1 of ours and of the peers on every set of sentences."""
    results = []
    systems = {"align": lambda t: _parts(t, ja.boundaries(t)), **_peers()}
    for name, documents in sentence_sets(folder):
        for system, split in systems.items():
            hits = given = wanted = 0
            for sentences in documents:
                text = "".join(sentences)
                end = len("".join(text.split()))
                gold, found = _offsets(sentences) - {end}, _offsets(split(text)) - {end}
                hits, given, wanted = hits + len(gold & found), given + len(found), wanted + len(gold)
            f1 = 2 * hits / (given + wanted) if given + wanted else 1.0
            results.append(Result(f"boundaries/{name}", system, f1, "F1", {"documents": len(documents)}))
    return results
