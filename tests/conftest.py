"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import postgres

settings.register_profile("align", deadline=None, max_examples=60)
settings.load_profile("align")

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own settings and keys don't reach a test."""
    for name in list(os.environ):
        if name.startswith("ALIGN_") or name.endswith("_API_KEY"):
            monkeypatch.delenv(name)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a file below the test's folder."""

    def write(name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare with a golden file; UPDATE_GOLDEN=1 writes it anew."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("UPDATE_GOLDEN"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"no golden file {path}; make it with UPDATE_GOLDEN=1"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of an empty database on a real server; the test is skipped on machines without one."""
    with postgres.server() as address:
        if address is None:
            pytest.skip("PostgreSQL isn't installed")
        yield address
