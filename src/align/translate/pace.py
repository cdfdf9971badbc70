"""When requests may start: at the engine's rate, later when it asks for it, slower when it says too many."""

from __future__ import annotations

import threading
import time
from collections import deque

#: The pause after the first «too many requests» of an engine that has no rate of its own, in seconds.
_FIRST = 0.1
_LONGEST = 30.0
#: After so many answers in a row the pause shrinks again, by this factor.
_EASE_AFTER, _EASE = 20, 0.9
#: The rate at which answers came in the last so many seconds is what the engine allows; a little less is asked for.
_WINDOW, _LESS = 5.0, 1.1


class Pace:
    """Lets requests start one by one; shared by the threads of a run.

    Args:
        per_second: requests a second; 0 for no limit.
    """

    def __init__(self, per_second: float) -> None:
        self._least = 1 / per_second if per_second > 0 else 0.0
        self._pause, self._next, self._answered = self._least, 0.0, 0
        self._times: deque[float] = deque(maxlen=200)
        self._lock = threading.Lock()

    @property
    def pause(self) -> float:
        """Seconds between two requests now."""
        return self._pause

    def wait(self, stopped: threading.Event, most: float = float("inf")) -> None:
        """Wait for this request's turn, or until the run stops, but not longer than ``most`` seconds."""
        with self._lock:
            now = time.monotonic()
            at = max(now, self._next)
            self._next = at + self._pause
        if at > now:
            stopped.wait(min(at - now, most))

    def refused(self, after: float | None) -> None:
        """The engine said too many requests, and perhaps when to come again.

        From now on requests start at the rate at which answers came; where none came yet, half as fast as before.
        Requests that were on their way when the first was refused change nothing more.
        """
        with self._lock:
            now = time.monotonic()
            first = now >= self._next - self._pause or after is None
            if first:
                recent = [t for t in self._times if now - t <= _WINDOW]
                known = (now - recent[0]) / len(recent) * _LESS if len(recent) >= 5 else 0.0
                self._pause = min(max(known or max(2 * self._pause, _FIRST), self._least), _LONGEST)
                self._answered = 0
            self._next = max(self._next, now + (after if after is not None else self._pause))

    def answered(self) -> None:
        """An answer came; after some in a row, requests may start a little faster again."""
        with self._lock:
            self._times.append(time.monotonic())
            self._answered += 1
            if self._answered >= _EASE_AFTER and self._pause > self._least:
                self._answered = 0
                eased = self._pause * _EASE
                self._pause = max(self._least, eased if eased > 0.005 else 0.0)
