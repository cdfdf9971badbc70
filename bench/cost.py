"""What meaning costs: our encoder beside a transformer of LaBSE's shape, and our search beside SudachiPy's tokenizing.

The transformer has LaBSE's twelve layers of 768 dimensions (Feng et al. 2022), random weights and a
small vocabulary: weights and the table of words don't change what a sentence costs. It runs in
ONNX Runtime; without onnx and onnxruntime it is left out.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np

from align.match.encoder import shipped, similarity
from align.match.features import en_features, ja_features
from align.match.retrieve import similarity as all_signals
from bench.data import pair_sets
from bench.report import Result

LAYERS, WIDTH, HEADS, INNER = 12, 768, 12, 3072
#: Tokens of a sentence of news in LaBSE's vocabulary, and sentences a batch.
TOKENS, BATCH = 40, 32


def _transformer(path: Path) -> None:
    """Write the model: layer after layer of self-attention and feed-forward, as BERT has them."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    rng = np.random.default_rng(0)
    nodes, weights = [], []

    def weight(name: str, *shape: int) -> str:
        weights.append(numpy_helper.from_array(rng.standard_normal(shape, np.float32) * np.float32(0.02), name))
        return name

    def constant(name: str, value: list[int]) -> str:
        weights.append(numpy_helper.from_array(np.array(value, np.int64), name))
        return name

    def node(kind: str, inputs: list[str], output: str, **attributes: object) -> str:
        nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def linear(x: str, name: str, a: int, b: int) -> str:
        return node("Add", [node("MatMul", [x, weight(f"{name}.w", a, b)], f"{name}.m"), weight(f"{name}.b", b)], f"{name}.o")

    split, joined = constant("split", [0, 0, HEADS, WIDTH // HEADS]), constant("joined", [0, 0, WIDTH])
    weights.append(numpy_helper.from_array(np.array((WIDTH // HEADS) ** -0.5, np.float32), "scale"))
    weights.append(numpy_helper.from_array(np.array(2**-0.5, np.float32), "root"))
    weights.append(numpy_helper.from_array(np.array(0.5, np.float32), "half"))
    weights.append(numpy_helper.from_array(np.array(1.0, np.float32), "one"))
    x = "hidden"
    for i in range(LAYERS):
        parts = {}
        for name, order in (("q", [0, 2, 1, 3]), ("k", [0, 2, 3, 1]), ("v", [0, 2, 1, 3])):
            heads = node("Reshape", [linear(x, f"{i}{name}", WIDTH, WIDTH), split], f"{i}{name}.r")
            parts[name] = node("Transpose", [heads], f"{i}{name}.t", perm=order)
        attention = node("Softmax", [node("Mul", [node("MatMul", [parts["q"], parts["k"]], f"{i}s"), "scale"], f"{i}ss")], f"{i}p", axis=-1)
        mixed = node("Transpose", [node("MatMul", [attention, parts["v"]], f"{i}c")], f"{i}ct", perm=[0, 2, 1, 3])
        out = linear(node("Reshape", [mixed, joined], f"{i}cr"), f"{i}o", WIDTH, WIDTH)
        x = node("LayerNormalization", [node("Add", [x, out], f"{i}a"), weight(f"{i}g", WIDTH), weight(f"{i}h", WIDTH)], f"{i}n", axis=-1)
        inner = linear(x, f"{i}f", WIDTH, INNER)
        erf = node("Add", [node("Erf", [node("Mul", [inner, "root"], f"{i}e")], f"{i}ee"), "one"], f"{i}ef")
        gelu = node("Mul", [node("Mul", [inner, erf], f"{i}eg"), "half"], f"{i}eh")
        x = node("LayerNormalization", [node("Add", [x, linear(gelu, f"{i}u", INNER, WIDTH)], f"{i}b"), weight(f"{i}i", WIDTH), weight(f"{i}j", WIDTH)], f"{i}x", axis=-1)
    shape = ["batch", "length", WIDTH]
    graph = helper.make_graph(
        nodes, "labse-shape", [helper.make_tensor_value_info("hidden", TensorProto.FLOAT, shape)], [helper.make_tensor_value_info(x, TensorProto.FLOAT, shape)], weights
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    onnx.save(model, str(path))


def _transformer_seconds() -> float | None:
    """Seconds a sentence."""
    try:
        import onnx  # noqa: F401
        import onnxruntime
    except ImportError:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.onnx"
        _transformer(path)
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    batch = {"hidden": np.random.default_rng(1).standard_normal((BATCH, TOKENS, WIDTH)).astype(np.float32)}
    session.run(None, batch)
    started = time.perf_counter()
    for _ in range(2):
        session.run(None, batch)
    return (time.perf_counter() - started) / (2 * BATCH)


def measure(folder: Path) -> list[Result]:
    """Ratios: the transformer's time over ours; SudachiPy's over that of our search. Higher is better."""
    name, rows = max(pair_sets(folder), key=lambda s: "ntrex" in s[0], default=("", []))
    if not rows:
        return []
    from sudachipy import Dictionary, SplitMode

    tokenizer = Dictionary().tokenizer(mode=SplitMode.A)
    [m.normalized_form() for m in tokenizer.tokenize(rows[0]["ja"])]

    def timed(action) -> float:  # type: ignore[no-untyped-def]
        best = float("inf")
        for _ in range(3):
            started = time.perf_counter()
            action()
            best = min(best, time.perf_counter() - started)
        return best

    encoder = shipped()
    ja, en = [ja_features(r["ja"]) for r in rows], [en_features(r["en"]) for r in rows]
    tokenizing = timed(lambda: [m.normalized_form() for r in rows for m in tokenizer.tokenize(r["ja"])])
    encoding = timed(lambda: encoder.encode([ja_features(r["ja"]) for r in rows], "ja"))
    meaning = timed(lambda: similarity(encoder, encoder.encode(ja, "ja"), encoder.encode(en, "en")).argmax(axis=1))
    everything = timed(lambda: all_signals(ja, en)["align"].argmax(axis=1))
    per_second: dict[str, object] = {"sentences_per_second": round(len(rows) / encoding), "set": name}
    results = [
        Result("cost/sudachipy-over-search-by-meaning", "align", tokenizing / meaning, "ratio", {"seconds": round(meaning, 4)}),
        Result("cost/sudachipy-over-search-by-all-signals", "align", tokenizing / everything, "ratio", {"seconds": round(everything, 4)}),
    ]
    transformer = _transformer_seconds()
    if transformer is not None:
        results.append(Result("cost/labse-shape-over-encoder", "align", transformer / (encoding / len(rows)), "ratio", per_second))
    return results
