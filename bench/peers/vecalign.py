"""vecalign (Thompson and Koehn 2019) with the vectors of our encoder."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from align.match.encoder import shipped, unit
from align.match.features import en_features, ja_features
from bench.case import Case, Group

#: Beads of so many sentences in all, as ours.
_LARGEST = 7
_BEAD = re.compile(r"\[(?P<ja>[\d, ]*)\]:\[(?P<en>[\d, ]*)\]")


def _embed(folder: Path, language: str, documents: Sequence[Sequence[str]]) -> tuple[str, str]:
    """Every run of sentences and its vector, as vecalign reads them."""
    vectors: dict[str, np.ndarray] = {}
    for texts in documents:
        rows = shipped().sums([(ja_features if language == "ja" else en_features)(t) for t in texts], language)
        for n in range(1, _LARGEST):
            for i in range(len(texts) - n + 1):
                vectors.setdefault(" ".join(texts[i : i + n]).strip()[:10000], rows[i : i + n].sum(axis=0))
        vectors.setdefault("PAD", np.ones(rows.shape[1], np.float32))
    names, table = folder / f"{language}.overlaps", folder / f"{language}.vectors"
    names.write_text("".join(f"{t}\n" for t in vectors), encoding="utf-8")
    unit(np.array(list(vectors.values()), np.float32)).astype(np.float32).tofile(table)
    return str(names), str(table)


def _line(text: str) -> str:
    return " ".join(text.split()) or "BLANK_LINE"


def align(cases: Sequence[Case]) -> list[list[Group]] | None:
    command = os.environ.get("VECALIGN")
    if not command:
        return None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files: dict[str, list[str]] = {"ja": [], "en": []}
        for n, case in enumerate(cases):
            for language, texts in (("ja", case.ja), ("en", case.en)):
                path = folder / f"{n:05d}.{language}"
                path.write_text("".join(_line(t) + "\n" for t in texts), encoding="utf-8")
                files[language].append(str(path))
        ja = _embed(folder, "ja", [[_line(t) for t in c.ja] for c in cases])
        en = _embed(folder, "en", [[_line(t) for t in c.en] for c in cases])
        done = subprocess.run(
            [command, "-a", str(_LARGEST), "--src", *files["ja"], "--tgt", *files["en"], "--src_embed", *ja, "--tgt_embed", *en],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    beads = iter([tuple(tuple(int(x) for x in m[side].split(",") if x.strip()) for side in ("ja", "en")) for m in _BEAD.finditer(done.stdout)])
    found = []
    for case in cases:  # the beads of all documents come one after another; each has all its sentences
        groups: list[Group] = []
        left = len(case.ja) + len(case.en)
        while left:
            ja_part, en_part = next(beads)
            groups.append((ja_part, en_part))
            left -= len(ja_part) + len(en_part)
        found.append(groups)
    return found
