"""Train the translator; stop and go on as often as you like.

    python -m training.neural.train DATA WORK [--config base] [--minutes 9] [--steps 60000] [--tokens 40000]
    python -m training.neural.train DATA WORK --cool 3000 --out DIR
    python -m training.neural.train DATA WORK --start MODEL …

DATA is what corpus.py wrote. WORK keeps checkpoints: a run goes on from the last one, at a learning rate that stays. With --cool, the
rate goes down to nothing over so many steps more (Hägele et al. 2024), and the weights are written as ``weights-1.npz`` …: matrices
in eight bits with a scale for each row, in files of at most 15 MiB, for convert.py. The checkpoints in WORK stay as they are, so that one
can cool, look, and train on; a cooling that was stopped goes on from a checkpoint of its own in DIR. The matrices of the layers are trained
by Muon (Jordan et al. 2024), everything else by AdamW. It computes in bfloat16.

With --start, the first run begins with the weights of a converted model, such as the one that comes with align; DATA must have been
made --like it.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch

from training.neural.again import state as started_from
from training.neural.batches import DEV, SHIFT, Batch, Batches
from training.neural.loss import loss
from training.neural.model import CONFIGS, Translator
from training.neural.muon import Muon
from training.neural.parts import write

SMOOTHING, WARMUP, PEAK, DECAY = 0.1, 1000, 2e-3, 0.01
#: Steps between checkpoints, and how many are kept.
EVERY, KEPT = 1000, 2


def checkpoints(work: Path) -> list[Path]:
    return sorted(work.glob("checkpoint-*.pt"))


def optimisers(model: Translator, peak: float) -> list[torch.optim.Optimizer]:
    """Muon for what multiplies, AdamW for embeddings, biases and norms."""
    layers = [p for part in (model.encoder, model.decoder) for p in part.parameters() if p.ndim == 2]
    chosen = {id(p) for p in layers}
    rest = [p for p in model.parameters() if id(p) not in chosen]
    return [
        Muon(layers, lr=peak, weight_decay=DECAY),
        torch.optim.AdamW(rest, lr=peak, betas=(0.9, 0.98), weight_decay=0.0, fused=True),
    ]


def loss_of(model: Translator, batch: Batch, smoothing: float) -> torch.Tensor:
    """Cross-entropy of the next tokens in nats."""
    hidden = model.hidden(batch.source, batch.target[:, :-1]).flatten(0, 1).index_select(0, batch.there)
    return loss(hidden, model.target.weight, model.bias, batch.target[:, 1:].flatten()[batch.there], smoothing)


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
    parser.add_argument("--reverse", action="store_true", help="from English to Japanese, for back.py")
    parser.add_argument("--compile", action="store_true", help="compile the layers, which takes minutes at first")
    parser.add_argument("--start", type=Path, help="folder of a converted model to begin with")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    started = time.monotonic()
    tokens = json.loads((args.data / "card.json").read_text())["tokens"]
    sizes = (tokens["target"] + SHIFT, tokens["japanese"] + SHIFT) if args.reverse else (tokens["source"] + SHIFT, tokens["target"] + SHIFT)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(1)
    torch.backends.cuda.enable_cudnn_sdp(False)  # cuDNN plans anew for each shape
    begin: dict[str, np.ndarray] = {}
    if args.start:
        if any((args.start / name).read_bytes() != (args.data / name).read_bytes() for name in ("source.spm", "target.spm")):
            parser.error(f"{args.data} has another vocabulary than {args.start}: make it with --like {args.start}")
        args.config, begin = started_from(args.start, sizes[0])
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

    if device == "cuda" and args.compile:
        for layer in (*model.encoder, *model.decoder):  # all layers of a kind are compiled once
            layer.compile(dynamic=True)
    japanese = tokens["japanese"] if args.reverse else None
    kept_out = Batches(args.data, min(args.tokens, 4000), args.longest, device, japanese=japanese, names=[DEV])
    dev = [kept_out.batch(rows) for rows in kept_out.epoch(0)]

    def dev_loss() -> float:
        total, count = 0.0, 0
        model.eval()
        with torch.no_grad(), torch.autocast(device, torch.bfloat16), torch.compiler.set_stance("force_eager"):
            for batch in dev:
                total += len(batch.there) * float(loss_of(model, batch, 0.0))
                count += len(batch.there)
        model.train()
        return total / max(count, 1)

    losses: list[torch.Tensor] = []
    passed, since = 0, time.monotonic()
    for batch in Batches(args.data, args.tokens, args.longest, device, japanese=japanese).stream(step):
        if step >= last or time.monotonic() - started > 60 * args.minutes:
            break
        scale = (last - step) / (last - first) if args.cool else min(1.0, (step + 1) / args.warmup)
        for stepper in steppers:
            for group in stepper.param_groups:
                group["lr"] = args.peak * scale
            stepper.zero_grad(set_to_none=True)
        passed += len(batch.there)
        with torch.autocast(device, torch.bfloat16):
            found = loss_of(model, batch, SMOOTHING)
        found.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for stepper in steppers:
            stepper.step()
        step += 1
        losses.append(found.detach())
        if step % 100 == 0:
            print(f"step {step}  loss {float(torch.stack(losses).mean()):.3f}  {passed / (time.monotonic() - since):,.0f} tokens/s", flush=True)
            losses, passed, since = [], 0, time.monotonic()
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
