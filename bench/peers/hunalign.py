"""hunalign (Varga et al. 2005) with our lexicon as its dictionary. Its ladder lists the corners of the beads."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from align.match.lexicon import lexicon
from align.match.signals import renderings
from align.text.tokens import en_tokens, ja_tokens
from bench.case import Case, Group

#: Translations of a word that are less likely than this stay out of the dictionary.
_LIKELY = 0.15


@lru_cache(maxsize=1)
def _dictionary() -> str:
    """Lines of ``en @ ja``: hunalign wants the target word first."""
    return "".join(f"{word} @ {token}\n" for token in lexicon().ja for word, p, _ in renderings(token) if p >= _LIKELY)


def align(cases: Sequence[Case]) -> list[list[Group]] | None:
    binary = os.environ.get("HUNALIGN")
    if not binary:
        return None
    found = []
    with tempfile.TemporaryDirectory() as folder:
        ja, en, dictionary = (Path(folder) / n for n in ("ja", "en", "dictionary"))
        dictionary.write_text(_dictionary(), encoding="utf-8")
        for case in cases:
            ja.write_text("".join(" ".join(ja_tokens(t)) + "\n" for t in case.ja), encoding="utf-8")
            en.write_text("".join(" ".join(en_tokens(t)) + "\n" for t in case.en), encoding="utf-8")
            # It leaves a file of its own in the folder that it runs in.
            done = subprocess.run([Path(binary).resolve(), dictionary, ja, en], capture_output=True, text=True, check=True, cwd=folder)
            corners = [tuple(int(x) for x in line.split("\t")[:2]) for line in done.stdout.splitlines() if line.strip()]
            found.append([(tuple(range(a[0], b[0])), tuple(range(a[1], b[1]))) for a, b in pairwise(corners)])
    return found
