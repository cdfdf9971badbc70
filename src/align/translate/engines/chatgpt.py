"""ChatGPT through deep-translator, which needs the ``openai`` package before version 1."""

from __future__ import annotations

from importlib.util import find_spec

from align.errors import EngineError
from align.translate.deep import adapt
from align.translate.engine import EngineSettings, Spec, Translate, one_by_one

MODEL = "gpt-3.5-turbo"


def make(settings: EngineSettings) -> Translate:
    if find_spec("openai") is None:
        raise EngineError("the engine chatgpt needs the package openai", next_step="Install it: pip install 'openai<1'.")

    def build() -> object:
        from deep_translator import ChatGptTranslator

        return ChatGptTranslator(api_key=settings.key("OPENAI_API_KEY"), source="ja", target="english", model=MODEL)

    return one_by_one(adapt(build, settings))


SPEC = Spec("chatgpt", "ChatGPT; needs the package openai<1", make, needs=("OPENAI_API_KEY",), longest=4000, per_second=5, variant=lambda settings, text: MODEL)
