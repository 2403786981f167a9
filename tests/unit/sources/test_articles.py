"""What becomes of an entry."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from watchers.model import ArticleKind, Mark, Source
from watchers.sources.articles import clean_article, clean_changed, outline_article
from watchers.sources.identity import identity_keys
from watchers.sources.model import RawArticle
from watchers.sources.skim import Skim

NOW = datetime(2023, 8, 14, 10, tzinfo=UTC)
SOURCE = Source(
    id=3, url="https://news.example/feed", name="The Example", publisher="example", language="en"
)
RAW = RawArticle(
    title="(LEAD) Kim calls for &lt;b&gt;more&lt;/b&gt; shells &amp; missiles",
    url="https://www.news.example/1?utm_source=rss",
    guid="id-1",
    summary="<p>A visit to a factory.</p>",
    content="<p>A visit.</p><p>And more of it.</p>",
    published_at=NOW - timedelta(hours=1),
)


def clean(**values: object) -> "object":
    return clean_article(replace(RAW, **values), SOURCE, NOW)  # type: ignore[arg-type]


def test_entry_becomes_plain_text() -> None:
    """Tags and entities are gone, paragraphs are lines, the mark is read, the address is a key."""
    article = clean_article(RAW, SOURCE, NOW)

    assert article.title == "(LEAD) Kim calls for more shells & missiles"
    assert article.summary == "A visit to a factory."
    assert article.text == "A visit.\nAnd more of it."
    assert article.canonical_url == "https://news.example/1"
    assert article.marks == (Mark.LEAD,)
    assert (article.outlet, article.publisher, article.language) == ("The Example", "example", "en")


@pytest.mark.parametrize(
    ("published_at", "expected"),
    [
        (None, None),
        (NOW - timedelta(days=9), NOW - timedelta(days=9)),
        (NOW + timedelta(minutes=3), NOW),
        (NOW + timedelta(days=3), NOW),
    ],
)
def test_date_is_unknown_or_past(published_at: datetime | None, expected: datetime | None) -> None:
    """A missing date stays unknown, one in the future is capped at first sight."""
    assert (
        clean_article(replace(RAW, published_at=published_at), SOURCE, NOW).published_at == expected
    )


def test_update_stands_in_for_a_missing_date() -> None:
    """Atom entries often have nothing but `updated`."""
    raw = replace(RAW, published_at=None, updated_at=NOW - timedelta(hours=2))

    assert clean_article(raw, SOURCE, NOW).published_at == NOW - timedelta(hours=2)


def test_caption_gives_way_to_prose() -> None:
    """Where the summary is only a photo caption, the first sentence of the text stands for it."""
    raw = replace(
        RAW,
        summary="This undated photo shows Kim at a factory. (Photo by KCNA via KNS / AFP)",
        content="<p>Kim visited a factory on Friday, state media said. He saw shells.</p>",
    )

    assert clean_article(raw, SOURCE, NOW).summary == (
        "Kim visited a factory on Friday, state media said."
    )


def test_aggregator_names_the_outlet_of_each_entry() -> None:
    """Google News: the outlet is the entry's, its name leaves the headline."""
    google = replace(SOURCE, url="https://news.google.com/rss/search?q=x", publisher="")
    raw = replace(RAW, title="Kim visits plant - Reuters", outlet="Reuters")

    article = clean_article(raw, google, NOW)

    assert (article.title, article.outlet, article.publisher) == (
        "Kim visits plant",
        "Reuters",
        "Reuters",
    )


def test_gdelt_entry_is_its_outlets() -> None:
    """GDELT lists other people's pages: the outlet is the page's site."""
    gdelt = replace(SOURCE, url="https://api.gdeltproject.org/api/v2/doc/doc?query=x", publisher="")

    article = clean_article(replace(RAW, url="https://www.paper.example/kim"), gdelt, NOW)

    assert (article.outlet, article.publisher) == ("paper.example", "paper.example")


