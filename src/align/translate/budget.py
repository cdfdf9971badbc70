"""What a run may spend: characters sent to engines, and time."""

from __future__ import annotations

import threading
import time


class Budget:
    """Shared by all engines of a run.

    Args:
        characters: that may be sent to engines over the network in all; 0 for any number.
        seconds: after which no request starts any more; 0 for no limit.
    """

    def __init__(self, characters: int = 0, seconds: float = 0.0) -> None:
        self._characters, self._seconds = characters, seconds
        self._started = time.monotonic()
        self._lock = threading.Lock()
        #: Characters sent, those of repeated requests included.
        self.sent = 0

    def take(self, characters: int) -> str:
        """Spend characters on a request; why not, if they aren't left."""
        with self._lock:
            if self._seconds and time.monotonic() - self._started >= self._seconds:
                return f"the time of {self._seconds:g} s is used up"
            if self._characters and self.sent + characters > self._characters:
                return f"the budget of {self._characters:,} characters is used up"
            self.sent += characters
            return ""

    def left(self) -> float:
        """Seconds that are left."""
        return max(0.0, self._started + self._seconds - time.monotonic()) if self._seconds else float("inf")
