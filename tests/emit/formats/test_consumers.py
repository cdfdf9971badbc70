"""Programs of other people open what we write, where the machine has them."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from align.emit.formats import by_name
from tests.emit.formats.sample import CORPUS


def test_libreoffice_opens_and_saves_the_workbook(tmp_path: Path) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        pytest.skip("LibreOffice isn't installed")
    xlsx = by_name("xlsx")
    path = tmp_path / "corpus.xlsx"
    path.write_bytes(xlsx.write(CORPUS))
    command = [program, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "xlsx", "--outdir", str(tmp_path / "saved"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert xlsx.read
    ours, theirs = ([replace(e, place="") for e in xlsx.read(p)] for p in (path, tmp_path / "saved" / "corpus.xlsx"))
    assert theirs == ours
