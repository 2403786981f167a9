"""Logs: how they look, and what never reaches them."""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.logs import set_up_logging
from config.layers import load
from config.settings import Settings

SECRETS = (
    "MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789AB",
    "https://discord.com/api/webhooks/1234567890/AbCdEfGhIjKlMnOp",
    "https://me:hush@feeds.example/rss",
    "https://feeds.example/rss?token=hush&page=2",
)


@pytest.fixture(autouse=True)
def root() -> Iterator[None]:
    """The root logger as it was."""
    logger = logging.getLogger()
    handlers, level = logger.handlers[:], logger.level
    yield
    logger.handlers[:] = handlers
    logger.setLevel(level)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a token and a database's password."""
    environ = {
        "DISCORD_TOKEN": "plain-hush-token",
        "WATCHFLOOR_DATABASE_URL": "postgresql://me:hush@host/name",
    }
    return load(environ, env_file=tmp_path / ".env")


def _log(settings: Settings, message: str, *args: object) -> str:
    stream = io.StringIO()
    set_up_logging(settings, stream)
    logging.getLogger("watchers").info(message, *args)
    return stream.getvalue()


@pytest.mark.parametrize("secret", SECRETS)
def test_what_looks_like_a_secret_is_blotted_out(settings: Settings, secret: str) -> None:
    """Tokens, webhooks and credentials in addresses, wherever they come from."""
    # when
    logged = _log(settings, "polled url=%s", secret)
    # then
    assert secret not in logged
    assert "hush" not in logged
    assert "[hidden]" in logged


def test_the_own_token_is_blotted_out_whatever_its_shape(settings: Settings) -> None:
    """What the settings hold as secret is known by its text."""
    # when
    logged = _log(settings, "sent token=plain-hush-token")
    # then
    assert "hush" not in logged


def test_away_from_a_terminal_a_line_is_one_object(settings: Settings) -> None:
    """With time, level, logger and event; line breaks stay within."""
    # when
    logged = _log(settings, "polled source=%s\nnew=3", "ärs")
    # then
    entry = json.loads(logged)
    assert entry["event"] == "polled source=ärs\nnew=3"
    assert (entry["level"], entry["logger"]) == ("info", "watchers")
    assert logged.count("\n") == 1


def test_libraries_are_quiet(settings: Settings) -> None:
    """Of others' loggers only warnings are heard."""
    # given
    stream = io.StringIO()
    set_up_logging(settings, stream)
    # when
    logging.getLogger("discord.gateway").info("chatter")
    logging.getLogger("discord.gateway").warning("trouble")
    # then
    assert "chatter" not in stream.getvalue()
    assert "trouble" in stream.getvalue()
