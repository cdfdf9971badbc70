"""JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from align.emit.formats.jsonl import FORMAT
from align.errors import InputError
from tests.emit.formats.sample import CORPUS


def test_every_column_is_there() -> None:
    assert [json.loads(line) for line in FORMAT.write(CORPUS).decode().split("\n")[:-1]] == [asdict(r) for r in CORPUS.rows]


def test_what_a_line_leaves_out_is_not_changed(write: Callable[..., Path]) -> None:
    assert FORMAT.read
    one, two = FORMAT.read(write("x.jsonl", '\ufeff{"sentence_id": "r:1", "en": "A\\ud800", "mine": [1]}\r\n\r\n{"status": "great", "ja": "文", "sentence_id": "r:2"}'))
    assert (one.values, one.ja, one.reviewed_at, one.place) == ({"en": "A\ufffd"}, None, None, "line 1")
    assert (two.values, two.ja, two.place) == ({"status": "great"}, "文", "line 3")


@pytest.mark.parametrize("line", ['{"sentence_id": "r:1", "en": 5}', '{"sentence_id": "r:1", "en": null}', "{}", "[" * 100_000])
def test_bad_lines_are_named(line: str, write: Callable[..., Path]) -> None:
    assert FORMAT.read
    with pytest.raises(InputError, match="line 1"):
        FORMAT.read(write("x.jsonl", line + "\n"))
