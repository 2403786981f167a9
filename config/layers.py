"""Reads the settings: defaults < settings.toml < .env < environment < secret files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from pydantic import BaseModel, ValidationError
from pydantic_settings import EnvSettingsSource

from config.faults import ConfigError, Fault, suggest
from config.settings import SHIPPED_CONFIG, Settings
from config.toml_places import TomlFile, read_toml

PREFIX = "WATCHFLOOR_"
INJECTED_PREFIXES = ("WATCHFLOOR_SERVICE_", "WATCHFLOOR_PORT")
"""What Kubernetes adds for a service named watchfloor."""
TOKEN_NAME = "WATCHFLOOR_DISCORD__TOKEN"  # noqa: S105 - the name of a setting, no secret
SHORT_NAMES = {"DISCORD_TOKEN": TOKEN_NAME, "DISCORD_TOKEN_FILE": f"{TOKEN_NAME}_FILE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A value that was found outside settings.toml, and where."""

    value: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRow:
    """One line of the reference of settings."""

    name: str
    default: object
    meaning: str


class _NamedValues(EnvSettingsSource):
    """The environment as pydantic-settings explodes it, from the values that it is given."""

    def __init__(self, given: Mapping[str, Given]) -> None:
        self._given = given
        super().__init__(Settings)

    def _load_env_vars(self) -> Mapping[str, str | None]:
        return {name.lower(): given.value for name, given in self._given.items()}


def load(environ: Mapping[str, str], *, env_file: Path = Path(".env")) -> Settings:
    """The settings of this process. Raises ConfigError with every fault found."""
    given = {**_read_env_file(env_file), **_read_environment(environ)}
    _refuse_unknown(given)
    given = _without_files(given) | _read_secret_files(given)
    toml = _read_settings_toml(given.get(f"{PREFIX}CONFIG_DIR"))
    named: dict[str, Any] = _NamedValues(given)()
    values = _merge(toml.values if toml else {}, named)
    try:
        return Settings(**values)
    except ValidationError as error:
        raise ConfigError(_explain(error, given, toml)) from None


def list_settings(model: type[BaseModel] = Settings, prefix: str = PREFIX) -> Iterator[SettingRow]:
    """Every setting by its environment name, with default and meaning."""
    for name, field in model.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, BaseModel):
            yield from list_settings(section, f"{prefix}{name.upper()}__")
        else:
            yield SettingRow(
                name=f"{prefix}{name.upper()}",
                default=field.default,
                meaning=" ".join((field.description or "").split()),
            )


def _read_env_file(path: Path) -> dict[str, Given]:
    if not path.is_file():
        return {}
    found = {name: value or "" for name, value in dotenv_values(path).items()}
    return _keep_ours(found, f"{path}: ")


def _read_environment(environ: Mapping[str, str]) -> dict[str, Given]:
    return _keep_ours(environ, "environment: ")


def _keep_ours(values: Mapping[str, str], place: str) -> dict[str, Given]:
    """Values under our names, the short ones under their full name, which wins over them."""
    ours: dict[str, Given] = {}
    for name, value in sorted(values.items(), key=lambda pair: pair[0] not in SHORT_NAMES):
        upper = name.upper()
        is_ours = upper.startswith(PREFIX) and not upper.startswith(INJECTED_PREFIXES)
        if value.strip() and (is_ours or upper in SHORT_NAMES):
            full = SHORT_NAMES.get(upper, upper)
            ours[full] = Given(value=value.strip(), place=f"{place}{name}")
    return ours


def _read_secret_files(given: Mapping[str, Given]) -> dict[str, Given]:
    """For every `<setting>_FILE` the text of the file it names, as the value of the setting."""
    known = _known_names()
    files = {name: item for name, item in given.items() if name.removesuffix("_FILE") in known}
    return {
        name.removesuffix("_FILE"): _read_secret(item)
        for name, item in files.items()
        if name.endswith("_FILE")
    }


def _without_files(given: Mapping[str, Given]) -> dict[str, Given]:
    known = _known_names()
    return {name: item for name, item in given.items() if name in known}


def _read_secret(item: Given) -> Given:
    path = Path(item.value)
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        fault = Fault(
            place=item.place,
            message=f"the file {path} cannot be read: {why}",
            cure="Check the path and that this user may read it.",
        )
        raise ConfigError([fault]) from error
    if not text:
        fault = Fault(place=item.place, message=f"the file {path} is empty")
        raise ConfigError([fault])
    return Given(value=text, place=f"{item.place} ({path})")


def _refuse_unknown(given: Mapping[str, Given]) -> None:
    known = _known_names()
    faults = [
        Fault(place=item.place, message="no such setting", cure=suggest(name, known))
        for name, item in given.items()
        if name not in known and name.removesuffix("_FILE") not in known
    ]
    if faults:
        raise ConfigError(faults)


def _read_settings_toml(config_dir: Given | None) -> TomlFile | None:
    folder = Path(config_dir.value) if config_dir else SHIPPED_CONFIG
    if config_dir and not folder.is_dir():
        fault = Fault(
            place=config_dir.place,
            message=f"there is no folder {folder}",
            cure="Name a folder that holds settings.toml, sources.toml or watchlists/.",
        )
        raise ConfigError([fault])
    path = folder / "settings.toml"
    return read_toml(path) if path.is_file() else None


def _merge(lower: Mapping[str, Any], upper: Mapping[str, Any]) -> dict[str, Any]:
    """Both, table by table; where both give a value the upper one holds."""
    merged = dict(lower)
    for key, value in upper.items():
        below = merged.get(key)
        if isinstance(value, Mapping) and isinstance(below, Mapping):
            merged[key] = _merge(below, value)
        else:
            merged[key] = value
    return merged


def _explain(
    error: ValidationError, given: Mapping[str, Given], toml: TomlFile | None
) -> Iterator[Fault]:
    for detail in error.errors(include_url=False, include_input=False):
        keys = [str(key) for key in detail["loc"]][:2]
        message, cure = _word_error(detail["type"], detail["msg"], keys)
        name = PREFIX + "__".join(keys).upper()
        # A fault between two settings of one group names only the group.
        setter = next((given[key] for key in sorted(given) if key.startswith(name)), None)
        if setter is not None or toml is None:
            place = setter.place if setter else name
            yield Fault(place=place, message=message, cure=cure)
        else:
            yield toml.fault(keys, message, cure)


def _known_names() -> set[str]:
    return {row.name for row in list_settings()}


def _in_toml(name: str) -> str:
    return name.removeprefix(PREFIX).lower().replace("__", ".")


def _word_error(kind: str, message: str, keys: list[str]) -> tuple[str, str]:
    dotted = ".".join(keys)
    if kind == "extra_forbidden":
        names = [
            row.name.removeprefix(PREFIX).lower().replace("__", ".") for row in list_settings()
        ]
        return f"no such setting “{dotted}”", suggest(dotted, names)
    said = message.removeprefix("Value error, ").removeprefix("Input should be ")
    wanted = said if kind == "value_error" else f"should be {said}"
    return f"{dotted}: {wanted}", ""
