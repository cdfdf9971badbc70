"""A translation model of a few kilobytes with random weights, in the form in which real ones come."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import sentencepiece

_TEXTS = [
    "漁網を集めて糸にする。", "委員会は報告書を公表した。", "損失は78億ドルだった。", "The loss was $7.8 billion.", "The committee published its report.",
    "Old nets are collected and spun into yarn.", "これは文です。", "This is a sentence.",
]  # fmt: skip
_WIDTH = 16


def _linear(spec: Any, rng: np.random.Generator, out: int, width: int) -> None:
    spec.weight = rng.normal(0, 0.4, (out, width)).astype(np.float32)
    spec.bias = np.zeros(out, np.float32)


def _norm(spec: Any) -> None:
    spec.gamma, spec.beta = np.ones(_WIDTH, np.float32), np.zeros(_WIDTH, np.float32)


def _layer(layer: Any, rng: np.random.Generator, *, decoder: bool) -> None:
    _linear(layer.self_attention.linear[0], rng, 3 * _WIDTH, _WIDTH)
    _linear(layer.self_attention.linear[1], rng, _WIDTH, _WIDTH)
    _norm(layer.self_attention.layer_norm)
    if decoder:
        for linear, out in zip(layer.attention.linear, (_WIDTH, 2 * _WIDTH, _WIDTH), strict=True):
            _linear(linear, rng, out, _WIDTH)
        _norm(layer.attention.layer_norm)
    _linear(layer.ffn.linear_0, rng, 2 * _WIDTH, _WIDTH)
    _linear(layer.ffn.linear_1, rng, _WIDTH, 2 * _WIDTH)
    _norm(layer.ffn.layer_norm)


def model(folder: Path, seed: int = 1) -> Path:
    """Write a model and its SentencePiece models into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    pieces = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(_TEXTS * 20), model_writer=pieces, vocab_size=110, character_coverage=1.0, minloglevel=2, hard_vocab_limit=False
    )
    processor = sentencepiece.SentencePieceProcessor(model_proto=pieces.getvalue())
    words = [processor.id_to_piece(i) for i in range(processor.get_piece_size())]
    rng = np.random.default_rng(seed)
    spec = ctranslate2.specs.TransformerSpec.from_config((1, 1), 2, pre_norm=True)
    for side in (spec.encoder, spec.decoder):
        embeddings = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        embeddings.weight = rng.normal(0, 1, (len(words), _WIDTH)).astype(np.float32)
        side.position_encodings.encodings = rng.normal(0, 0.1, (200, _WIDTH)).astype(np.float32)
        _norm(side.layer_norm)
        _layer(side.layer[0], rng, decoder=side is spec.decoder)
    _linear(spec.decoder.projection, rng, len(words), _WIDTH)
    spec.decoder.projection.bias = np.array([2.0 if w.strip("▁").isascii() and i > 2 else -4.0 for i, w in enumerate(words)], np.float32)
    spec.register_source_vocabulary(words)
    spec.register_target_vocabulary(words)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes(pieces.getvalue())
    return folder


def argos(path: Path, languages: tuple[str, str] = ("ja", "en")) -> Path:
    """Write a package of Argos Translate."""
    folder = path.parent / "package" / "translate-ja_en-1_1"
    model(folder / "model")
    (folder / "model" / "target.spm").unlink()
    (folder / "model" / "source.spm").rename(folder / "sentencepiece.model")
    (folder / "metadata.json").write_text(json.dumps({"from_code": languages[0], "to_code": languages[1], "target_prefix": ""}))
    made = shutil.make_archive(str(path), "zip", folder.parent)
    return Path(made).rename(path)
