"""A CTranslate2 model in a folder on this machine, as OPUS-MT, NLLB and others come, or a package of Argos Translate.

The folder holds ``model.bin`` with its vocabularies and one or two SentencePiece models: ``source.spm`` and
``target.spm``, or one for both (``sentencepiece.model``, ``spiece.model`` …). A package of Argos Translate, the
``.argosmodel`` file or its unpacked folder, holds the same in a subfolder ``model``.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from align.errors import EngineError
from align.translate.engine import EngineSettings, Request, Spec, Translate

#: Translations are looked for in so many directions at once, and may have so many tokens for each token of the sentence and more.
_BEAM, _LONGER, _MORE = 4, 3, 20
_SOURCES = ("source.spm", "sentencepiece.model", "sentencepiece.bpe.model", "spiece.model", "spm.model")
_TARGETS = ("target.spm", *_SOURCES[1:])
_HOW = "Give --engine-model the folder of a CTranslate2 model with its SentencePiece models, or an .argosmodel file."


@dataclass(frozen=True, slots=True)
class _Files:
    """Where the parts of a model are; the tokens that stand before a sentence and its translation."""

    model: Path
    source: Path
    target: Path
    ja: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


def _files(folder: Path) -> _Files:
    model = next((f for f in (folder, folder / "model", *sorted(folder.glob("*/model"))) if (f / "model.bin").is_file()), None)
    if model is None:
        raise EngineError(f"there is no model.bin in {folder}", next_step=_HOW)
    places = (model, model.parent) if model.name == "model" else (model,)

    def first(names: Sequence[str]) -> Path:
        for place in places:
            for name in names:
                if (place / name).is_file():
                    return place / name
        raise EngineError(f"there is no SentencePiece model in {folder} ({', '.join(names)})", next_step=_HOW)

    package = _json(model.parent / "metadata.json")
    languages = package.get("from_code"), package.get("to_code")
    if package and languages != ("ja", "en"):
        raise EngineError(f"the package translates from {languages[0]} to {languages[1]}", next_step="Give --engine-model a package from ja to en.")
    prefix = str(package.get("target_prefix") or "")
    nllb = "eng_Latn" in (words := _vocabulary(model)) and "jpn_Jpan" in words
    return _Files(model, first(_SOURCES), first(_TARGETS), ("jpn_Jpan",) if nllb else (), ("eng_Latn",) if nllb else (prefix,) if prefix else ())


def _json(path: Path) -> Mapping[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _vocabulary(model: Path) -> set[str]:
    """The target words of a model, as far as its files say."""
    for name in ("shared_vocabulary", "target_vocabulary"):
        if (model / f"{name}.json").is_file():
            found = json.loads((model / f"{name}.json").read_text(encoding="utf-8"))
            return set(found) if isinstance(found, list) else set()
        if (model / f"{name}.txt").is_file():
            return set((model / f"{name}.txt").read_text(encoding="utf-8").split("\n"))
    return set()


@lru_cache(maxsize=1)
def _unpacked(package: Path) -> Path:
    """An Argos package in a folder that lasts as long as the program."""
    with zipfile.ZipFile(package) as archive:
        folder = Path(tempfile.mkdtemp(prefix="align-argos-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        archive.extractall(folder)  # names that lead out of the folder are mended by zipfile
    return folder


@lru_cache(maxsize=8)
def _digest(path: Path, size: int, changed: int) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()[:8]


def variant(settings: EngineSettings, text: str) -> str:
    """The name of the model and a digest of its weights, so that another model asks anew."""
    path = Path(settings.model)
    weights = path if path.is_file() else _files(path).model / "model.bin"
    state = weights.stat()
    return f"{path.resolve().name}/{_digest(weights, state.st_size, state.st_mtime_ns)}"


def make(settings: EngineSettings) -> Translate:
    if not settings.model:
        raise EngineError("the engine ctranslate2 needs the path of a model", next_step=_HOW)
    try:
        import ctranslate2
        import sentencepiece
    except ImportError as error:
        raise EngineError(f"the engine ctranslate2 needs the package {error.name}", next_step="Install align again.") from None
    path = Path(settings.model)
    if not path.exists():
        raise EngineError(f"there is no model at {path}", next_step=_HOW)
    try:
        files = _files(_unpacked(path) if path.is_file() else path)
        translator = ctranslate2.Translator(str(files.model), device="cpu", compute_type="default")
        source, target = (sentencepiece.SentencePieceProcessor(model_file=str(f)) for f in (files.source, files.target))
    except (OSError, RuntimeError, ValueError, zipfile.BadZipFile) as error:
        raise EngineError(f"the model at {path} can't be loaded ({error})", next_step=_HOW) from None

    def translate(requests: Sequence[Request]) -> list[str]:
        pieces = [[*files.ja, *source.encode(r.text, out_type=str), *(["</s>"] if files.ja else [])] for r in requests]
        found = translator.translate_batch(
            pieces, target_prefix=[list(files.en)] * len(pieces) if files.en else None, beam_size=_BEAM, no_repeat_ngram_size=0,
            max_decoding_length=_MORE + _LONGER * max(map(len, pieces)), max_batch_size=2048, batch_type="tokens",
        )  # fmt: skip
        # The longest allowed is one number for all; a sentence that runs wild is cut as if it stood alone.
        limits = [_MORE + _LONGER * len(p) for p in pieces]
        return [target.decode([t for t in f.hypotheses[0][:limit] if t not in files.en]).strip() for f, limit in zip(found, limits, strict=True)]

    return translate


SPEC = Spec(
    "ctranslate2", "a CTranslate2 model or Argos Translate package at --engine-model, on this machine", make, network=False, longest=1000, batch=32, variant=variant, models=True
)
