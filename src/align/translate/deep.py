"""deep-translator behind our protocol: time-outs, clear errors, and no key in any message."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from align.errors import EngineError
from align.translate.engine import EngineSettings, Translate

#: Statuses after which asking again can help.
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
#: Errors of deep-translator after which it can't.
_HOPELESS = frozenset({
    "NotValidPayload", "NotValidLength", "InvalidSourceOrTargetLanguage", "LanguageNotSupportedException", "ApiKeyException",
    "AuthorizationException", "MicrosoftAPIerror", "BaiduAPIerror", "TencentAPIerror",
})  # fmt: skip


class _Requests:
    """Stands in for the ``requests`` module inside one module of deep-translator.

    deep-translator sets no time-out and drops what the answer said; this sets one, and turns bad
    answers into errors that say whether to ask again, and when.
    """

    def __init__(self, real: Any, timeout: float) -> None:
        self._real, self._timeout = real, timeout

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self._call(self._real.get, *args, **kwargs)

    def post(self, *args: Any, **kwargs: Any) -> Any:
        return self._call(self._real.post, *args, **kwargs)

    def _call(self, method: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("timeout", self._timeout)
        try:
            response = method(*args, **kwargs)
        except self._real.exceptions.Timeout:
            raise EngineError(f"no answer within {self._timeout:g} s", retry=True) from None
        except self._real.exceptions.RequestException as error:
            # The text of the error holds the URL, and some engines put the key there.
            raise EngineError(f"the connection failed ({type(error).__name__})", retry=True) from None
        if response.status_code in (401, 403):
            raise EngineError(f"the engine refused the key (HTTP {response.status_code})", next_step="Check the key in the environment.")
        if response.status_code == 456:
            raise EngineError("the quota is used up (HTTP 456)", next_step="Wait for the next period or name another engine.")
        if response.status_code >= 400:
            raise EngineError(f"HTTP {response.status_code}", retry=response.status_code in _AGAIN, after=_retry_after(response))
        return response


def _retry_after(response: Any) -> float | None:
    value = response.headers.get("Retry-After", "").strip()
    if value.isdigit():
        return float(value)
    if value:
        from datetime import UTC, datetime
        from email.utils import parsedate_to_datetime

        try:
            return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
        except (TypeError, ValueError):
            return None
    return None


def adapt(build: Callable[[], Any], settings: EngineSettings) -> Translate:
    """Make our function from a deep-translator object.

    Args:
        build: makes the object; it may make a request itself (Microsoft's does).

    Raises:
        EngineError: the object can't be made.
    """
    import requests

    built: list[Any] = []

    def translate(text: str) -> str:
        try:
            if not built:
                built.append(_prepared(build, requests, settings.timeout))
            answer = built[0].translate(text)
        except EngineError:
            raise
        except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
            raise EngineError(f"the answer makes no sense ({type(error).__name__})", retry=True) from None
        except Exception as error:  # deep-translator's own errors have only Exception in common
            raise EngineError(f"{type(error).__name__}", retry=type(error).__name__ not in _HOPELESS) from None
        if not isinstance(answer, str) or not answer.strip():
            raise EngineError("the answer was empty", retry=True)
        return answer.strip()

    return translate


def _prepared(build: Callable[[], Any], requests: Any, timeout: float) -> Any:
    import deep_translator  # noqa: F401  (loads the modules that are wrapped next)

    for name, module in list(sys.modules.items()):
        if name.startswith("deep_translator.") and hasattr(module, "requests"):
            module.requests = _Requests(requests, timeout)  # type: ignore[attr-defined]
    return build()
