"""MyMemory: free, 500 characters a request, a daily quota."""

from __future__ import annotations

from align.errors import EngineError
from align.translate.deep import adapt
from align.translate.engine import EngineSettings, Spec, Translate, one_by_one


def make(settings: EngineSettings) -> Translate:
    def build() -> object:
        from deep_translator import MyMemoryTranslator

        return MyMemoryTranslator(source="ja-JP", target="en-US", email=settings.key("MYMEMORY_EMAIL") or None)

    ask = adapt(build, settings)

    def translate(text: str) -> str:
        answer = ask(text)
        if answer.startswith("MYMEMORY WARNING"):  # the quota comes as a translation
            raise EngineError("the daily quota is used up", next_step="Set MYMEMORY_EMAIL for a larger one, or go on tomorrow.")
        return answer

    return one_by_one(translate)


SPEC = Spec("mymemory", "MyMemory; no key, short sentences, a daily quota", make, longest=480, per_second=2, daily=5_000, price=0.0)
