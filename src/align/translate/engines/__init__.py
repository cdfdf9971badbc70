"""The engines, by name. A module is imported when its engine is asked for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module

from align.errors import EngineError, SettingsError
from align.translate.engine import EngineSettings, Spec, Translate

NAMES = ("offline", "google", "mymemory", "libre", "deepl", "microsoft", "chatgpt", "papago", "yandex", "baidu")


def spec(name: str) -> Spec:
    """The specification of an engine.

    Raises:
        SettingsError: there is no such engine.
    """
    if name not in NAMES:
        raise SettingsError("there is no such translation engine", where=name, choices=NAMES)
    found: Spec = import_module(f"align.translate.engines.{name}").SPEC
    return found


def make(
    name: str, *, url: str = "", timeout: float = 30.0, environment: Mapping[str, str] | None = None,
    terms: Mapping[str, str] | None = None,
) -> Translate:  # fmt: skip
    """Build an engine.

    Raises:
        SettingsError: there is no such engine.
        EngineError: a key, address or package that it needs is missing.
    """
    engine = spec(name)
    environment = os.environ if environment is None else environment
    lacking = [n for n in engine.needs if not environment.get(n)]
    if lacking:
        raise EngineError(
            f"the engine {name} needs a key", next_step="Set in the environment: " + ", ".join(lacking)
        )
    return engine.make(EngineSettings(url=url, timeout=timeout, environment=environment, terms=terms or {}))
