"""Train the translator; stop and go on as often as you like.

    python -m training.neural.train DATA WORK [--config base] [--minutes 9] [--steps 60000] [--tokens 40000] [--out DIR]

DATA is what corpus.py wrote. WORK keeps checkpoints: a run goes on from the last one. With --out, the average of the last
checkpoints (Popel and Bojar 2018) is written as ``weights-1.npz`` …: matrices in eight bits with a scale for each row, in files of at
most 15 MiB, for convert.py. On a GPU it computes in bfloat16, compiled.
"""

from __future__ import annotations

import argparse
import io
import json
import lzma
import math
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from training.neural.model import CONFIGS, PAD, Translator

BOS, EOS = 2, 3
#: SentencePiece has its own 0 to 3 (unknown, beginning, end, and a byte or place); all tokens move up to make room for PAD.
SHIFT = 1
SMOOTHING, WARMUP, PEAK = 0.1, 4000, 1.2e-3
#: Checkpoints that are averaged, and steps between them.
AVERAGED, EVERY = 6, 1000
LARGEST = 15 * 2**20


class Batches:
    """Sentences of like lengths together, in an order that depends on the epoch alone."""

    def __init__(self, data: Path, tokens: int, longest: int) -> None:
        found = np.load(io.BytesIO(lzma.decompress((data / "pairs.npz.xz").read_bytes())))
        self.source, self.target = found["source"], found["target"]
        self.sizes = np.stack([found["source_sizes"], found["target_sizes"]]).astype(np.int64)
        self.starts = np.concatenate([np.zeros((2, 1), np.int64), self.sizes.cumsum(1)], 1)
        self.tokens = tokens
        self.fit = np.flatnonzero((self.sizes.max(0) < longest - 2) & (self.sizes.min(0) > 0))

    def epoch(self, n: int) -> list[np.ndarray]:
        rng = np.random.default_rng(n)
        order = rng.permutation(self.fit)
        size = self.sizes.max(0)[order] + rng.integers(0, 3, len(order))
        order = order[np.argsort(size, kind="stable")]
        batches, at = [], 0
        while at < len(order):
            width = int(self.sizes[:, order[at]].max()) + 2
            count = max(8, self.tokens // (width + 4) // 8 * 8)
            batches.append(order[at : at + count])
            at += count
        rng.shuffle(batches)
        return batches

    def tensors(self, rows: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
        """Source and target with their marks, padded to a multiple of eight."""
        made = []
        for side, data in enumerate((self.source, self.target)):
            width = -(-(int(self.sizes[side, rows].max()) + 2) // 8) * 8 + side
            out = np.full((len(rows), width), PAD, np.int64)
            for i, row in enumerate(rows):
                ids = data[self.starts[side, row] : self.starts[side, row + 1]].astype(np.int64) + SHIFT
                if side:
                    out[i, 0], out[i, 1 : len(ids) + 1], out[i, len(ids) + 1] = BOS, ids, EOS
                else:
                    out[i, : len(ids)], out[i, len(ids)] = ids, EOS
            made.append(torch.from_numpy(out))
        return made[0], made[1]


def stream(batches: Batches, step: int) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Batches from a step on, epoch after epoch."""
    n = 0
    while True:
        epoch = batches.epoch(n)
        for i in range(min(step, len(epoch)), len(epoch)):
            yield batches.tensors(epoch[i])
        step, n = max(step - len(epoch), 0), n + 1


def rate(step: int, peak: float, warmup: int) -> float:
    """Learning rate: up in a line, then down with the square root of the step."""
    return peak * min((step + 1) / warmup, math.sqrt(warmup / (step + 1)))


def checkpoints(work: Path) -> list[Path]:
    return sorted(work.glob("checkpoint-*.pt"))


def averaged(work: Path) -> dict[str, torch.Tensor]:
    """The mean of the weights of the last checkpoints."""
    paths = checkpoints(work)[-AVERAGED:]
    states = [torch.load(p, map_location="cpu", weights_only=True)["model"] for p in paths]
    return {name: torch.stack([s[name].float() for s in states]).mean(0) for name in states[0]}


def write(state: dict[str, torch.Tensor], out: Path, config: str, vocabulary: int) -> list[Path]:
    """Weights in eight bits, in parts."""
    out.mkdir(parents=True, exist_ok=True)
    parts: list[dict[str, np.ndarray]] = [{}]
    size = 0
    for name, tensor in state.items():
        values = tensor.float().numpy()
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
    (out / "config.json").write_text(json.dumps({"config": config, "vocabulary": vocabulary, "parts": len(parts)}) + "\n")
    return paths


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--config", choices=tuple(CONFIGS), default="base")
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--steps", type=int, default=60_000)
    parser.add_argument("--tokens", type=int, default=40_000, help="tokens of a side in a batch")
    parser.add_argument("--every", type=int, default=EVERY, help="steps between checkpoints")
    parser.add_argument("--warmup", type=int, default=WARMUP)
    parser.add_argument("--peak", type=float, default=PEAK)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    started = time.monotonic()
    import sentencepiece

    vocabulary = sentencepiece.SentencePieceProcessor(model_file=str(args.data / "spm.model")).get_piece_size() + SHIFT
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(1)
    config = CONFIGS[args.config]
    model = Translator(vocabulary, config).to(device)
    optimiser = torch.optim.AdamW(model.parameters(), lr=args.peak, betas=(0.9, 0.98), weight_decay=0.01, fused=device == "cuda")
    args.work.mkdir(parents=True, exist_ok=True)
    step = 0
    if checkpoints(args.work):
        state = torch.load(checkpoints(args.work)[-1], map_location=device, weights_only=True)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        step = state["step"]
        print(f"going on from step {step}", flush=True)

    def save() -> None:
        path = args.work / f"checkpoint-{step:07d}.pt"
        torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step}, path.with_suffix(".part"))
        path.with_suffix(".part").rename(path)
        for old in checkpoints(args.work)[:-AVERAGED]:
            old.unlink()

    fast = torch.compile(model, dynamic=True) if device == "cuda" else model
    batches = Batches(args.data, args.tokens, config.longest)
    seen, total, since = 0, 0.0, time.monotonic()
    for source, target in stream(batches, step):
        if step >= args.steps or time.monotonic() - started > 60 * args.minutes:
            break
        for group in optimiser.param_groups:
            group["lr"] = rate(step, args.peak, args.warmup)
        source, target = source.to(device, non_blocking=True), target.to(device, non_blocking=True)
        with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
            logits = fast(source, target[:, :-1])
        loss = F.cross_entropy(logits.float().flatten(0, 1), target[:, 1:].flatten(), ignore_index=PAD, label_smoothing=SMOOTHING)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        step += 1
        seen += 1
        total += float(loss.detach()) if step % 20 == 0 else 0.0
        if step % 200 == 0:
            print(f"step {step}  loss {total / max(seen // 20, 1):.3f}  {seen / (time.monotonic() - since):.1f} steps/s", flush=True)
            seen, total, since = 0, 0.0, time.monotonic()
        if step % args.every == 0:
            save()
    if not checkpoints(args.work) or f"{step:07d}" not in checkpoints(args.work)[-1].name:
        save()
    print(f"at step {step} after {(time.monotonic() - started) / 60:.1f} minutes", flush=True)
    if args.out:
        for path in write(averaged(args.work), args.out, args.config, vocabulary):
            print(f"{path} {path.stat().st_size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
