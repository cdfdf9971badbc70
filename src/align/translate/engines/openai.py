"""Any endpoint that speaks OpenAI's chat completions: OpenAI's own, or a server on your machine.

The prompt carries the section, the sentences beside those to translate, and the terms that are
settled. The model answers with a JSON array, so that it can be told whether every sentence came back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from align.errors import EngineError
from align.translate.engine import EngineSettings, Request, Spec, Translate
from align.translate.http import Client

_SYSTEM = (
    "You translate sentences of Japanese reports into English for professional readers. Be faithful: keep every figure, date, "
    "name, unit and hedge, add nothing, leave nothing out. Things like [[1]] stand for text that must stay: copy them. Write the "
    "names and terms given as they are given. You get JSON; answer with a JSON array of strings and nothing else: one translation "
    "for each sentence, in the same order. Sentences before and after are for context only."
)


#: Brackets that are passed over in one that was nested too deep to read.
_DEEP = 500
#: Line breaks within a string are let pass.
_DECODER = json.JSONDecoder(strict=False)


def _terms(settings: EngineSettings, texts: Sequence[str]) -> dict[str, str]:
    return {ja: en for ja, en in sorted(settings.terms.items()) if any(ja in t for t in texts)}


def variant(settings: EngineSettings, text: str) -> str:
    """The model, and a digest of the terms of the text: a term that changes asks anew where it stands, and nowhere else."""
    terms = _terms(settings, [text])
    digest = hashlib.sha256(json.dumps(sorted(terms.items()), ensure_ascii=False).encode()).hexdigest()[:8]
    return f"{_model(settings)}/{digest}" if terms else _model(settings)


def _model(settings: EngineSettings) -> str:
    return settings.model or settings.key("OPENAI_MODEL")


def answers(content: str, count: int) -> list[str]:
    """The array in what a model wrote, whatever it wrote around it: the last one of so many strings, or the last one.

    Raises:
        EngineError: there is none.
    """
    found: list[list[str]] = []
    at = content.find("[")
    while at >= 0:
        try:
            value, at = _DECODER.raw_decode(content, at)
        except ValueError:
            at += 1
        except RecursionError:  # nested without end; so is what lies within
            at += _DEEP
        else:
            if isinstance(value, list) and value and all(isinstance(t, str) for t in value):
                found.append(value)
        at = content.find("[", at)
    if not found:
        raise EngineError("the answer is no list of sentences", retry=True)
    best = next((f for f in reversed(found) if len(f) == count), found[-1])
    return [t.strip() for t in best]


def make(settings: EngineSettings) -> Translate:
    url = (settings.url or settings.key("OPENAI_BASE_URL")).rstrip("/")
    if not url:
        raise EngineError(
            "the engine openai needs the address of an endpoint",
            next_step="Give --engine-url (https://api.openai.com/v1, or that of your server), or set OPENAI_BASE_URL.",
        )
    if not _model(settings):
        raise EngineError("the engine openai needs the name of a model", next_step="Give --engine-model, or set OPENAI_MODEL.")
    client, key = Client(settings.timeout), settings.key("OPENAI_API_KEY")
    headers = {"Authorization": f"Bearer {key}"} if key else {}

    def translate(requests: Sequence[Request]) -> list[str]:
        texts = [r.text for r in requests]
        asked = {
            "section": requests[0].section, "before": requests[0].before, "sentences": texts, "after": requests[-1].after,
            "terms": _terms(settings, texts),
        }  # fmt: skip
        body = {
            "model": _model(settings), "temperature": 0,
            "messages": [{"role": "system", "content": _SYSTEM}, {"role": "user", "content": json.dumps(asked, ensure_ascii=False)}],
        }  # fmt: skip
        answer = client.post(url + "/chat/completions", body, headers)
        try:
            content = answer["choices"][0]["message"]["content"]
        except (KeyError, IndexError, TypeError):
            raise EngineError("the answer makes no sense", retry=True) from None
        return answers(content if isinstance(content, str) else "", len(texts))

    return translate


SPEC = Spec(
    "openai", "an OpenAI-compatible endpoint at --engine-url; key optional (OPENAI_API_KEY)", make, longest=3000, batch=10, variant=variant, models=True
)
