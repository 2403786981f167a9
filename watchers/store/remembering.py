"""Step 8: articles, matches, stories, deliveries and polls, written in one transaction."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import select, update

from watchers.model import Article, LineClass, Match, News, Owed, Source, Story
from watchers.store import deliveries, search, sources, values
from watchers.store.columns import storable
from watchers.store.errors import AlreadyRemembered
from watchers.store.schema import article_keys, articles, events, matches, stories, watches
from watchers.store.tx import Tx, insert_new, portions, put

LineSpan = tuple[int, int, LineClass]
"""Start, end (code points of the text) and class of one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyAlias:
    """A new key of an article already known, and the source in which it was met."""

    key: str
    article_id: int
    source_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """Everything that one step 8 writes, together or not at all.

    `keys` by id of a new article, strongest first; `lines` likewise; `aliases` are new keys of
    articles already known; `stories` those opened or changed, a story of every news among them or
    stored before; `revised` known articles whose content changed, with the source that said so;
    `card_stories` those whose sent cards want an edit; `polled` the sources as their poll left
    them.
    """

    at: datetime
    news: tuple[News, ...] = ()
    keys: Mapping[int, Sequence[str]] = field(default_factory=dict)
    lines: Mapping[int, Sequence[LineSpan]] = field(default_factory=dict)
    aliases: tuple[KeyAlias, ...] = ()
    revised: tuple[Article, ...] = ()
    stories: tuple[Story, ...] = ()
    owed: tuple[Owed, ...] = ()
    card_stories: tuple[int, ...] = ()
    polled: tuple[Source, ...] = ()


def remember(tx: Tx, remembered: Remembered) -> tuple[int, ...]:
    """Write it all; the ids of deliveries newly owed, in the order given.

    A delivery already owed stays as it is. Raises AlreadyRemembered, with nothing written, where
    a key of the news has come to belong to another article since it was looked up.
    """
    _write_keys(tx, remembered)
    _write_stories(tx, remembered.stories)
    _write_articles(tx, remembered)
    for article in revisable(tx, remembered.revised):
        _rewrite(tx, article)
    add_matches(tx, (match for news in remembered.news for match in news.matches))
    new_ids = deliveries.owe(tx, remembered.owed, remembered.at)
    deliveries.want_edits(tx, remembered.card_stories)
    sources.record_polls(tx, remembered.polled)
    return new_ids


def add_matches(tx: Tx, found: Iterable[Match]) -> None:
    """Store matches, replacing those of the same article and watch; a watch removed since is
    passed over."""
    by_watch: dict[int, list[Match]] = defaultdict(list)
    for match in found:
        by_watch[match.watch_id].append(match)
    if not by_watch:
        return
    known = set(tx.scalars(select(watches.c.id).where(watches.c.id.in_(by_watch))))
    rows = {
        (match.article_id, match.watch_id): _match_row(match)
        for watch_id in known
        for match in by_watch[watch_id]
    }
    put(tx, matches, [rows[key] for key in sorted(rows)], ["article_id", "watch_id"])


def content_hash(article: Any) -> str:
    """A check sum of what an article says, for the restore of a backup."""
    said = "\x1f".join((article.title, article.url, article.summary, article.text))
    return blake2b(storable(said).encode(), digest_size=16).hexdigest()


def _write_keys(tx: Tx, remembered: Remembered) -> None:
    met_in = {news.article.id: news.article.source_id for news in remembered.news}
    scopes = sources.scopes(
        tx, {*met_in.values(), *(alias.source_id for alias in remembered.aliases)}
    )
    wanted: dict[tuple[int, str], int] = {}
    for article_id, source_id in met_in.items():
        for key in remembered.keys.get(article_id, ()):
            wanted.setdefault((scopes.get(source_id, source_id), storable(key)), article_id)
    _see_that_they_are_new(tx, wanted)
    for alias in remembered.aliases:
        scope = scopes.get(alias.source_id, alias.source_id)
        wanted.setdefault((scope, storable(alias.key)), alias.article_id)
    rows = [{"scope": s, "key": k, "article_id": wanted[s, k]} for s, k in sorted(wanted)]
    insert_new(tx, article_keys, rows)


def _see_that_they_are_new(tx: Tx, wanted: Mapping[tuple[int, str], int]) -> None:
    known: set[int] = set()
    for portion in portions([key for _scope, key in wanted]):
        query = select(article_keys.c.scope, article_keys.c.key)
        for row in tx.execute(query.where(article_keys.c.key.in_(portion))):
            known |= {wanted[row.scope, row.key]} if (row.scope, row.key) in wanted else set()
    if known:
        raise AlreadyRemembered(tuple(sorted(known)))


def _write_stories(tx: Tx, written: Sequence[Story]) -> None:
    newest = {story.id: story for story in written}
    rows = [
        {name: getattr(newest[each], name) for name in Story.__dataclass_fields__}
        for each in sorted(newest)
    ]
    put(tx, stories, rows, ["id"])
    seen = {row["event_id"]: row["first_seen_at"] for row in rows if row["event_id"] is not None}
    insert_new(tx, events, [{"id": each, "first_seen_at": seen[each]} for each in sorted(seen)])


def _write_articles(tx: Tx, remembered: Remembered) -> None:
    rows = [
        _article_row(news, remembered.lines.get(news.article.id, ()))
        for news in sorted(remembered.news, key=lambda news: news.article.id)
    ]
    if rows:
        tx.execute(articles.insert(), rows)
    search.index_articles(tx, (news.article for news in remembered.news))


def _article_row(news: News, lines: Sequence[LineSpan]) -> dict[str, Any]:
    article = news.article
    row = {name: getattr(article, name) for name in Article.__dataclass_fields__}
    return {
        **row,
        "source_id": article.source_id or None,
        "story_id": news.grouped.story_id,
        "authors": list(article.authors) or None,
        "marks": list(article.marks) or None,
        "lines": [[start, end, str(kind)] for start, end, kind in lines] or None,
        "change": values.reason_as_json(news.grouped.change),
        "is_baseline": news.is_baseline,
        "content_hash": content_hash(article),
    }


_REVISED = ("title", "url", "summary", "text", "image_url", "updated_at")


def revisable(tx: Tx, revised: Sequence[Article]) -> tuple[Article, ...]:
    """Of these new contents of known articles, those said by the article's own source or by a
    shipped one: no stranger's feed rewrites what others read."""
    scopes = sources.scopes(tx, {article.source_id for article in revised})
    stored = {article.id for article in revised}
    query = select(articles.c.id, articles.c.source_id).where(articles.c.id.in_(stored))
    first_in = {row.id: row.source_id for row in tx.execute(query)}
    return tuple(
        article
        for article in revised
        if article.id in first_in
        and (first_in[article.id] == article.source_id or scopes.get(article.source_id) == 0)
    )


def _rewrite(tx: Tx, article: Article) -> None:
    row = {name: getattr(article, name) for name in _REVISED}
    row |= {"marks": list(article.marks) or None, "content_hash": content_hash(article)}
    search.forget_articles(tx, [article.id])
    tx.execute(update(articles).where(articles.c.id == article.id).values(**row))
    search.index_articles(tx, [article])


def _match_row(match: Match) -> dict[str, Any]:
    return {
        "article_id": match.article_id,
        "watch_id": match.watch_id,
        "score": match.score,
        "role": match.role,
        "evidence": values.evidence_as_json(match.evidence),
        "reasons": values.reasons_as_json(match.reasons),
        "refused": values.refusals_as_json(match.refused),
    }
