"""Other encoders on the scale of the shipped one.

Cosines of one model are not those of another: what 0.7 says about LaBSE's, 0.9 says about e5's. The
mean of a language's vectors is taken off first (Mu and Viswanath 2018); then translations and
sentences that have nothing to do with each other, 64 pairs in ``anchors.tsv``, tell where the
cosines of the model lie on the scale of the shipped encoder, which the scorer has learned from.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from align.errors import InputError
from align.match.encoder import shipped, unit
from align.match.features import Features, en_features, ja_features

Floats = NDArray[np.float32]
#: A model whose cosines of translations exceed those of unrelated sentences by less than so many of
#: the latter's standard deviations isn't one for Japanese and English.
_APART = 1.5


class Model(Protocol):
    """Anything that turns texts into vectors; their length doesn't matter."""

    @property
    def name(self) -> str: ...

    def vectors(self, texts: Sequence[str], language: str) -> Floats:
        """One row per text; ``language`` is ``ja`` or ``en``."""
        ...


@lru_cache(maxsize=1)
def anchors() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Japanese sentences and their translations."""
    lines = (resources.files("align.match.data") / "anchors.tsv").read_text(encoding="utf-8").splitlines()[1:]
    ja, en = zip(*(line.split("\t") for line in lines), strict=True)
    return ja, en


def _spread(ja: Floats, en: Floats) -> tuple[float, float, float]:
    """Mean cosine of translations, mean of the others, and the standard deviation of the others."""
    cosines = ja @ en.T
    others = cosines[~np.eye(len(cosines), dtype=bool)]
    return float(np.diag(cosines).mean()), float(others.mean()), float(others.std())


class OutsideEncoder:
    """A model behind the protocol of :class:`align.match.encoder.Encoder`.

    Raises:
        InputError: the model doesn't bring Japanese and English sentences of the same meaning together.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self.name = model.name
        texts = dict(zip(("ja", "en"), anchors(), strict=True))
        raw = {language: unit(model.vectors(texts[language], language)) for language in texts}
        self._mean = {language: vectors.mean(axis=0) for language, vectors in raw.items()}
        self._anchors = {language: unit(vectors - self._mean[language]) for language, vectors in raw.items()}
        same, other, deviation = _spread(self._anchors["ja"], self._anchors["en"])
        if not same - other > _APART * deviation:
            raise InputError(
                f"translations are no nearer to each other ({same:.2f}) than other sentences are ({other:.2f}): "
                "the model doesn't know both Japanese and English",
                where=model.name, next_step="Choose a multilingual sentence encoder, such as LaBSE or multilingual-e5.",
            )  # fmt: skip
        ours = shipped()
        features = {"ja": [ja_features(t) for t in texts["ja"]], "en": [en_features(t) for t in texts["en"]]}
        our_same, our_other, _ = _spread(ours.encode(features["ja"], "ja"), ours.encode(features["en"], "en"))
        #: What a cosine of this model is on the shipped scale: ``scale`` times it, plus ``offset``.
        self.scale = (our_same - our_other) / (same - other)
        self.offset = our_other - self.scale * other

    def encode(self, features: Sequence[Features], language: str) -> Floats:
        """Unit vectors, one row per text."""
        if not features:
            return np.zeros((0, len(self._mean[language])), np.float32)
        return unit(unit(self._model.vectors([f.text for f in features], language)) - self._mean[language])

    def sums(self, features: Sequence[Features], language: str) -> Floats:
        """As :meth:`encode`, each row as long as its text has tokens, so that windows add up."""
        lengths = np.array([max(len(f.tokens) + len(f.latin), 1) if language == "ja" else max(len(f.tokens), 1) for f in features], np.float32)
        result: Floats = self.encode(features, language) * np.sqrt(lengths)[:, None]
        return result

    def unrelated(self, language: str) -> Floats:
        """Unit vectors of the anchors."""
        return self._anchors[language]
