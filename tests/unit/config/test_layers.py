"""Settings: which layer wins, what is refused, and where a fault is said to be."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from config.faults import ConfigError
from config.layers import list_settings, load
from config.settings import Settings

TOKEN = "WATCHFLOOR_DISCORD__TOKEN"


def _load(folder: Path, environ: Mapping[str, str] | None = None) -> Settings:
    return load({**(environ or {})}, env_file=folder / ".env")


def _faults(folder: Path, environ: Mapping[str, str]) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        _load(folder, environ)
    return [str(fault) for fault in caught.value.faults]


def _mount(folder: Path, text: str) -> dict[str, str]:
    (folder / "settings.toml").write_text(text, encoding="utf-8")
    return {"WATCHFLOOR_CONFIG_DIR": str(folder)}


def test_defaults_hold_without_any_layer(tmp_path: Path) -> None:
    """What interfaces promise as defaults."""
    # when
    settings = _load(tmp_path)
    # then
    assert settings.fetch.interval_min_s == 60
    assert settings.fetch.interval_max_s == 3600
    assert settings.alerts.max_age_h == 48
    assert settings.store.retention_days == 90
    assert settings.database == "sqlite:///data/watchfloor.db"
    assert settings.discord.token is None


def test_each_layer_wins_over_the_one_below(tmp_path: Path) -> None:
    """Defaults < settings.toml < .env < environment < secret files."""
    # given
    toml = "[store]\nretention_days = 1\nbackups_kept = 1\nsweep_every_s = 1\nbackup_every_h = 1\n"
    environ = _mount(tmp_path, toml)
    (tmp_path / ".env").write_text(
        "WATCHFLOOR_STORE__BACKUPS_KEPT=2\nWATCHFLOOR_STORE__SWEEP_EVERY_S=2\n"
        "WATCHFLOOR_STORE__BACKUP_EVERY_H=2\n"
    )
    (tmp_path / "secret").write_text("4\n")
    environ |= {
        "WATCHFLOOR_STORE__SWEEP_EVERY_S": "3",
        "WATCHFLOOR_STORE__BACKUP_EVERY_H": "3",
        "WATCHFLOOR_STORE__BACKUP_EVERY_H_FILE": str(tmp_path / "secret"),
    }
    # when
    store = _load(tmp_path, environ).store
    # then
    kept = (store.retention_days, store.backups_kept, store.sweep_every_s, store.backup_every_h)
    assert kept == (1, 2, 3, 4)


@pytest.mark.parametrize("name", [TOKEN, "DISCORD_TOKEN"])
def test_the_token_is_read_under_both_names(tmp_path: Path, name: str) -> None:
    """The long name and the one that everybody's bots use."""
    # when
    settings = _load(tmp_path, {name: "abc"})
    # then
    assert settings.discord.token is not None
    assert settings.discord.token.get_secret_value() == "abc"


@pytest.mark.parametrize("name", [TOKEN, "DISCORD_TOKEN"])
def test_the_token_is_read_from_a_file(tmp_path: Path, name: str) -> None:
    """A secret file's text, without the line break at its end."""
    # given
    (tmp_path / "token").write_text("abc\n")
    # when
    settings = _load(tmp_path, {f"{name}_FILE": str(tmp_path / "token")})
    # then
    assert settings.discord.token is not None
    assert settings.discord.token.get_secret_value() == "abc"


def test_an_empty_value_is_none_at_all(tmp_path: Path) -> None:
    """`DISCORD_TOKEN=` in a compose file means no token."""
    # when
    settings = _load(tmp_path, {"DISCORD_TOKEN": "", "WATCHFLOOR_FETCH__PROXY": " "})
    # then
    assert settings.discord.token is None
    assert settings.fetch.proxy is None


def test_secrets_do_not_show(tmp_path: Path) -> None:
    """Neither token nor passwords stand in what is printed of the settings."""
    # given
    environ = {
        TOKEN: "hush-token",
        "WATCHFLOOR_DATABASE_URL": "postgresql://me:hush-word@host/name",
        "WATCHFLOOR_FETCH__PROXY": "http://me:hush-word@proxy:3128",
    }
    # when
    shown = repr(_load(tmp_path, environ))
    # then
    assert "hush" not in shown


def test_networks_come_as_a_comma_separated_list(tmp_path: Path) -> None:
    """The CIDR list of the environment."""
    # when
    settings = _load(tmp_path, {"WATCHFLOOR_FETCH__ALLOWED_NETWORKS": "127.0.0.0/8, ::1/128"})
    # then
    assert [str(each) for each in settings.fetch.allowed_networks] == ["127.0.0.0/8", "::1/128"]


