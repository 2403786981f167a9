"""Every setting with its default and meaning; `config.layers` reads them from where they stand."""

import re
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, model_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

PROJECT_PAGE = "https://github.com/watchfloor/watchfloor"
SHIPPED_CONFIG = Path(__file__).resolve().parent
Network = IPv4Network | IPv6Network
Seconds = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=1)]


def _read_networks(value: object) -> object:
    """Networks from a comma-separated text, as the environment gives them, or from a list."""
    items = re.split(r"[,\s]+", value.strip("[] ")) if isinstance(value, str) else value
    if not isinstance(items, (list, tuple)):
        raise ValueError("a list of networks is expected, such as 127.0.0.0/8, 10.1.0.0/16")
    return tuple(_read_network(item) for item in items if item != "")


def _read_network(value: object) -> Network:
    text = str(value).strip("\"' ")
    try:
        return ip_network(text)
    except ValueError as error:
        raise ValueError(f"“{text}” is not a network, such as 127.0.0.0/8 or ::1/128") from error


def _check_http_url(value: object) -> object:
    if isinstance(value, str) and value:
        _require_scheme(value, ("http", "https"), "https://example.org/path")
    return value


def _check_gateway_url(value: object) -> object:
    if isinstance(value, str) and value:
        _require_scheme(value, ("ws", "wss"), "wss://gateway.example.org")
    return value


def _check_proxy(value: object) -> object:
    if isinstance(value, str) and value:
        _require_scheme(value, ("http", "https"), "http://proxy.example.org:3128")
    return value


