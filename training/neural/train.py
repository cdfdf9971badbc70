"""Train the translator; stop and go on as often as you like.

    python -m training.neural.train DATA WORK [--config base] [--minutes 9] [--steps 60000] [--tokens 40000]
    python -m training.neural.train DATA WORK --cool 3000 --out DIR
    python -m training.neural.train DATA WORK --start MODEL …

DATA is what corpus.py wrote. WORK keeps checkpoints: a run goes on from the last one, at a learning rate that stays. With --cool, the
rate goes down to nothing over so many steps more (Hägele et al. 2024), and the weights are written as ``weights-1.npz`` …: matrices
in eight bits with a scale for each row, in files of at most 15 MiB, for convert.py. The checkpoints in WORK stay as they are, so that one
can cool, look, and train on; a cooling that was stopped goes on from a checkpoint of its own in DIR. The matrices of the layers are trained
by Muon (Jordan et al. 2024), everything else by AdamW. It computes in bfloat16; on a GPU, compiled.

With --start, the first run begins with the weights of a converted model, such as the one that comes with align; DATA must have been
made --like it.
"""

from __future__ import annotations

import argparse
import io
import json
import lzma
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import sentencepiece
import torch

from training.neural.again import state as started_from
from training.neural.loss import loss
from training.neural.model import CONFIGS, PAD, Translator

BOS, EOS = 2, 3
#: SentencePiece has its own 0 to 3 (unknown, beginning, end, and a byte or place); all tokens move up to make room for PAD.
SHIFT = 1
SMOOTHING, WARMUP, PEAK, DECAY = 0.1, 1000, 2e-3, 0.01
#: Steps between checkpoints, and how many are kept.
EVERY, KEPT = 1000, 2
#: Pairs of ``dev.tsv`` that the loss is measured on.
MEASURED = 512
LARGEST = 15 * 2**20
#: Widths and heights of batches are multiples of this many.
STEP = 8


