"""What produced an output: versions, dictionaries, settings, digests of the inputs."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import align
from align.emit.atomic import write_bytes

_PACKAGES = ("spacy", "SudachiPy", "SudachiDict-core", "deep-translator", "pandas", "numpy", "markdown-it-py", "rapidfuzz", "ctranslate2", "sentencepiece")


def write(path: Path, inputs: Mapping[str, str], settings: Mapping[str, object], engine: str) -> None:
    """Write ``<report>.signature.json``: sorted keys, no times, so that equal runs give equal bytes.

    Args:
        inputs: file name → SHA-256 of its bytes.
        settings: those that decide the output; never a key.
    """
    content = {
        "align": align.__version__,
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
        "engine": engine,
        "settings": dict(settings),
        "inputs": dict(inputs),
    }
    write_bytes(path, (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8"))
