"""What a feed says of an entry, turned into an article: plain text, one outlet, honest times."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from watchers.model import Article, LineClass, Source
from watchers.sources.model import RawArticle
from watchers.text.clean import clean_html, clean_text, clean_title
from watchers.text.kinds import tell_kind
from watchers.text.language import guess_language
from watchers.text.lines import classify_lines
from watchers.text.marks import read_marks
from watchers.text.urls import canonical_url, domain_of

_FUTURE = timedelta(minutes=10)
_TITLE_LENGTH = 400
_SUMMARY_LENGTH = 2000
_TEXT_LENGTH = 100_000
_FIRST_SENTENCE = re.compile(r".+?(?:[.!?。！？]+[\"”’')\]]*(?=\s|$)|$)", re.DOTALL)
_REDDIT_LINK = re.compile(r'<a href="(https?://[^"]+)">\[link\]</a>')
_AGGREGATORS = frozenset({"google.com", "gdeltproject.org", "bing.com", "yahoo.com", "reddit.com"})


def clean_article(raw: RawArticle, source: Source, now: datetime) -> Article:
    """The article of an entry, with id 0 until it is remembered.

    `published_at` is None where unknown and never in the future; `summary` is prose where the feed
    gives any: a mere photo caption gives way to the first sentence of the text.
    """
    title = clean_title(raw.title)[:_TITLE_LENGTH]
    text = clean_html(raw.content)[:_TEXT_LENGTH]
    summary = clean_html(raw.summary)[:_SUMMARY_LENGTH]
    url = _page_of(raw)
    outlet = _outlet(raw, source, url)
    title = _without_outlet(title, outlet) or _first_sentence(text or summary)
    marks, bare = read_marks(title)
    return Article(
        id=0,
        title=title,
        first_seen_at=now,
        url=url,
        canonical_url=canonical_url(url),
        guid=clean_text(raw.guid)[:1000],
        summary=_summary(summary, text),
        text=text if text != summary else "",
        language=_language(raw, source, f"{title}\n{summary or text}"),
        source_id=source.id,
        outlet=outlet,
        publisher=_publisher(source, outlet),
        origin=source.origin,
        is_state_media=source.is_state_media,
        authors=tuple(clean_title(each)[:120] for each in raw.authors),
        image_url=raw.image_url,
        published_at=_not_later(raw.published_at or raw.updated_at, now),
        updated_at=_not_later(raw.updated_at, now),
        kind=tell_kind(bare, url, raw.categories),
        marks=marks,
    )


def outline_article(raw: RawArticle, source: Source, now: datetime) -> Article:
    """An entry's identity and headline alone, for one whose words are known not to have changed."""
    url = _page_of(raw)
    title = clean_title(raw.title)[:_TITLE_LENGTH]
    return Article(
        id=0,
        title=_without_outlet(title, _outlet(raw, source, url)),
        first_seen_at=now,
        url=url,
        canonical_url=canonical_url(url),
        guid=clean_text(raw.guid)[:1000],
        source_id=source.id,
        published_at=_not_later(raw.published_at or raw.updated_at, now),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """The articles of a document in its order: those that changed whole, of the others the outline.

    `complete` gives the whole article of an outline that turns out not to be known after all.
    """

    articles: tuple[Article, ...]
    complete: Callable[[Article], Article]


def clean_changed(
    entries: Sequence[RawArticle], changed: Sequence[bool], source: Source, now: datetime
) -> Cleaned:
    """A document's articles, where `changed` tells of each entry whether its words are new."""
    outlined: dict[int, RawArticle] = {}
    articles: list[Article] = []
    for raw, is_changed in zip(entries, changed, strict=True):
        if raw.is_hollow:
            continue
        articles.append((clean_article if is_changed else outline_article)(raw, source, now))
        if not is_changed:
            outlined[id(articles[-1])] = raw

    def complete(article: Article) -> Article:
        raw = outlined.get(id(article))
        return clean_article(raw, source, now) if raw else article

    return Cleaned(articles=tuple(articles), complete=complete)


def _not_later(moment: datetime | None, now: datetime) -> datetime | None:
    """A date as given, but no later than now: an article seen has been published."""
    if moment is None:
        return None
    return now if moment > now + _FUTURE else min(moment, now)


def _page_of(raw: RawArticle) -> str:
    """The page of an entry; of a Reddit submission the page that it points at."""
    if domain_of(raw.url) != "reddit.com":
        return raw.url
    linked = _REDDIT_LINK.search(raw.content or raw.summary)
    return linked[1].replace("&amp;", "&") if linked else raw.url


def _outlet(raw: RawArticle, source: Source, url: str) -> str:
    """Who published it: the entry's own source, a channel's author, the site, else our name."""
    if raw.outlet:
        return clean_title(raw.outlet)[:120]
    home, site = domain_of(source.url), domain_of(url)
    if home == "youtube.com" and raw.authors:
        return clean_title(raw.authors[0])[:120]
    if home in _AGGREGATORS and site and site != home:
        return site
    return source.name


def _publisher(source: Source, outlet: str) -> str:
    """The family of a source; an aggregator's entries stand for the outlet they name."""
    if outlet == source.name or source.publisher:
        return source.publisher or outlet
    return outlet


def _without_outlet(title: str, outlet: str) -> str:
    """Aggregators append " - Outlet" to every headline."""
    for dash in (" - ", " – ", " | "):
        if outlet and title.endswith(f"{dash}{outlet}"):
            return title.removesuffix(f"{dash}{outlet}")
    return title


def _summary(summary: str, text: str) -> str:
    prose = _prose(summary)
    return summary if prose or not summary else _first_sentence(_prose(text)) or summary


def _prose(text: str) -> str:
    kept = (each for each in classify_lines(text) if each.kind is LineClass.PROSE)
    return "".join(text[each.start : each.end] for each in kept).strip()


def _first_sentence(text: str) -> str:
    found = _FIRST_SENTENCE.match(text.split("\n", 1)[0])
    return found[0].strip()[:_TITLE_LENGTH] if found else ""


def _language(raw: RawArticle, source: Source, text: str) -> str:
    """What the text shows, where it shows it; else what entry or source declare."""
    declared = (source.language or raw.language).partition("-")[0].lower()
    guessed = guess_language(text)
    if declared and (len(text) < 60 or not guessed) and _same_script(declared, guessed):
        return declared
    return guessed or declared


def _same_script(declared: str, guessed: str) -> bool:
    own = {"ko", "ja", "zh", "ar", "fa", "ru", "uk", "he", "th", "el", "hi", "ur"}
    return not guessed or (
        (declared in own) == (guessed in own) and (declared == guessed or declared not in own)
    )
