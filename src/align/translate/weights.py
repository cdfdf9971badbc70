"""Models of CTranslate2 in a folder, as ``training/neural/convert.py`` writes them."""

from __future__ import annotations

import io
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from align.errors import EngineError


def _cores() -> int:
    """Batches at the same time: on two cores twice as fast as one batch on both."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, 8)


def _translator(folder: Path, parts: list[Path]) -> Any:
    """CTranslate2 keeps a copy of what it is given in memory, so it gets a file for as long as it reads, if one can be written."""
    import ctranslate2

    how = {"device": "cpu", "compute_type": "int8", "inter_threads": _cores(), "intra_threads": 1}
    words = {p.name: p.read_bytes() for p in folder.glob("*.json")}
    with ExitStack() as stack:
        try:
            name = stack.enter_context(tempfile.TemporaryDirectory(prefix="align-", ignore_cleanup_errors=True))
            for word, data in words.items():
                (Path(name) / word).write_bytes(data)
            with (Path(name) / "model.bin").open("wb") as whole:
                for part in parts:
                    whole.write(part.read_bytes())
        except OSError:
            files = {"model.bin": io.BytesIO(b"".join(p.read_bytes() for p in parts))} | {word: io.BytesIO(data) for word, data in words.items()}
            return ctranslate2.Translator(str(folder), files=files, **how)
        return ctranslate2.Translator(name, **how)


def opened(folder: Path) -> tuple[Any, Any, Any]:
    """The translator, and the SentencePiece models of source and target; the parts of the model are joined.

    Raises:
        EngineError: a library or a file is missing, or the files make no model.
    """
    try:
        import ctranslate2  # noqa: F401
        import sentencepiece
    except ImportError as error:
        raise EngineError(f"the offline translator needs the package {error.name}", next_step="Install align again, or take --engine glosses.") from None
    parts = sorted(folder.glob("model.bin.*"), key=lambda p: int(p.suffix[1:]) if p.suffix[1:].isdecimal() else 0)
    if not parts:
        raise EngineError(f"there is no translator in {folder}", next_step="Name a folder that training/neural/convert.py wrote, or leave --engine-model away.")
    try:
        translator = _translator(folder, parts)
        source, target = (sentencepiece.SentencePieceProcessor(model_file=str(folder / name)) for name in ("source.spm", "target.spm"))
    except (OSError, RuntimeError, ValueError) as error:
        raise EngineError(f"the translator in {folder} can't be loaded ({error})", next_step="Convert it again, or leave --engine-model away.") from None
    return translator, source, target
