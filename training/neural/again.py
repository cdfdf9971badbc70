"""A converted model → weights to train on from: for a translator of your own texts that begins with what the shipped one knows.

The layout of the file is that of ``ctranslate2.specs.ModelSpec.save`` (binary version 6).
"""

from __future__ import annotations

import io
import struct
from pathlib import Path

import numpy as np

from training.neural.batches import SHIFT
from training.neural.model import CONFIGS

_TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)
#: Parts of a layer: their names there and here.
_PARTS = {
    "self_attention/linear_0": "own.all", "self_attention/linear_1": "own.out", "self_attention/layer_norm": "own.norm",
    "attention/linear_0": "other.query", "attention/linear_1": "other.both", "attention/linear_2": "other.out", "attention/layer_norm": "other.norm",
    "ffn/layer_norm": "norm", "ffn/linear_0": "up", "ffn/linear_1": "down",
}  # fmt: skip
_VALUES = {"gamma": "weight", "beta": "bias", "weight": "weight", "bias": "bias"}


def variables(data: bytes) -> dict[str, np.ndarray]:
    """The arrays of a ``model.bin``; eight bits are turned back with their scales."""
    handle = io.BytesIO(data)

    def number(kind: str) -> int:
        return int(struct.unpack(kind, handle.read(struct.calcsize(kind)))[0])

    def string() -> str:
        return handle.read(number("H"))[:-1].decode()

    if number("I") != 6:
        raise ValueError("the model is of another version of CTranslate2's format than 6")
    string(), number("I")
    found: dict[str, np.ndarray] = {}
    for _ in range(number("I")):
        name, shape = string(), [number("I") for _ in range(number("B"))]
        kind = _TYPES[number("B")]
        found[name] = np.frombuffer(handle.read(number("I")), kind).reshape(shape)
    for _ in range(number("I")):
        alias, name = string(), string()
        found[alias] = found[name]
    scaled = {n: v.astype(np.float32) / found[f"{n}_scale"][..., None] for n, v in found.items() if v.dtype == np.int8 and f"{n}_scale" in found}
    return found | scaled


def state(folder: Path, words: int = 0) -> tuple[str, dict[str, np.ndarray]]:
    """The configuration of a converted model, and its weights by the names of :class:`training.neural.model.Translator`.

    Args:
        words: tokens of the Japanese vocabulary. If it takes hints and the model doesn't, those begin as the English tokens that they are.

    Raises:
        ValueError: there is none, or it has the shape of no configuration.
    """
    parts = sorted(folder.glob("model.bin.*"), key=lambda p: int(p.suffix[1:]))
    if not parts:
        raise ValueError(f"there is no model.bin.1 in {folder}: name a folder that convert.py wrote")
    there = variables(b"".join(p.read_bytes() for p in parts))
    found = {"source.weight": there["encoder/embeddings_0/weight"], "target.weight": there["decoder/embeddings/weight"], "bias": there["decoder/projection/bias"]}
    layers = {"encoder": 0, "decoder": 0}
    for name, values in there.items():
        side, _, rest = name.partition("/")
        place, _, value = rest.rpartition("/")
        if value not in _VALUES:
            continue
        if place == "layer_norm":
            found[f"{side[:-1]}d.{_VALUES[value]}"] = values
        elif place.startswith("layer_"):
            layer, _, part = place.removeprefix("layer_").partition("/")
            layers[side] = max(layers[side], int(layer) + 1)
            found[f"{side}.{layer}.{_PARTS[part]}.{_VALUES[value]}"] = values
    shape = (found["bias"].shape[0], found["target.weight"].shape[1], found["encoder.0.up.weight"].shape[0], layers["encoder"], layers["decoder"])
    for config, c in CONFIGS.items():
        if (c.width, c.inner, c.encoder, c.decoder) == shape[1:]:
            if words == len(found["source.weight"]) + len(found["target.weight"]) - SHIFT:
                found["source.weight"] = np.concatenate([found["source.weight"], found["target.weight"][SHIFT:]])
            return config, {n: np.array(v, np.float32) for n, v in found.items()}
    raise ValueError(f"the model in {folder} has a width of {shape[1]}, {shape[2]} inside, and {shape[3]} and {shape[4]} layers, as no configuration")
