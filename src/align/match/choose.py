"""The encoder of a run: the shipped one, or the one that the user names."""

from __future__ import annotations

from pathlib import Path

from align.match import onnx
from align.match.encoder import Encoder, shipped


def encoder(name: str = "", prefix: str = "") -> Encoder:
    """The encoder of this name.

    Args:
        name: empty or ``static`` for the shipped one; a folder with an ONNX model; or the name or folder of
            a sentence-transformers model.
        prefix: put before each text.

    Raises:
        InputError: the model or a library that it needs isn't there, or it doesn't know both languages.
    """
    if name in ("", "static"):
        return shipped()
    from align.match.outside import OutsideEncoder

    folder = Path(name).expanduser()
    if onnx.is_folder(folder):
        return OutsideEncoder(onnx.OnnxModel(folder, prefix))
    from align.match.transformer import TransformerModel

    return OutsideEncoder(TransformerModel(str(folder) if folder.is_dir() else name, prefix))
