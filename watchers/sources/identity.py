"""Knowing an article again: by guid, address, title or content, never by its date (pure).

The ladder, strongest first: the guid; a guid that is an address, canonical; the canonical address;
the address without its host; the title on near days; the content of an entry without the others.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import blake2b

from watchers.model import Article, Source
from watchers.text.urls import canonical_url, domain_of, url_path

GUID, BARE_GUID, URL, PATH, TITLE, CONTENT = "g", "h", "u", "p", "t", "c"

_ALIKE_DAYS = (0, -1, 1, -2, 2)
_TITLE_WORDS = 4
_RESET_LEAST = 5
_RESET_SHARE = 0.6
_BURST = 3
_WORD = re.compile(r"\w+")
_POSITION = re.compile(r"\d{1,3}$")
"""A guid that only counts places in the document says nothing of the article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """A document's articles parted into new and known.

    `fresh` are new, each once, oldest first, with `keys` parallel to them; `aliases` are new keys
    of known articles with their id; `reseen` known articles as they read now, by id. `is_reset`:
    the feed renewed its identities, what looks new is stored silently; `has_gap`: nothing in the
    document was known, so entries may have come and gone between two polls.
    """

    fresh: tuple[Article, ...] = ()
    keys: tuple[tuple[str, ...], ...] = ()
    aliases: Mapping[str, int] = field(default_factory=dict)
    reseen: Mapping[int, Article] = field(default_factory=dict)
    is_reset: bool = False
    has_gap: bool = False
    is_guid_distrusted: bool = False


def identity_keys(article: Article, source_id: int) -> tuple[str, ...]:
    """All keys under which an article may be known, strongest first; each at most 26 characters.

    Title keys cover the days around its date, so that a re-dated entry is still found.
    """
    keys = [*_guid_keys(article, source_id), *_url_keys(article, source_id)]
    keys += _title_keys(article, source_id)
    if not article.guid and not article.url:
        keys.append(_key(CONTENT, source_id, article.title, article.summary, article.text))
    return tuple(dict.fromkeys(keys))


