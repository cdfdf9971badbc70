"""A corpus to review: the small sample report, built once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from align import pipeline
from align.review.service import Review
from align.settings import Settings, load
from tests.conftest import ROOT

SAMPLE = ROOT / "corpus" / "ja" / "net-recycling.txt"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report, its sources, and the corpus built of them."""
    folder = tmp_path_factory.mktemp("sample")
    (folder / "ja").mkdir()
    shutil.copy(SAMPLE, folder / "ja")
    shutil.copytree(ROOT / "corpus" / "en", folder / "en")
    pipeline.run(settings_of(folder), [])
    return folder


def settings_of(folder: Path, **more: object) -> Settings:
    return load(
        reports=folder / "ja", sources=folder / "en", out=folder / "out", review=folder / "review", memory=str(folder / "memory.sqlite"), **more
    )


@pytest.fixture
def folder(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample for one test."""
    shutil.copytree(sample, tmp_path / "work")
    return tmp_path / "work"


Opened = Callable[..., "contextmanager[Review]"]


@pytest.fixture
def opened(folder: Path) -> Callable[..., object]:
    """Open the review of the test's folder."""

    @contextmanager
    def open_review(**more: object) -> Iterator[Review]:
        review = Review(settings_of(folder, **more))
        try:
            yield review
        finally:
            review.close()

    return open_review
