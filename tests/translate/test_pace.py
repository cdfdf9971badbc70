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
    pace.refused(None)
    pace.refused(None)
    assert pace.pause == 0.2
    for _ in range(2000):
        pace.answered()
    assert pace.pause == 0


def test_requests_go_on_at_the_rate_at_which_answers_came() -> None:
    pace = Pace(0)
    for _ in range(10):
        pace.answered()
        time.sleep(0.01)
    pace.refused(0.2)
    assert 0.009 < pace.pause < 0.03
    slow = pace.pause
    pace.refused(0.2)  # it was on its way when the first was refused
    assert pace.pause == slow
    started = time.monotonic()
    pace.wait(threading.Event())
    assert time.monotonic() - started > 0.15


def test_the_pause_never_falls_below_the_rate() -> None:
    pace = Pace(10)
    pace.refused(None)
    for _ in range(2000):
        pace.answered()
    assert pace.pause == 0.1


def test_a_stopped_run_does_not_wait() -> None:
    pace, stopped = Pace(0), threading.Event()
    pace.refused(30)
    stopped.set()
    started = time.monotonic()
    pace.wait(stopped)
    assert time.monotonic() - started < 1
