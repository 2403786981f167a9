"""Discord's rate limits: buckets per route and resource, and the global one."""

import zlib
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from tests.fakes.discord.clock import Clock
from tests.fakes.discord.exchange import Call, Reply

Scope = Literal["user", "global", "shared"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How fast one bot may be. `scale` stretches or shrinks every window.

    The global limit is documented, the buckets are observed by the community.
    """

    is_enforced: bool = False
    global_count: int = 50
    global_window_s: float = 1.0
    channel_count: int = 5
    channel_window_s: float = 5.0
    webhook_count: int = 5
    webhook_window_s: float = 2.0
    crosspost_count: int = 10
    crosspost_window_s: float = 3600.0
    other_count: int = 30
    other_window_s: float = 5.0
    invalid_count: int = 10_000
    scale: float = 1.0

    @classmethod
    def none(cls) -> "Limits":
        return cls()

    @classmethod
    def real(cls, scale: float = 1.0) -> "Limits":
        return cls(is_enforced=True, scale=scale)


@dataclass(slots=True, kw_only=True)
class _Bucket:
    """A fixed window, opened by its first call."""

    count: int
    window_s: float
    used: int = 0
    ends_at: float = 0.0

    def take(self, now_s: float) -> bool:
        if now_s >= self.ends_at:
            self.used, self.ends_at = 0, now_s + self.window_s
        self.used += 1
        return self.used <= self.count


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The headers of the reply, and the 429 that stands in its place, if any."""

    headers: dict[str, str]
    refusal: Reply | None = None


SEND = "POST /channels/{channel_id}/messages"
EDIT = "PATCH /channels/{channel_id}/messages/{message_id}"
CROSSPOST = "POST /channels/{channel_id}/messages/{message_id}/crosspost"
# Discord: topics/rate-limits: interaction endpoints are not bound to the global limit
OUTSIDE_GLOBAL = ("/interactions/", "/webhooks/")
# hikari 2.7 knows this route as one without a bucket and complains of one
UNLIMITED = "/interactions/"
# What stands in for `Via` of Discord's proxy: discord.py takes a 429 without it for a ban
VIA = {"Via": "1.1 google"}


class LimitBook:
    """Counts every call against its buckets and says what may go on."""

    def __init__(self, limits: Limits, clock: Clock):
        self.limits = limits
        self.refused: Counter[str] = Counter()
        self.invalid_count = 0
        self._clock = clock
        self._buckets: dict[str, _Bucket] = {}

    @property
    def is_banned(self) -> bool:
        """Discord: topics/rate-limits, 10,000 invalid requests lead to a ban by Cloudflare."""
        return self.limits.is_enforced and self.invalid_count >= self.limits.invalid_count

    def judge(self, call: Call) -> Verdict:
        """Takes one from the bucket of the call's route and resource, then from the global one."""
        if call.template.startswith(UNLIMITED):
            return Verdict(headers={})
        if not self.limits.is_enforced:
            return Verdict(headers=_headers(call, self._boundless(), 1.0))
        now_s = self._clock.now_s()
        bucket = self._bucket(call)
        is_allowed = bucket.take(now_s)
        headers = _headers(call, bucket, max(bucket.ends_at - now_s, 0.0))
        if not is_allowed:
            return self._refuse(call, headers, "shared" if _name(call) == CROSSPOST else "user")
        if not call.template.startswith(OUTSIDE_GLOBAL) and not self._global().take(now_s):
            wait_s = max(self._global().ends_at - now_s, 0.0)
            return self._refuse(call, {"X-RateLimit-Reset-After": f"{wait_s:.3f}"}, "global")
        return Verdict(headers=headers)

    def _refuse(self, call: Call, headers: dict[str, str], scope: Scope) -> Verdict:
        self.refused[f"{scope} {_name(call)}"] += 1
        wait_s = float(headers["X-RateLimit-Reset-After"])
        body = {"message": "You are being rate limited.", "retry_after": wait_s}
        body |= {"global": scope == "global"} | ({"code": 20028} if scope == "shared" else {})
        shown = {"X-RateLimit-Scope": scope, "Retry-After": f"{wait_s:.3f}", **VIA}
        shown |= {"X-RateLimit-Global": "true"} if scope == "global" else {}
        kept = {} if scope == "global" else headers
        return Verdict(headers=kept, refusal=Reply(status=429, body=body, headers=kept | shown))

    def count_invalid(self, status: int, scope: str) -> None:
        """401, 403 and 429 count towards the ban of 10,000 in 10 minutes, `shared` ones do not."""
        if status in (401, 403, 429) and scope != "shared":
            self.invalid_count += 1

    def _boundless(self) -> _Bucket:
        ends_at = self._clock.now_s() + 1.0
        return _Bucket(count=10_000, window_s=1.0, used=1, ends_at=ends_at)

    def _global(self) -> _Bucket:
        shape = self.limits
        window_s = shape.global_window_s * shape.scale
        return self._buckets.setdefault(
            "global", _Bucket(count=shape.global_count, window_s=window_s)
        )

    def _bucket(self, call: Call) -> _Bucket:
        count, window_s = self._shape(call)
        key = f"{_name(call)} {_resource(call)}"
        window_s *= self.limits.scale
        return self._buckets.setdefault(key, _Bucket(count=count, window_s=window_s))

    def _shape(self, call: Call) -> tuple[int, float]:
        name, shape = _name(call), self.limits
        if name in (SEND, EDIT):
            return shape.channel_count, shape.channel_window_s
        if name == CROSSPOST:
            return shape.crosspost_count, shape.crosspost_window_s
        if call.template.startswith("/webhooks/"):
            return shape.webhook_count, shape.webhook_window_s
        return shape.other_count, shape.other_window_s


def _name(call: Call) -> str:
    return f"{call.method} {call.template}"


def _resource(call: Call) -> str:
    """The major parameters, which buckets never share."""
    names = ("channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_token")
    return "+".join(call.params[name] for name in names if name in call.params)


def _headers(call: Call, bucket: _Bucket, reset_after_s: float) -> dict[str, str]:
    return {
        "X-RateLimit-Bucket": f"{zlib.crc32(_name(call).encode()):08x}",
        "X-RateLimit-Limit": str(bucket.count),
        "X-RateLimit-Remaining": str(max(bucket.count - bucket.used, 0)),
        "X-RateLimit-Reset": f"{bucket.ends_at:.3f}",
        "X-RateLimit-Reset-After": f"{reset_after_s:.3f}",
    }
