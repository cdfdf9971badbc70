"""Models of CTranslate2 that come in parts."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path
from typing import Any

import pytest

from align.errors import EngineError
from align.translate.spelling import SHIPPED
from align.translate.weights import opened


def spelled(folder: Path) -> str:
    translator, source, target = opened(folder)
    [found] = translator.translate_batch([source.encode("アグエロ", out_type=str)], beam_size=1)
    return str(target.decode(found.hypotheses[0]))


def test_a_model_in_parts_is_the_model(tmp_path: Path) -> None:
    for path in SHIPPED.iterdir():
        if path.name != "model.bin.1":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    data = (SHIPPED / "model.bin.1").read_bytes()
    cut = [0, 1000, len(data) // 2, len(data)]
    for n, (a, b) in enumerate(itertools.pairwise(cut), 1):
        (tmp_path / f"model.bin.{n}").write_bytes(data[a:b])
    assert spelled(tmp_path) == spelled(SHIPPED)
    (tmp_path / "model.bin.2").unlink()
    with pytest.raises(EngineError, match="can't be loaded"):
        opened(tmp_path)


def test_where_no_file_can_be_written_the_parts_are_joined_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = spelled(SHIPPED)

    def full(*args: Any, **more: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryDirectory", full)
    assert spelled(SHIPPED) == wanted


def test_nothing_is_left_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    opened(SHIPPED)
    assert not list(tmp_path.iterdir())
