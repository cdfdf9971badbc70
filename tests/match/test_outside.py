"""Encoders that users bring: ONNX folders and sentence-transformers models, on the scale of the shipped one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from align.errors import InputError
from align.match import Matcher
from align.match.choose import encoder
from align.match.encoder import shipped, similarity, unit
from align.match.features import en_features, ja_features
from align.match.onnx import OnnxModel
from align.match.outside import OutsideEncoder, anchors
from align.match.pair import align_documents
from align.model.match import Verdict
from tests.match import tiny
from tests.match.test_beads import EN, JA
from tests.match.test_match import SOURCE, source

PAIRS = [*zip(*anchors(), strict=True), *zip(JA, EN, strict=True), ("集めるには1トンあたり400ユーロかかる。", "Collection costs 400 euros per tonne.")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.make(tmp_path_factory.mktemp("tiny") / "tiny-encoder", PAIRS)


def test_the_anchors_are_pairs_that_nothing_is_wrong_with() -> None:
    ja, en = anchors()
    assert len(ja) == len(en) == 64
    assert len(set(ja)) == len(set(en)) == 64
    scores = shipped().encode([ja_features(t) for t in ja], "ja") @ shipped().encode([en_features(t) for t in en], "en").T
    assert (scores.argmax(axis=1) == np.arange(64)).mean() > 0.95


def test_vectors_are_the_mean_of_their_tokens_whatever_the_batch(folder: Path) -> None:
    model = OnnxModel(folder)
    together = model.vectors([*JA, "港"], "ja")
    alone = np.concatenate([model.vectors([t], "ja") for t in [*JA, "港"]])
    assert together.shape == (len(JA) + 1, tiny.DIMENSIONS)
    assert np.allclose(together, alone, atol=1e-5)


def test_the_first_token_where_the_model_says_so(tmp_path: Path, folder: Path) -> None:
    model = OnnxModel(tiny.make(tmp_path / "first", PAIRS, first_token=True))
    assert np.allclose(model.vectors(["港では"], "ja"), OnnxModel(folder).vectors(["港"], "ja"), atol=1e-5)


def test_a_prefix_goes_before_each_text(folder: Path) -> None:
    assert not np.allclose(OnnxModel(folder, "網 ").vectors(["港"], "ja"), OnnxModel(folder).vectors(["港"], "ja"))


def test_similarities_lie_on_the_scale_of_the_shipped_encoder(folder: Path) -> None:
    theirs = encoder(str(folder))
    means = []
    for e in (theirs, shipped()):
        s = similarity(e, e.encode([ja_features(t) for t in anchors()[0]], "ja"), e.encode([en_features(t) for t in anchors()[1]], "en"))
        means.append((float(np.diag(s).mean()), float(s[~np.eye(64, dtype=bool)].mean())))
    assert means[0] == pytest.approx(means[1], abs=0.01)
    assert theirs.encode([], "ja").shape == (0, tiny.DIMENSIONS)


def test_reports_are_matched_with_it(folder: Path) -> None:
    matcher = Matcher({0: "集めるには1トンあたり400ユーロかかる。", 1: "集めるには1トンあたり500ユーロかかる。"}, {"s": source(SOURCE)}, encoder=encoder(str(folder)))
    said, otherwise = matcher.match(0, "s"), matcher.match(1, "s")
    assert (said.verdict, said.best.passage.first if said.best else 0) == (Verdict.SUPPORTED, 4)
    assert otherwise.verdict == Verdict.CONTRADICTED


def test_documents_are_aligned_with_it(folder: Path) -> None:
    found = align_documents([ja_features(t) for t in JA], [en_features(t) for t in EN[:6] + EN[7:]], encoder=encoder(str(folder)))
    assert [(b.ja, b.en) for b in found if b.en[0] < b.en[1]] == [((i, i + 1), (i - (i > 6), i - (i > 6) + 1)) for i in range(10) if i != 6]


def test_a_model_that_knows_one_language_only_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="doesn't know both Japanese and English"):
        encoder(str(tiny.make(tmp_path / "mono", PAIRS, know_both=False)))


def test_no_name_is_the_shipped_encoder() -> None:
    assert encoder("") is encoder("static") is shipped()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda f: (f / "tokenizer.json").unlink(), "holds model.onnx and tokenizer.json"),
        (lambda f: (f / "model.onnx").write_bytes(b"no model"), "can't be loaded"),
        (lambda f: (f / "tokenizer.json").write_text("{}"), "can't be loaded"),
        (lambda f: (f / "2_Dense").mkdir(), "no vector per text"),
    ],
)
def test_what_is_wrong_with_a_folder_is_said(tmp_path: Path, spoil, said: str) -> None:  # type: ignore[no-untyped-def]
    made = tiny.make(tmp_path / "encoder", PAIRS[:8])
    spoil(made)
    with pytest.raises(InputError, match=said):
        OnnxModel(made)


def test_a_library_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(InputError, match=r"onnxruntime.*not installed") as caught:
        OnnxModel(folder)
    assert "onnxruntime tokenizers" in str(caught.value.next_step)
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(InputError, match=r"sentence-transformers.*not installed"):
        encoder("nobody/no-such-model")


def test_a_sentence_transformers_model_in_a_folder(tmp_path: Path) -> None:
    """Runs where the library is installed; it is too large to be among the test's requirements."""
    library = pytest.importorskip("sentence_transformers")
    from sentence_transformers.models import StaticEmbedding
    from tokenizers import Tokenizer

    folder = tiny.make(tmp_path / "onnx", PAIRS)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    table = OnnxModel(folder)._session.run(None, {"input_ids": np.arange(tokenizer.get_vocab_size())[None], "attention_mask": np.ones((1, tokenizer.get_vocab_size()), np.int64)})[0][0]
    library.SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=table)], device="cpu").save(str(tmp_path / "model"))
    theirs = encoder(str(tmp_path / "model"))
    assert isinstance(theirs, OutsideEncoder)
    assert np.allclose(theirs.encode([ja_features(JA[0])], "ja"), encoder(str(folder)).encode([ja_features(JA[0])], "ja"), atol=1e-3)
    assert np.allclose(unit(theirs.sums([en_features(EN[0])], "en")), theirs.encode([en_features(EN[0])], "en"), atol=1e-5)
