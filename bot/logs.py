"""Where logs go and how they look; what is secret never reaches them."""

import json
import logging
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TextIO

from pydantic import SecretStr

from config.settings import LogSettings, Settings

HIDDEN = "[hidden]"
_PATTERNS = (
    # A Discord token: an id in base64, a time, a signature.
    re.compile(r"[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,}"),
    re.compile(r"(?<=/webhooks/)\d+/[\w-]+"),
    re.compile(r"(?<=://)[^/@\s:]+:[^/@\s]+(?=@)"),
    re.compile(r"(?i)[?&](?:token|secret|key|auth)=[^&\s]+"),
)


def set_up_logging(settings: Settings, stream: TextIO | None = None) -> None:
    """Send all logs to standard error, as text on a terminal and else as JSON lines."""
    out = stream or sys.stderr
    handler = logging.StreamHandler(out)
    secrets = [secret.get_secret_value() for secret in _secrets(settings)]
    handler.setFormatter(Redacted(_choose_format(settings.log, out), secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log.level.upper())
    for noisy in ("discord", "apscheduler", "httpx", "httpcore", "aiohttp", "alembic"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, root.level))


class Redacted(logging.Formatter):
    """Any format, with tokens, webhooks and passwords blotted out."""

    def __init__(self, inner: logging.Formatter, secrets: Sequence[str]) -> None:
        super().__init__()
        self._inner = inner
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        text = self._inner.format(record)
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        for pattern in _PATTERNS:
            text = pattern.sub(HIDDEN, text)
        return text


class JsonFormat(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        if record.exc_info:
            entry["error"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False)


def _choose_format(settings: LogSettings, stream: TextIO) -> logging.Formatter:
    chosen = settings.format or ("text" if stream.isatty() else "json")
    if chosen == "json":
        return JsonFormat()
    return logging.Formatter("%(asctime)s %(levelname)-7s %(message)s", datefmt="%H:%M:%S")


def _secrets(settings: Settings) -> list[SecretStr]:
    found = (
        settings.discord.token,
        settings.discord.proxy,
        settings.fetch.proxy,
        settings.database_url,
    )
    return [secret for secret in found if secret is not None]
