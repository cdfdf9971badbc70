"""Quantise a trained encoder to four bits a dimension, one scale a row, as the package ships it.

    python training/pack_encoder.py ENCODER.npz TOKENS.npz src/align/match/data

The vectors of random sentences of the training text go along: similarity with them is the measure
of a similarity that means nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from align.match.encoder import MIDDLE, StaticEncoder
from align.match.features import Features

UNRELATED = 512
#: Largest value of a row that is kept, in standard deviations; the best of these for each row.
CLIPS = (2.2, 2.5, 2.8, 3.2, 3.7)


def quantised(vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Packed values (two a byte) and scales, with the least squared error."""
    deviation = vectors.std(axis=1) + 1e-12
    best_scale, best_error = np.zeros(len(vectors), np.float32), np.full(len(vectors), np.inf)
    for clip in CLIPS:
        scale = (clip * deviation / MIDDLE).astype(np.float16).astype(np.float32)
        values = np.clip(np.round(vectors / scale[:, None] + MIDDLE), 0, 15) - MIDDLE
        error = ((values * scale[:, None] - vectors) ** 2).sum(axis=1)
        best_scale, best_error = np.where(error < best_error, scale, best_scale), np.minimum(error, best_error)
    codes = np.clip(np.round(vectors / best_scale[:, None] + MIDDLE), 0, 15).astype(np.uint8)
    half = vectors.shape[1] // 2
    return codes[:, :half] | codes[:, half:] << 4, best_scale.astype(np.float16)


def main() -> None:
    data, tokens, out = np.load(sys.argv[1]), np.load(sys.argv[2]), Path(sys.argv[3])
    rows = np.random.default_rng(3).choice(len(tokens["ja_len"]), UNRELATED, replace=False)
    for side in ("ja", "en"):
        vectors = data[f"{side}_vectors"].astype(np.float32)
        codes, scale = quantised(vectors)
        np.save(out / f"encoder_{side}.npy", codes)
        np.save(out / f"encoder_{side}_scale.npy", scale)
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
