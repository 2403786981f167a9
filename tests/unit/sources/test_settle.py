"""What a poll leaves behind."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from watchers.model import Article, Source, SourceHistory
from watchers.sources import failures
from watchers.sources.cadence import Terms
from watchers.sources.history import as_json, of_json
from watchers.sources.identity import Parted
from watchers.sources.model import (
    Fetched,
    FetchFailed,
    FetchRequest,
    NotAFeed,
    NotModified,
    RawArticle,
    ReadFeed,
)
from watchers.sources.settle import (
    MOVES_BELIEVED,
    Poll,
    is_frozen,
    needs_reading,
    plan_request,
    resume,
    settle,
)

NOW = datetime(2023, 8, 14, 10, tzinfo=UTC)
URL = "https://news.example/feed"
BLANK = Source(id=1, url=URL, name="Example")
FEED = ReadFeed(form="rss", ttl_s=600.0, hub_url="https://hub.example/", self_url=URL)
ARTICLE = Article(id=0, title="Something happened", first_seen_at=NOW)
NEW = Parted(fresh=(ARTICLE,), keys=(("u:1",),))


def fetched(**values: object) -> Fetched:
    plain = Fetched(url=URL, status=200, body=b"x", media_type="text/xml", body_hash="h1")
    return replace(plain, **{"etag": '"1"', **values})  # type: ignore[arg-type]


def terms(hours: float = 0) -> Terms:
    return Terms(now=NOW + timedelta(hours=hours))


KNOWN = settle(BLANK, Poll(answer=fetched(), read=FEED, parted=Parted()), terms())


def test_first_document_is_the_baseline() -> None:
    """Once a feed was read the baseline is done, its validators and hints are kept."""
    assert not KNOWN.is_baseline_due
    assert (KNOWN.etag, KNOWN.body_hash) == ('"1"', "h1")
    assert (KNOWN.history.ttl_s, KNOWN.history.hub_url) == (600.0, "https://hub.example/")
    assert KNOWN.next_check_at is not None
    assert KNOWN.next_check_at > NOW


def test_first_rate_is_read_from_the_dates_of_the_document() -> None:
    """A feed with 48 entries of the last two days starts at 24 a day."""
    entries = tuple(
        RawArticle(title=str(n), published_at=NOW - timedelta(hours=n)) for n in range(49)
    )
    poll = Poll(answer=fetched(), read=replace(FEED, articles=entries), parted=Parted())

    settled = settle(BLANK, poll, terms())

    assert 23 < settled.history.daily_rate < 26


def test_conditional_request_repeats_both_validators() -> None:
    """The next request carries what the last answer carried."""
    poll = Poll(answer=fetched(etag='"2"', last_modified="yesterday"), read=FEED)

    request = plan_request(settle(KNOWN, poll, terms()), NOW)

    assert request == FetchRequest(url=URL, etag='"2"', last_modified="yesterday")


def test_validator_that_the_source_dropped_is_dropped() -> None:
    """Both are replaced by every document, also by nothing."""
    settled = settle(KNOWN, Poll(answer=fetched(etag=""), read=FEED), terms())

    assert plan_request(settled, NOW) == FetchRequest(url=URL)


def test_not_modified_keeps_what_it_does_not_repeat() -> None:
    """A 304 without headers leaves the validators as they were."""
    settled = settle(KNOWN, Poll(answer=NotModified(url=URL)), terms())

    assert settled.etag == '"1"'
    assert settled.last_success_at == NOW


def test_baseline_asks_without_conditions() -> None:
    """What must be read must not be answered by 304."""
    assert plan_request(replace(KNOWN, is_baseline_due=True), NOW) == FetchRequest(url=URL)


def test_document_with_the_same_hash_needs_no_reading() -> None:
    """Byte for byte the same is nothing new; before the baseline it is read all the same."""
    assert not needs_reading(KNOWN, fetched())
    assert needs_reading(KNOWN, fetched(body_hash="h2"))
    assert needs_reading(replace(KNOWN, is_baseline_due=True), fetched())


def test_failure_is_kept_and_heals() -> None:
    """Why and since when is known while it fails, and gone with the first success."""
    failing = settle(KNOWN, Poll(answer=FetchFailed(url=URL, code=failures.TLS)), terms(1))
    again = settle(failing, Poll(answer=fetched(), read=NotAFeed(code=failures.EMPTY)), terms(2))
    healed = settle(again, Poll(answer=NotModified(url=URL)), terms(3))

    assert (failing.failures, again.failures, healed.failures) == (1, 2, 0)
    assert again.failing_since == NOW + timedelta(hours=1)
    assert again.failure is not None
    assert again.failure.code == failures.EMPTY
    assert healed.failure is None


def test_document_that_could_not_be_read_is_asked_for_again() -> None:
    """A broken document must not be answered by 304 for ever: its validators are not kept."""
    poll = Poll(answer=fetched(etag='"9"', body_hash="h9"), read=NotAFeed(code=failures.CUT_SHORT))

    settled = settle(KNOWN, poll, terms())

    assert (settled.etag, settled.body_hash) == ('"1"', "h1")


def test_gone_stops_and_can_be_resumed() -> None:
    """410 ends polling until someone resumes it."""
    gone = FetchFailed(url=URL, code=failures.GONE, is_permanent=True)

    stopped = settle(KNOWN, Poll(answer=gone), terms())

    assert stopped.is_stopped
    assert not resume(stopped, NOW).is_stopped


def test_permanent_redirect_is_believed_after_many() -> None:
    """The address changes once the same move was seen ten times in a row."""
    source = KNOWN
    for _ in range(MOVES_BELIEVED - 1):
        source = settle(source, Poll(answer=NotModified(url=URL, moved_to="https://b/")), terms())
    assert source.url == URL

    source = settle(source, Poll(answer=NotModified(url=URL, moved_to="https://b/")), terms())

    assert source.url == "https://b/"


def test_move_that_wavers_is_not_believed() -> None:
    """One poll without the redirect starts the count anew."""
    source = KNOWN
    for number in range(30):
        moved_to = "https://b/" if number % 5 else ""
        source = settle(source, Poll(answer=NotModified(url=URL, moved_to=moved_to)), terms())

    assert source.url == URL


def test_validator_that_looks_frozen_is_checked_once() -> None:
    """A busy feed that says "unchanged" for a day is asked once without conditions."""
    busy = replace(KNOWN, history=replace(KNOWN.history, daily_rate=48.0))
    quiet = settle(busy, Poll(answer=NotModified(url=URL)), terms())
    later = NOW + timedelta(hours=30)

    assert not is_frozen(quiet, NOW + timedelta(hours=5))
    assert is_frozen(quiet, later)
    assert plan_request(quiet, later) == FetchRequest(url=URL)
    checked = settle(quiet, Poll(answer=fetched()), terms(30))
    assert not is_frozen(checked, later + timedelta(hours=5))


def test_validator_that_hid_news_is_trusted_no_more() -> None:
    """If the check finds something new, every later request goes without conditions."""
    busy = replace(KNOWN, history=replace(KNOWN.history, daily_rate=48.0))
    quiet = settle(busy, Poll(answer=NotModified(url=URL)), terms())

    caught = settle(quiet, Poll(answer=fetched(), read=FEED, parted=NEW), terms(30))

    assert caught.history.is_validator_distrusted
    assert plan_request(caught, NOW) == FetchRequest(url=URL)


def test_gap_quickens_the_pace() -> None:
    """A feed that turned over between two polls is polled twice as often, and it is told."""
    poll = Poll(answer=fetched(), read=FEED, parted=replace(NEW, has_gap=True))

    settled = settle(KNOWN, poll, terms(1))

    assert settled.history.gaps == 1
    assert settled.history.gap_at == NOW + timedelta(hours=1)
    assert settled.history.interval_s < KNOWN.history.interval_s


def test_history_survives_being_stored() -> None:
    """What is written as JSON reads back the same; a stranger's name is left out."""
    history = replace(
        KNOWN.history, skip_hours=(1, 2), gap_at=NOW, moved_to="https://b/", daily_rate=3.5
    )

    assert of_json({**as_json(history), "from_the_future": 1}) == history
    assert as_json(SourceHistory()) == {}
