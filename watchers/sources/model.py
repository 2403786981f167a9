"""What passes between polling and reading: requests, answers, and what a feed says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from watchers.model import Param, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """How far a fetch may go. Sizes in bytes, times in seconds.

    `allowed_networks` (CIDR) are exempt from the address and port rules; `contact` goes into the
    User-Agent; `ca_file` adds a certificate authority.
    """

    allowed_networks: tuple[str, ...] = ()
    proxy: str = ""
    contact: str = "https://github.com/watchfloor/watchfloor"
    version: str = "0.1"
    deadline_s: float = 20.0
    connect_s: float = 10.0
    wire_limit_bytes: int = 8 * 2**20
    body_limit_bytes: int = 16 * 2**20
    redirect_limit: int = 5
    ca_file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRequest:
    """One polite GET; the validators go back exactly as the source last sent them."""

    url: str
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A whole document. `media_type` is the Content-Type as sent; `moved_to` is where permanent
    redirects led; `fresh_for_s` what Cache-Control allows, None where it says nothing."""

    url: str
    status: int
    body: bytes
    media_type: str
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    moved_to: str = ""
    fresh_for_s: float | None = None
    link_header: str = ""
    took_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The source answered 304; validators that it did not repeat stay as they were."""

    url: str
    etag: str = ""
    last_modified: str = ""
    moved_to: str = ""
    fresh_for_s: float | None = None
    took_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailed:
    """Why there is no document. `code` is one of `watchers.sources.failures`; `is_permanent` means
    that asking again later is of no use; `retry_after_s` is what the source asked for."""

    url: str
    code: str
    params: Mapping[str, Param] = field(default_factory=dict)
    retry_after_s: float | None = None
    is_permanent: bool = False
    took_s: float = 0.0

    @property
    def reason(self) -> Reason:
        return Reason(code=self.code, params=self.params)


FetchAnswer = Fetched | NotModified | FetchFailed


@dataclass(frozen=True, slots=True, kw_only=True)
class RawArticle:
    """One entry as its feed gives it: `title`, `summary` and `content` may be HTML.

    `outlet` and `outlet_url` come from the entry's own `source`; `captions` are texts that the feed
    itself marks as belonging to an image; dates are aware UTC or None where missing or unreadable.
    """

    title: str = ""
    url: str = ""
    guid: str = ""
    summary: str = ""
    content: str = ""
    language: str = ""
    outlet: str = ""
    outlet_url: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    image_url: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None

    @property
    def is_hollow(self) -> bool:
        """Whether it says nothing that could be shown or known again."""
        return not (self.title or self.url or self.content or self.summary)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFeed:
    """A document understood. `form` is rss, rdf, atom, json, sitemap or telegram; `is_cut` tells
    that the document ended early or held more entries than are read."""

    form: str
    title: str = ""
    home_url: str = ""
    hub_url: str = ""
    self_url: str = ""
    language: str = ""
    ttl_s: float = 0.0
    skip_hours: tuple[int, ...] = ()
    is_cut: bool = False
    articles: tuple[RawArticle, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFeed:
    """A feed that a page advertises, best first."""

    url: str
    title: str = ""
    media_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAFeed:
    """Why a document gives no articles; `feeds` are those that an HTML page names."""

    code: str
    params: Mapping[str, Param] = field(default_factory=dict)
    feeds: tuple[FoundFeed, ...] = ()

    @property
    def reason(self) -> Reason:
        return Reason(code=self.code, params=self.params)
