"""Whose turn it is."""

from watchers.sources import failures
from watchers.sources.model import FetchFailed, NotModified
from watchers.sources.politeness import Politeness

URL = "https://feeds.example.co.uk/a"


def refusal(code: str, **values: float) -> FetchFailed:
    return FetchFailed(url=URL, code=code, **values)  # type: ignore[arg-type]


def test_one_connection_per_host_and_a_pause_after_it() -> None:
    """While a host is asked, and a pause after, its whole registered domain waits."""
    politeness = Politeness(pause_s=2.0)
    politeness.begin(URL, 0.0)

    assert politeness.wait_s("https://feeds.example.co.uk/b", 5.0) == 2.0
    politeness.end(URL, 5.0, NotModified(url=URL))
    assert politeness.wait_s("https://www.example.co.uk/b", 5.5) == 1.5
    assert politeness.wait_s("https://other.co.uk/", 5.5) == 0.0
    assert politeness.wait_s(URL, 7.0) == 0.0


def test_refusing_domain_is_left_alone_longer_each_time() -> None:
    """429 and challenges cool the whole domain, doubling; an answer ends it."""
    politeness = Politeness(pause_s=1.0)

    politeness.end(URL, 0.0, refusal(failures.RATE_LIMITED))
    first = politeness.wait_s(URL, 0.0)
    politeness.end(URL, 100.0, refusal(failures.CHALLENGE))
    second = politeness.wait_s(URL, 100.0)
    politeness.end(URL, 500.0, NotModified(url=URL))
    politeness.end(URL, 600.0, refusal(failures.FORBIDDEN))

    assert (first, second) == (60.0, 120.0)
    assert politeness.wait_s(URL, 600.0) == 60.0


def test_retry_after_is_kept_for_the_domain() -> None:
    """What a host asks for holds for all its sources."""
    politeness = Politeness()

    politeness.end(URL, 0.0, refusal(failures.RATE_LIMITED, retry_after_s=900))

    assert politeness.wait_s("https://example.co.uk/", 0.0) == 900


def test_sites_with_rules_of_their_own_are_given_their_pause() -> None:
    """Reddit takes one request a minute."""
    politeness = Politeness(pause_s=1.0)
    politeness.end("https://www.reddit.com/r/korea/.rss", 0.0, None)

    assert politeness.wait_s("https://old.reddit.com/r/japan/.rss", 0.0) == 60.0


def test_a_source_that_is_merely_gone_or_broken_cools_nothing() -> None:
    """One dead feed says nothing of its neighbours."""
    politeness = Politeness(pause_s=1.0)

    politeness.end(URL, 0.0, refusal(failures.NOT_FOUND))

    assert politeness.wait_s(URL, 1.0) == 0.0


def test_table_does_not_grow_with_every_host_ever_asked() -> None:
    """What is free is forgotten, what cools down is not."""
    politeness = Politeness(pause_s=1.0)
    politeness.end(URL, 0.0, refusal(failures.RATE_LIMITED, retry_after_s=90_000))
    for number in range(25_000):
        politeness.begin(f"https://host-{number}.example/", float(number))
        politeness.end(f"https://host-{number}.example/", float(number), None)

    assert len(politeness._domains) < 15_000
    assert politeness.wait_s(URL, 25_000.0) == 65_000