def test_reddit_submission_is_what_it_links_to() -> None:
    """The page is the linked one, the outlet its site."""
    reddit = replace(SOURCE, url="https://www.reddit.com/r/korea/.rss", publisher="")
    raw = RawArticle(
        title="Kim visits plant",
        url="https://www.reddit.com/r/korea/comments/1/kim/",
        content='<a href="https://paper.example/kim">[link]</a> <a href="x">[comments]</a>',
    )

    article = clean_article(raw, reddit, NOW)

    assert (article.url, article.outlet) == ("https://paper.example/kim", "paper.example")


def test_video_channel_is_the_outlet() -> None:
    """YouTube: who speaks is the channel."""
    youtube = replace(SOURCE, url="https://www.youtube.com/feeds/videos.xml?channel_id=1")

    article = clean_article(replace(RAW, authors=("KBS News",)), youtube, NOW)

    assert article.outlet == "KBS News"


def test_entry_without_title_is_named_by_its_first_sentence() -> None:
    """Messages and notes have no headline."""
    raw = replace(RAW, title="", content="<p>Kim visited a plant. Then he left.</p>")

    assert clean_article(raw, SOURCE, NOW).title == "Kim visited a plant."


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("김정은, 군수공장 현지지도", "ko"),
        ("金正恩视察军工厂，要求扩大导弹生产能力", "zh"),
        ("北朝鮮がミサイルを発射した", "ja"),
        ("Ким Чен Ын посетил завод", "ru"),
        ("Kim calls for more shells", "en"),
    ],
)
def test_language_follows_the_script(title: str, language: str) -> None:
    """A Korean entry of an English feed is Korean."""
    raw = replace(RAW, title=title, summary="", content="")

    assert clean_article(raw, SOURCE, NOW).language == language


def test_kind_is_told_by_headline_address_or_category() -> None:
    """Opinion, live page, gallery and round-up are told where they can be."""
    kinds = [
        clean_article(replace(RAW, title="Opinion: Time to talk"), SOURCE, NOW).kind,
        clean_article(replace(RAW, url="https://a.example/live/2023/x"), SOURCE, NOW).kind,
        clean_article(replace(RAW, categories=("Editorial",)), SOURCE, NOW).kind,
        clean_article(RAW, SOURCE, NOW).kind,
    ]

    assert kinds == [ArticleKind.OPINION, ArticleKind.LIVE, ArticleKind.OPINION, ArticleKind.NEWS]


def test_hostile_characters_leave_nothing_behind() -> None:
    """NUL, lone surrogates, bidirectional overrides and control characters are gone."""
    raw = replace(RAW, title="A\x00B\ud800 \u202eC\x1b[31m", guid="g\x00\udfff")

    article = clean_article(raw, SOURCE, NOW)

    assert article.title == "AB C[31m"
    assert article.guid == "g"


def test_outline_has_the_identity_of_the_whole() -> None:
    """What is not cleaned is known by the same keys."""
    whole, outline = clean_article(RAW, SOURCE, NOW), outline_article(RAW, SOURCE, NOW)

    assert identity_keys(outline, 3) == identity_keys(whole, 3)
    assert outline.text == ""


def test_only_what_changed_is_cleaned_and_outlines_can_be_completed() -> None:
    """The second time round an unchanged entry is an outline; should it prove new, it is whole."""
    skim = Skim()
    entries = (RAW, replace(RAW, guid="id-2"), RawArticle())
    before = skim.find_changed(3, entries)
    skim.note(3, entries)
    changed = skim.find_changed(3, (RAW, replace(RAW, guid="id-2", title="Corrected")))

    cleaned = clean_changed((RAW, RAW), changed, SOURCE, NOW)

    assert before == (True, True, True)
    assert changed == (False, True)
    assert [bool(each.text) for each in cleaned.articles] == [False, True]
    assert cleaned.complete(cleaned.articles[0]) == clean_article(RAW, SOURCE, NOW)
    assert len(clean_changed(entries, before, SOURCE, NOW).articles) == 2


def test_skim_forgets_the_source_longest_unseen() -> None:
    """Its table is bounded."""
    skim = Skim(sources=1)
    skim.note(1, (RAW,))
    skim.note(2, (RAW,))

    assert skim.find_changed(1, (RAW,)) == (True,)
    assert skim.find_changed(2, (RAW,)) == (False,)
