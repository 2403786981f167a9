"""The founding article through `match`: prose and headline count, captions and credits never."""

from pathlib import Path

import pytest

from tests.e2e.cli.conftest import Cli

WATCHES = (
    {"id": "kim", "name": "Kim Jong Un", "kind": "person", "aliases": ["Kim Jong-un", "김정은"]},
    {
        "id": "ufs",
        "name": "Ulchi Freedom Shield",
        "kind": "exercise",
        "aliases": [{"text": "UFS", "kind": "acronym"}],
    },
    {
        "id": "afp",
        "name": "AFP",
        "kind": "organisation",
        "aliases": [{"text": "AFP", "kind": "acronym"}, "Agence France-Presse"],
    },
)
NOT_PROSE = ("This undated photo", "EDITORS NOTE", "MANDATORY CREDIT", "Photo by")


@pytest.fixture
def article(shared: Path) -> dict[str, str]:
    """The article as a feed would give it: headline and text."""
    text = (shared / "seed" / "kim-missile-production.txt").read_text(encoding="utf-8")
    title, _, body = text.partition("\n")
    return {
        "id": "seed",
        "title": title.strip(),
        "text": body.strip(),
        "published_at": "2023-08-14T03:00:00Z",
    }


def test_the_founding_article_names_both_and_no_agency(cli: Cli, article: dict[str, str]) -> None:
    """Both watches match, with the family name of the headline; the credited agency does not."""
    # given
    watches = cli.lines("watches.jsonl", *WATCHES)
    articles = cli.lines("articles.jsonl", article)
    # when
    done = cli("match", "--watches", watches, "--articles", articles)
    # then
    found = {record["watch"]: record for record in done.records}
    assert set(found) == {"kim", "ufs"}
    headline = [each for each in found["kim"]["evidence"] if each["field"] == "title"]
    assert [(each["start"], each["text"]) for each in headline] == [(0, "Kim")]
    assert found["kim"]["role"] == "subject"


def test_no_span_of_the_founding_article_lies_in_a_caption(
    cli: Cli, article: dict[str, str]
) -> None:
    """Every line with evidence is prose: no photo text, no credit, no editors' note."""
    # given
    watches = cli.lines("watches.jsonl", *WATCHES)
    articles = cli.lines("articles.jsonl", article)
    # when
    done = cli("match", "--watches", watches, "--articles", articles, "--strictness", "wide")
    # then
    text = article["text"]
    lines = {
        text[text.rfind("\n", 0, each["start"]) + 1 : text.find("\n", each["end"])]
        for record in done.records
        for each in record["evidence"]
        if each["field"] == "text"
    }
    assert lines
    assert [line for line in lines if any(mark in line for mark in NOT_PROSE)] == []
    assert "afp" not in {record["watch"] for record in done.records}
