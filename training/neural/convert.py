"""Trained weights → a CTranslate2 model in eight bits, in parts that a repository can hold.

    python -m training.neural.convert DATA WEIGHTS OUT [--part-megabytes 20]

DATA is what corpus.py wrote (its vocabulary), WEIGHTS what train.py wrote with --out. OUT gets ``model.bin.1`` …, the vocabulary,
``config.json``, ``source.spm``, ``target.spm`` and the table of hints if DATA has one: a folder for ``align run --engine offline --engine-model OUT``.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import sentencepiece

from align.translate.hints import FILE
from training.neural.model import CONFIGS, positions
from training.neural.parts import weights
from training.neural.sources import Sources


def _linear(spec: Any, state: dict[str, np.ndarray], name: str) -> None:
    spec.weight, spec.bias = state[f"{name}.weight"], state[f"{name}.bias"]


def _norm(spec: Any, state: dict[str, np.ndarray], name: str) -> None:
    spec.gamma, spec.beta = state[f"{name}.weight"], state[f"{name}.bias"]


def _layer(spec: Any, state: dict[str, np.ndarray], name: str, *, decoder: bool) -> None:
    _norm(spec.self_attention.layer_norm, state, f"{name}.own.norm")
    _linear(spec.self_attention.linear[0], state, f"{name}.own.all")
    _linear(spec.self_attention.linear[1], state, f"{name}.own.out")
    if decoder:
        _norm(spec.attention.layer_norm, state, f"{name}.other.norm")
        for linear, part in zip(spec.attention.linear, ("query", "both", "out"), strict=True):
            _linear(linear, state, f"{name}.other.{part}")
    _norm(spec.ffn.layer_norm, state, f"{name}.norm")
    _linear(spec.ffn.linear_0, state, f"{name}.up")
    _linear(spec.ffn.linear_1, state, f"{name}.down")


def specification(state: dict[str, np.ndarray], config: str, words: tuple[list[str], list[str]]) -> ctranslate2.specs.TransformerSpec:
    """The model as CTranslate2 knows it."""
    c = CONFIGS[config]
    spec = ctranslate2.specs.TransformerSpec.from_config((c.encoder, c.decoder), c.heads, pre_norm=True)
    places = positions(c.longest, c.width).numpy()
    for side, name, last, embedding in ((spec.encoder, "encoder", "encoded", "source"), (spec.decoder, "decoder", "decoded", "target")):
        embeddings = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        embeddings.weight = state[f"{embedding}.weight"]
        side.position_encodings.encodings = places
        _norm(side.layer_norm, state, last)
        for n, layer in enumerate(side.layer):
            _layer(layer, state, f"{name}.{n}", decoder=name == "decoder")
    spec.decoder.projection.weight, spec.decoder.projection.bias = state["target.weight"], state["bias"]
    spec.register_source_vocabulary(words[0])
    spec.register_target_vocabulary(words[1])
    spec.config.add_source_eos = True
    spec.validate()
    return spec


def vocabularies(data: Path) -> tuple[list[str], list[str]]:
    """Japanese and English tokens in the order of the embeddings."""
    english = sentencepiece.SentencePieceProcessor(model_file=str(data / "target.spm"))
    return ["<pad>", *Sources(data).words], ["<pad>", *(english.id_to_piece(i) for i in range(english.get_piece_size()))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--part-megabytes", type=int, default=20)
    args = parser.parse_args()
    words = vocabularies(args.data)
    config = json.loads((args.weights / "config.json").read_text())
    if config["vocabularies"] != [len(w) for w in words]:
        raise SystemExit(f"the weights are of vocabularies of {config['vocabularies']}, and those of {args.data} have {[len(w) for w in words]}")
    spec = specification(weights(args.weights), config["config"], words)
    spec.optimize(quantization="int8")
    args.out.mkdir(parents=True, exist_ok=True)
    for old in args.out.glob("model.bin.*"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        spec.save(folder)
        for path in Path(folder).iterdir():
            data = path.read_bytes()
            if path.name != "model.bin":
                (args.out / path.name).write_bytes(data)
                continue
            size = args.part_megabytes * 2**20
            for n in range(-(-len(data) // size)):
                (args.out / f"model.bin.{n + 1}").write_bytes(data[n * size : (n + 1) * size])
    for name in ("source.spm", "target.spm", FILE):
        if (args.data / name).exists():
            (args.out / name).write_bytes((args.data / name).read_bytes())
    print(f"{sum(p.stat().st_size for p in args.out.iterdir()) / 2**20:.1f} MiB in {args.out}")


if __name__ == "__main__":
    main()
