"""Glosses: what each word mostly stands for, in English order. Needs no model, and is the same on every machine."""

from __future__ import annotations

from align.text.headings import usual
from align.translate.engine import EngineSettings, Spec, Translate, one_by_one


def make(settings: EngineSettings) -> Translate:
    from align.translate.draft import draft

    return one_by_one(lambda text: usual(text) or draft(text, settings.terms))


SPEC = Spec("glosses", "a draft word by word on this machine, with figures, dates and names right", make, network=False, longest=10**9, batch=64, draft=True)
