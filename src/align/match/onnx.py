"""Sentence encoders in ONNX: a folder with ``model.onnx`` and ``tokenizer.json``, as exporters write it.

Needs the extra ``onnx`` (onnxruntime and tokenizers). Runs on the CPU.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.errors import InputError

Floats = NDArray[np.float32]
_BATCH = 32
#: Models take no more tokens than this, if they don't say how many.
_LONGEST = 512
#: Outputs that are one vector per text, by the names that exporters give them.
_POOLED = ("sentence_embedding", "sentence_embeddings", "pooled", "embeddings")


def is_folder(path: Path) -> bool:
    """Whether the folder holds an ONNX model."""
    return _model(path) is not None


def _model(folder: Path) -> Path | None:
    return next((p for p in (folder / "model.onnx", folder / "onnx" / "model.onnx") if p.is_file()), None)


def _json(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


class OnnxModel:
    """An ONNX model and its tokenizer.

    A vector per text is taken as the model gives it, or else pooled from the vectors of its tokens: by
    their mean, or the first of them if ``1_Pooling/config.json`` says so.

    Args:
        folder: where the files are.
        prefix: put before each text; e5 wants ``query:`` and a space.

    Raises:
        InputError: a file is missing or can't be read, or the libraries are not installed.
    """

    def __init__(self, folder: Path, prefix: str = "") -> None:
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as error:
            raise InputError(
                f"an ONNX encoder needs {error.name}, which is not installed", where=folder, next_step="Install them: pip install onnxruntime tokenizers"
            ) from None
        self.name = folder.name
        self._prefix = prefix
        model, tokenizer = _model(folder), folder / "tokenizer.json"
        if model is None or not tokenizer.is_file():
            raise InputError("the folder of an encoder holds model.onnx and tokenizer.json", where=folder)
        if (folder / "2_Dense").is_dir():
            self._pooled_only = True  # the layer after the pooling is not part of the tokens' vectors
        else:
            self._pooled_only = False
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        try:
            self._tokenizer = Tokenizer.from_file(str(tokenizer))
            self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
            limit = int(_json(folder / "sentence_bert_config.json").get("max_seq_length") or _LONGEST)
            self._first = bool(_json(folder / "1_Pooling" / "config.json").get("pooling_mode_cls_token"))
        except Exception as error:  # both libraries raise their own kinds, which share no base
            raise InputError(f"the encoder can't be loaded ({str(error).splitlines()[0]})", where=folder) from None
        self._tokenizer.enable_truncation(limit)
        self._tokenizer.enable_padding(pad_id=self._padding())
        self._inputs = {i.name for i in self._session.get_inputs()}
        outputs = [(o.name, len(o.shape)) for o in self._session.get_outputs()]
        self._output = next((n for n, r in outputs if n in _POOLED and r == 2), None) or next((n for n, r in outputs if r == 3), "")
        pooled = self._output in _POOLED
        if not self._output or (self._pooled_only and not pooled):
            raise InputError(
                f"the model gives {', '.join(n for n, _ in outputs)}, but no vector per text", where=model,
                next_step="Export it with the output sentence_embedding.",
            )  # fmt: skip

    def _padding(self) -> int:
        known = self._tokenizer.padding or {}
        if "pad_id" in known:
            return int(known["pad_id"])
        return next((i for t in ("<pad>", "[PAD]") if (i := self._tokenizer.token_to_id(t)) is not None), 0)

    def vectors(self, texts: Sequence[str], language: str) -> Floats:
        """One row per text, in the order of the texts."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        rows: list[Floats | None] = [None] * len(texts)
        for at in range(0, len(order), _BATCH):
            batch = order[at : at + _BATCH]
            for i, row in zip(batch, self._run([self._prefix + texts[i] for i in batch]), strict=True):
                rows[i] = row
        return np.array(rows, np.float32)

    def _run(self, texts: list[str]) -> Floats:
        encoded = self._tokenizer.encode_batch(texts)
        mask = np.array([e.attention_mask for e in encoded], np.int64)
        given = {
            "input_ids": np.array([e.ids for e in encoded], np.int64), "attention_mask": mask,
            "token_type_ids": np.array([e.type_ids for e in encoded], np.int64),
        }  # fmt: skip
        [output] = self._session.run([self._output], {k: v for k, v in given.items() if k in self._inputs})
        found: Floats = np.asarray(output, np.float32)
        if found.ndim == 2:
            return found
        if self._first:
            return found[:, 0]
        weight = mask[:, :, None].astype(np.float32)
        pooled: Floats = (found * weight).sum(axis=1) / np.maximum(weight.sum(axis=1), 1)
        return pooled
