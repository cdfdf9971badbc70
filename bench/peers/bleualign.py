"""Bleualign (Sennrich and Volk 2010) with our offline translation.

Its output is text; the words carry the number of their sentence as a second factor, which Bleualign
hands through, so that beads can be told.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from align.text.sudachi import surfaces
from align.translate import Request, make
from align.translate.engine import Answer
from bench.case import Case, Group

_END = ".EOA"


def _factored(words: Sequence[str], number: int) -> str:
    plain = [part for w in words for part in w.replace("|", "/").split()]
    return " ".join(f"{w}|{number}" for w in plain) or f"-|{number}"


def _numbers(line: str) -> tuple[int, ...]:
    return tuple(sorted({int(w.rpartition("|")[2]) for w in line.split()}))


def align(cases: Sequence[Case]) -> list[list[Group]] | None:
    home = os.environ.get("BLEUALIGN")
    if not home:
        return None
    engine = make("offline")
    found = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ja, en, translated, out = (folder / n for n in ("ja", "en", "translated", "out"))
        for case in cases:
            ja.write_text("".join(_factored(surfaces(t), i) + "\n" for i, t in enumerate(case.ja)) + _END + "\n", encoding="utf-8")
            en.write_text("".join(_factored(t.split(), i) + "\n" for i, t in enumerate(case.en)) + _END + "\n", encoding="utf-8")
            drafts = [a.text if isinstance(a, Answer) else a for a in engine([Request(t) for t in case.ja])]
            translated.write_text("".join(" ".join(d.split()) + "\n" for d in drafts) + _END + "\n", encoding="utf-8")
            subprocess.run(
                [sys.executable, str(Path(home) / "bleualign.py"), "-s", ja, "-t", en, "--srctotarget", translated, "-o", out, "--factored", "-v", "0", "-p", "1"],
                capture_output=True, check=True,
            )  # fmt: skip
            lines = [(folder / f"out-{side}").read_text(encoding="utf-8").split("\n") for side in ("s", "t")]
            found.append([(_numbers(a), _numbers(b)) for a, b in zip(*lines, strict=True) if a.strip() and b.strip() and _END not in a])
    return found
