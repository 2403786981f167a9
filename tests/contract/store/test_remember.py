"""Step 8: everything at once or nothing, and each thing once."""

from dataclasses import replace

import pytest

from tests.contract.store.making import (
    READER_A,
    READER_B,
    START,
    World,
    alert,
    in_story,
    match,
    minutes,
    story_of,
)
from watchers.model import Article, LineClass, Mark, Reason
from watchers.store import AlreadyRemembered, Tx, articles, deliveries, sources, stories


def test_an_article_comes_back_as_it_was_remembered(world: World) -> None:
    """Every field of an article survives storing."""
    # given
    news = world.news(
        "Kim calls for 김정은",
        summary="One line.",
        text="First.\nSecond.",
        language="en",
        authors=("Writer One", "Writer Two"),
        marks=(Mark.URGENT, Mark.CORRECTION),
        is_state_media=True,
        updated_at=minutes(3),
    )
    # when
    world.remember(news)
    # then
    stored = world.read(lambda tx: articles.by_ids(tx, [news.article.id], READER_A))
    assert stored == {news.article.id: news.article}


def test_matches_keep_evidence_and_reasons(world: World) -> None:
    """What a match rests on can be read back whole."""
    # given
    news = world.news("Kim calls for more shells")
    # when
    world.remember(news)
    # then
    assert world.read(lambda tx: articles.matches_of(tx, [news.article.id])) == news.matches


def test_line_classes_are_kept(world: World) -> None:
    """The classes decided when an article was seen are there for everyone who reads it."""
    # given
    news = world.news("Kim calls for more shells", text="Prose.\nPhoto: AFP")
    lines = ((0, 6, LineClass.PROSE), (7, 17, LineClass.CREDIT))
    # when
    world.remember(news, lines={news.article.id: lines})
    # then
    assert world.read(lambda tx: articles.lines_of(tx, news.article.id)) == lines


def test_a_known_key_names_its_article(world: World) -> None:
    """Looking keys up tells which are known and whose they are."""
    # given
    news = world.news("Kim calls for more shells")
    world.remember(news, keys={news.article.id: ["guid:1", "url:1"]})
    # when
    known = world.read(lambda tx: articles.known_keys(tx, ["guid:1", "guid:2", "url:1"]))
    # then
    assert known == {"guid:1": news.article.id, "url:1": news.article.id}


def test_a_new_key_of_a_known_article_is_an_alias(world: World) -> None:
    """An article that comes back under another guid is known by both from then on."""
    # given
    news = world.news("Kim calls for more shells")
    world.remember(news, keys={news.article.id: ["guid:1"]})
    alias = articles.KeyAlias(key="guid:2", article_id=news.article.id, source_id=world.shipped.id)
    # when
    world.write(lambda tx: articles.remember(tx, articles.Remembered(at=START, aliases=(alias,))))
    # then
    assert world.read(lambda tx: articles.known_keys(tx, ["guid:2"])) == {"guid:2": news.article.id}


def test_an_article_known_by_now_is_refused_whole(world: World) -> None:
    """Two polls that found the same article at once store it once: the second writes nothing."""
    # given
    first, second = world.news("Kim calls"), world.news("Kim calls again")
    world.remember(first, keys={first.article.id: ["url:1"]})
    # when
    with pytest.raises(AlreadyRemembered) as refused:
        world.remember(second, keys={second.article.id: ["url:1", "guid:9"]})
    # then
    assert refused.value.article_ids == (second.article.id,)
    assert world.read(lambda tx: articles.count(tx, START)) == 1
    assert world.read(lambda tx: articles.known_keys(tx, ["guid:9"])) == {}


def test_a_delivery_is_owed_once(world: World) -> None:
    """Owing the same to the same place again stores nothing and gives no id."""
    # given
    news = world.news("Kim calls for more shells")
    owed = alert(world.place_a, [news.grouped.story_id])
    first = world.remember(news, owed=(owed,))
    # when
    second = world.owe(owed, replace(owed, place_id=world.place_b.id))
    # then
    assert len(first) == 1
    assert len(second) == 1
    assert world.read(lambda tx: deliveries.counts(tx, START)).lanes["alert"].open == 2


def test_what_raises_leaves_nothing(world: World) -> None:
    """A transaction that fails at its end has not remembered its beginning."""
    # given
    news = world.news("Kim calls for more shells")
    owed = alert(world.place_a, [news.grouped.story_id])
    remembered = world.remembered(news, owed=(owed,))

    def fail(tx: Tx) -> None:
        articles.remember(tx, remembered)
        raise RuntimeError("killed here")

    # when
    with pytest.raises(RuntimeError):
        world.write(fail)
    # then
    assert world.read(lambda tx: articles.count(tx, START)) == 0
    keys = remembered.keys[news.article.id]
    assert world.read(lambda tx: articles.known_keys(tx, keys)) == {}
    assert world.read(lambda tx: deliveries.counts(tx, START)).lanes["alert"].open == 0


def test_text_that_no_database_takes_is_cleaned(world: World) -> None:
    """NUL and half a surrogate pair are dropped, never an error, and search stays in step."""
    # given
    news = world.news("Kim\x00 calls \ud800now", text="One\x00 two", authors=("A\x00B\ud83d",))
    # when
    world.remember(news)
    # then
    stored = world.read(lambda tx: articles.by_ids(tx, [news.article.id], READER_A))
    assert stored[news.article.id].title == "Kim calls now"


