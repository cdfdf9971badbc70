"""What the training does for a GPU gives the same on a CPU: steps of Muon, batches of few shapes, glosses as sources."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch isn't installed; it is needed for training only")


def test_all_matrices_at_once_step_as_each_alone() -> None:
    from training.neural.muon import Muon

    torch.manual_seed(3)
    start = [torch.randn(24, 8) for _ in range(3)] + [torch.randn(8, 24), torch.randn(8, 8)]
    ours, theirs = ([torch.nn.Parameter(w.clone()) for w in start] for _ in range(2))
    steppers = Muon(ours, 1e-2, weight_decay=0.01), torch.optim.Muon(theirs, lr=1e-2, weight_decay=0.01, momentum=0.95, adjust_lr_fn="match_rms_adamw")
    for _ in range(4):
        for a, b in zip(ours, theirs, strict=True):
            a.grad = torch.randn_like(a)
            b.grad = a.grad.clone()
        for stepper in steppers:
            stepper.step()
    for a, b, w in zip(ours, theirs, start, strict=True):
        assert not torch.equal(a, w)
        assert torch.allclose(a, b, atol=1e-5)


def test_batches_have_every_pair_once_and_few_shapes(tmp_path: Path) -> None:
    from training.neural.batches import Batches

    rng = np.random.default_rng(5)
    sizes = {side: rng.integers(1, 40, 3000) for side in ("source", "target")}
    packed = {side: rng.integers(5, 50, int(s.sum())).astype(np.uint16) for side, s in sizes.items()}
    np.savez(tmp_path / "pairs.npz", **packed, **{f"{side}_sizes": s.astype(np.uint16) for side, s in sizes.items()})
    batches = Batches(tmp_path, 1000, 64, "cpu")
    rows = batches.epoch(0)
    assert sorted(np.concatenate(rows)) == list(range(3000))
    shapes = [(b.source.shape[1], b.target.shape[1]) for b in map(batches.batch, rows)]
    assert len(set(shapes)) <= 36
    assert all((w % 8, v % 8) == (0, 1) for w, v in shapes)
    assert all(len(r) * max(w, v - 1) <= 1000 + 8 * max(w, v) for r, (w, v) in zip(rows, shapes, strict=True))


@pytest.mark.parametrize(
    ("en", "there"),
    [
        ("The government of Japan opened the new school in 1998.", ("日本の政府", "1998で", "学校")),
        ("He did not read the book.", ("本を", "読むない")),
        ("Xyzzy plugh frobnicates quuxes.", ()),
    ],
)
def test_a_gloss_has_the_words_in_japanese_order(en: str, there: tuple[str, ...]) -> None:
    from training.neural.glossed import gloss

    glosses = {gloss(en, random.Random(n)) for n in range(60)}
    assert (glosses == {""}) == (not there)
    for part in there:
        assert any(part in g for g in glosses), (part, glosses)
    assert all(g.endswith("。") for g in glosses if g)
