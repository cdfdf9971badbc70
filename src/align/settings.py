"""The settings of a run, in one typed object: ``align.toml``, then the environment, then flags."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource
from pydantic_settings.exceptions import SettingsError as Malformed

from align.errors import SettingsError

FILE = "align.toml"


class Settings(BaseSettings):
    """What a run does. ``ALIGN_ENGINE=google`` in the environment is ``engine``; keys of engines have
    names of their own and are never part of the settings."""

    model_config = SettingsConfigDict(env_prefix="ALIGN_", toml_file=FILE, extra="forbid", frozen=True)

    reports: Path = Field(Path("corpus/ja"), description="a report or a folder of reports")
    sources: Path = Field(Path("corpus/en"), description="the folder of the English sources")
    out: Path = Field(Path("out"), description="where the corpus is written")
    engine: str = Field("offline", description="the translation engine, or several, joined by commas: each gets what those before it can't translate")
    engine_url: str = Field("", description="address of a self-hosted engine")
    engine_model: str = Field("", description="model of an engine that has several: its name, or its folder on this machine")
    engine_rate: float = Field(0.0, ge=0, description="requests a second that the engine allows; 0 for what is known of it")
    budget: int = Field(0, ge=0, description="characters that may be sent to engines in a run; 0 for any number")
    budget_money: float = Field(0.0, ge=0, description="what engines may cost in a run, by engine_prices and in their currency; 0 for any sum")
    engine_prices: dict[str, Annotated[float, Field(ge=0, allow_inf_nan=False)]] = Field({}, description="price of a million characters, by engine")
    budget_seconds: float = Field(0.0, ge=0, description="seconds after which no sentence is sent any more; 0 for no limit")
    encoder: str = Field("", description="another sentence encoder: a folder with an ONNX model, or a sentence-transformers model")
    encoder_prefix: str = Field("", description="what that encoder wants before each text, such as 'query: '")
    second_look: bool = Field(True, description="let the offline translator look at matches again: it finds more contradictions, and takes longer")
    glossary: Path | None = Field(None, description="a glossary: TSV with the columns ja, en, forbidden, note")
    memory: str = Field(".align/memory.sqlite", description="the translation memory: a file, or the address of a database")
    review: Path = Field(Path("review"), description="the folder of the review: its file of decisions, and its database")
    review_database: str = Field("", description="the address of the database of the review, for a team")
    reviewer: str = Field("", description="your name in the review")
    jobs: int = Field(4, ge=1, le=64, description="requests to an engine at the same time")
    timeout: float = Field(30.0, gt=0, description="seconds until a request is given up")
    attempts: int = Field(4, ge=1, le=20, description="how often a sentence is asked before it counts as failed")
    max_megabytes: float = Field(20.0, gt=0, description="larger files are refused")
    spreadsheet: bool = Field(False, description="byte order mark and cells safe for spreadsheets")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load(**flags: Any) -> Settings:
    """The settings, with those flags that aren't ``None``.

    Raises:
        SettingsError: ``align.toml`` isn't TOML, or a setting is unknown or has an impossible value.
    """
    try:
        return Settings(**{k: v for k, v in flags.items() if v is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(p) for p in first["loc"])
        if first["type"] == "extra_forbidden":
            raise SettingsError("there is no such setting", where=name, choices=tuple(Settings.model_fields)) from None
        raise SettingsError(
            f"the value {first['input']!r} is not possible ({first['msg']})", where=name,
            next_step=f"It is set in {FILE}, as ALIGN_{name.upper()} in the environment, or by a flag.",
        ) from None  # fmt: skip
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"the file is not valid TOML ({error})", where=FILE) from None
    except UnicodeDecodeError:
        raise SettingsError("the file is not UTF-8", where=FILE) from None
    except OSError as error:
        raise SettingsError(f"the file can't be read ({error.strerror})", where=FILE) from None
    except Malformed as error:
        raise SettingsError(f"a setting in the environment makes no sense ({error})", where="ALIGN_…", next_step='Tables are written as JSON there: ALIGN_ENGINE_PRICES=\'{"deepl": 20}\'.') from None
