"""Push: asking hubs, answering their questions, believing only what they signed."""

import hashlib
import hmac
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from watchers.model import Source, SourceHistory
from watchers.sources.websub import (
    Confirmed,
    callback_path,
    confirm,
    is_authentic,
    plan_subscription,
)

NOW = datetime(2023, 8, 14, 10, tzinfo=UTC)
SECRET = "a-secret-of-more-than-twenty-characters"
SOURCE = Source(
    id=7,
    url="https://news.example/feed",
    name="Example",
    history=SourceHistory(hub_url="https://hub.example/", topic_url="https://news.example/topic"),
)


def asked(source: Source = SOURCE, now: datetime = NOW) -> Source:
    request = plan_subscription(source, "https://bot.example/", SECRET, now)
    assert request is not None
    return request.source


def token_of(source: Source) -> str:
    return callback_path(source).rpartition("/")[2]


def question(source: Source, **changes: str) -> dict[str, str]:
    plain = {
        "hub.mode": "subscribe",
        "hub.topic": "https://news.example/topic",
        "hub.challenge": "c-1",
        "hub.lease_seconds": "864000",
    }
    return {**plain, **{f"hub.{name}": value for name, value in changes.items()}}


def leased(source: Source, **changes: str) -> Source:
    answer = confirm(source, token_of(source), question(source, **changes), NOW)
    assert isinstance(answer, Confirmed)
    return answer.source


def test_subscription_names_topic_callback_and_secret() -> None:
    """The hub is asked for the feed's own address, to call us where nobody can guess."""
    request = plan_subscription(SOURCE, "https://bot.example/", SECRET, NOW)

    assert request is not None
    assert request.hub_url == "https://hub.example/"
    assert request.fields["hub.topic"] == "https://news.example/topic"
    assert request.fields["hub.secret"] == SECRET
    assert request.fields["hub.callback"].startswith("https://bot.example/websub/7/")


def test_nothing_is_asked_without_hub_or_public_address() -> None:
    """Push is off unless both sides have an address."""
    hubless = replace(SOURCE, history=SourceHistory())

    assert plan_subscription(hubless, "https://bot.example", SECRET, NOW) is None
    assert plan_subscription(SOURCE, "", SECRET, NOW) is None


def test_hub_that_does_not_answer_is_asked_again_later() -> None:
    """Not at once, but after half a day."""
    waiting = asked()

    assert plan_subscription(waiting, "https://b.example", SECRET, NOW + timedelta(hours=1)) is None
    assert plan_subscription(waiting, "https://b.example", SECRET, NOW + timedelta(hours=13))


def test_confirmed_lease_runs_and_is_renewed_before_its_end() -> None:
    """The challenge is echoed; in its last fifth the lease is renewed with the same secret."""
    source = leased(asked())

    assert source.history.lease_until == NOW + timedelta(days=10)
    assert plan_subscription(source, "https://b.example", "x", NOW + timedelta(days=7)) is None
    renewal = plan_subscription(source, "https://b.example", "x", NOW + timedelta(days=9))
    assert renewal is not None
    assert renewal.fields["hub.secret"] == SECRET


@pytest.mark.parametrize(
    "changes",
    [{"topic": "https://other.example/"}, {"mode": "unsubscribe"}, {"challenge": ""}],
)
def test_question_about_something_else_is_refused(changes: dict[str, str]) -> None:
    """Only what was asked for is confirmed."""
    source = asked()

    assert confirm(source, token_of(source), question(source, **changes), NOW) is None


def test_stranger_cannot_confirm() -> None:
    """Without the token there is nothing at that path; a source never asked for has none."""
    source = asked()

    assert confirm(source, "0" * 32, question(source), NOW) is None
    assert confirm(SOURCE, token_of(SOURCE), question(SOURCE), NOW) is None


def test_denial_ends_the_lease() -> None:
    """A hub that takes its word back leaves us to polling."""
    source = leased(asked())

    answer = confirm(source, token_of(source), question(source, mode="denied"), NOW)

    assert isinstance(answer, Source)
    assert answer.history.lease_until is None


@pytest.mark.parametrize("seconds", ["1", "999999999", "many", ""])
def test_lease_is_kept_within_reason(seconds: str) -> None:
    """What a hub promises is bounded at both ends."""
    until = leased(asked(), lease_seconds=seconds).history.lease_until

    assert until is not None
    assert timedelta(minutes=5) <= until - NOW <= timedelta(days=30)


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_signed_push_is_believed(method: str) -> None:
    """Any digest of the Recommendation will do."""
    source = leased(asked())
    signature = hmac.new(SECRET.encode(), b"<rss/>", getattr(hashlib, method)).hexdigest()

    assert is_authentic(source, token_of(source), f"{method}={signature}", b"<rss/>")
    assert not is_authentic(source, token_of(source), f"{method}={signature}", b"<rss />")


@pytest.mark.parametrize("signature", ["", "sha1=", "md5=0cc175b9c0f1b6a831c399e269772661", "x"])
def test_unsigned_push_is_not_believed(signature: str) -> None:
    """Anybody can post; only the hub can sign."""
    source = leased(asked())

    assert not is_authentic(source, token_of(source), signature, b"<rss/>")
