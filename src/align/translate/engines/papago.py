"""Naver Papago."""

from __future__ import annotations

from align.translate.deep import adapt
from align.translate.engine import EngineSettings, Spec, Translate, one_by_one


def make(settings: EngineSettings) -> Translate:
    def build() -> object:
        from deep_translator import PapagoTranslator

        return PapagoTranslator(
            client_id=settings.key("PAPAGO_CLIENT_ID"), secret_key=settings.key("PAPAGO_SECRET_KEY"), source="ja", target="en"
        )

    return one_by_one(adapt(build, settings))


SPEC = Spec("papago", "Naver Papago", make, needs=("PAPAGO_CLIENT_ID", "PAPAGO_SECRET_KEY"), longest=5000, per_second=10, daily=10_000)