def part(source: Source, articles: Sequence[Article], known: Mapping[str, int]) -> Parted:
    """The articles of one document parted by what is known of their keys."""
    doubts = _doubts(source, articles)
    ladder = [_trusted_keys(each, source.id, doubts) for each in articles]
    owners = _owners(ladder, known)
    fresh = _first_of_each(articles, ladder, owners)
    reseen = {owner: each for each, owner in zip(articles, owners, strict=True) if owner}
    return Parted(
        fresh=tuple(each for each, _ in fresh),
        keys=tuple(_stored(each, keys, source.id) for each, keys in fresh),
        aliases=_aliases(articles, ladder, owners, known, source.id),
        reseen=reseen,
        is_reset=_is_reset(source, articles, owners, len(fresh)),
        has_gap=bool(articles) and not reseen and source.history.polls > 0,
        is_guid_distrusted=source.history.is_guid_distrusted or bool(doubts.guids),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Doubts:
    """What tells nothing because several articles of one document share it.

    `is_mixed`: the document gathers several sites, so that an address needs its host.
    """

    all_guids: bool
    guids: frozenset[str]
    urls: frozenset[str]
    titles: frozenset[str]
    is_mixed: bool


def _doubts(source: Source, articles: Sequence[Article]) -> _Doubts:
    by_guid = {(each.guid, each.canonical_url, each.title) for each in articles if each.guid}
    by_url = {(each.canonical_url, each.title) for each in articles if each.canonical_url}
    by_title = {(_bare_title(each.title), each.canonical_url or each.guid) for each in articles}
    return _Doubts(
        all_guids=source.history.is_guid_distrusted,
        guids=_repeated(guid for guid, _, _ in by_guid),
        urls=_repeated(url for url, _ in by_url),
        titles=_repeated(title for title, _ in by_title),
        is_mixed=len({domain_of(each.canonical_url) for each in articles}) > 1,
    )


def _repeated(values: Iterable[str]) -> frozenset[str]:
    return frozenset(value for value, times in Counter(values).items() if times > 1)


def _trusted_keys(article: Article, source_id: int, doubts: _Doubts) -> tuple[str, ...]:
    dropped = set()
    if doubts.all_guids or article.guid in doubts.guids:
        dropped |= {GUID, BARE_GUID}
    if article.canonical_url in doubts.urls:
        dropped |= {URL, PATH}
    if _bare_title(article.title) in doubts.titles:
        dropped.add(TITLE)
    if doubts.is_mixed:
        dropped.add(PATH)
    keys = identity_keys(article, source_id)
    return tuple(key for key in keys if key[0] not in dropped) or keys[-1:]


def _owners(ladder: Sequence[tuple[str, ...]], known: Mapping[str, int]) -> list[int]:
    """Each article's known id, 0 for none; a title never claims what another claims better."""
    strong = [_owner(keys, known, weak=False) for keys in ladder]
    taken = set(filter(None, strong))
    owners = []
    for keys, owner in zip(ladder, strong, strict=True):
        weak = owner or _owner(keys, known, weak=True)
        owners.append(owner or (0 if weak in taken else weak))
    return owners


def _owner(keys: tuple[str, ...], known: Mapping[str, int], *, weak: bool) -> int:
    return next((known[key] for key in keys if key in known and (key[0] == TITLE) == weak), 0)


def _first_of_each(
    articles: Sequence[Article], ladder: Sequence[tuple[str, ...]], owners: Sequence[int]
) -> list[tuple[Article, tuple[str, ...]]]:
    """The unknown articles, each once however often the document repeats it, oldest first."""
    seen: set[str] = set()
    fresh = []
    for article, keys, owner in zip(articles, ladder, owners, strict=True):
        strong = {key for key in keys if key[0] != TITLE}
        if not owner and not strong & seen:
            fresh.append((article, keys))
        seen |= strong
    fresh.reverse()  # feeds stand newest first; where dates say otherwise, they decide
    return sorted(fresh, key=lambda pair: pair[0].published_at or pair[0].first_seen_at)


def _stored(article: Article, keys: tuple[str, ...], source_id: int) -> tuple[str, ...]:
    """The keys to remember: of the title keys only that of its own day."""
    own = next(iter(_title_keys(article, source_id)), "")
    return tuple(key for key in keys if key[0] != TITLE or key == own)


def _aliases(
    articles: Sequence[Article],
    ladder: Sequence[tuple[str, ...]],
    owners: Sequence[int],
    known: Mapping[str, int],
    source_id: int,
) -> dict[str, int]:
    found: dict[str, int] = {}
    for article, keys, owner in zip(articles, ladder, owners, strict=True):
        for key in _stored(article, keys, source_id) if owner else ():
            if key not in known:
                found.setdefault(key, owner)
    return found


def _is_reset(
    source: Source, articles: Sequence[Article], owners: Sequence[int], fresh: int
) -> bool:
    """Whether so much is new at once that the feed, not the world, has changed."""
    if source.is_baseline_due or source.history.polls < 2:
        return False
    is_flood = fresh > max(_RESET_LEAST, _RESET_SHARE * len(articles))
    usual = max(_RESET_LEAST, _BURST * source.history.largest_batch)
    return is_flood and fresh > usual and _is_old(articles, owners)


def _is_old(articles: Sequence[Article], owners: Sequence[int]) -> bool:
    """Whether most of what looks new was, by its own dates, there long before."""
    new = [each for each, owner in zip(articles, owners, strict=True) if not owner]
    old = sum(_age(each) > timedelta(days=2) for each in new)
    return old * 2 >= len(new)


def _age(article: Article) -> timedelta:
    return article.first_seen_at - (article.published_at or article.first_seen_at)


def _guid_keys(article: Article, source_id: int) -> Iterable[str]:
    guid = article.guid.strip()
    if not guid or (_POSITION.match(guid) and article.url):
        return ()
    bare = canonical_url(guid)
    keys = [_key(GUID, source_id, guid)]
    return [*keys, _key(BARE_GUID, source_id, bare)] if bare else keys


def _url_keys(article: Article, source_id: int) -> Iterable[str]:
    url = article.canonical_url or canonical_url(article.url) or canonical_url(article.guid)
    if not url:
        return ()
    path = url_path(url)
    is_telling = len(path) >= 12 and (path.count("/") >= 2 or any(map(str.isdigit, path)))
    keys = [_key(URL, 0, url)]
    return [*keys, _key(PATH, source_id, path)] if is_telling else keys


@lru_cache(maxsize=4096)
def _bare_title(title: str) -> str:
    return " ".join(_WORD.findall(title.casefold()))


def _is_telling(bare: str) -> bool:
    return bare.count(" ") >= _TITLE_WORDS - 1 or (len(bare) >= 16 and not bare.isascii())


def _title_keys(article: Article, source_id: int) -> list[str]:
    """Its own day's key first, then those of the days around."""
    bare = _bare_title(article.title)
    if not _is_telling(bare):
        return []
    at: datetime = article.published_at or article.first_seen_at
    key, day = _key(TITLE, source_id, bare), at.date().toordinal()
    return [f"{key}:{day + offset}" for offset in _ALIKE_DAYS]


def _key(kind: str, source_id: int, *parts: str) -> str:
    text = "\x00".join((str(source_id), *parts))
    return f"{kind}:{blake2b(text.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"
