"""Models of CTranslate2 in a folder, as ``training/neural/convert.py`` writes them."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from align.errors import EngineError


def _cores() -> int:
    """Batches at the same time: on two cores twice as fast as one batch on both."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, 8)


@contextmanager
def _whole(folder: Path, parts: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """Where CTranslate2 finds the model. It keeps a copy of what it is given in memory, so it gets files for as long as it reads, if they can be written."""
    words = {p.name: p.read_bytes() for p in folder.glob("*.json")}
    with ExitStack() as stack:
        try:
            where = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="align-", ignore_cleanup_errors=True)))
            for name, data in words.items():
                (where / name).write_bytes(data)
            with (where / "model.bin").open("wb") as whole:
                for part in parts:
                    whole.write(part.read_bytes())
            found: dict[str, Any] = {"model_path": str(where)}
        except OSError:
            files = {name: io.BytesIO(data) for name, data in words.items()} | {"model.bin": io.BytesIO(b"".join(p.read_bytes() for p in parts))}
            found = {"model_path": str(folder), "files": files}
        yield found


def opened(folder: Path) -> tuple[Any, Any, Any]:
    """The translator, and the SentencePiece models of source and target; the parts of the model are joined.

    Raises:
        EngineError: a library or a file is missing, or the files make no model.
    """
    try:
        import ctranslate2
        import sentencepiece
    except ImportError as error:
        raise EngineError(f"the offline translator needs the package {error.name}", next_step="Install align again, or take --engine glosses.") from None
    parts = sorted(folder.glob("model.bin.*"), key=lambda p: int(p.suffix[1:]) if p.suffix[1:].isdecimal() else 0)
    if not parts:
        raise EngineError(f"there is no translator in {folder}", next_step="Name a folder that training/neural/convert.py wrote, or leave --engine-model away.")
    try:
        with _whole(folder, parts) as model:
            translator = ctranslate2.Translator(**model, device="cpu", compute_type="int8", inter_threads=_cores(), intra_threads=1)
        source, target = (sentencepiece.SentencePieceProcessor(model_file=str(folder / name)) for name in ("source.spm", "target.spm"))
    except (OSError, RuntimeError, ValueError) as error:
        raise EngineError(f"the translator in {folder} can't be loaded ({error})", next_step="Convert it again, or leave --engine-model away.") from None
    return translator, source, target
