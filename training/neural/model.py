"""The translator: a Transformer (Vaswani et al. 2017) with layer normalisation before each part, a deep encoder and a shallow
decoder (Kasai et al. 2021), and one English embedding for the decoder and the output."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

PAD = 0


@dataclass(frozen=True)
class Config:
    """Sizes; ``dropout`` is of embeddings and of what a part adds. With 16,000 Japanese and 8,000 English tokens ``base`` has about 46
    million parameters and wants a GPU, ``small`` has 13 million and learns on two cores; ``names`` spells names letter by letter;
    ``tiny`` is for tests."""

    width: int = 512
    inner: int = 2048
    heads: int = 8
    encoder: int = 10
    decoder: int = 2
    dropout: float = 0.1
    longest: int = 512


CONFIGS = {
    "base": Config(encoder=8, dropout=0.05),
    "small": Config(width=256, inner=1024, heads=4, encoder=6, decoder=2, dropout=0.0),
    "names": Config(width=128, inner=512, heads=4, encoder=3, decoder=2, dropout=0.1, longest=64),
    "tiny": Config(width=64, inner=128, heads=2, encoder=2, decoder=1, dropout=0.0),
}


def positions(longest: int, width: int) -> Tensor:
    """Sinusoidal position encodings, as CTranslate2 makes them: sines in the first half, cosines in the second."""
    rate = torch.exp(torch.arange(width // 2) * -(math.log(10000.0) / (width // 2 - 1)))
    angle = torch.arange(1, longest + 1)[:, None] * rate
    return torch.cat([angle.sin(), angle.cos()], 1)


def silent(linear: nn.Linear) -> nn.Linear:
    """A layer that adds nothing at first, so that a deep model starts as a shallow one."""
    nn.init.zeros_(linear.weight)
    nn.init.zeros_(linear.bias)
    return linear


def attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None, causal: bool) -> Tensor:
    """Attention; on a CPU by hand, since PyTorch's own takes four times as long for the gradients of short sentences."""
    if query.is_cuda:
        return F.scaled_dot_product_attention(query, key, value, attn_mask=mask, is_causal=causal)
    scores = query @ key.transpose(-1, -2) * query.shape[-1] ** -0.5
    if mask is not None:
        scores = scores.masked_fill(~mask, -1e4)
    if causal:
        scores = scores + scores.new_full(scores.shape[-2:], -1e4).triu(1)
    return scores.softmax(-1).to(value.dtype) @ value


class Norm(nn.LayerNorm):
    """Layer normalisation in the precision of what it is given."""

    def forward(self, x: Tensor) -> Tensor:
        with torch.autocast(x.device.type, enabled=False):
            return F.layer_norm(x, self.normalized_shape, self.weight.to(x.dtype), self.bias.to(x.dtype), self.eps)


class Attention(nn.Module):
    """Attention to oneself, or to what the encoder made (``memory``)."""

    def __init__(self, c: Config, *, cross: bool) -> None:
        super().__init__()
        self.heads, self.dropout = c.heads, c.dropout
        self.norm = Norm(c.width)
        if cross:
            self.query, self.both = nn.Linear(c.width, c.width), nn.Linear(c.width, 2 * c.width)
        else:
            self.all = nn.Linear(c.width, 3 * c.width)
        self.out = silent(nn.Linear(c.width, c.width))
        self.cross = cross

    def split(self, x: Tensor) -> Tensor:
        return x.view(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def forward(self, x: Tensor, memory: Tensor | None, mask: Tensor | None, causal: bool) -> Tensor:
        normed = self.norm(x)
        if self.cross:
            query, (key, value) = self.query(normed), self.both(memory).chunk(2, -1)
        else:
            query, key, value = self.all(normed).chunk(3, -1)
        found = attend(*map(self.split, (query, key, value)), mask, causal)
        return x + F.dropout(self.out(found.transpose(1, 2).flatten(2)), self.dropout, self.training)


class Layer(nn.Module):
    def __init__(self, c: Config, *, decoder: bool) -> None:
        super().__init__()
        self.own = Attention(c, cross=False)
        self.other = Attention(c, cross=True) if decoder else None
        self.norm, self.up, self.down = Norm(c.width), nn.Linear(c.width, c.inner), silent(nn.Linear(c.inner, c.width))
        self.dropout = c.dropout

    def forward(self, x: Tensor, own_mask: Tensor | None, memory: Tensor | None = None, memory_mask: Tensor | None = None) -> Tensor:
        x = self.own(x, None, own_mask, self.other is not None)
        if self.other is not None:
            x = self.other(x, memory, memory_mask, False)
        return x + F.dropout(self.down(F.relu(self.up(self.norm(x)))), self.dropout, self.training)


class Translator(nn.Module):
    """Source and target tokens → logits of the next target tokens."""

    def __init__(self, vocabularies: tuple[int, int], c: Config) -> None:
        super().__init__()
        self.config = c
        self.source, self.target = (nn.Embedding(size, c.width) for size in vocabularies)
        for embedding in (self.source, self.target):
            nn.init.normal_(embedding.weight, std=c.width**-0.5)
        self.register_buffer("places", positions(c.longest, c.width), persistent=False)
        self.encoder = nn.ModuleList(Layer(c, decoder=False) for _ in range(c.encoder))
        self.decoder = nn.ModuleList(Layer(c, decoder=True) for _ in range(c.decoder))
        self.encoded, self.decoded = Norm(c.width), Norm(c.width)
        self.bias = nn.Parameter(torch.zeros(vocabularies[1]))

    def embedded(self, embedding: nn.Embedding, ids: Tensor) -> Tensor:
        x = embedding(ids) * math.sqrt(self.config.width) + self.places[: ids.shape[1]]
        if x.is_cuda and torch.is_autocast_enabled("cuda"):
            x = x.to(torch.get_autocast_dtype("cuda"))  # half of the traffic to memory, which takes most of the time there
        return F.dropout(x, self.config.dropout, self.training)

    def hidden(self, source: Tensor, target: Tensor) -> Tensor:
        """What the decoder makes of each target token, before it is compared with the vocabulary."""
        mask = (source != PAD)[:, None, None, :]
        x = self.embedded(self.source, source)
        for layer in self.encoder:
            x = layer(x, mask)
        memory, y = self.encoded(x), self.embedded(self.target, target)
        for layer in self.decoder:
            y = layer(y, None, memory, mask)
        return self.decoded(y)

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        return F.linear(self.hidden(source, target), self.target.weight, self.bias)
