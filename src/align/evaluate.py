"""Score translations against a reference: BLEU, chrF and TER by sacreBLEU (Post 2018)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from align import columns
from align.errors import InputError


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores of a corpus.

    Attributes:
        scores: metric → value: ``BLEU`` and ``chrF`` from 0 to 100, higher is better; ``TER`` from 0, lower is better.
        signatures: metric → how it was computed, as sacreBLEU says it.
        sentences: how many were scored.
        missing: sentences of the reference that have no translation; they count as empty.
    """

    scores: Mapping[str, float]
    signatures: Mapping[str, str]
    sentences: int
    missing: int


def _pairs(path: Path) -> list[tuple[str, str]]:
    return [(row["ja"], row["en"]) for _, row in columns.rows(path, "file", ("ja", "en")) if row["ja"]]


def evaluate(corpus: Path, reference: Path) -> Evaluation:
    """Score the ``en`` of a corpus against that of a reference, sentence by sentence by their ``ja``.

    Raises:
        InputError: a file can't be read, they have no sentence in common, or sacreBLEU isn't installed.
    """
    try:
        from sacrebleu.metrics.bleu import BLEU
        from sacrebleu.metrics.chrf import CHRF
        from sacrebleu.metrics.ter import TER
    except ImportError:
        raise InputError("scoring needs the library sacrebleu, which is not installed", next_step="Install it: pip install sacrebleu") from None
    translated = {ja: en for ja, en in _pairs(corpus) if en}
    wanted = [(ja, en) for ja, en in _pairs(reference) if en]
    missing = sum(ja not in translated for ja, _ in wanted)
    if missing == len(wanted):
        raise InputError("no sentence of the reference has a translation in the corpus", where=f"{corpus} and {reference}", next_step="They are matched by the column ja.")
    hypotheses, references = [translated.get(ja, "") for ja, _ in wanted], [[en for _, en in wanted]]
    scores, signatures = {}, {}
    for name, metric in (("BLEU", BLEU()), ("chrF", CHRF()), ("TER", TER())):
        scores[name] = float(metric.corpus_score(hypotheses, references).score)
        signatures[name] = str(metric.get_signature())
    return Evaluation(scores, signatures, len(wanted), missing)
