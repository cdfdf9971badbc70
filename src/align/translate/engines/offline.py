"""The draft that needs no network."""

from __future__ import annotations

from align.translate.engine import EngineSettings, Spec, Translate, one_by_one


def make(settings: EngineSettings) -> Translate:
    from align.translate.draft import draft

    return one_by_one(lambda text: draft(text, settings.terms))


SPEC = Spec("offline", "a draft by glosses on this machine; no network, no key", make, network=False, longest=10**9, draft=True)
