"""The neural translator's training on a small scale: it trains, goes on, converts, and translates what it learned.

Needs PyTorch, which align itself doesn't: ``pip install torch`` beside the development packages.
"""

from __future__ import annotations

import json
import lzma
import os
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from align.translate import Chain, EngineSettings, Request
from tests.conftest import ROOT

torch = pytest.importorskip("torch", reason="PyTorch isn't installed; it is needed for training only")

WHO = {"漁師": "The fisherman", "組合": "The association", "工場": "The factory", "学校": "The school", "大学": "The university", "会社": "The company"}
WHAT = {"網": "nets", "綱": "ropes", "船": "boats", "本": "books", "機械": "machines", "箱": "boxes"}
DID = {"買った": "bought", "売った": "sold", "数えた": "counted", "洗った": "washed"}


def sentences(count: int, seed: int) -> list[tuple[str, str]]:
    rng = random.Random(seed)
    found = []
    for _ in range(count):
        who, what, did, n = rng.choice(list(WHO)), rng.choice(list(WHAT)), rng.choice(list(DID)), rng.randrange(4, 10_000)
        found.append((f"{who}は{what}を{n}個{did}。", f"{WHO[who]} {DID[did]} {n} {WHAT[what]}."))
    return found


def step(module: str, *args: object) -> str:
    done = subprocess.run(
        [sys.executable, "-m", f"training.neural.{module}", *map(str, args)], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``data``, ``weights`` and ``model``."""
    folder = tmp_path_factory.mktemp("neural")
    (folder / "bitext").mkdir()
    with lzma.open(folder / "bitext" / "made.tsv.xz", "wt", encoding="utf-8") as handle:
        handle.writelines(f"{en}\t{ja}\n" for ja, en in sentences(4000, 1))
        handle.write("It is 5.\t七つある。\nEnglish\tEnglish\n\t空\nこれは\t日本語である。\n")
    (folder / "eval").mkdir()
    [(ja, en)] = sentences(1, 1)
    (folder / "eval" / "set.tsv").write_text(f"ja\ten\n{ja}\t{en}\n", encoding="utf-8")
    step("corpus", folder / "bitext", folder / "data", "--eval", folder / "eval", "--vocab", 450, "--target-vocab", 400, "--jobs", 1)
    common = ("--config", "tiny", "--tokens", 3000, "--every", 100, "--warmup", 50)
    step("train", folder / "data", folder / "work", *common, "--steps", 200)
    assert "going on from step 200" in step("train", folder / "data", folder / "work", *common, "--steps", 400)
    cooling = ("train", folder / "data", folder / "work", *common, "--cool", 200, "--out", folder / "weights")
    assert "stopped before step 600" in step(*cooling, "--minutes", 0)
    assert "at step 600" in step(*cooling)
    assert not list((folder / "weights").glob("checkpoint-*"))
    assert sorted(p.name for p in (folder / "work").iterdir())[-1] == "checkpoint-0000400.pt"
    step("convert", folder / "data", folder / "weights", folder / "model", "--part-megabytes", 1)
    return folder


def test_what_is_no_use_is_left_out_and_counted(trained: Path) -> None:
    card = json.loads((trained / "data" / "card.json").read_text())
    left = card["made"]["left out"]
    assert {"figures", "language", "length", "evaluation"} <= set(left)
    assert card["made"]["held out"] > 0
    dev = (trained / "data" / "dev.tsv").read_text(encoding="utf-8")
    assert sentences(1, 1)[0][0] not in dev


def test_the_converted_model_is_the_trained_one(trained: Path) -> None:
    """The same most likely token at every place, by PyTorch and by CTranslate2."""
    import ctranslate2
    import sentencepiece

    from training.neural.batches import BOS, EOS, SHIFT
    from training.neural.convert import specification, vocabularies, weights
    from training.neural.model import CONFIGS, Translator

    state = weights(trained / "weights")
    processor = sentencepiece.SentencePieceProcessor(model_file=str(trained / "data" / "source.spm"))
    words = vocabularies(trained / "data")
    (trained / "plain").mkdir()
    specification(state, "tiny", words).save(str(trained / "plain"))
    translator = ctranslate2.Translator(str(trained / "plain"), compute_type="float32")
    model = Translator((len(words[0]), len(words[1])), CONFIGS["tiny"]).eval()
    model.load_state_dict({k: torch.from_numpy(np.ascontiguousarray(v)) for k, v in state.items()})
    for ja, _ in sentences(20, 7):
        ids = [i + SHIFT for i in processor.encode(ja)]
        made = [BOS]
        while made[-1] != EOS and len(made) < 40:
            with torch.no_grad():
                made.append(int(model(torch.tensor([[*ids, EOS]]), torch.tensor([made]))[0, -1].argmax()))
        [found] = translator.translate_batch([processor.encode(ja, out_type=str)], beam_size=1)
        assert found.hypotheses[0] == [words[1][i] for i in made[1:-1]]


def test_a_converted_model_can_be_trained_on(trained: Path, tmp_path: Path) -> None:
    step("corpus", trained / "bitext", tmp_path / "data", "--like", trained / "model", "--jobs", 1)
    assert (tmp_path / "data" / "source.spm").read_bytes() == (trained / "model" / "source.spm").read_bytes()
    said = step("train", tmp_path / "data", tmp_path / "work", "--start", trained / "model", "--tokens", 3000, "--every", 100, "--warmup", 50, "--steps", 20)
    step("train", tmp_path / "data", tmp_path / "work", "--tokens", 3000, "--cool", 1, "--out", tmp_path / "weights")
    assert json.loads((tmp_path / "weights" / "config.json").read_text())["config"] == "tiny"
    before = step("train", trained / "data", trained / "work", "--config", "tiny", "--tokens", 3000, "--cool", 1)
    losses = [float(text.rsplit("dev loss ", 1)[1].split()[0]) for text in (said, before)]
    assert losses[0] < losses[1] + 0.1


def test_the_other_way_round_english_text_becomes_pairs_to_train_on(trained: Path, tmp_path: Path) -> None:
    (tmp_path / "english").mkdir()
    text = [en for _, en in sentences(300, 31)]
    (tmp_path / "english" / "made.txt").write_text("\n".join(text), encoding="utf-8")
    data = tmp_path / "data"
    step("corpus", trained / "bitext", data, "--like", trained / "model", "--english", tmp_path / "english", "--jobs", 1)
    count = json.loads((data / "card.json").read_text())["english"]["sentences"]
    assert 250 < count <= 300
    common = ("--config", "tiny", "--tokens", 3000, "--warmup", 50, "--steps")
    step("train", data, tmp_path / "work back", *common, 400, "--reverse")
    step("train", data, tmp_path / "work back", "--tokens", 3000, "--reverse", "--cool", 100, "--out", tmp_path / "reverse")
    glossed = int(step("glossed", data).split()[0])
    assert len(np.load(data / "back-glossed.npz")["source_sizes"]) == glossed > 0.9 * count
    said = step("back", data, tmp_path / "reverse", "--warmth", 0.5)
    made = np.load(data / "back.npz")
    assert len(made["source_sizes"]) == len(made["target_sizes"]) == int(said.split()[0]) > 0.7 * count
    import sentencepiece

    pieces = [sentencepiece.SentencePieceProcessor(model_file=str(data / name)) for name in ("source.spm", "target.spm")]
    known = {en: ja for ja, en in sentences(50_000, 77)}
    sides = [np.split(made[side], made[f"{side}_sizes"].cumsum(dtype=int)[:-1]) for side in ("source", "target")]
    right = [known.get(pieces[1].decode(en.tolist())) == pieces[0].decode(ja.tolist()) for ja, en in zip(*sides, strict=True)]
    assert sum(right) > 0.5 * sum(pieces[1].decode(en.tolist()) in known for en in sides[1])
    assert "at step 3" in step("train", data, tmp_path / "work", *common, 3)


def test_packs_give_back_their_sentences(tmp_path: Path) -> None:
    from training.neural.batches import BOS, EOS, SHIFT, Batches, without

    pairs = [([5, 6, 900, 7], [8, 9]), ([901], [4]), ([5], [6, 7, 8]), ([900, 6], [3, 3])]
    packed = {
        f"{side}{what}": value
        for n, side in enumerate(("source", "target"))
        for what, value in (("", np.concatenate([p[n] for p in pairs]).astype(np.uint16)), ("_sizes", np.array([len(p[n]) for p in pairs], np.uint16)))
    }
    np.savez(tmp_path / "pairs.npz", **packed)
    np.savez(tmp_path / "back.npz", **packed)
    batches = Batches(tmp_path, 64, 40, "cpu")
    found = batches.batch(np.arange(8))
    rows = [[int(i) for i in row if i] for row in found.source]
    assert sorted(rows) == sorted([[BOS] * made + [i + SHIFT for i in source] + [EOS] for source, _ in pairs for made in (0, 1)])
    assert [[int(i) for i in row if i] for row in found.target][:4] == [[BOS, *(i + SHIFT for i in pairs[n % 4][1]), EOS] for n in range(4)]
    assert sorted(int(i) for i in np.concatenate(batches.epoch(0))) == list(range(8))
    bare = without(packed["source"], packed["source_sizes"], 900)
    assert (bare["source"].tolist(), bare["source_sizes"].tolist()) == ([5, 6, 7, 5, 6], [3, 0, 1, 1])
    other = Batches(tmp_path, 64, 40, "cpu", japanese=900)
    assert len(other.fit) == 6, "a pair of which nothing is left is no use"
    assert int(other.batch(other.fit).target.max()) < 900 + SHIFT


def test_a_model_learns_to_take_hints(trained: Path, tmp_path: Path) -> None:
    """A model that had none is trained on with hints beside its words."""
    import sentencepiece

    from training.neural.sources import Sources

    step("corpus", trained / "bitext", tmp_path / "data", "--like", trained / "model", "--hints", "--jobs", 1)
    known = dict(line.split("\t") for line in lzma.decompress((tmp_path / "data" / "hints.tsv.xz").read_bytes()).decode().splitlines())
    assert known["漁師"] == "fishermen"
    sources = Sources(tmp_path / "data")
    ids = sources.encode(["漁師は網を買った。"])[0]
    english = sentencepiece.SentencePieceProcessor(model_file=str(tmp_path / "data" / "target.spm"))
    assert "fishermen" in english.decode([i - sources.japanese for i in ids if i >= sources.japanese])
    assert sources.encode(["漁師は網を買った。"], plain=True)[0] == [i for i in ids if i < sources.japanese]
    begin = ("train", tmp_path / "data", tmp_path / "work", "--start", trained / "model", "--tokens", 3000, "--warmup", 50)
    step(*begin, "--steps", 100)
    step("train", tmp_path / "data", tmp_path / "work", "--tokens", 3000, "--cool", 200, "--out", tmp_path / "weights")
    step("convert", tmp_path / "data", tmp_path / "weights", tmp_path / "model")
    pairs = sentences(60, 98)
    found = Chain("offline", EngineSettings(model=str(tmp_path / "model")), None).run([Request(ja) for ja, _ in pairs])
    assert sum(t.text == en for t, (_, en) in zip(found, pairs, strict=True)) >= 45


def test_first_embeddings_come_from_the_encoder(trained: Path, tmp_path: Path) -> None:
    assert "pieces begin with a meaning" in step("begin", trained / "data", tmp_path, "--config", "tiny")
    weights = torch.load(tmp_path / "checkpoint-0000000.pt", weights_only=True)["model"]
    norms = weights["source.weight"].norm(dim=1)
    assert 0.3 < float(norms.median()) < 2
    assert "going on from step 0" in step("train", trained / "data", tmp_path, "--tokens", 3000, "--steps", 2)


def test_the_loss_and_its_slopes_are_those_of_pytorch() -> None:
    from training.neural.loss import loss

    torch.manual_seed(3)
    hidden, weight, bias = (torch.randn(*shape, requires_grad=True) for shape in ((700, 16), (5000, 16), (5000,)))
    target = torch.randint(0, 5000, (700,))
    for smoothing in (0.0, 0.1):
        plain = torch.nn.functional.cross_entropy(hidden @ weight.T + bias, target, label_smoothing=smoothing)
        ours = loss(hidden, weight, bias, target, smoothing)
        torch.testing.assert_close(ours, plain)
        for a, b in zip(*(torch.autograd.grad(2 * found, (hidden, weight, bias)) for found in (ours, plain)), strict=True):
            torch.testing.assert_close(a, b, atol=1e-6, rtol=1e-4)


def test_attention_by_hand_is_that_of_pytorch() -> None:
    from training.neural.model import attend

    torch.manual_seed(4)
    query, key, value = (torch.randn(3, 2, length, 8) for length in (5, 7, 7))
    mask = torch.arange(7)[None, None, None, :] < torch.tensor([7, 4, 1])[:, None, None, None]
    torch.testing.assert_close(attend(query, key, value, mask, False), torch.nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask))
    torch.testing.assert_close(attend(key, key, value, None, True), torch.nn.functional.scaled_dot_product_attention(key, key, value, is_causal=True))


def test_it_translates_what_it_learned(trained: Path) -> None:
    pairs = sentences(100, 99)
    chain = Chain("offline", EngineSettings(model=str(trained / "model")), None)
    found = chain.run([Request(ja) for ja, _ in pairs])
    assert {(t.engine, t.status) for t in found} == {("offline", "draft")}
    right = sum(t.text == en for t, (_, en) in zip(found, pairs, strict=True))
    assert right >= 80, [(t.text, en) for t, (_, en) in zip(found, pairs, strict=True) if t.text != en][:5]