def test_the_poll_is_recorded_with_what_it_found(world: World) -> None:
    """Validators and the next check are written in the transaction of the articles."""
    # given
    news = world.news("Kim calls for more shells")
    polled = replace(
        world.shipped,
        etag='"v2"',
        next_check_at=minutes(5),
        is_baseline_due=False,
        failure=Reason(code="timeout", params={"seconds": 20}),
        history=replace(world.shipped.history, polls=3, daily_rate=1.5, last_new_at=START),
    )
    # when
    world.remember(news, polled=(polled,))
    # then
    assert world.read(lambda tx: sources.by_ids(tx, [polled.id])) == {polled.id: polled}


def test_a_later_article_joins_its_story(world: World) -> None:
    """A story's title, revision and update follow the newest grouping."""
    # given
    first = world.news("Kim calls for more shells")
    world.remember(first)
    second = in_story(world.news("Kim urges more shells", at=minutes(9)), first.grouped.story_id)
    changed = replace(story_of(first), revision=2, updated_at=minutes(9))
    # when
    world.remember(second, stories=(changed,))
    # then
    view = world.read(lambda tx: stories.story_views(tx, [changed.id], READER_A))[changed.id]
    assert view.story == changed
    assert [article.title for article in view.articles] == [
        "Kim calls for more shells",
        "Kim urges more shells",
    ]


def test_a_revised_article_is_rewritten_and_found_anew(world: World) -> None:
    """An article whose title changed under its URL is the same article with the new title."""
    # given
    news = world.news("Kim calls for more shells")
    world.remember(news)
    revised = replace(news.article, title="Kim demands more missiles", updated_at=minutes(4))
    # when
    world.write(lambda tx: articles.remember(tx, articles.Remembered(at=START, revised=(revised,))))
    # then
    stored = world.read(lambda tx: articles.by_ids(tx, [revised.id], READER_A))
    assert stored[revised.id].title == "Kim demands more missiles"


def test_a_strangers_feed_neither_hides_nor_rewrites_what_others_read(world: World) -> None:
    """Keys met in a source that one guild added are known to that source alone."""
    # given
    stranger = world.private_source("https://evil.example/rss", READER_B)
    claimed = world.news("A claimed headline", source_id=stranger.id)
    world.remember(claimed, keys={claimed.article.id: ["url:claimed"]})
    real = world.news("Kim calls for more shells")
    world.remember(real, keys={real.article.id: ["url:real"]})
    forged = replace(real.article, title="Nothing happened", source_id=stranger.id)
    # when
    world.write(lambda tx: articles.remember(tx, articles.Remembered(at=START, revised=(forged,))))
    # then
    assert world.read(lambda tx: articles.revisable(tx, [forged])) == ()
    as_shipped = world.read(
        lambda tx: articles.known_keys(tx, ["url:claimed"], source_id=world.shipped.id)
    )
    as_stranger = world.read(
        lambda tx: articles.known_keys(tx, ["url:claimed", "url:real"], source_id=stranger.id)
    )
    assert as_shipped == {}
    assert as_stranger == {"url:claimed": claimed.article.id, "url:real": real.article.id}
    stored = world.read(lambda tx: articles.by_ids(tx, [real.article.id], READER_A))
    assert stored[real.article.id].title == "Kim calls for more shells"


def test_recent_articles_rebuild_what_grouping_knew(world: World) -> None:
    """At start the story index gets each article with its story and its watches, oldest first."""
    # given
    old = world.news("An old one", at=minutes(-60 * 80))
    first = world.news("Kim calls for more shells", at=minutes(1))
    second = in_story(world.news("Kim urges", at=minutes(2)), first.grouped.story_id)
    world.remember(old, first, second)
    # when
    recent = world.read(lambda tx: articles.recent_articles(tx, START))
    # then
    assert [each.article for each in recent] == [first.article, second.article]
    assert {each.story.id for each in recent} == {first.grouped.story_id}
    assert {each.watch_ids for each in recent} == {frozenset({world.watch.id})}


def test_matches_of_a_new_watch_can_be_added_page_by_page(world: World) -> None:
    """A watch made today is matched against the whole archive without reading it at once."""
    # given
    news = [world.news(f"Report {n}", at=minutes(n)) for n in range(5)]
    world.remember(*news)
    made = world.own_watch("Report", READER_A)

    def pages(tx: Tx) -> list[Article]:
        first = articles.articles_since(tx, START, limit=3)
        return [*first, *articles.articles_since(tx, START, after_id=first[-1].id, limit=3)]

    # when
    found = world.read(pages)
    world.write(lambda tx: articles.add_matches(tx, [match(each.id, made.id) for each in found]))
    world.write(lambda tx: articles.add_matches(tx, [match(found[0].id, made.id, score=77.0)]))
    # then
    stored = world.read(lambda tx: articles.matches_of(tx, [n.article.id for n in news], [made.id]))
    assert [each.article_id for each in stored] == [each.article.id for each in news]
    assert stored[0].score == 77.0


def test_the_archive_says_how_far_it_reaches(world: World) -> None:
    """A backtest can tell over what span its figures were made."""
    # given
    world.remember(world.news("One", at=minutes(1)), world.news("Two", at=minutes(60)))
    # when
    span = world.read(lambda tx: articles.archive_span(tx, START, READER_A))
    # then
    assert (span.articles, span.sources) == (2, 1)
    assert (span.first_seen_at, span.last_seen_at) == (minutes(1), minutes(60))


def test_ids_rise_above_every_stored_one(world: World) -> None:
    """A clock set back gives no id twice."""
    # given
    news = world.news("From the future", at=minutes(60 * 24 * 365))
    world.remember(news)
    # when
    following = world.store.ids.next(START)
    # then
    assert following > news.article.id
