"""First embeddings for a translator: the vectors of the static encoder, so that words of the same meaning lie near each other.

    python -m training.neural.begin DATA WORK [--config small]

Writes ``checkpoint-0000000.pt``, from which train.py goes on. A piece that is no word of its own keeps its random vector, and every
other one a share of it, since the encoder doesn't tell «company» from «companies».
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import numpy as np
import sentencepiece
import torch

from align.match.encoder import shipped
from align.match.features import en_words, ja_words
from training.neural.batches import SHIFT
from training.neural.model import CONFIGS, Translator
from training.neural.sources import Sources
from training.neural.train import PEAK, optimisers

#: Shares of the encoder's vector and of the random one; their squares add up to one.
MEANING, CHANCE = 0.8, 0.6
_JA = re.compile(r"[\u30a0-\u30ff\u4e00-\u9fff]|[\u3041-\u3096]{2}|[A-Za-z]{2}")
_EN = re.compile(r"▁[A-Za-z][A-Za-z'-]+")


def vectors(pieces: list[str], language: str) -> np.ndarray:
    """The encoder's vectors, pieces × dimensions, about their mean; zeros for pieces that are no words."""
    words = [t.lstrip("▁") if not t.startswith(("[[", "<")) and (_JA.search(t) if language == "ja" else _EN.fullmatch(t)) else "" for t in pieces]
    found = shipped().encode([(ja_words if language == "ja" else en_words)(w) for w in words], language)
    there = np.linalg.norm(found, axis=1) > 0
    found[there] -= found[there].mean(0)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--config", choices=tuple(CONFIGS), default="small")
    args = parser.parse_args()
    width = CONFIGS[args.config].width
    english = sentencepiece.SentencePieceProcessor(model_file=str(args.data / "target.spm"))
    sources = Sources(args.data)
    found = {"source": vectors(sources.words[: sources.japanese], "ja"), "target": vectors([english.id_to_piece(i) for i in range(english.get_piece_size())], "en")}
    if len(sources.words) > sources.japanese:  # hints are English
        found["source"] = np.concatenate([found["source"], found["target"]])
    both = np.concatenate(list(found.values()))
    main_axes = np.linalg.svd(both.T @ both)[0][:, :width]
    torch.manual_seed(1)
    model = Translator((len(found["source"]) + SHIFT, len(found["target"]) + SHIFT), CONFIGS[args.config])
    weights = model.state_dict()
    for side, rows in found.items():
        near = rows @ main_axes
        norms = np.linalg.norm(near, axis=1)
        there = norms > 1e-6
        chance = weights[f"{side}.weight"].numpy()[SHIFT:]  # the model's own memory
        chance[there] = MEANING * near[there] / norms[there, None] + CHANCE * chance[there]
        print(f"{side}: {there.sum()} of {len(there)} pieces begin with a meaning")
    args.work.mkdir(parents=True, exist_ok=True)
    states = [s.state_dict() for s in optimisers(model, PEAK)]
    torch.save({"model": weights, "optimisers": states, "step": 0, "config": args.config}, args.work / "checkpoint-0000000.pt")


if __name__ == "__main__":
    main()
