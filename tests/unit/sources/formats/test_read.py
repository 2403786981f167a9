"""Every form of feed gives the same articles, and every broken one a code."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.fakes.news import Entry, atom, json_feed, rss
from watchers.sources import failures
from watchers.sources.formats import read, read_within
from watchers.sources.formats.limits import Limits
from watchers.sources.model import NotAFeed, RawArticle, ReadFeed

SAMPLES = Path(__file__).resolve().parents[3] / "samples" / "feeds"
URL = "https://news.example/feed"
AT = datetime(2023, 8, 14, 1, tzinfo=UTC)
ENTRY = Entry(
    title="Kim calls for more shells & missiles",
    url="https://news.example/1",
    guid="id-1",
    summary="<p>A visit to a factory.</p>",
    content="<p>A visit.</p><p>And more.</p>",
    published_at=AT,
)


def feed(document: str | bytes, media_type: str = "", url: str = URL) -> ReadFeed:
    body = document.encode() if isinstance(document, str) else document
    found = read(body, media_type, url)
    assert isinstance(found, ReadFeed), found
    return found


def first(document: str | bytes, media_type: str = "") -> RawArticle:
    return feed(document, media_type).articles[0]


RDF = """<?xml version="1.0"?><rdf:RDF xmlns="http://purl.org/rss/1.0/"
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
 <channel rdf:about="https://news.example/"><title>T</title><link>https://news.example/</link></channel>
 <item rdf:about="id-1"><title>Kim calls for more shells &amp; missiles</title>
 <link>https://news.example/1</link><dc:date>2023-08-14T10:00:00+09:00</dc:date></item></rdf:RDF>"""
ATOM_03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>T</title><entry>
 <title mode="escaped" type="text/html">Kim calls for more shells &amp;amp; missiles</title>
 <link rel="alternate" type="text/html" href="/1"/><id>id-1</id>
 <issued>2023-08-14T01:00:00Z</issued></entry></feed>"""
RSS_091 = """<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
 "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>T</title>
 <item><title>Kim calls for more shells &amp; missiles</title><link>https://news.example/1</link>
 <guid>id-1</guid><pubDate>Mon, 14 Aug 2023 01:00:00 GMT</pubDate></item></channel></rss>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://news.example/1</loc>
 <news:news><news:publication><news:name>Example</news:name><news:language>en</news:language>
 </news:publication><news:publication_date>2023-08-14T01:00:00Z</news:publication_date>
 <news:title>Kim calls for more shells &amp; missiles</news:title></news:news></url></urlset>"""


@pytest.mark.parametrize(
    ("form", "document"),
    [
        ("rss", rss([ENTRY])),
        ("atom", atom([ENTRY])),
        ("json", json_feed([ENTRY])),
        ("rdf", RDF),
        ("atom", ATOM_03),
        ("rss", RSS_091),
        ("sitemap", SITEMAP),
    ],
)
def test_every_form_gives_title_address_and_time(form: str, document: str) -> None:
    """RSS, RDF, Atom, JSON Feed and sitemaps say the same in their own ways."""
    found = feed(document)

    assert found.form == form
    assert found.articles[0].title.replace("&amp;", "&") == ENTRY.title
    assert found.articles[0].url == ENTRY.url
    assert found.articles[0].published_at == AT


@pytest.mark.parametrize("write", [rss, atom, json_feed])
def test_guid_summary_and_content_are_kept_apart(write: object) -> None:
    """What identifies, what sums up and what tells all are three things."""
    article = first(write([ENTRY]))  # type: ignore[operator]

    assert article.guid == "id-1"
    assert "factory" in article.summary
    assert "And more." in article.content


CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
WHOLE = [
    f"""<rdf:RDF xmlns="http://purl.org/rss/1.0/" {CONTENT}
      xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel><title>T</title></channel>
      <item><title>T</title><link>https://a.example/1</link><description>Short</description>
      <content:encoded>The whole text</content:encoded></item></rdf:RDF>""",
    f"""<rss version="2.0" {CONTENT} xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
      <channel><item><title>T</title><link>https://a.example/1</link>
      <itunes:summary>Short</itunes:summary>
      <content:encoded>The whole text</content:encoded></item></channel></rss>""",
    """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title><id>1</id>
      <link href="https://a.example/1"/><content><body>The whole text</body></content></entry>
      </feed>""",
]


@pytest.mark.parametrize("document", WHOLE)
def test_whole_text_is_kept_in_every_form(document: str) -> None:
    """Where the fast parser leaves a content out, the careful reading steps in."""
    assert "The whole text" in first(document).content


def test_link_is_found_behind_another_one() -> None:
    """An Atom link before RSS's own hides it from the fast parser."""
    document = """<rss xmlns:atom="http://www.w3.org/2005/Atom"><channel><item>
      <atom:link href="https://a.example/standout" rel="standout"/><title>T</title>
      <link>https://a.example/1</link></item></channel></rss>"""

    assert first(document).url == "https://a.example/1"


