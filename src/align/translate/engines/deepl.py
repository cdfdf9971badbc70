"""DeepL's API, free or paid by the form of the key."""

from __future__ import annotations

from align.translate.deep import adapt
from align.translate.engine import EngineSettings, Spec, Translate, one_by_one


def make(settings: EngineSettings) -> Translate:
    key = settings.key("DEEPL_API_KEY")

    def build() -> object:
        from deep_translator import DeeplTranslator

        return DeeplTranslator(api_key=key, source="ja", target="en", use_free_api=key.endswith(":fx"))

    return one_by_one(adapt(build, settings))


SPEC = Spec("deepl", "DeepL", make, needs=("DEEPL_API_KEY",), longest=5000, per_second=20)
