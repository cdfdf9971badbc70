"""Japanese sentences: a spaCy pipeline of SudachiPy tokens and boundary rules.

spaCy's own Japanese tokenizer costs about six times bare SudachiPy, so the pipeline has a tokenizer
of its own, which keeps every character of its input.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from align.segment.pipe import mark
from align.segment.rules import ja_boundaries

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


class SudachiTokenizer:
    """Text to a spaCy ``Doc`` of SudachiPy mode-A tokens; ``doc.text`` is the text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        from spacy.tokens import Doc

        from align.text.sudachi import surfaces

        words: list[str] = []
        spaces: list[bool] = []
        for surface in surfaces(text):
            if surface == " " and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
            else:
                words.append(surface)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """The spaCy pipeline: ``doc.sents`` are the sentences."""
    import spacy
    from spacy.language import Language

    if not Language.has_factory("align_ja_boundaries"):

        @Language.component("align_ja_boundaries")
        def align_ja_boundaries(doc: Doc) -> Doc:
            return mark(doc, ja_boundaries(doc.text))

    # A blank multi-language pipeline: `blank("ja")` would load spaCy's own tokenizer and dictionary.
    nlp = spacy.blank("xx")
    nlp.tokenizer = SudachiTokenizer(nlp.vocab)
    nlp.add_pipe("align_ja_boundaries")
    return nlp


def boundaries(text: str) -> list[int]:
    """Where sentences begin in ``text``, the first one (0) left out."""
    if not text:
        return []
    return [sent.start_char for sent in pipeline()(text).sents][1:]
