"""WebSub: hubs push what is new within seconds (W3C Recommendation, 23 January 2018; pure).

The one who runs it draws the secret, sends `HubRequest`s and answers the hub's calls; every
decision is here. Polling goes on as a slow safety net while a lease runs.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from watchers.model import Source
from watchers.sources.formats.links import absolute

PATH = "/websub"
"""Below the public address: `/websub/<source id>/<token>`."""

_WANTED_LEASE_S = 10 * 86400
_LONGEST_LEASE_S = 30 * 86400
_SHORTEST_LEASE_S = 300
_ASK_AGAIN = timedelta(hours=12)
_RENEW_SHARE = 0.2
_DIGESTS = {
    "sha1": hashlib.sha1,
    "sha256": hashlib.sha256,
    "sha384": hashlib.sha384,
    "sha512": hashlib.sha512,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HubRequest:
    """A form to be sent to a hub, and the source as it is once it was sent."""

    hub_url: str
    source: Source
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """The answer to a hub's question: 200 with `challenge` as the body; store the source."""

    challenge: str
    source: Source


def plan_subscription(
    source: Source, public_url: str, new_secret: str, now: datetime
) -> HubRequest | None:
    """The subscription or renewal that is due; None where there is no hub or nothing is due.

    `new_secret` is taken where the source has none yet: at least 20 random characters.
    """
    history = source.history
    hub_url = absolute(history.hub_url, source.url)
    if not hub_url or not public_url or source.is_stopped or not _is_due(source, now):
        return None
    secret = history.hub_secret or new_secret
    asked = replace(source, history=replace(history, hub_secret=secret, hub_asked_at=now))
    return HubRequest(
        hub_url=hub_url,
        source=asked,
        fields={
            "hub.mode": "subscribe",
            "hub.topic": topic_of(source),
            "hub.callback": f"{public_url.rstrip('/')}{callback_path(asked)}",
            "hub.secret": secret,
            "hub.lease_seconds": str(_WANTED_LEASE_S),
        },
    )


def topic_of(source: Source) -> str:
    """The address under which the hub knows the feed: its own `self` link, else ours."""
    return absolute(source.history.topic_url, source.url) or source.url


def callback_path(source: Source) -> str:
    """Where the hub calls for this source; nobody else can guess it."""
    return f"{PATH}/{source.id}/{_token(source)}"


def is_callback(source: Source, token: str) -> bool:
    """Whether a call came by the path that only this source's hub was told."""
    known = bool(source.history.hub_secret)
    return known and hmac.compare_digest(token.encode("utf-8", "replace"), _token(source).encode())


def confirm(
    source: Source, token: str, query: Mapping[str, str], now: datetime
) -> Confirmed | Source | None:
    """What a hub's GET means: confirmed, a denial (the source without its lease), or None (404)."""
    if not is_callback(source, token) or query.get("hub.topic") != topic_of(source):
        return None
    if query.get("hub.mode") == "denied":
        return replace(source, history=replace(source.history, lease_until=None))
    challenge = query.get("hub.challenge", "")
    if query.get("hub.mode") != "subscribe" or not challenge:
        return None
    lease_s = _lease_s(query.get("hub.lease_seconds", ""))
    history = replace(
        source.history, hub_lease_s=lease_s, lease_until=now + timedelta(seconds=lease_s)
    )
    return Confirmed(challenge=challenge, source=replace(source, history=history))


def is_authentic(source: Source, token: str, signature: str, body: bytes) -> bool:
    """Whether a pushed document is what the hub signed with our secret (X-Hub-Signature)."""
    method, _, given = signature.strip().partition("=")
    digest = _DIGESTS.get(method.lower())
    if digest is None or not is_callback(source, token):
        return False
    wanted = hmac.new(source.history.hub_secret.encode(), body, digest).hexdigest()
    return hmac.compare_digest(given.strip().lower().encode("utf-8", "replace"), wanted.encode())


def _is_due(source: Source, now: datetime) -> bool:
    history = source.history
    if history.hub_asked_at is not None and now - history.hub_asked_at < _ASK_AGAIN:
        is_short = 0 < history.hub_lease_s < _ASK_AGAIN.total_seconds()
        if not is_short or _is_running(source, now):
            return False
    return not _is_running(source, now)


def _is_running(source: Source, now: datetime) -> bool:
    """Whether the lease runs on for more than the share of it in which it is renewed."""
    until = source.history.lease_until
    margin = timedelta(seconds=source.history.hub_lease_s * _RENEW_SHARE)
    return until is not None and until - now > margin


def _lease_s(text: str) -> float:
    given = int(text) if text.isdigit() and len(text) < 12 else _WANTED_LEASE_S
    return float(min(_LONGEST_LEASE_S, max(_SHORTEST_LEASE_S, given)))


def _token(source: Source) -> str:
    seed = f"{source.id}:{source.history.hub_secret}"
    return hashlib.sha256(seed.encode()).hexdigest()[:32]
