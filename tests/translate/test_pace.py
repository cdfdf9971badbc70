"""When requests may start."""

from __future__ import annotations

import threading
import time

from align.translate.pace import Pace


def test_requests_keep_to_the_rate() -> None:
    pace, stopped = Pace(50), threading.Event()
    started = time.monotonic()
    for _ in range(6):
        pace.wait(stopped)
    assert time.monotonic() - started >= 0.09


def test_too_many_requests_make_it_slower_and_answers_faster_again() -> None:
    pace = Pace(0)
    assert pace.pause == 0
    pace.slower()
    pace.slower()
    slow = pace.pause
    assert slow == 0.2
    for _ in range(60):
        pace.answered()
    assert pace.pause == 0


def test_the_pause_never_falls_below_the_rate() -> None:
    pace = Pace(10)
    pace.slower()
    for _ in range(200):
        pace.answered()
    assert pace.pause == 0.1


def test_a_stopped_run_does_not_wait() -> None:
    pace, stopped = Pace(0), threading.Event()
    pace.hold(30)
    stopped.set()
    started = time.monotonic()
    pace.wait(stopped)
    assert time.monotonic() - started < 1
