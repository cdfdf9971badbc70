"""A LibreTranslate server at a given address."""

from __future__ import annotations

from align.errors import EngineError
from align.translate.deep import adapt
from align.translate.engine import EngineSettings, Spec, Translate


def make(settings: EngineSettings) -> Translate:
    url = settings.url or settings.key("LIBRETRANSLATE_URL")
    if not url:
        raise EngineError(
            "the engine libre needs the address of a server", next_step="Give --engine-url, or set LIBRETRANSLATE_URL."
        )

    def build() -> object:
        from deep_translator import LibreTranslator

        # deep-translator insists on a key; servers without keys ignore it.
        return LibreTranslator(source="ja", target="en", custom_url=url.rstrip("/") + "/", api_key=settings.key("LIBRE_API_KEY") or "none")

    return adapt(build, settings)


SPEC = Spec("libre", "a LibreTranslate server at --engine-url; key optional (LIBRE_API_KEY)", make, longest=5000)
