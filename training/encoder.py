"""Learn the static bilingual sentence encoder: word and subword vectors, averaged, contrastively.

    python training/encoder.py TOKENS.npz LEXICON.npz OUT.npz [--epochs N] [--seconds N]

A sentence is the normalised weighted sum of the vectors of its tokens and of their character
n-grams (hashed). Training maximises the cosine of translations against all other sentences of the
batch, both ways (InfoNCE, van den Oord et al. 2018). Batches are made of runs of neighbours in the
text, and after the first epoch of sentences that the encoder itself holds for similar: hard
negatives at no extra cost. Runs on the CPU; needs PyTorch.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import torch

from align.match.subwords import EN_BUCKETS, JA_BUCKETS, en_subwords, ja_subwords

MIN_COUNT = {"ja": 6, "en": 6}
#: How often each epoch sees a pair of a file; else the large ones would drown those that speak of everyday things.
SHARE = {"msdocs_office_mt": 0.45, "msdocs_dev_ht": 0.8, "tatoeba_anki": 3.0, "mozilla_www": 3.0, "opensource_guide": 3.0}
#: Label smoothing; without it the encoder grows sure of its training text and worse on other text.
SMOOTHING = 0.05
#: Cosine of two English sentences from which they count as the same: no negative case.
SAME = 0.92


class Side:
    """Token ids of one language, frequent tokens first, with their subword ids."""

    def __init__(self, data: np.lib.npyio.NpzFile, side: str, keep: np.ndarray) -> None:
        lengths = data[f"{side}_len"]
        flat = data[side][np.repeat(keep, lengths)]
        self.lengths = lengths[keep]
        vocab = data[f"{side}_vocab"]
        count = np.bincount(flat, minlength=len(vocab))
        order = np.argsort(-count, kind="stable")
        order = order[count[order] >= MIN_COUNT[side]]
        new = np.full(len(vocab), len(order), np.int64)
        new[order] = np.arange(len(order))
        self.words = [str(w) for w in vocab[order]]
        self.count = count[order]
        subwords, buckets = (ja_subwords, JA_BUCKETS) if side == "ja" else (en_subwords, EN_BUCKETS)
        # Every token of the text, frequent or not, has subwords; a rare one has nothing else.
        units = [np.asarray([int(new[i])] * int(new[i] < len(order)) + [len(order) + b for b in subwords(str(w))], np.int64) for i, w in enumerate(vocab)]
        self.unit_start = np.concatenate([[0], np.cumsum([len(u) for u in units])])
        self.units = np.concatenate(units)
        self.size = len(order) + buckets
        self.flat = flat
        self.start = np.concatenate([[0], np.cumsum(self.lengths, dtype=np.int64)])

    def bag(self, rows: np.ndarray, drop: float, rng: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor]:
        """Unit ids and offsets of the sentences, with words dropped at random."""
        lengths = self.lengths[rows]
        at = np.repeat(self.start[rows] - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths) + np.arange(lengths.sum())
        tokens = self.flat[at]
        owner = np.repeat(np.arange(len(rows)), lengths)
        if drop:
            keep = rng.random(len(tokens)) >= drop
            keep[np.concatenate([[0], np.cumsum(lengths)[:-1]])] = True
            tokens, owner = tokens[keep], owner[keep]
        n = self.unit_start[tokens + 1] - self.unit_start[tokens]
        at = np.repeat(self.unit_start[tokens] - np.concatenate([[0], np.cumsum(n)[:-1]]), n) + np.arange(n.sum())
        per_row = np.bincount(owner, weights=n, minlength=len(rows)).astype(np.int64)
        return torch.from_numpy(self.units[at]), torch.from_numpy(np.concatenate([[0], np.cumsum(per_row)[:-1]]))


class Tower(torch.nn.Module):
    def __init__(self, size: int, words: int, dim: int, weight: np.ndarray) -> None:
        super().__init__()
        self.vectors = torch.nn.EmbeddingBag(size, dim, mode="sum", sparse=True)
        torch.nn.init.normal_(self.vectors.weight, std=0.05)
        with torch.no_grad():
            self.vectors.weight[:words] *= torch.from_numpy(weight[:, None].astype(np.float32))
            self.vectors.weight[words:] *= 0.4

    def forward(self, ids: torch.Tensor, offsets: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.normalize(self.vectors(ids, offsets), dim=1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("tokens", type=Path)
    parser.add_argument("lexicon", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--dim", type=int, default=512)
    parser.add_argument("--batch", type=int, default=2048)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=1e9, help="stop after this time")
    parser.add_argument("--exclude", default="", help="names of files to leave out, comma-separated")
    parser.add_argument("--dropout", type=float, default=0.15)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = np.random.default_rng(args.seed)
    torch.manual_seed(args.seed)
    data = np.load(args.tokens)
    keep = ~np.isin(data["names"][data["domain"]], [n for n in args.exclude.split(",") if n])
    sides = {s: Side(data, s, keep) for s in ("ja", "en")}
    n = len(sides["ja"].lengths)
    towers = {}
    for name, side in sides.items():
        weight = np.log(n / side.count)
        towers[name] = Tower(side.size, len(side.words), args.dim, weight / weight.mean())
    warm_start(args.lexicon, sides, towers)
    print(f"{n:,} pairs; units {sides['ja'].size:,} ja, {sides['en'].size:,} en", flush=True)
    scale = torch.nn.Parameter(torch.tensor(3.0))
    optimizer = torch.optim.SparseAdam([t.vectors.weight for t in towers.values()], lr=args.rate)
    scale_optimizer = torch.optim.Adam([scale], lr=1e-3)
    started = time.time()
    names = data["names"][data["domain"]][keep]
    share = np.array([SHARE.get(str(d), 1.0) for d in names])
    per_epoch = int(share.sum()) // args.batch - 8
    total = per_epoch * args.epochs
    step = 0
    held = rng.choice(n, 4000, replace=False)
    train = np.setdiff1d(np.arange(n), held)
    for epoch in range(args.epochs):
        seen = np.repeat(train, (share[train] + rng.random(len(train))).astype(int))
        order = neighbours(seen, rng) if epoch == 0 else similar(seen, sides, towers, rng)
        loss_sum = 0.0
        for b in range(per_epoch):
            rows = order[b * args.batch : (b + 1) * args.batch]
            fraction = max(step / total, (time.time() - started) / args.seconds)
            for group in optimizer.param_groups:
                group["lr"] = args.rate * min(1.0, (step + 1) / 200) * max(0.02, 1 - fraction)
            left = towers["ja"](*sides["ja"].bag(rows, args.dropout, rng))
            right = towers["en"](*sides["en"].bag(rows, args.dropout, rng))
            logits = left @ right.T * scale.exp().clamp(max=60)
            with torch.no_grad():
                same = right @ right.T > SAME
                same.fill_diagonal_(False)
            logits = logits.masked_fill(same, -30.0)
            target = torch.arange(len(rows))
            loss = sum(torch.nn.functional.cross_entropy(x, target, label_smoothing=SMOOTHING) for x in (logits, logits.T)) / 2
            optimizer.zero_grad()
            scale_optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            scale_optimizer.step()
            loss_sum += loss.item()
            step += 1
            if step % 200 == 0:
                print(f"epoch {epoch} step {step}/{total} loss {loss_sum / (b + 1):.3f} scale {scale.exp().item():.1f} "
                      f"held-out P@1 {precision(held, sides, towers, rng):.4f} {time.time() - started:.0f} s", flush=True)
            if time.time() - started > args.seconds:
                break
        save(args.out, sides, towers)
        if time.time() - started > args.seconds:
            break


def warm_start(path: Path, sides: dict[str, Side], towers: dict[str, Tower]) -> None:
    """Begin with each Japanese word at the mean of its translations."""
    lex = np.load(path)
    words = {s: {w: i for i, w in enumerate(sides[s].words)} for s in ("ja", "en")}
    ids = {s: np.array([words[s].get(w, -1) for w in bytes(lex[f"{s}_vocab"]).decode().split("\n")]) for s in ("ja", "en")}
    j, e, p = ids["ja"][lex["row"]], ids["en"][lex["col"]], lex["en_given_ja"] / 255
    ok = (j >= 0) & (e >= 0)
    with torch.no_grad():
        start = torch.zeros(len(sides["ja"].words), towers["ja"].vectors.weight.shape[1])
        start.index_add_(0, torch.from_numpy(j[ok]), towers["en"].vectors.weight[e[ok]] * torch.from_numpy(p[ok, None].astype(np.float32)))
        known = start.norm(dim=1) > 0
        weight = towers["ja"].vectors.weight[: len(known)]
        size = weight[known].norm(dim=1, keepdim=True)
        weight[known] = torch.nn.functional.normalize(start[known], dim=1) * size * 0.9 + weight[known] * 0.2


@torch.no_grad()
def encode(rows: np.ndarray, name: str, sides: dict[str, Side], towers: dict[str, Tower], rng: np.random.Generator) -> torch.Tensor:
    return torch.cat([towers[name](*sides[name].bag(rows[i : i + 8192], 0.0, rng)) for i in range(0, len(rows), 8192)])


def precision(held: np.ndarray, sides: dict[str, Side], towers: dict[str, Tower], rng: np.random.Generator) -> float:
    s = encode(held, "ja", sides, towers, rng) @ encode(held, "en", sides, towers, rng).T
    return (s.argmax(1) == torch.arange(len(held))).float().mean().item()


def neighbours(train: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Runs of 16 neighbours in the text, shuffled."""
    runs = np.array_split(train, len(train) // 16)
    rng.shuffle(runs)
    return np.concatenate(runs)


def similar(train: np.ndarray, sides: dict[str, Side], towers: dict[str, Tower], rng: np.random.Generator) -> np.ndarray:
    """Groups of sentences whose English vectors fall close together, groups shuffled."""
    vectors = encode(train, "en", sides, towers, rng)
    groups = [np.arange(len(train))]
    # Split at the median of the projection on the difference of two random members, over and over.
    while len(groups[0]) > 24:
        halves = []
        for group in groups:
            a, b = rng.choice(group, 2, replace=False)
            side = (vectors[group] @ (vectors[a] - vectors[b])).numpy()
            middle = len(group) // 2
            part = np.argpartition(side, middle)
            halves += [group[part[:middle]], group[part[middle:]]]
        groups = halves
    rng.shuffle(groups)
    return train[np.concatenate(groups)]


def save(path: Path, sides: dict[str, Side], towers: dict[str, Tower]) -> None:
    arrays = {}
    for name, side in sides.items():
        arrays[f"{name}_vocab"] = np.frombuffer("\n".join(side.words).encode(), np.uint8)
        arrays[f"{name}_vectors"] = towers[name].vectors.weight.detach().numpy().astype(np.float16)
    np.savez(path, **arrays)


if __name__ == "__main__":
    main()
