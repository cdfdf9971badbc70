"""A LibreTranslate server at a given address, several sentences a request."""

from __future__ import annotations

from collections.abc import Sequence

from align.errors import EngineError
from align.translate.engine import EngineSettings, Request, Spec, Translate
from align.translate.http import Client


def make(settings: EngineSettings) -> Translate:
    url = settings.url or settings.key("LIBRETRANSLATE_URL")
    if not url:
        raise EngineError("the engine libre needs the address of a server", next_step="Give --engine-url, or set LIBRETRANSLATE_URL.")
    client, key = Client(settings.timeout), settings.key("LIBRE_API_KEY")

    def translate(requests: Sequence[Request]) -> list[str]:
        body: dict[str, object] = {"q": [r.text for r in requests], "source": "ja", "target": "en", "format": "text"}
        answer = client.post(url.rstrip("/") + "/translate", {**body, "api_key": key} if key else body)
        found = answer.get("translatedText") if isinstance(answer, dict) else None
        if isinstance(found, str):  # servers before batches answer a list of one with a string
            found = [found]
        if not isinstance(found, list) or not all(isinstance(t, str) for t in found):
            raise EngineError("the answer makes no sense", retry=True)
        return [t.strip() for t in found]

    return translate


SPEC = Spec("libre", "a LibreTranslate server at --engine-url; key optional (LIBRE_API_KEY)", make, longest=5000, batch=20)
