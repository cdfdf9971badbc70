"""Score translations against a reference: BLEU, chrF and TER by sacreBLEU (Post 2018), COMET (Rei et al. 2020) by a model of the user's."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from align import columns
from align.errors import InputError


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores of a corpus.

    Attributes:
        scores: metric → value: ``BLEU`` and ``chrF`` from 0 to 100, higher is better; ``TER`` from 0, lower is better;
            ``COMET`` about 0 to 1 with most models, higher is better.
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


def evaluate(corpus: Path, reference: Path, comet: Path | None = None) -> Evaluation:
    """Score the ``en`` of a corpus against that of a reference, sentence by sentence by their ``ja``.

    Args:
        comet: the checkpoint of a COMET model; it is scored with that too.

    Raises:
        InputError: a file can't be read, they have no sentence in common, or what a score needs isn't installed.
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
    if comet is not None:
        scores["COMET"] = _comet(comet, [{"src": ja, "mt": mt, "ref": en} for (ja, en), mt in zip(wanted, hypotheses, strict=True)])
        signatures["COMET"] = f"model:{comet.name}|version:{version('unbabel-comet')}"
    return Evaluation(scores, signatures, len(wanted), missing)


def _comet(checkpoint: Path, data: list[dict[str, str]]) -> float:
    """The mean score of a COMET model over sentences. Nothing is downloaded."""
    if not checkpoint.is_file():
        raise InputError("there is no such COMET model", where=checkpoint, next_step="Name the file of its checkpoint, such as checkpoints/model.ckpt.")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # the encoder under it must be on this machine too
    try:
        from comet import load_from_checkpoint
    except ImportError as error:
        raise InputError(f"scoring with COMET needs a library that is not installed ({error.name})", next_step="Install it: pip install 'align[comet]'.") from None
    try:
        model = load_from_checkpoint(str(checkpoint), local_files_only=True)
    except Exception as error:  # whatever PyTorch and the hub's library may raise
        raise InputError(f"the COMET model can't be loaded ({type(error).__name__}: {error})", where=checkpoint, next_step="Its checkpoint needs hparams.yaml in the folder above, and its encoder on this machine.") from None
    return float(model.predict(data, batch_size=8, gpus=0, progress_bar=False, num_workers=1).system_score)
