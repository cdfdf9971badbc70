"""The draft that needs no network: a small neural translator, and glosses where that finds no words or loses a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from align.text.headings import usual
from align.translate.engine import Answer, EngineSettings, Request, Spec, Translate
from align.translate.phrases import parts
from align.translate.pictures import apart


def make(settings: EngineSettings) -> Translate:
    """The translator that comes with the program, or that in the folder ``model`` of the settings, if it isn't another engine's.

    Raises:
        EngineError: it can't be loaded.
    """
    from align.text.width import narrow
    from align.translate.draft import draft
    from align.translate.neural import SHIPPED, load
    from align.translate.places import lost

    own = settings.model and (settings.alone or (Path(settings.model) / "model.bin.1").is_file())
    model = load(Path(settings.model) if own else SHIPPED, settings.alike)

    def translate(requests: Sequence[Request]) -> list[Answer]:
        pieces = [[(r.text, heading)] if (heading := usual(r.text)) else parts(r.text, settings.terms) for r in requests]
        rest = iter(framed([ja for some in pieces for ja, en in some if not en]))
        return [_joined([Answer(en) if en else next(rest) for _, en in some]) for some in pieces]

    def framed(texts: Sequence[str]) -> list[Answer]:
        """Translate what stands between pictures; a text of nothing else stays as it is."""
        cut = [apart(t) for t in texts]
        rest = iter(sentences([text for _, text, _ in cut if text]))
        answers = [next(rest) if text else Answer("") for _, text, _ in cut]
        return [replace(a, text=" ".join(t for t in (front, a.text, back) if t)) for a, (front, _, back) in zip(answers, cut, strict=True)]

    def sentences(texts: Sequence[str]) -> list[Answer]:
        found = model.translate(texts, settings.terms)
        for i, (text, answer) in enumerate(zip(texts, found, strict=True)):
            if not answer.text or lost(narrow(text), answer.text):
                gloss = draft(text, settings.terms)
                if not answer.text or not lost(narrow(text), gloss):
                    found[i] = Answer(gloss, engine="glosses")
        return found

    return translate


def _joined(answers: Sequence[Answer]) -> Answer:
    """The answers as one, as sure as the least sure of them."""
    sure = [a.confidence for a in answers if a.confidence is not None]
    return Answer(" ".join(a.text for a in answers if a.text), min(sure, default=None), next((a.engine for a in answers if a.engine), ""))


SPEC = Spec(
    "offline", "a draft by the small neural translator that comes with align, or yours at --engine-model; on this machine, no key", make,
    network=False, longest=10**9, batch=128, draft=True,
)  # fmt: skip
