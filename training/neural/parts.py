"""Trained weights in parts: matrices in eight bits with a scale for each row, in files that travel."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch

#: Bytes of a part.
LARGEST = 15 * 2**20


def write(state: dict[str, torch.Tensor], out: Path, config: str, vocabularies: tuple[int, int]) -> list[Path]:
    """Weights in eight bits, in parts."""
    out.mkdir(parents=True, exist_ok=True)
    parts: list[dict[str, np.ndarray]] = [{}]
    size = 0
    for name, tensor in state.items():
        values = tensor.float().cpu().numpy()
        if values.ndim == 2:
            scale = np.maximum(np.abs(values).max(1, keepdims=True), 1e-8) / 127
            made = {name: np.round(values / scale).astype(np.int8), f"{name}/scale": scale.astype(np.float32)}
        else:
            made = {name: values.astype(np.float32)}
        grown = sum(a.nbytes for a in made.values())
        if size + grown > LARGEST:
            parts.append({})
            size = 0
        parts[-1] |= made
        size += grown
    paths = []
    for n, part in enumerate(parts, 1):
        paths.append(out / f"weights-{n}.npz")
        np.savez(paths[-1], **part)
    (out / "config.json").write_text(json.dumps({"config": config, "vocabularies": vocabularies, "parts": len(parts)}) + "\n")
    return paths


def weights(folder: Path) -> dict[str, np.ndarray]:
    """What was written, as one, in 32 bits."""
    parts = json.loads((folder / "config.json").read_text())["parts"]
    found: dict[str, np.ndarray] = {}
    for n in range(1, parts + 1):
        found |= dict(np.load(folder / f"weights-{n}.npz"))
    return {name: values.astype(np.float32) * found.get(f"{name}/scale", np.float32(1)) for name, values in found.items() if not name.endswith("/scale")}
