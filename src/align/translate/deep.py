"""deep-translator behind our protocol: time-outs, clear errors, and no key in any message."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any

from align.errors import EngineError
from align.translate.engine import EngineSettings
from align.translate.http import checked, failed

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
        except self._real.exceptions.RequestException as error:
            raise failed(error, self._timeout) from None
        return checked(response)


def adapt(build: Callable[[], Any], settings: EngineSettings) -> Callable[[str], str]:
    """Make a function from a deep-translator object.

    Args:
        build: makes the object; it may make a request itself (Microsoft's does).

    Raises:
        EngineError: the object can't be made.
    """
    import requests

    # One object a thread: some of them keep the text of a request in themselves.
    local = threading.local()
    lock = threading.Lock()

    def translate(text: str) -> str:
        try:
            if not hasattr(local, "engine"):
                with lock:
                    local.engine = _prepared(build, requests, settings.timeout)
            answer = local.engine.translate(text)
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
