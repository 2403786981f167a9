"""What Discord and the network say becomes one of five outcomes."""

import aiohttp
import discord
import pytest

from bot.wires import Failed, Refused, Suspended, TokenRefused
from bot.wires.answers import read_answer, read_failure


@pytest.mark.parametrize("code", [10003, 10004, 50001, 50013, 50007])
def test_a_place_that_takes_nothing_is_suspended(code: int) -> None:
    """A channel or server that is gone or closed to us is not tried again."""
    assert read_answer(403 if code >= 50001 else 404, code) == Suspended(code=code)


def test_a_refused_token_stops_everything() -> None:
    """401 is the token's, whoever asked."""
    assert read_answer(401, 0) == TokenRefused()
    assert read_failure(discord.LoginFailure("no")) == TokenRefused()


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_discords_own_faults_pass(status: int) -> None:
    """5xx is tried again; only a plain 500 may be the message's own fault."""
    # when
    outcome = read_answer(status, 0)
    # then
    assert isinstance(outcome, Failed)
    assert outcome.is_poison == (status == 500)


@pytest.mark.parametrize(
    "error",
    [
        aiohttp.ServerDisconnectedError(),
        ConnectionResetError(104, "reset"),
        TimeoutError(),
        OSError("no route"),
    ],
)
def test_a_lost_connection_passes(error: Exception) -> None:
    """Whatever the network does, the message may have arrived and is tried again."""
    assert isinstance(read_failure(error), Failed)


def test_a_long_limit_is_waited_for() -> None:
    """discord.py hands long limits back; the wait is Discord's own."""
    assert read_failure(discord.RateLimited(123.0)) == Failed(
        reason=read_answer(429, 0).reason,  # type: ignore[union-attr]
        retry_after_s=123.0,
    )


def test_old_cards_have_an_edit_limit_of_their_own() -> None:
    """Too many edits of messages older than an hour: later, however the status reads."""
    assert isinstance(read_answer(400, 30046), Failed)


@pytest.mark.parametrize(
    ("status", "code", "reason"),
    [
        (400, 50035, "message-malformed"),
        (413, 40005, "message-malformed"),
        (404, 10008, "message-deleted"),
        (400, 200000, "message-censored"),
    ],
)
def test_a_message_that_is_never_taken_is_refused(status: int, code: int, reason: str) -> None:
    """What no repetition can mend is refused, with the reason kept."""
    # when
    outcome = read_answer(status, code)
    # then
    assert isinstance(outcome, Refused)
    assert outcome.reason.code == reason


def test_cloudflare_is_not_discord() -> None:
    """A 403 without a code of Discord's says nothing about the channel."""
    assert isinstance(read_answer(403, 0), Failed)


def test_an_unknown_refusal_of_access_suspends() -> None:
    """A 403 is never repeated: it counts towards Discord's ban."""
    assert read_answer(403, 50024) == Suspended(code=50024)


def test_our_own_mistakes_are_not_outcomes() -> None:
    """A bug is raised, not taken for weather."""
    assert read_failure(KeyError("id")) is None
