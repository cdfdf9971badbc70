"""Microsoft Translator (Azure)."""

from __future__ import annotations

from align.translate.deep import adapt
from align.translate.engine import EngineSettings, Spec, Translate, one_by_one


def make(settings: EngineSettings) -> Translate:
    def build() -> object:
        from deep_translator import MicrosoftTranslator

        return MicrosoftTranslator(
            api_key=settings.key("MICROSOFT_API_KEY"), source="ja", target="en", region=settings.key("MICROSOFT_REGION") or None
        )

    return one_by_one(adapt(build, settings))


SPEC = Spec("microsoft", "Microsoft Translator; region optional (MICROSOFT_REGION)", make, needs=("MICROSOFT_API_KEY",), longest=5000, per_second=20)
