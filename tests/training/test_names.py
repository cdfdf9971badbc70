"""The training of what spells names, on a small scale. Needs PyTorch, as the translator's does."""

from __future__ import annotations

import lzma
import random
from pathlib import Path

import pytest

from tests.training.test_neural import step

torch = pytest.importorskip("torch", reason="PyTorch isn't installed; it is needed for training only")

KANA = dict(zip("カキクケコマミムメモラリルレロ", ("ka", "ki", "ku", "ke", "ko", "ma", "mi", "mu", "me", "mo", "ra", "ri", "ru", "re", "ro"), strict=True))


def test_names_are_read_learned_and_looked_up(tmp_path: Path) -> None:
    rng = random.Random(1)
    made = {"".join(rng.choice(list(KANA)) for _ in range(rng.randrange(3, 6))) for _ in range(1500)}
    lines = [f"{''.join(KANA[c] for c in kana)}\t{' '.join(kana)}\t{rng.randrange(1, 4)}" for kana in sorted(made)]
    lines += ["zzzzz\tカ キ ク\t9", "Marimó\tマ リ モ モ\t2"]
    (tmp_path / "names").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert '"kana forms"' in step("names", tmp_path / "names", tmp_path / "data")
    common = ("--config", "names", "--tokens", 2000, "--longest", 32, "--every", 200, "--warmup", 30, "--peak", "3e-3")
    step("train", tmp_path / "data", tmp_path / "work", *common, "--steps", 60)
    step("train", tmp_path / "data", tmp_path / "work", *common, "--cool", 140, "--out", tmp_path / "weights")
    step("convert", tmp_path / "data", tmp_path / "weights", tmp_path / "model")
    said = step("known", tmp_path / "model", tmp_path / "names")
    wrong, of = int(said.split()[0]), int(said.split()[2])
    assert of > 500
    assert wrong < of / 4
    table = lzma.decompress((tmp_path / "model" / "known.tsv.xz").read_bytes()).decode()
    assert "zzzzz" not in table
    (tmp_path / "bitext").mkdir()
    with lzma.open(tmp_path / "bitext" / "made.tsv.xz", "wt", encoding="utf-8") as handle:
        handle.write("They met in Geneva.\tジュネーブで会った。\nThen they left Geneva.\tジュネーブを去った。\nGeneva\tジュネーブ\nIn Oslo it rains.\tオスロは雨だ。\n")
    step("heard", tmp_path / "bitext", tmp_path / "heard")
    assert (tmp_path / "heard").read_text(encoding="utf-8") == "geneva\tジュネーブ\t2\n"