def padded(pairs: Sequence[tuple[Sequence[int], ...]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Source and target with their marks, padded to a multiple of ``STEP``."""
    made = []
    for side in (0, 1):
        width = -(-(max(len(p[side]) for p in pairs) + 2) // STEP) * STEP + side
        out = np.full((len(pairs), width), PAD, np.int64)
        for i, pair in enumerate(pairs):
            ids = np.asarray(pair[side], np.int64) + SHIFT
            if side:
                out[i, 0], out[i, 1 : len(ids) + 1], out[i, len(ids) + 1] = BOS, ids, EOS
            else:
                out[i, : len(ids)], out[i, len(ids)] = ids, EOS
        made.append(torch.from_numpy(out))
    return made[0], made[1]


class Batches:
    """Sentences whose source and target are both of like length together, in an order that depends on the epoch alone."""

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
        source, target = self.sizes[:, order] + 2
        wide = -(-target // STEP)
        order = order[np.lexsort((source + rng.integers(0, 3, len(order)), wide))]
        batches = []
        for rows in np.split(order, np.flatnonzero(np.diff(np.sort(wide))) + 1):
            at = 0
            while at < len(rows):
                width = int(self.sizes[:, rows[at]].max()) + 2
                count = max(STEP, self.tokens // (width + 4) // STEP * STEP)
                batches.append(rows[at : at + count])
                at += count
        rng.shuffle(batches)
        return batches

    def tensors(self, rows: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
        sides = (self.source, self.target)
        return padded([tuple(data[self.starts[side, row] : self.starts[side, row + 1]] for side, data in enumerate(sides)) for row in rows])


def stream(batches: Batches, step: int) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Batches from a step on, epoch after epoch."""
    n = 0
    while True:
        epoch = batches.epoch(n)
        for i in range(min(step, len(epoch)), len(epoch)):
            yield batches.tensors(epoch[i])
        step, n = max(step - len(epoch), 0), n + 1


def checkpoints(work: Path) -> list[Path]:
    return sorted(work.glob("checkpoint-*.pt"))


def optimisers(model: Translator, peak: float) -> list[torch.optim.Optimizer]:
    """Muon for what multiplies, AdamW for embeddings, biases and norms."""
    layers = [p for part in (model.encoder, model.decoder) for p in part.parameters() if p.ndim == 2]
    chosen = {id(p) for p in layers}
    rest = [p for p in model.parameters() if id(p) not in chosen]
    return [
        torch.optim.Muon(layers, lr=peak, weight_decay=DECAY, momentum=0.95, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(rest, lr=peak, betas=(0.9, 0.98), weight_decay=0.0),
    ]


def loss_of(model: Translator, hidden: torch.Tensor, target: torch.Tensor, smoothing: float) -> torch.Tensor:
    """Cross-entropy of the next tokens in nats."""
    there = target[:, 1:] != PAD
    return loss(hidden[there], model.target.weight, model.bias, target[:, 1:][there], smoothing)


def measured(data: Path, pieces: tuple[sentencepiece.SentencePieceProcessor, ...], longest: int) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """Some of the pairs that were kept from training, in batches of 32."""
    with (data / "dev.tsv").open(encoding="utf-8") as handle:
        rows = [line.rstrip("\n").split("\t")[1:] for line in handle][1:]
    rows = [r for r in rows[:: max(1, len(rows) // MEASURED)] if len(r) == 2]
    pairs = [tuple(p.encode(text) for p, text in zip(pieces, row, strict=True)) for row in rows]
    pairs = sorted((p for p in pairs if max(map(len, p)) < longest - 2), key=lambda p: len(p[1]))
    return [padded(pairs[at : at + 32]) for at in range(0, len(pairs), 32)]


def write(state: dict[str, torch.Tensor], out: Path, config: str, vocabularies: tuple[int, int]) -> list[Path]:
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
    (out / "config.json").write_text(json.dumps({"config": config, "vocabularies": vocabularies, "parts": len(parts)}) + "\n")
    return paths


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--config", choices=tuple(CONFIGS), default="base")
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--steps", type=int, default=60_000)
    parser.add_argument("--cool", type=int, default=0, help="steps to cool over")
    parser.add_argument("--tokens", type=int, default=40_000, help="tokens of a side in a batch")
    parser.add_argument("--longest", type=int, default=256, help="tokens of a side of a pair")
    parser.add_argument("--every", type=int, default=EVERY, help="steps between checkpoints")
    parser.add_argument("--warmup", type=int, default=WARMUP)
    parser.add_argument("--peak", type=float, default=PEAK)
    parser.add_argument("--start", type=Path, help="folder of a converted model to begin with")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    started = time.monotonic()
    pieces = tuple(sentencepiece.SentencePieceProcessor(model_file=str(args.data / name)) for name in ("source.spm", "target.spm"))
    sizes = (pieces[0].get_piece_size() + SHIFT, pieces[1].get_piece_size() + SHIFT)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(1)
    begin: dict[str, np.ndarray] = {}
    if args.start:
        if any((args.start / name).read_bytes() != (args.data / name).read_bytes() for name in ("source.spm", "target.spm")):
            parser.error(f"{args.data} has another vocabulary than {args.start}: make it with --like {args.start}")
        args.config, begin = started_from(args.start)
    args.work.mkdir(parents=True, exist_ok=True)
    home = args.out if args.cool and args.out else args.work
    kept = checkpoints(home) or checkpoints(args.work)
    state = torch.load(kept[-1], map_location=device, weights_only=True) if kept else {}
    args.config = state.get("config", args.config)
    model = Translator(sizes, CONFIGS[args.config]).to(device)
    if begin:
        model.load_state_dict({name: torch.from_numpy(values) for name, values in begin.items()})
    steppers = optimisers(model, args.peak)
    step = 0
    if state:
        model.load_state_dict(state["model"])
        for stepper, saved in zip(steppers, state["optimisers"], strict=True):
            stepper.load_state_dict(saved)
        step = state["step"]
        print(f"going on from step {step}", flush=True)
    first, last = state.get("cooling") or (step, step + args.cool if args.cool else args.steps)

    def save() -> None:
        home.mkdir(parents=True, exist_ok=True)
        path = home / f"checkpoint-{step:07d}.pt"
        saved = {"model": model.state_dict(), "optimisers": [s.state_dict() for s in steppers], "step": step, "config": args.config}
        torch.save(saved | ({"cooling": (first, last)} if args.cool else {}), path.with_suffix(".part"))
        path.with_suffix(".part").rename(path)
        for old in checkpoints(home)[:-KEPT]:
            old.unlink()

    fast = torch.compile(model.hidden, dynamic=True) if device == "cuda" else model.hidden
    dev = measured(args.data, pieces, args.longest)

    def dev_loss() -> float:
        total, count = 0.0, 0
        model.eval()
        with torch.no_grad(), torch.autocast(device, torch.bfloat16):
            for source, target in dev:
                tokens = int((target[:, 1:] != PAD).sum())
                total += tokens * float(loss_of(model, model.hidden(source.to(device), target[:, :-1].to(device)), target.to(device), 0.0))
                count += tokens
        model.train()
        return total / max(count, 1)

    batches = Batches(args.data, args.tokens, args.longest)
    losses: list[torch.Tensor] = []
    tokens, since = 0, time.monotonic()
    for source, target in stream(batches, step):
        if step >= last or time.monotonic() - started > 60 * args.minutes:
            break
        scale = (last - step) / (last - first) if args.cool else min(1.0, (step + 1) / args.warmup)
        for stepper in steppers:
            for group in stepper.param_groups:
                group["lr"] = args.peak * scale
            stepper.zero_grad(set_to_none=True)
        tokens += int((target != PAD).sum())
        source, target = source.to(device, non_blocking=True), target.to(device, non_blocking=True)
        with torch.autocast(device, torch.bfloat16):
            found = loss_of(model, fast(source, target[:, :-1]), target, SMOOTHING)
        found.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for stepper in steppers:
            stepper.step()
        step += 1
        losses.append(found.detach())
        if step % 100 == 0:
            print(f"step {step}  loss {float(torch.stack(losses).mean()):.3f}  {tokens / (time.monotonic() - since):,.0f} tokens/s", flush=True)
            losses, tokens, since = [], 0, time.monotonic()
        if step % args.every == 0:
            print(f"step {step}  dev loss {dev_loss():.3f}", flush=True)
            if home != args.work or not args.cool:
                save()
    print(f"at step {step} after {(time.monotonic() - started) / 60:.1f} minutes, dev loss {dev_loss():.3f}", flush=True)
    stopped = step < last
    unsaved = not checkpoints(home) or f"{step:07d}" not in checkpoints(home)[-1].name
    if unsaved and (not args.cool or (home != args.work and stopped)):
        save()
    if args.cool and stopped:
        print(f"stopped before step {last}: say the same again to go on")
    elif args.out:
        for done in checkpoints(home) if home != args.work else []:
            done.unlink()
        for path in write(model.state_dict(), args.out, args.config, sizes):
            print(f"{path} {path.stat().st_size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
