"""Requests to engines that speak JSON: time-outs, clear errors, and no key or address in any message."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from align.errors import EngineError

#: Statuses after which asking again can help.
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
#: Statuses that every further request would get too: the key, or the quota.
HOPELESS = frozenset({401, 403, 456})
_CHECK = "Check --engine-url (it begins with http:// or https://) and the key in the environment."


def checked(response: Any) -> Any:
    """The response, if it is an answer.

    Raises:
        EngineError: it isn't; the error says whether to ask again, and when.
    """
    status = response.status_code
    if status in (401, 403):
        raise EngineError(f"the engine refused the key (HTTP {status})", next_step="Check the key in the environment.", status=status)
    if status == 456:
        raise EngineError("the quota is used up (HTTP 456)", next_step="Wait for the next period or name another engine.", status=status)
    if status >= 400:
        raise EngineError(f"HTTP {status}", retry=status in _AGAIN, after=retry_after(response), status=status)
    return response


def retry_after(response: Any) -> float | None:
    """Seconds that the engine asks to wait (RFC 9110, 10.2.3), if it does."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isdigit():
        return float(value)
    if value:
        try:
            return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
        except (TypeError, ValueError):
            return None
    return None


def failed(error: Exception, timeout: float) -> EngineError:
    """What went wrong with a connection, without the address: some engines have the key in it."""
    import requests

    if isinstance(error, requests.exceptions.Timeout):
        return EngineError(f"no answer within {timeout:g} s", retry=True)
    if isinstance(error, (ValueError, UnicodeError)):  # among them what requests says of bad addresses and headers
        return EngineError("the request can't be made: the address or the key has something that doesn't belong there", next_step=_CHECK)
    return EngineError(f"the connection failed ({type(error).__name__})", retry=True)


class Client:
    """Connections that are kept open, one set a thread.

    Args:
        timeout: seconds until a request is given up.
    """

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout
        self._local = threading.local()

    def post(self, url: str, body: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Any:
        """Send JSON and decode the answer.

        Raises:
            EngineError: there is no answer, or it is no JSON.
        """
        import requests

        if not hasattr(self._local, "session"):
            self._local.session = requests.Session()
        try:
            response = self._local.session.post(url, json=body, headers=dict(headers or {}), timeout=self._timeout)
        except (requests.exceptions.RequestException, ValueError) as error:
            raise failed(error, self._timeout) from None
        try:
            return checked(response).json()
        except (ValueError, RecursionError):
            raise EngineError("the answer is no JSON", retry=True) from None
