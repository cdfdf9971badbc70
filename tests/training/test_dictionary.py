"""A dictionary beside the parallel text: in the lexicon, and in sentences to train on."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import ROOT
from training.neural.words import rare_in_sentences, read

ENTRIES = [
    ("霧笛", "むてき", [(["n"], ["foghorn", "fog signal"])]),
    (None, "リチウム", [(["n"], ["lithium (Li)"])]),
    ("網", "あみ", [(["n"], ["net"])]),
    ("繕う", "つくろう", [(["v5u"], ["to mend", "to patch up"])]),
    ("稀", "まれ", [(["adj-na"], ["a thing that is rare, and more than three words"])]),
]


@pytest.fixture
def dictionary(tmp_path: Path) -> Path:
    """In the form of jmdict-simplified."""

    def form(text: str | None) -> list[dict[str, object]]:
        return [{"common": True, "text": text}] if text else []

    words = [
        {"kanji": form(kanji), "kana": form(kana), "sense": [{"partOfSpeech": pos, "gloss": [{"lang": "eng", "text": g} for g in glosses]} for pos, glosses in senses]}
        for kanji, kana, senses in ENTRIES
    ]
    path = tmp_path / "dictionary.json"
    path.write_text(json.dumps({"words": words}), encoding="utf-8")
    return path


def test_words_and_the_nouns_among_them(dictionary: Path) -> None:
    words, nouns, common = read(dictionary)
    assert common == {"霧笛", "リチウム", "繕う"}
    assert words == {"霧笛": "foghorn", "リチウム": "lithium", "繕う": "mend"}  # a word of one letter says too little
    assert nouns == {"霧笛": "foghorn", "リチウム": "lithium"}


def test_rare_nouns_stand_where_a_common_one_stood(dictionary: Path) -> None:
    text = json.loads(dictionary.read_text(encoding="utf-8"))
    text["words"].append({"kanji": [{"common": True, "text": "漁船"}], "kana": [{"common": True, "text": "ぎょせん"}], "sense": [{"partOfSpeech": ["n"], "gloss": [{"text": "boat"}]}]})
    dictionary.write_text(json.dumps(text), encoding="utf-8")
    pairs = [(f"{n}番目の漁船を直した。", f"They mended the boat, number {n}.") for n in range(20)] + [("漁船を直した。", "They mended a boat.")]
    found = list(rare_in_sentences(pairs, dictionary, random.Random(1)))
    assert ("霧笛", "foghorn") in found
    made = [(ja, en) for ja, en in found if "リチウム" in ja and "を直した" in ja]
    assert made
    assert all(en.startswith("They mended the lithium, number") for _, en in made)
    assert not any("漁船を直した" in ja for ja, _ in found)  # it isn't rare


def test_what_the_dictionary_adds_to_a_lexicon(dictionary: Path, tmp_path: Path) -> None:
    path = tmp_path / "lexicon.npz"

    def joined(*words: str) -> np.ndarray:
        return np.frombuffer("\n".join(words).encode(), np.uint8)

    np.savez(
        path, ja_vocab=joined("網", "霧笛"), en_vocab=joined("net", "horn"), ja_df=np.array([5000, 4], np.int32), en_df=np.array([5000, 30], np.int32), pairs=np.int64(100_000),
        row=np.array([0, 1], np.int32), col=np.array([0, 1], np.int32), en_given_ja=np.array([200, 200], np.uint8), ja_given_en=np.array([200, 100], np.uint8),
    )  # fmt: skip
    subprocess.run([sys.executable, "training/dictionary.py", dictionary, path], cwd=ROOT, check=True, capture_output=True)
    data = np.load(path)
    ja, en = (bytes(data[f"{side}_vocab"]).decode().split("\n") for side in ("ja", "en"))
    table = {(ja[r], en[c]): (int(p), int(q)) for r, c, p, q in zip(data["row"], data["col"], data["en_given_ja"], data["ja_given_en"], strict=True)}
    assert table["網", "net"] == (200, 200)
    assert table["霧笛", "horn"] == (200, 100)
    assert table["リチウム", "lithium"][0] == round(0.7 * 255)
    assert 0 < table["霧笛", "foghorn"][0] <= 55  # what was learned leaves so much
    assert ("網", "mend") not in table
