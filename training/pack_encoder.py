"""Quantise a trained encoder to eight bits, one scale a row, as the package ships it.

    python training/pack_encoder.py ENCODER.npz TOKENS.npz src/align/match/data

The vectors of random sentences of the training text go along: similarity with them is the measure
of a similarity that means nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from align.match.encoder import StaticEncoder
from align.match.features import Features

UNRELATED = 1024


def main() -> None:
    data, tokens, out = np.load(sys.argv[1]), np.load(sys.argv[2]), Path(sys.argv[3])
    rows = np.random.default_rng(3).choice(len(tokens["ja_len"]), UNRELATED, replace=False)
    for side in ("ja", "en"):
        vectors = data[f"{side}_vectors"].astype(np.float32)
        scale = np.abs(vectors).max(axis=1) / 127
        scale[scale == 0] = 1
        np.save(out / f"encoder_{side}.npy", np.round(vectors / scale[:, None]).astype(np.int8))
        np.save(out / f"encoder_{side}_scale.npy", scale.astype(np.float16))
        (out / f"encoder_{side}.txt").write_bytes(bytes(data[f"{side}_vocab"]))
        np.save(out / f"encoder_{side}_unrelated.npy", np.zeros((1, vectors.shape[1]), np.int8))  # until they can be encoded
    for side in ("ja", "en"):
        start = np.concatenate([[0], np.cumsum(tokens[f"{side}_len"], dtype=np.int64)])
        flat, vocab = tokens[side], tokens[f"{side}_vocab"]
        features = [Features(tuple(str(w) for w in vocab[flat[start[r] : start[r + 1]]]), (), (), (), "") for r in rows]
        encoded = StaticEncoder(out).encode(features, side)
        np.save(out / f"encoder_{side}_unrelated.npy", np.round(encoded / np.abs(encoded).max() * 127).astype(np.int8))
    print(f"{sum(p.stat().st_size for p in out.glob('encoder_*')) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
