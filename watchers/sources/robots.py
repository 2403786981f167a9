"""Whether a site lets robots read its pages (RFC 9309); feeds that people added need no leave."""

from collections import OrderedDict
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from watchers.sources.fetch import Fetcher
from watchers.sources.model import Fetched, FetchFailed, FetchRequest

AGENT = "Watchfloor"

_KEPT_S = 86400.0  # RFC 9309, 2.4: no longer than 24 hours
_KEPT_WHERE_UNREACHABLE_S = 3600.0
_LARGEST = 512 * 1024  # RFC 9309, 2.5: at least 500 KiB
_SITES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """A site's rules; None for a site that has none, and `is_closed` while they cannot be had."""

    rules: Protego | None
    until: float
    is_closed: bool = False


class Robots:
    """Asks each site once a day. Times are seconds of a clock that the caller reads."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._sites: OrderedDict[str, _Rules] = OrderedDict()

    async def may_read(self, url: str, now: float) -> bool:
        """Whether this page may be read by us."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        known = self._sites.get(site)
        if known is None or known.until < now:
            known = self._sites[site] = await self._ask(site, now)
            self._sites.move_to_end(site)
            if len(self._sites) > _SITES:
                self._sites.popitem(last=False)
        if known.is_closed:
            return False
        return known.rules is None or bool(known.rules.can_fetch(url, AGENT))

    async def _ask(self, site: str, now: float) -> _Rules:
        answer = await self._fetcher.fetch(FetchRequest(url=f"{site}/robots.txt"))
        match answer:
            case Fetched():
                text = answer.body[:_LARGEST].decode("utf-8", "replace")
                return _Rules(rules=Protego.parse(text), until=now + _KEPT_S)
            case FetchFailed() if 400 <= int(answer.params.get("status", 0)) < 500:
                return _Rules(rules=None, until=now + _KEPT_S)  # RFC 9309, 2.3.1.3: unavailable
        return _Rules(rules=None, until=now + _KEPT_WHERE_UNREACHABLE_S, is_closed=True)
