"""The draft that needs no network: a small neural translator, and glosses where that finds no words or loses a figure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from align.text.headings import usual
from align.translate.engine import Answer, EngineSettings, Request, Spec, Translate


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
        headings = [usual(r.text) for r in requests]
        rest = iter(sentences([r for r, heading in zip(requests, headings, strict=True) if not heading]))
        return [Answer(heading) if heading else next(rest) for heading in headings]

    def sentences(requests: Sequence[Request]) -> list[Answer]:
        found = model.translate([r.text for r in requests], settings.terms)
        texts = [narrow(r.text) for r in requests]
        for i, (ja, answer) in enumerate(zip(texts, found, strict=True)):
            if not answer.text or lost(ja, answer.text):
                gloss = draft(requests[i].text, settings.terms)
                if not answer.text or not lost(ja, gloss):
                    found[i] = Answer(gloss, engine="glosses")
        return found

    return translate


SPEC = Spec(
    "offline", "a draft by the small neural translator that comes with align, or yours at --engine-model; on this machine, no key", make,
    network=False, longest=10**9, batch=128, draft=True,
)  # fmt: skip
