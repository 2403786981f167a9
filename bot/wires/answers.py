"""What an exception of discord.py or aiohttp means for a delivery: a table, and nothing else."""

import asyncio

import aiohttp
import discord

from bot.wires import Failed, Failure, Refused, Suspended, TokenRefused
from watchers.model import Reason

# https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
UNKNOWN_CHANNEL = 10003
UNKNOWN_GUILD = 10004
UNKNOWN_MESSAGE = 10008
UNKNOWN_USER = 10013
MISSING_ACCESS = 50001
CANNOT_MESSAGE_USER = 50007
MISSING_PERMISSIONS = 50013
NOT_A_TEXT_CHANNEL = 50008
"""Messages cannot be sent there; a forum takes posts."""
THREAD_EXISTS = 160004
GONE_PLACE_CODES = frozenset(
    {UNKNOWN_CHANNEL, UNKNOWN_GUILD, UNKNOWN_USER, MISSING_ACCESS, CANNOT_MESSAGE_USER}
    | {MISSING_PERMISSIONS}
)
CENSORED_CODES = frozenset({200000, 200001, 240000})
"""A server's own word filter, or Discord's link filter: this text only."""
TOO_MANY_EDITS = 30046
"""Discord: edits of messages older than an hour have a limit of their own."""
EDIT_PAUSE_S = 600.0
BLOCKED_CODES = frozenset({0, 40333})
"""Cloudflare, not Discord, said no: everything waits a while."""
BLOCKED_PAUSE_S = 60.0


def read_failure(error: Exception) -> Failure | None:
    """The outcome that an exception stands for; None where it is a bug of ours."""
    if isinstance(error, discord.LoginFailure):
        return TokenRefused()
    if isinstance(error, discord.RateLimited):
        return Failed(reason=_reason("rate-limited", 429), retry_after_s=error.retry_after)
    if isinstance(error, discord.HTTPException):
        return read_answer(error.status, error.code, _retry_after_s(error))
    if isinstance(error, aiohttp.ClientError | OSError | asyncio.TimeoutError):
        return Failed(reason=Reason(code="discord-unreachable", params={"error": _name(error)}))
    return None


def read_answer(status: int, code: int, retry_after_s: float = 0.0) -> Failure:
    """The outcome that a status and Discord's own code stand for."""
    if status == 401:
        return TokenRefused()
    if code == TOO_MANY_EDITS:
        return Failed(reason=_reason("rate-limited", code), retry_after_s=EDIT_PAUSE_S)
    if status == 429:
        return Failed(reason=_reason("rate-limited", status), retry_after_s=retry_after_s)
    if status >= 500:
        return Failed(reason=_reason("discord-failing", status), is_poison=status == 500)
    if code in GONE_PLACE_CODES:
        return Suspended(code=code)
    return _read_refusal(status, code)


def _read_refusal(status: int, code: int) -> Failure:
    if code == UNKNOWN_MESSAGE:
        return Refused(reason=_reason("message-deleted", code))
    if code in CENSORED_CODES:
        return Refused(reason=_reason("message-censored", code))
    if status in {403, 404} and code in BLOCKED_CODES:
        return Failed(reason=_reason("discord-blocked", status), retry_after_s=BLOCKED_PAUSE_S)
    if status == 403:
        return Suspended(code=code)
    return Refused(reason=_reason("message-malformed", code or status))


def _reason(code: str, number: int) -> Reason:
    return Reason(code=code, params={"code": number})


def _name(error: Exception) -> str:
    return type(error).__name__


def _retry_after_s(error: discord.HTTPException) -> float:
    try:
        return float(error.response.headers.get("Retry-After", "0"))
    except ValueError:
        return 0.0
