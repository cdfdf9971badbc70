"""What a run may spend: characters sent to engines, money, and time."""

from __future__ import annotations

import threading
import time


class Budget:
    """Shared by all engines of a run.

    Args:
        characters: that may be sent to engines over the network in all; 0 for any number.
        seconds: after which no request starts any more; 0 for no limit.
        money: that they may cost, in the currency of the prices; 0 for any sum.
    """

    def __init__(self, characters: int = 0, seconds: float = 0.0, money: float = 0.0) -> None:
        self._characters, self._seconds, self._money = characters, seconds, money
        self._started = time.monotonic()
        self._lock = threading.Lock()
        #: Characters sent, those of repeated requests included.
        self.sent = 0
        #: What they cost by the prices that were given.
        self.spent = 0.0

    def take(self, characters: int, price: float = 0.0) -> str:
        """Spend characters on a request, at a price for a million of them; why not, if they aren't left."""
        cost = characters * price / 1_000_000
        with self._lock:
            if self._seconds and time.monotonic() - self._started >= self._seconds:
                return f"the time of {self._seconds:g} s is used up"
            if self._characters and self.sent + characters > self._characters:
                return f"the budget of {self._characters:,} characters is used up"
            if self._money and self.spent + cost > self._money:
                return f"the budget of {self._money:g} in money is used up"
            self.sent += characters
            self.spent += cost
            return ""

    def left(self) -> float:
        """Seconds that are left."""
        return max(0.0, self._started + self._seconds - time.monotonic()) if self._seconds else float("inf")