def test_an_unknown_name_is_refused_with_the_nearest(tmp_path: Path) -> None:
    """A slip of the hand is told with its cure, not ignored."""
    # when
    faults = _faults(tmp_path, {"WATCHFLOOR_FETCH__INTERVALL_MIN_S": "5"})
    # then
    assert faults == [
        "environment: WATCHFLOOR_FETCH__INTERVALL_MIN_S: no such setting. "
        "Did you mean WATCHFLOOR_FETCH__INTERVAL_MIN_S?"
    ]


def test_what_kubernetes_injects_is_ignored(tmp_path: Path) -> None:
    """A service named watchfloor makes variables of that prefix."""
    # given
    environ = {
        "WATCHFLOOR_SERVICE_HOST": "10.0.0.1",
        "WATCHFLOOR_SERVICE_PORT_HTTP": "80",
        "WATCHFLOOR_PORT": "tcp://10.0.0.1:80",
        "WATCHFLOOR_PORT_80_TCP": "tcp://10.0.0.1:80",
    }
    # when
    settings = _load(tmp_path, environ)
    # then
    assert settings == _load(tmp_path)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("WATCHFLOOR_FETCH__INTERVAL_MIN_S", "soon", "valid number"),
        ("WATCHFLOOR_FETCH__INTERVAL_MIN_S", "-1", "greater than 0"),
        ("WATCHFLOOR_FETCH__INTERVAL_MIN_S", "nan", "finite"),
        ("WATCHFLOOR_FETCH__ALLOWED_NETWORKS", "10.0.0.1/8", "“10.0.0.1/8” is not a network"),
        ("WATCHFLOOR_DISCORD__API_URL", "discord.com", "http or https is expected"),
        ("WATCHFLOOR_DISCORD__GATEWAY_URL", "http://x", "ws or wss is expected"),
        ("WATCHFLOOR_DATABASE_URL", "mysql://x/y", "a database address is expected"),
        ("WATCHFLOOR_HTTP__LISTEN", "8080", "127.0.0.1:8080"),
        ("WATCHFLOOR_LOG__LEVEL", "loud", "'debug', 'info'"),
        ("WATCHFLOOR_STORE__RETENTION_DAYS", "0", "greater than or equal to 1"),
    ],
)
def test_a_bad_value_is_one_line_that_names_the_variable(
    tmp_path: Path, name: str, value: str, said: str
) -> None:
    """The place and what would be right, and never the value of a secret."""
    # when
    faults = _faults(tmp_path, {name: value})
    # then
    assert len(faults) == 1
    assert faults[0].startswith(f"environment: {name}: ")
    assert said in faults[0]
    assert "\n" not in faults[0]


def test_a_bad_value_in_the_file_is_told_with_its_line(tmp_path: Path) -> None:
    """File and line of the key, not of the table."""
    # given
    environ = _mount(tmp_path, "# mine\n[store]\nbackups_kept = 3\nretention_days = 'x'\n")
    # when
    faults = _faults(tmp_path, environ)
    # then
    assert faults[0].startswith(f"{tmp_path}/settings.toml:4: store.retention_days: ")


def test_an_unknown_name_in_the_file_is_told_with_its_line(tmp_path: Path) -> None:
    """The nearest name is offered there too."""
    # given
    environ = _mount(tmp_path, "[fetch]\ninterval_max = 5\n")
    # when
    faults = _faults(tmp_path, environ)
    # then
    assert faults == [
        f"{tmp_path}/settings.toml:2: no such setting “fetch.interval_max”. "
        "Did you mean fetch.interval_max_s?"
    ]


def test_a_line_that_is_no_toml_is_told(tmp_path: Path) -> None:
    """The line with its text, and how a line should look."""
    # given
    environ = _mount(tmp_path, "[fetch]\ninterval_min_s = sixty\n")
    # when
    faults = _faults(tmp_path, environ)
    # then
    assert len(faults) == 1
    assert faults[0].startswith(f"{tmp_path}/settings.toml:2: not valid TOML: ")
    assert "interval_min_s = sixty" in faults[0]


def test_a_missing_secret_file_is_told(tmp_path: Path) -> None:
    """Which variable, which file, and why."""
    # when
    faults = _faults(tmp_path, {"DISCORD_TOKEN_FILE": str(tmp_path / "none")})
    # then
    assert faults == [
        f"environment: DISCORD_TOKEN_FILE: the file {tmp_path}/none cannot be read: "
        "No such file or directory. Check the path and that this user may read it."
    ]


def test_bounds_that_cross_are_told(tmp_path: Path) -> None:
    """A minimum above the maximum names the setting that was made."""
    # when
    faults = _faults(tmp_path, {"WATCHFLOOR_FETCH__INTERVAL_MIN_S": "7200"})
    # then
    assert faults == [
        "environment: WATCHFLOOR_FETCH__INTERVAL_MIN_S: fetch: "
        "interval_min_s is above interval_max_s"
    ]


def test_every_setting_has_a_meaning() -> None:
    """The reference of settings is made of these sentences."""
    # when
    mute = [row.name for row in list_settings() if len(row.meaning) < 10]
    # then
    assert mute == []
