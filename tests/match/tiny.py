"""A tiny bilingual sentence encoder in ONNX, made on the spot: a table of vectors of words and kanji."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

DIMENSIONS = 48
_TOKEN = re.compile(r"[a-z]+|[぀-ヿ一-鿿]")


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.lower())


def make(folder: Path, pairs: Sequence[tuple[str, str]], *, know_both: bool = True, first_token: bool = False) -> Path:
    """Write ``model.onnx`` and ``tokenizer.json``: pooled vectors of the two texts of a pair come out alike.

    Args:
        know_both: else the English texts get vectors that have nothing to do with the Japanese ones.
    """
    import onnx
    from onnx import TensorProto, helper, numpy_helper
    from tokenizers import Regex, Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.normalizers import Lowercase
    from tokenizers.pre_tokenizers import Split

    texts = [t for pair in pairs for t in pair]
    vocabulary = {"[PAD]": 0, "[UNK]": 1, **{t: i for i, t in enumerate(sorted({t for text in texts for t in _tokens(text)}), 2)}}
    rng = np.random.default_rng(5)
    wanted = rng.normal(size=(len(pairs), 2, DIMENSIONS))
    if know_both:
        wanted[:, 1] = wanted[:, 0]
    counts = np.zeros((len(texts), len(vocabulary)))
    for row, text in enumerate(texts):
        for token in _tokens(text):
            counts[row, vocabulary[token]] += 1 / len(_tokens(text))
    # Ridge regression: the vectors of the tokens whose mean is what is wanted.
    table = counts.T @ np.linalg.solve(counts @ counts.T + 1e-3 * np.eye(len(texts)), wanted.reshape(len(texts), DIMENSIONS))
    folder.mkdir(parents=True, exist_ok=True)
    graph = helper.make_graph(
        [helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"], axis=0)],
        "tiny",
        [helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "length"]) for n in ("input_ids", "attention_mask")],
        [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch", "length", DIMENSIONS])],
        [numpy_helper.from_array(table.astype(np.float32), "table")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    onnx.save(model, str(folder / "model.onnx"))
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = Lowercase()
    tokenizer.pre_tokenizer = Split(Regex(_TOKEN.pattern), "removed", invert=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    if first_token:
        (folder / "1_Pooling").mkdir()
        (folder / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode_cls_token": True}))
    return folder
