"""Google Translate's public page."""

from __future__ import annotations

from align.translate.deep import adapt
from align.translate.engine import EngineSettings, Spec, Translate, one_by_one


def make(settings: EngineSettings) -> Translate:
    def build() -> object:
        from deep_translator import GoogleTranslator

        return GoogleTranslator(source="ja", target="en")

    return one_by_one(adapt(build, settings))


SPEC = Spec("google", "Google Translate's public page; no key, throttled", make, longest=4900, per_second=4, price=0.0)
