"""The draft that needs no network: a small neural translator where there is one, else glosses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from align.translate.engine import EngineSettings, Request, Spec, Translate, one_by_one


def make(settings: EngineSettings) -> Translate:
    """Of the model that ``--engine-model`` names; glosses without one, and for what it finds no word for."""
    from align.translate.draft import draft

    if not settings.model:
        return one_by_one(lambda text: draft(text, settings.terms))
    from align.translate.neural import load

    model = load(Path(settings.model))

    def translate(requests: Sequence[Request]) -> list[str]:
        found = model.translate([r.text for r in requests])
        return [d.text or draft(r.text, settings.terms) for r, d in zip(requests, found, strict=True)]

    return translate


SPEC = Spec(
    "offline", "a draft on this machine, no network, no key: glosses, or a translator of your own at --engine-model", make, network=False, longest=10**9, batch=64, draft=True
)
