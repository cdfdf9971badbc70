"""The engines, by name. A module is imported when its engine is asked for."""

from __future__ import annotations

import os
from dataclasses import replace
from importlib import import_module

from align.errors import EngineError, SettingsError
from align.translate.engine import EngineSettings, Spec, Translate

NAMES = ("offline", "glosses", "google", "mymemory", "libre", "openai", "ctranslate2", "deepl", "microsoft", "chatgpt", "papago", "yandex", "baidu")


def spec(name: str) -> Spec:
    """The specification of an engine.

    Raises:
        SettingsError: there is no such engine.
    """
    if name not in NAMES:
        raise SettingsError("there is no such translation engine", where=name, choices=NAMES)
    found: Spec = import_module(f"align.translate.engines.{name}").SPEC
    return found


def make(name: str, settings: EngineSettings | None = None) -> Translate:
    """Build an engine. Without an environment in the settings, its keys come from that of the process.

    Raises:
        SettingsError: there is no such engine.
        EngineError: a key, address or package that it needs is missing.
    """
    engine = spec(name)
    settings = settings or EngineSettings()
    if settings.environment is None:
        settings = replace(settings, environment=os.environ)
    lacking = [n for n in engine.needs if not settings.key(n)]
    if lacking:
        raise EngineError(f"the engine {name} needs a key", next_step="Set in the environment: " + ", ".join(lacking))
    return engine.make(settings)
