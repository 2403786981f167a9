"""`stories` and `replay` on an archive of an operator's own."""

from typing import Any

import pytest

from tests.e2e.cli.conftest import Cli

ANNA = {"id": "anna", "name": "Anna Lindqvist", "kind": "person"}
STORM = (
    "Storm Berta tears roof off the central station in Oslo",
    "A storm named Berta tore the roof off the central station in Oslo on Monday night; four "
    "people were hurt and all trains stand still until Wednesday, the railway said.",
)
RETOLD = (
    "Oslo central station loses its roof as storm Berta hits",
    "Storm Berta tore the roof off Oslo's central station on Monday night. Four people were hurt, "
    "and the railway stopped all trains until Wednesday.",
)
VISIT = (
    "Anna Lindqvist opens shipyard in Gdynia",
    "Anna Lindqvist, the prime minister, opened a shipyard in Gdynia and spoke of new jobs.",
)


def _article(number: int, words: tuple[str, str], at: str, source: str) -> dict[str, Any]:
    title, summary = words
    return {
        "id": f"a{number}",
        "title": title,
        "summary": summary,
        "source": source,
        "published_at": f"2026-05-{at}Z",
    }


ARCHIVE = (
    _article(1, STORM, "04T08:30:00", "Harbour Wire"),
    _article(2, VISIT, "04T09:00:00", "Harbour Wire"),
    _article(3, RETOLD, "04T09:30:00", "The Meridian"),
)


def test_stories_gives_each_article_its_story_in_order(cli: Cli) -> None:
    """Two reports of one event share a story; another event has its own."""
    # given
    articles = cli.lines("articles.jsonl", *ARCHIVE)
    # when
    done = cli("stories", "--articles", articles)
    # then
    assert (done.code, done.errors) == (0, [])
    assert [record["article"] for record in done.records] == ["a1", "a2", "a3"]
    storm, visit, retold = (record["story"] for record in done.records)
    assert storm == retold != visit


@pytest.mark.parametrize(
    ("when", "kinds"),
    [("right_away", {"alert"}), ("once_a_day", {"digest"})],
)
def test_replay_tells_what_would_have_been_sent(cli: Cli, when: str, kinds: set[str]) -> None:
    """One line per message, with all that a program needs to judge it."""
    # given
    watches = cli.lines("watches.jsonl", ANNA)
    articles = cli.lines("articles.jsonl", *ARCHIVE)
    # when
    done = cli("replay", "--watches", watches, "--articles", articles, "--when", when)
    # then
    assert (done.code, done.errors) == (0, [])
    assert {record["kind"] for record in done.records} == kinds
    (record,) = done.records
    assert (record["watches"], record["articles"]) == (["anna"], ["a2"])
    assert {"at", "story", "tier", "reasons"} <= set(record)
    assert record["at"].endswith("Z")
