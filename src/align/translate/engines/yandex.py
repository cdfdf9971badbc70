"""Yandex Translate."""

from __future__ import annotations

from align.translate.deep import adapt
from align.translate.engine import EngineSettings, Spec, Translate, one_by_one


def make(settings: EngineSettings) -> Translate:
    def build() -> object:
        from deep_translator import YandexTranslator

        return YandexTranslator(api_key=settings.key("YANDEX_API_KEY"), source="ja", target="en")

    return one_by_one(adapt(build, settings))


SPEC = Spec("yandex", "Yandex Translate", make, needs=("YANDEX_API_KEY",), longest=5000, per_second=10)