def _require_scheme(url: str, schemes: tuple[str, ...], example: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in schemes or not parts.netloc:
        raise ValueError(f"an address with {' or '.join(schemes)} is expected, such as {example}")


def _check_database_url(value: object) -> object:
    if isinstance(value, str) and not re.match(r"^(sqlite|postgresql)(\+\w+)?://", value):
        raise ValueError(
            "a database address is expected, such as sqlite:////data/watchfloor.db "
            "or postgresql://user:password@host/name"
        )
    return value


def _check_listen(value: object) -> object:
    if isinstance(value, str) and value:
        host, _, port = value.rpartition(":")
        if not host or not port.isdigit() or int(port) > 65535:
            raise ValueError("an address to listen on is expected, such as 127.0.0.1:8080")
    return value


HttpUrl = Annotated[str, BeforeValidator(_check_http_url)]
GatewayUrl = Annotated[str, BeforeValidator(_check_gateway_url)]
Proxy = Annotated[SecretStr, BeforeValidator(_check_proxy)]
Networks = Annotated[tuple[Network, ...], NoDecode, BeforeValidator(_read_networks)]
Listen = Annotated[str, BeforeValidator(_check_listen)]
DatabaseUrl = Annotated[SecretStr, BeforeValidator(_check_database_url)]


class Section(BaseModel):
    """A group of settings; frozen, and an unknown name in it is refused.

    The docstring under each setting is its meaning in `docs/settings.md`.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, use_attribute_docstrings=True
    )


class DiscordSettings(Section):
    token: SecretStr | None = None
    """Bot token; never logged. Without it alerts go to the terminal."""
    api_url: HttpUrl = "https://discord.com/api/v10"
    """REST base address, for proxies and tests."""
    gateway_url: GatewayUrl | None = None
    """WebSocket gateway, for proxies and tests; default: as Discord answers."""
    proxy: Proxy | None = None
    """HTTP proxy for all that goes to Discord."""
    shard_count: Count | None = None
    """Number of gateway connections; default: as Discord recommends."""


class FetchSettings(Section):
    allowed_networks: Networks = ()
    """Private or loopback networks that sources may live in, as a CIDR list."""
    interval_min_s: Seconds = 60
    """Shortest pause between two polls of a source."""
    interval_max_s: Seconds = 3600
    """Longest pause between two polls of a healthy source."""
    proxy: Proxy | None = None
    """HTTP proxy for all feeds and articles."""
    contact: Annotated[str, Field(min_length=1)] = PROJECT_PAGE
    """Contact in the User-Agent: an address or a page."""
    deadline_s: Seconds = 20
    """Longest time that one whole poll may take."""
    body_max_bytes: Count = 10 * 1024 * 1024
    """Largest feed, on the wire and unpacked."""
    parallel: Count = 64
    """Polls under way at once, over all hosts."""
    host_pause_s: Annotated[float, Field(ge=0)] = 1
    """Pause between two polls of one host."""
    read_deadline_s: Seconds = 5
    """Longest time that reading one feed may take."""
    read_memory_max_bytes: Count = 1536 * 1024 * 1024
    """Most address space of the process that reads feeds; its libraries alone need a third."""
    tick_s: Seconds = 1
    """How often due sources are looked for."""

    @model_validator(mode="after")
    def _check_bounds(self) -> Self:
        if self.interval_min_s > self.interval_max_s:
            raise ValueError("interval_min_s is above interval_max_s")
        return self


class AlertsSettings(Section):
    max_age_h: Annotated[float, Field(gt=0)] = 48
    """An article older than this many hours never alerts at once."""
    tick_s: Seconds = 5
    """How often due digests are looked for."""


class DeliverSettings(Section):
    resend_window_s: Seconds = 60
    """For so long after a first try a message goes out again under the same nonce; later the
    channel's history is searched for it first."""
    per_second: Annotated[float, Field(gt=0, le=50)] = 45
    """Messages a second over all channels; Discord allows 50."""
    stop_within_s: Seconds = 10
    """On a stop, polls and messages under way may finish for so long."""
    tick_s: Seconds = 1
    """How often the outbox is looked through."""


class StoreSettings(Section):
    retention_days: Count = 90
    """Days that articles and stories are kept."""
    sweep_every_s: Seconds = 3600
    """How often old rows are forgotten."""
    backup_every_h: Annotated[float, Field(ge=0)] = 24
    """Hours between copies of the SQLite file in the data folder; 0: none."""
    backups_kept: Count = 7
    """Number of such copies that are kept."""


class HttpSettings(Section):
    listen: Listen | None = None
    """Address and port for /livez, /readyz, /metrics and the status page; default: off."""
    public_url: HttpUrl | None = None
    """Address under which hubs reach this program (WebSub); default: off."""

    @property
    def address(self) -> tuple[str, int] | None:
        """Host and port to listen on; None is off."""
        if not self.listen:
            return None
        host, _, port = self.listen.rpartition(":")
        return host.strip("[]"), int(port)


class LogSettings(Section):
    level: Literal["debug", "info", "warning", "error"] = "info"
    """Least level that is logged: debug, info, warning or error."""
    format: Literal["text", "json"] | None = None
    """text or json; default: text on a terminal, else JSON."""


class Settings(BaseSettings):
    """All settings, frozen; built by `config.layers.load` once and passed as values."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        use_attribute_docstrings=True,
        env_prefix="WATCHFLOOR_",
        env_nested_delimiter="__",
        env_ignore_empty=True,
    )

    data_dir: Path = Path("data")
    """Folder of all that is written."""
    config_dir: Path = SHIPPED_CONFIG
    """Folder with settings.toml, sources.toml and watchlists/; each that it has is used in place
    of the shipped one. Default: the shipped `config` folder."""
    database_url: DatabaseUrl | None = None
    """SQLite or PostgreSQL address; default: watchfloor.db in the data folder."""
    discord: DiscordSettings = DiscordSettings()
    fetch: FetchSettings = FetchSettings()
    alerts: AlertsSettings = AlertsSettings()
    deliver: DeliverSettings = DeliverSettings()
    store: StoreSettings = StoreSettings()
    http: HttpSettings = HttpSettings()
    log: LogSettings = LogSettings()

    @property
    def database(self) -> str:
        """The database's address, with the default filled in; may hold a password."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_dir / 'watchfloor.db'}"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what `config.layers` hands over: it reads each layer, so as to know its places."""
        return (init_settings,)
