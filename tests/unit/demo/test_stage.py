"""The demo's feeds, stage by stage."""

from datetime import UTC, datetime
from importlib.resources import files

import pytest

from bot.demo.newsstand import FEEDS
from bot.demo.stage import set_stage
from watchers.sources.formats import read
from watchers.sources.model import ReadFeed

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def test_a_later_article_is_hidden_until_its_stage() -> None:
    """Lines of a stage appear from that stage on, the others always."""
    # given
    template = "a\n%from 2\nb\n%end\nc\n"
    # when
    stages = [set_stage(template, stage, NOW) for stage in (1, 2, 3)]
    # then
    assert stages == ["a\nc\n", "a\nb\nc\n", "a\nb\nc\n"]


def test_times_are_counted_from_now() -> None:
    """Both forms of dates become the moment so many minutes away."""
    # when
    shown = set_stage("{rfc822 -5} {rfc3339 -60}", 1, NOW)
    # then
    assert shown == "Mon, 04 May 2026 11:55:00 +0000 2026-05-04T11:00:00+00:00\n"


@pytest.mark.parametrize("name", FEEDS)
def test_every_bundled_feed_reads_at_every_stage(name: str) -> None:
    """Each stage of each feed is a whole document, with more articles at the last than at first."""
    # given
    template = files("bot.demo").joinpath("feeds", name).read_text(encoding="utf-8")
    # when
    feeds = [read(set_stage(template, stage, NOW).encode(), "", "") for stage in (1, 2, 3)]
    # then
    assert all(isinstance(feed, ReadFeed) and not feed.is_cut for feed in feeds)
    counts = [len(feed.articles) for feed in feeds if isinstance(feed, ReadFeed)]
    assert counts[0] == 1 <= counts[1] <= counts[2] > 1
