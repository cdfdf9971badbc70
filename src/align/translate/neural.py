"""A small neural translator on this machine: a Transformer in CTranslate2, made by ``training/neural``.

What must not change (URLs, code, markers) is taken out before and put back after. A translation that lost a figure, stutters or
breaks off is made once more with the figures in numbered places that the model copies.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from align.errors import EngineError
from align.text.width import narrow
from align.translate.places import fill, lost, place
from align.translate.protect import protect, restore

_BEAM, _LONGER, _MORE, _TOKENS = 4, 2.5, 16, 3000
#: A run of words that comes three times in a row.
_STUTTER = re.compile(r"\b(\w+(?:\W+\w+){0,7})(?:\W+\1\b){2,}", re.I)
#: English characters for a Japanese one, below which a translation has broken off.
_BROKEN = 0.7
_NEEDS = "pip install 'align[ctranslate2]'"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A translation; ``confidence``: geometric mean of its tokens' probabilities, 0 to 1, higher is surer."""

    text: str
    confidence: float


def _faults(ja: str, en: str) -> int:
    """How many things are wrong with a translation that can be told by looking at it."""
    letters = len(re.sub(r"\W", "", ja))
    return 2 * len(lost(ja, en)) + (_STUTTER.search(en) is not None) + (letters > 12 and len(en) < _BROKEN * letters) + 4 * (not en.strip())


class Neural:
    """A model, loaded.

    Args:
        translator: of CTranslate2. source, target: of SentencePiece.
    """

    def __init__(self, translator: Any, source: Any, target: Any) -> None:
        self._translator, self._source, self._target = translator, source, target

    def _run(self, texts: Sequence[str]) -> list[Drafted]:
        pieces = [self._source.encode(t, out_type=str) for t in texts]
        found = self._translator.translate_batch(
            pieces, beam_size=_BEAM, max_batch_size=_TOKENS, batch_type="tokens", return_scores=True, repetition_penalty=1.05,
            max_decoding_length=_MORE + math.ceil(_LONGER * max(map(len, pieces), default=1)),
        )  # fmt: skip
        return [Drafted(self._target.decode(f.hypotheses[0]).strip(), math.exp(min(f.scores[0], 0.0))) for f in found]

    def translate(self, sentences: Sequence[str]) -> list[Drafted]:
        """Translate; the results are in the same order."""
        shielded = [protect(narrow(s)) for s in sentences]
        found = []
        for (_, pieces), draft in zip(shielded, self._run([text for text, _ in shielded]), strict=True):
            text, left = restore(draft.text, pieces)
            found.append(Drafted(" ".join([text, *left]), draft.confidence))
        again = [i for i, (s, d) in enumerate(zip(sentences, found, strict=True)) if _faults(s, d.text)]
        placed = [place(shielded[i][0], len(shielded[i][1]) + 1) for i in again]
        for i, (_, texts), draft in zip(again, placed, self._run([text for text, _ in placed]), strict=True):
            pieces = shielded[i][1]
            filled, all_there = fill(draft.text, texts, len(pieces) + 1)
            text, left = restore(filled, pieces)
            other = Drafted(" ".join([text, *left]), draft.confidence)
            if all_there and _faults(sentences[i], other.text) < _faults(sentences[i], found[i].text):
                found[i] = other
        return found


@lru_cache(maxsize=2)
def load(folder: Path) -> Neural:
    """A model from its folder; its parts are joined in memory.

    Raises:
        EngineError: a library or a file is missing, or the files make no model.
    """
    try:
        import ctranslate2
        import sentencepiece
    except ImportError as error:
        raise EngineError(f"the offline translator needs the package {error.name}", next_step=_NEEDS) from None
    parts = sorted(folder.glob("model.bin.*"), key=lambda p: int(p.suffix[1:]) if p.suffix[1:].isdecimal() else 0)
    if not parts:
        raise EngineError(f"there is no translator in {folder}", next_step="Name a folder that training/neural/convert.py wrote.")
    try:
        files: dict[str, Any] = {"model.bin": io.BytesIO(b"".join(p.read_bytes() for p in parts))}
        files |= {p.name: io.BytesIO(p.read_bytes()) for p in folder.glob("*.json")}
        translator = ctranslate2.Translator(str(folder), device="cpu", compute_type="int8", files=files)
        source, target = (sentencepiece.SentencePieceProcessor(model_file=str(folder / name)) for name in ("source.spm", "target.spm"))
    except (OSError, RuntimeError, ValueError) as error:
        raise EngineError(f"the translator in {folder} can't be loaded ({error})", next_step="Convert it again, or leave --engine-model away.") from None
    return Neural(translator, source, target)
