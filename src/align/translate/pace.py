"""When requests may start: at the engine's rate, later when it asks for it, slower when it says too many."""

from __future__ import annotations

import threading
import time

#: The pause after the first «too many requests» of an engine that has no rate of its own, in seconds.
_FIRST = 0.1
_LONGEST = 30.0
#: After so many answers in a row the pause shrinks again, by this factor.
_EASE_AFTER, _EASE = 10, 0.7


class Pace:
    """Lets requests start one by one; shared by the threads of a run.

    Args:
        per_second: requests a second; 0 for no limit.
    """

    def __init__(self, per_second: float) -> None:
        self._least = 1 / per_second if per_second > 0 else 0.0
        self._pause, self._next, self._answered = self._least, 0.0, 0
        self._lock = threading.Lock()

    @property
    def pause(self) -> float:
        """Seconds between two requests now."""
        return self._pause

    def wait(self, stopped: threading.Event) -> None:
        """Wait for this request's turn, or until the run stops."""
        with self._lock:
            now = time.monotonic()
            at = max(now, self._next)
            self._next = at + self._pause
        if at > now:
            stopped.wait(at - now)

    def hold(self, seconds: float) -> None:
        """No request starts before so many seconds have passed."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)

    def slower(self) -> None:
        """The engine said too many requests, and not when to come again."""
        with self._lock:
            self._pause = min(max(2 * self._pause, _FIRST), _LONGEST)
            self._next = max(self._next, time.monotonic() + self._pause)
            self._answered = 0

    def answered(self) -> None:
        """An answer came; after some in a row, requests may start faster again."""
        with self._lock:
            self._answered += 1
            if self._answered >= _EASE_AFTER and self._pause > self._least:
                self._answered = 0
                self._pause = max(self._least, self._pause * _EASE if self._pause > _FIRST else 0.0)