def test_feed_says_how_it_wants_to_be_polled() -> None:
    """ttl, skipped hours, hub, own address, language and home are read from the channel."""
    extra = (
        "<ttl>15</ttl><skipHours><hour>3</hour><hour>4</hour></skipHours><language>ko</language>"
        '<atom:link rel="hub" href="https://hub.example/"/><atom:link rel="self" href="/me"/>'
    )

    found = feed(rss([ENTRY], extra=extra))

    assert (found.ttl_s, found.skip_hours, found.language) == (900, (3, 4), "ko")
    assert (found.hub_url, found.self_url) == ("https://hub.example/", "https://news.example/me")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Caf&eacute; AT&T", "Café AT&amp;T"),
        ("A &nbsp; B &bogus; C", "A \u00a0 B &amp;bogus; C"),
        ("<![CDATA[AT&T &amp; <b>Co</b>]]>", "AT&T &amp; <b>Co</b>"),
        ("1 &lt; 2 &#x26; 3", "1 < 2 & 3"),
    ],
)
def test_text_is_never_cut_at_an_entity(title: str, expected: str) -> None:
    """Undefined entities and bare ampersands lose nothing that follows them."""
    document = f"<rss><channel><item><title>{title}</title><link>http://a.example/?a=1&b=2</link>"
    document += "</item></channel></rss>"

    article = first(document)

    assert article.title.replace("&amp;", "&") == expected.replace("&amp;", "&")
    assert article.url == "http://a.example/?a=1&b=2"


KOREAN = "김정은, 군수공장 현지지도… 미사일 생산 확대 지시"
JAPANESE = "北朝鮮がミサイルを発射、日本海に落下したとみられる"
CHINESE = "金正恩视察军工厂，要求扩大导弹生产能力"
TAIWANESE = "金正恩視察軍工廠，要求擴大飛彈生產能力"
RUSSIAN = "Ким Чен Ын призвал увеличить производство ракет"


WRITTEN = [
    ("utf-8", KOREAN),
    ("utf-16", KOREAN),
    ("utf-16-be", JAPANESE),
    ("utf-16-le", RUSSIAN),
    ("euc-kr", KOREAN),
    ("cp949", KOREAN),
    ("euc-jp", JAPANESE),
    ("shift_jis", JAPANESE),
    ("iso-2022-jp", JAPANESE),
    ("gb18030", CHINESE),
    ("gb2312", CHINESE),
    ("big5", TAIWANESE),
    ("windows-1251", RUSSIAN),
    ("koi8-r", RUSSIAN),
    ("windows-1252", "Élysée: « Tout va bien », dit-il – enfin"),
]
DECLARED = ("in the document", "in the header", "nowhere", "wrongly")
SEVEN_BIT = "iso-2022-jp"
"""Japanese in seven bits, without a label, is told by no reader."""


@pytest.mark.parametrize(
    ("encoding", "text", "declared"),
    [
        (encoding, text, declared)
        for encoding, text in WRITTEN
        for declared in DECLARED
        if encoding != SEVEN_BIT or declared.startswith("in ")
    ],
)
def test_every_encoding_of_the_press_is_read(encoding: str, text: str, declared: str) -> None:
    """Declared rightly anywhere, or not at all, or as UTF-8 by mistake: the text is the text."""
    label = {"in the document": encoding, "wrongly": "utf-8"}.get(declared)
    declaration = f'<?xml version="1.0" encoding="{label}"?>' if label else ""
    document = f"{declaration}<rss><channel><item><title>{text}</title></item></channel></rss>"
    media_type = f"text/xml; charset={encoding}" if declared == "in the header" else "text/xml"

    article = first(document.encode(encoding), media_type)

    assert article.title == text


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", failures.EMPTY),
        (b"  \n\xef\xbb\xbf ", failures.EMPTY),
        (b"<!doctype html><html><body>Hello</body></html>", failures.NO_FEED),
        (b"Hello, world", failures.UNREADABLE),
        (b"\x00\x01\x02\x03" * 50, failures.UNREADABLE),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), failures.UNREADABLE),
        (b"<rss><channel><title>T</tit", failures.CUT_SHORT),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [{"id"', failures.UNREADABLE),
        (b"[" * 100_000, failures.UNREADABLE),
        (b"<sitemapindex><sitemap><loc>http://a.example/s.xml</loc></sitemap></sitemapindex>",
         failures.SITEMAP_INDEX),
    ],
)  # fmt: skip
def test_what_is_no_feed_has_its_code(body: bytes, code: str) -> None:
    """Empty, a page, garbage, cut short: each is told for what it is."""
    found = read(body, "", URL)

    assert isinstance(found, NotAFeed)
    assert found.code == code


