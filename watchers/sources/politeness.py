"""Who may be asked now: one connection per host, a pause between, and cool-downs (pure).

Times are seconds of one monotonic clock that the caller reads.
"""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from watchers.sources import failures
from watchers.sources.model import FetchAnswer, FetchFailed
from watchers.text.urls import registrable_domain

PAUSE_S = 1.5
"""Between two polls of one registrable domain (feeds.md 7: at least 1 to 2 seconds)."""

_PAUSES_S = {
    "reddit.com": 60.0,  # one request a minute and address without a personal token
    "gdeltproject.org": 5.0,  # its DOC API: one request in five seconds
}
_FIRST_COOL_DOWN_S = 60.0
_LONGEST_COOL_DOWN_S = 3600.0
_REMEMBERED_S = 86400.0
_MOST = 10_000
_COOLING = frozenset({failures.RATE_LIMITED, failures.CHALLENGE, failures.FORBIDDEN})


@dataclass(slots=True)
class _Domain:
    """One registrable domain: which hosts are being asked, and from when it may be asked again."""

    pause_s: float
    busy: set[str] = field(default_factory=set)
    free_at: float = 0.0
    refusals: int = 0


class Politeness:
    """Gives turns. Call `wait_s` before a poll, then `begin`, and `end` whatever came of it."""

    def __init__(self, pause_s: float = PAUSE_S) -> None:
        self._pause_s = pause_s
        self._domains: dict[str, _Domain] = {}
        self._forget_at = _MOST

    def wait_s(self, url: str, now: float) -> float:
        """Seconds until this address may be asked, 0 for now; a host being asked counts a pause."""
        host, domain = self._at(url)
        if host in domain.busy:
            return max(domain.pause_s, domain.free_at - now)
        return max(0.0, domain.free_at - now)

    def begin(self, url: str, now: float) -> None:
        if len(self._domains) > self._forget_at:
            self._forget(now)
        host, domain = self._at(url)
        domain.busy.add(host)
        domain.free_at = max(domain.free_at, now + domain.pause_s)

    def end(self, url: str, now: float, answer: FetchAnswer | None) -> None:
        """The turn is over; a domain that refuses is left alone for a growing while."""
        host, domain = self._at(url)
        domain.busy.discard(host)
        domain.free_at = max(domain.free_at, now + domain.pause_s)
        if isinstance(answer, FetchFailed) and _is_refusal(answer):
            domain.refusals += 1
            doubled = _FIRST_COOL_DOWN_S * 2.0 ** min(domain.refusals - 1, 10)
            pause = max(answer.retry_after_s or 0.0, min(doubled, _LONGEST_COOL_DOWN_S))
            domain.free_at = max(domain.free_at, now + pause)
        elif answer is not None and not isinstance(answer, FetchFailed):
            domain.refusals = 0

    def _forget(self, now: float) -> None:
        """Let go of domains that are free, and of old refusals; a poller may meet 100,000."""
        kept = {
            name: each
            for name, each in self._domains.items()
            if each.busy or each.free_at > now - (_REMEMBERED_S if each.refusals else 0.0)
        }
        self._domains = kept
        self._forget_at = max(_MOST, 2 * len(kept))

    def _at(self, url: str) -> tuple[str, _Domain]:
        name, host = _split(url)
        if name not in self._domains:
            pause_s = max(self._pause_s, _PAUSES_S.get(name, 0.0))
            self._domains[name] = _Domain(pause_s=pause_s)
        return host, self._domains[name]


def _is_refusal(failed: FetchFailed) -> bool:
    if failed.code == failures.SERVER_ERROR:
        return failed.params.get("status") == 503 and failed.retry_after_s is not None
    return failed.code in _COOLING


def _split(url: str) -> tuple[str, str]:
    """The registrable domain of an address, and its host with port."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        return registrable_domain(host), f"{host}:{parts.port or ''}"
    except ValueError:
        return url, url
