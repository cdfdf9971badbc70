"""English text → pairs whose Japanese is made by a model that was trained the other way round (Sennrich et al. 2016).

    python -m training.neural.train DATA WORK --reverse …
    python -m training.neural.train DATA WORK --reverse --cool 1000 --out REVERSE
    python -m training.neural.back DATA REVERSE [--tokens 60000] [--likeliest 10] [--warmth 0.9]

DATA has ``english.npz.xz`` beside its pairs, which corpus.py writes with --english, and gets ``back.npz``, which train.py takes as well.
Each token is drawn from the likeliest, since varied text teaches more than the likeliest text does (Edunov et al. 2018). What doesn't end,
or has other figures than the English, is left out.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import time
from pathlib import Path

import numpy as np
import sentencepiece
import torch
from torch import Tensor

from training.neural.batches import BOS, EOS, SHIFT, Side, read
from training.neural.model import CONFIGS, PAD, Layer, Translator, attend
from training.neural.parts import weights

#: Japanese tokens for an English one, at most, and some more.
LONGER, MORE = 1.6, 12
_FIGURE = re.compile(r"[0-9]{2,}|(?<![0-9])[0-9](?![0-9])")


class Decoder:
    """The decoder of a model, a token at a time, with what it has computed kept."""

    def __init__(self, model: Translator, source: Tensor, most: int) -> None:
        self.model, self.mask = model, (source != PAD)[:, None, None, :]
        x = model.embedded(model.source, source)
        for layer in model.encoder:
            x = layer(x, self.mask)
        memory = model.encoded(x)
        shape = (len(source), model.config.heads, most, model.config.width // model.config.heads)
        self.own = [(memory.new_zeros(shape), memory.new_zeros(shape)) for _ in model.decoder]
        self.other = [tuple(layer.other.split(t) for t in layer.other.both(memory).chunk(2, -1)) for layer in model.decoder]

    def next(self, tokens: Tensor, at: int) -> Tensor:
        """Logits (rows × vocabulary) after a token of each row, the ``at``-th."""
        model = self.model
        y = model.target(tokens)[:, None] * math.sqrt(model.config.width) + model.places[at]
        for layer, own, other in zip(model.decoder, self.own, self.other, strict=True):
            assert isinstance(layer, Layer)
            assert layer.other is not None
            query, key, value = (layer.own.split(t) for t in layer.own.all(layer.own.norm(y)).chunk(3, -1))
            own[0][:, :, at : at + 1], own[1][:, :, at : at + 1] = key, value
            found = attend(query, own[0][:, :, : at + 1], own[1][:, :, : at + 1], None, False)
            y = y + layer.own.out(found.transpose(1, 2).flatten(2))
            found = attend(layer.other.split(layer.other.query(layer.other.norm(y))), *other, self.mask, False)
            y = y + layer.other.out(found.transpose(1, 2).flatten(2))
            y = y + layer.down(torch.relu(layer.up(layer.norm(y))))
        return torch.nn.functional.linear(model.decoded(y[:, 0]), model.target.weight, model.bias)


def drawn(model: Translator, source: Tensor, most: int, likeliest: int, warmth: float) -> Tensor:
    """A translation of each row: token ids without BOS, rows × ``most`` at most, PAD from EOS on; rows that don't end have no PAD.

    Args:
        likeliest: how many tokens are drawn from. warmth: of the softmax; 0 takes the likeliest token.
    """
    decoder = Decoder(model, source, most)
    token = torch.full((len(source),), BOS, device=source.device)
    ended = torch.zeros_like(token, dtype=torch.bool)
    found = []
    for at in range(most):
        scores, ids = decoder.next(token, at).float().topk(likeliest if warmth else 1)
        if warmth:
            ids = ids.gather(1, torch.multinomial((scores / warmth).softmax(-1), 1))
        token = torch.where(ended, PAD, ids[:, 0])
        ended |= token == EOS
        found.append(torch.where(ended, PAD, token))
        if at % 8 == 7 and bool(ended.all()):
            break
    return torch.stack(found, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("reverse", type=Path, help="folder of weights")
    parser.add_argument("--tokens", type=int, default=60_000, help="English tokens in a batch")
    parser.add_argument("--likeliest", type=int, default=10)
    parser.add_argument("--warmth", type=float, default=0.9)
    parser.add_argument("--most", type=int, default=10**9, help="sentences to take")
    args = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(2)
    pieces = {side: sentencepiece.SentencePieceProcessor(model_file=str(args.data / f"{side}.spm")) for side in ("source", "target")}
    config = json.loads((args.reverse / "config.json").read_text())
    model = Translator(tuple(config["vocabularies"]), CONFIGS[config["config"]]).to(device).eval()
    model.load_state_dict({name: torch.from_numpy(values) for name, values in weights(args.reverse).items()})
    packed = read(args.data / "english.npz.xz")
    english, sizes = packed["target"], packed["target_sizes"]
    starts = np.concatenate([[0], sizes.astype(np.int64).cumsum()])
    side = Side(english, sizes, np.zeros(len(sizes)), device)
    order = np.argsort(sizes[: args.most], kind="stable")[::-1]
    order = order[sizes[order] > 0]
    chosen: list[np.ndarray] = []
    made: list[np.ndarray] = []
    started, at = time.monotonic(), 0
    left = {"no end": 0, "figures": 0}
    while at < len(order):
        longest = int(sizes[order[at]])
        rows = order[at : at + max(8, args.tokens // (longest + 2))]
        at += len(rows)
        with torch.no_grad(), torch.autocast(device, torch.bfloat16):
            most = min(int(LONGER * longest) + MORE, model.config.longest)
            tokens = drawn(model, side.tensor(rows, 0), most, args.likeliest, args.warmth).cpu().numpy()
        lengths = (tokens != PAD).sum(1)
        ids = [t[:n] - SHIFT for t, n in zip(tokens, lengths, strict=True)]
        texts = pieces["source"].decode([i.tolist() for i in ids])
        wanted = pieces["target"].decode([english[starts[r] : starts[r + 1]].tolist() for r in rows])
        for row, token, n, text, en in zip(rows, ids, lengths, texts, wanted, strict=True):
            if not 0 < n < most:
                left["no end"] += 1
            elif sorted(_FIGURE.findall(text)) != sorted(_FIGURE.findall(en)):
                left["figures"] += 1
            else:
                chosen.append(english[starts[row] : starts[row + 1]])
                made.append(token)
    np.savez(
        args.data / "back.npz", source=np.concatenate(made).astype(np.uint16), source_sizes=np.array([len(m) for m in made], np.uint16),
        target=np.concatenate(chosen), target_sizes=np.array([len(c) for c in chosen], np.uint16),
    )  # fmt: skip
    print(f"{len(made)} pairs in {time.monotonic() - started:.0f} s; left out: {left}")


if __name__ == "__main__":
    main()