def test_truncated_feed_keeps_its_whole_entries() -> None:
    """What arrived whole is read; that the rest is missing is told."""
    document = rss([ENTRY, Entry(title="Second", url="https://news.example/2")])

    found = feed(document[:-60])

    assert found.is_cut
    assert found.articles[0].title == ENTRY.title


def test_page_names_its_feeds() -> None:
    """Autodiscovery: advertised feeds first, comments last, plain links after them."""
    page = """<!doctype html><html><head><base href="https://news.example/sub/">
      <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
      <link rel="alternate" type="application/rss+xml" title="News" href="feed.xml">
      </head><body><a href="/rss">RSS</a><a href="https://other.example/rss">else</a></body></html>"""

    found = read(page.encode(), "text/html", "https://news.example/")

    assert isinstance(found, NotAFeed)
    assert [each.url for each in found.feeds] == [
        "https://news.example/sub/feed.xml",
        "https://news.example/comments/feed",
        "https://news.example/rss",
    ]


@pytest.mark.parametrize(
    "date",
    ["yesterday", "Friday", "10:00", "14 Aug", "", "0000-00-00", "32 Aug 2023", "9" * 5000],
)
def test_unreadable_date_is_unknown_and_never_now(date: str) -> None:
    """No part of a date is made up from today's."""
    document = (
        f"<rss><channel><item><title>T</title><pubDate>{date}</pubDate></item></channel></rss>"
    )

    assert first(document).published_at is None


def test_aggregators_name_the_outlet() -> None:
    """Google News puts the outlet into each entry's source."""
    document = """<rss version="2.0"><channel><item><title>Kim visits plant - Reuters</title>
      <link>https://news.google.com/rss/a/CBMiAA</link><guid isPermaLink="false">CBMiAA</guid>
      <source url="https://www.reuters.com">Reuters</source></item></channel></rss>"""

    article = first(document)

    assert (article.outlet, article.outlet_url) == ("Reuters", "https://www.reuters.com")


def test_video_feed_gives_its_description() -> None:
    """YouTube keeps the description within media:group."""
    document = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">
      <entry><id>yt:video:1</id><title>Parade</title><author><name>A Channel</name></author>
      <link rel="alternate" href="https://www.youtube.com/watch?v=1"/>
      <media:group><media:thumbnail url="https://i.example/1.jpg"/>
      <media:description>What the video shows.</media:description></media:group></entry></feed>"""

    article = first(document)

    assert article.summary == "What the video shows."
    assert article.image_url == "https://i.example/1.jpg"
    assert article.authors == ("A Channel",)


def test_telegram_page_is_read_as_a_feed() -> None:
    """A channel's public page gives its messages."""
    page = """<!doctype html><html><body><div class="tgme_channel_info_header_title">Channel</div>
      <div class="tgme_widget_message" data-post="channel/5">
      <div class="tgme_widget_message_text js">First line<br>Second line</div>
      <a class="tgme_widget_message_date"><time datetime="2023-08-14T01:00:00+00:00"></time></a>
      </div></body></html>"""

    found = feed(page, "text/html", "https://t.me/s/channel")

    assert found.form == "telegram"
    assert found.articles[0].title == "First line"
    assert found.articles[0].url == "https://t.me/channel/5"
    assert found.articles[0].published_at == AT


def test_entries_beyond_the_limit_are_not_read() -> None:
    """A document of many entries gives the first ones."""
    document = rss([Entry(title=f"Story {n}", url=f"https://a.example/{n}") for n in range(30)])

    found = read_within(document.encode(), "", URL, Limits(entries=10))

    assert isinstance(found, ReadFeed)
    assert len(found.articles) == 10


def test_relative_links_rest_on_their_base() -> None:
    """xml:base first, then the feed's own address."""
    document = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/x/"><entry>
      <title>T</title><link href="1.html"/></entry></feed>"""

    assert first(document).url == "https://b.example/x/1.html"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_links_that_are_no_web_addresses_are_dropped(link: str) -> None:
    """Nothing but http and https leaves the reading."""
    document = f"<rss><channel><item><title>T</title><link>{link}</link></item></channel></rss>"

    assert first(document).url == ""
