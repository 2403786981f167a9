"""An article is known again whatever its feed does to it, and two are never taken for one."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from watchers.model import Article, Source, SourceHistory
from watchers.sources.identity import Parted, identity_keys, part
from watchers.text.urls import canonical_url

NOW = datetime(2023, 8, 14, 10, tzinfo=UTC)
SOURCE = Source(
    id=7,
    url="https://news.example/feed",
    name="Example",
    is_baseline_due=False,
    history=SourceHistory(polls=50, largest_batch=3),
)


def article(number: int, **values: object) -> Article:
    url = str(values.pop("url", f"https://www.news.example/2023/08/story-number-{number}"))
    plain = Article(
        id=0,
        title=f"Headline of the story with number {number}",
        first_seen_at=NOW,
        url=url,
        canonical_url=canonical_url(url),
        guid=f"https://www.news.example/?p={number}",
        published_at=NOW - timedelta(hours=number),
    )
    return replace(plain, **values)  # type: ignore[arg-type]


class Memory:
    """Remembers what was parted, as the store does."""

    def __init__(self, source: Source = SOURCE) -> None:
        self.source = source
        self.known: dict[str, int] = {}
        self.count = 0

    def poll(self, articles: Iterable[Article]) -> Parted:
        articles = list(articles)
        keys = {key for each in articles for key in identity_keys(each, self.source.id)}
        known = {key: owner for key, owner in self.known.items() if key in keys}
        parted = part(self.source, articles, known)
        for keys_of_one in parted.keys:
            self.count += 1
            assert not set(keys_of_one) & set(self.known), "a key has two owners"
            self.known |= dict.fromkeys(keys_of_one, self.count)
        self.known |= parted.aliases
        return parted

    def fresh(self, articles: Iterable[Article]) -> int:
        return len(self.poll(articles).fresh)


def remembering(*articles: Article) -> Memory:
    memory = Memory()
    memory.poll(articles)
    return memory


STORIES = [article(number) for number in range(10)]


def test_unchanged_document_brings_nothing() -> None:
    """The same entries are the same articles."""
    assert remembering(*STORIES).fresh(STORIES) == 0


def test_renewed_guids_make_nothing_new() -> None:
    """A feed that renews all its guids is known by addresses."""
    renewed = [replace(each, guid=f"urn:new:{each.guid}") for each in STORIES]

    assert remembering(*STORIES).fresh(renewed) == 0


def test_http_to_https_makes_nothing_new() -> None:
    """Scheme, www, tracking parameters and trailing slashes are spelling."""
    moved = [
        article(n, url=f"http://news.example/2023/08/story-number-{n}/?utm_source=rss#top", guid="")
        for n in range(10)
    ]

    assert remembering(*STORIES).fresh(moved) == 0


def test_moved_host_makes_nothing_new() -> None:
    """A site that moves to another host with all its paths keeps its articles."""
    moved = [
        article(n, url=f"https://new-name.example/2023/08/story-number-{n}", guid=f"new-{n}")
        for n in range(10)
    ]

    assert remembering(*STORIES).fresh(moved) == 0


def test_moved_dates_make_nothing_new() -> None:
    """Re-dating is no news."""
    moved = [replace(each, published_at=NOW + timedelta(days=9)) for each in STORIES]

    assert remembering(*STORIES).fresh(moved) == 0


def test_reordered_document_brings_nothing() -> None:
    """Order says nothing of newness."""
    assert remembering(*STORIES).fresh(reversed(STORIES)) == 0


def test_rss_to_atom_makes_nothing_new() -> None:
    """New guids and new paths at once: the titles on their days still tell."""
    changed = [
        article(n, url=f"https://news.example/articles/{n}abc", guid=f"tag:news.example,2023:{n}")
        for n in range(10)
    ]

    assert remembering(*STORIES).fresh(changed) == 0


def test_changed_title_under_the_same_guid_is_the_same_article_revised() -> None:
    """A new headline is told as seen again, not as new."""
    memory = remembering(*STORIES)

    parted = memory.poll([replace(STORIES[3], title="Another headline altogether, corrected")])

    assert parted.fresh == ()
    assert [each.title for each in parted.reseen.values()] == [
        "Another headline altogether, corrected"
    ]


def test_guid_shared_by_several_entries_is_trusted_no_more() -> None:
    """A guid that two entries of one document carry tells nothing; both are articles."""
    twins = [article(n, guid="always-the-same") for n in range(2)]
    memory = Memory()

    first = memory.poll(twins)
    later = memory.poll([*twins, article(5, guid="always-the-same")])

    assert len(first.fresh) == 2
    assert first.is_guid_distrusted
    assert [each.title for each in later.fresh] == ["Headline of the story with number 5"]


def test_address_shared_by_all_entries_is_trusted_no_more() -> None:
    """Feeds that link every entry to the home page still have many articles."""
    homed = [article(n, url="https://news.example/") for n in range(5)]

    assert Memory().fresh(homed) == 5


def test_positions_as_guids_are_not_identities() -> None:
    """Guids that count from 1 in every document say nothing."""
    memory = remembering(*(article(n, guid=str(n)) for n in range(3)))

    assert memory.fresh([article(n + 50, guid=str(n)) for n in range(3)]) == 3


def test_same_headline_on_another_day_beside_the_old_one_is_new() -> None:
    """A daily column keeps its headline; while yesterday's stands there too, today's is new."""
    column = "Today in the Assembly of the Republic"
    yesterday = article(1, title=column, published_at=NOW - timedelta(days=1))
    today = article(2, title=column)

    assert remembering(yesterday).fresh([today, yesterday]) == 1


def test_entry_repeated_in_one_document_is_one_article() -> None:
    """Twice in the document, once in the archive."""
    assert Memory().fresh([STORIES[0], STORIES[0], replace(STORIES[0], guid="x-1")]) == 1


def test_undated_entries_without_guid_or_link_are_known_by_content() -> None:
    """What has nothing else is known by what it says."""
    bare = article(1, url="", guid="", published_at=None, title="Short")

    assert remembering(bare).fresh([bare]) == 0
    assert remembering(bare).fresh([replace(bare, title="Other")]) == 1


def test_planet_of_many_sites_keeps_equal_paths_apart() -> None:
    """In a gathering of several sites a path belongs to its host."""
    memory = remembering(article(1, url="https://a.example/2023/08/14/weekly-notes", guid="a"))
    gathered = [
        article(2, url="https://b.example/2023/08/14/weekly-notes", guid="b"),
        article(3, url="https://c.example/2023/08/14/weekly-notes", guid="c"),
    ]

    assert memory.fresh(gathered) == 2


def test_one_article_in_five_feeds_is_one_article() -> None:
    """The address is a key across sources."""
    memory = Memory()
    counts = []
    for source_id in range(1, 6):
        memory.source = replace(SOURCE, id=source_id)
        counts.append(memory.fresh([article(1, guid=f"feed-{source_id}")]))

    assert counts == [1, 0, 0, 0, 0]


def test_feed_that_renews_everything_is_a_reset() -> None:
    """Old dates, new guids, new addresses, new titles: stored silently, nobody is flooded."""
    memory = remembering(*STORIES)
    old = NOW - timedelta(days=30)
    strange = [article(n + 100, published_at=old) for n in range(10)]

    parted = memory.poll(strange)

    assert parted.is_reset
    assert len(parted.fresh) == 10


def test_busy_hour_is_no_reset() -> None:
    """Many entries that are new by their dates are news, however many."""
    memory = remembering(*STORIES)

    parted = memory.poll([article(n + 100, published_at=NOW) for n in range(10)])

    assert not parted.is_reset
    assert parted.has_gap


def test_gap_is_told_when_nothing_known_is_left() -> None:
    """While one entry is known, nothing was missed; when none is, something may have been."""
    memory = remembering(*STORIES)

    whole = memory.poll([STORIES[0], *(article(n + 50) for n in range(5))])
    overflown = memory.poll([article(n + 200, published_at=NOW) for n in range(5)])

    assert not whole.has_gap
    assert overflown.has_gap


def test_fresh_articles_come_oldest_first() -> None:
    """Alerts go out in the order in which things happened."""
    parted = Memory().poll(STORIES)

    times = [each.published_at for each in parted.fresh]
    assert times == sorted(times, key=lambda each: each or NOW)
    assert len(parted.keys) == len(parted.fresh)
