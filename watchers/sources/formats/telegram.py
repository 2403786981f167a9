"""A Telegram channel's public web page (t.me/s/…): its messages as articles."""

from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html

from watchers.sources.formats.dates import read_date
from watchers.sources.formats.elements import Element
from watchers.sources.formats.limits import Limits
from watchers.sources.model import RawArticle, ReadFeed

_LONGEST_TITLE = 160


def is_telegram(url: str) -> bool:
    """Whether an address is that of a channel's public page."""
    parts = urlsplit(url)
    return parts.hostname in {"t.me", "telegram.me"} and parts.path.startswith("/s/")


def read_telegram(document: bytes, url: str, limits: Limits) -> ReadFeed | None:
    """The channel's messages, oldest first as shown; None where the page shows none."""
    try:
        page = lxml_html.document_fromstring(document.decode("utf-8", "replace"))
    except (etree.ParserError, ValueError):
        return None
    messages = [each for each in page.iter("div") if each.get("data-post")]
    if not messages:
        return None
    return ReadFeed(
        form="telegram",
        title=_text(_within(page, "tgme_channel_info_header_title")),
        home_url=url,
        articles=tuple(_article(each) for each in messages[-limits.entries :]),
    )


def _article(message: Element) -> RawArticle:
    post = f"https://t.me/{message.get('data-post')}"
    body = _within(message, "tgme_widget_message_text")
    times = [each.get("datetime") or "" for each in message.iter("time")]
    return RawArticle(
        title=_first_line(body),
        url=post,
        guid=post,
        content=_markup(body),
        authors=tuple(filter(None, [_text(_within(message, "tgme_widget_message_owner_name"))])),
        published_at=read_date(times[-1]) if times else None,
    )


def _within(node: Element, css_class: str) -> Element | None:
    found = (each for each in node.iter("div", "a") if css_class in each.get("class", "").split())
    return next(found, None)


def _text(node: Element | None) -> str:
    return "" if node is None else " ".join(" ".join(map(str, node.itertext())).split())


def _markup(node: Element | None) -> str:
    if node is None:
        return ""
    return etree.tostring(node, encoding="unicode", method="html", with_tail=False)


def _first_line(node: Element | None) -> str:
    texts = () if node is None else map(str, node.itertext())
    line = next((each.strip() for each in texts if each.strip()), "")
    return line if len(line) <= _LONGEST_TITLE else line[:_LONGEST_TITLE].rsplit(" ", 1)[0] + "…"
