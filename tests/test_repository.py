"""The repository keeps its own promises."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from align.errors import INPUT, INTERNAL, OUTPUT, SETTINGS, AlignError, EngineError, InputError, OutputError, SettingsError
from align.model.row import COLUMNS
from align.settings import Settings
from align.translate import NAMES
from tests.conftest import ROOT


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    return [ROOT / p for p in listed.split("\0") if p and (ROOT / p).is_file()]


def test_the_readme_explains_every_column_engine_setting_and_target() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in (*COLUMNS, *NAMES, *Settings.model_fields):
        assert f"`{name}`" in readme, name
    for target in re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M):
        assert f"make {target}" in readme, target


def test_no_registry_address_and_no_machine_path() -> None:
    pattern = re.compile(r"index[-]url|find[-]links|/root/|/home/\w+/")
    for path in tracked():
        if path.suffix in (".py", ".md", ".toml", ".txt", "") and path != Path(__file__):
            assert not pattern.search(path.read_text(encoding="utf-8", errors="ignore")), path


def test_constraints_pin_everything() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[\w.+!]+", line) for line in lines)
    names = {line.split("==")[0].lower().replace("_", "-") for line in lines}
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    needed = re.findall(r'^    "([A-Za-z0-9-]+)[>=<"\[]', project.split("[project.optional-dependencies]")[0], re.M)
    assert {n.lower() for n in needed} <= names


def test_rooms_stay_small() -> None:
    large = {p.name: n for p in (ROOT / "src").rglob("*.py") if (n := len(p.read_text(encoding="utf-8").splitlines())) > 400}
    assert not large


@pytest.mark.parametrize(("error", "code"), [(AlignError, INTERNAL), (InputError, INPUT), (SettingsError, SETTINGS), (OutputError, OUTPUT), (EngineError, 6)])
def test_errors_say_what_where_and_what_to_do(error: type[AlignError], code: int) -> None:
    e = error("it broke", where="here", choices=("a", "b"), next_step="Mend it.")
    assert str(e) == "it broke: here\nChoices: a, b\nMend it."
    assert e.exit_code == code


def test_digests_are_marked_as_written_for_this_repository() -> None:
    for path in (ROOT / "corpus" / "en").iterdir():
        head = path.read_text(encoding="utf-8")[:600]
        assert "written for this repository" in head.lower() or "このリポジトリのために書いた" in head, path


def test_the_wheel_holds_the_learned_tables(tmp_path: Path) -> None:
    """Every data file that git tracks is of a kind that the package ships."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for folder, package in (("src/align/match/data", "align.match.data"), ("src/align/translate/data", "align.translate.data")):
        shipped = re.search(rf'"{package}" = \[(.*)\]', project)
        assert shipped
        for path in (ROOT / folder).iterdir():
            if path.is_file() and path.suffix != ".py":
                assert f'"*{path.suffix}"' in shipped[1], path
