"""Known dispatches by their keys: the same address, the same headline, the same text again."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b

from watchers.model import Mark
from watchers.stories.copies import PROBES, are_copies
from watchers.stories.member import Member
from watchers.text.urls import url_path

REVISING = frozenset({Mark.UPDATE, Mark.LEAD, Mark.CORRECTION, Mark.WRAPUP, Mark.RETRACTION})
REVISED_FOR = timedelta(hours=24)
SAME_TITLE_WITHIN = timedelta(hours=48)
SAME_TITLE_ELSEWHERE_WITHIN = timedelta(hours=18)
COPIED_WITHIN = timedelta(hours=72)
MIN_TITLE_TERMS = 4
_SLUG = re.compile(r"/([^/?#]+?)(?:[-_]\d{1,2})?(?:\.\w{2,5})?/?(?:[?#].*)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    story_id: int
    member: Member


class Dispatches:
    """Keys of known dispatches, hashed → story and member, the latest of each key."""

    def __init__(self) -> None:
        self._known: dict[int, _Known] = {}
        self._keys: dict[int, set[int]] = {}

    def add(self, member: Member, story_id: int) -> None:
        """Note a member under all of its keys."""
        known = _Known(story_id=story_id, member=member)
        for key, _ in _keys(member):
            before = self._known.get(key)
            if before is not None:
                self._keys[before.story_id].discard(key)
            self._known[key] = known
            self._keys.setdefault(story_id, set()).add(key)

    def find(self, member: Member) -> int | None:
        """The story of the dispatch that the article repeats or copies, or None."""
        for key, is_same in _keys(member):
            known = self._known.get(key)
            if known is not None and is_same(member, known.member):
                return known.story_id
        return None

    def drop(self, story_id: int) -> None:
        """Forget a story's dispatches."""
        for key in self._keys.pop(story_id, ()):
            del self._known[key]


def is_revision(member: Member, other: Member) -> bool:
    """Whether the article, by its mark or the other's, revises that dispatch of its outlet."""
    if member.outlet != other.outlet or abs(member.at - other.at) > REVISED_FOR:
        return False
    return bool(REVISING & set(member.marks)) or Mark.URGENT in other.marks


def _keys(member: Member) -> Iterator[tuple[int, Callable[[Member, Member], bool]]]:
    """Each key with what must hold besides, the surest first."""
    for url in filter(_is_page, member.urls):
        yield _hash(f"url {url}"), _is_surely
        slug = _SLUG.search(url)
        if slug is not None and _is_telling(slug[1]):
            yield _hash(f"slug {member.outlet} {slug[1]}"), _is_near
    if member.title_key.count(" ") >= MIN_TITLE_TERMS - 1:
        yield _hash(f"title {member.outlet} {member.title_key}"), _is_same_title
        yield _hash(f"headline {member.title_key}"), _is_same_headline
    for run in member.shingles[:PROBES]:
        yield run, _is_copy


def _hash(key: str) -> int:
    """64 bits, above the 32 of a run of words, so that the two never meet."""
    digest = blake2b(key.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest) | 1 << 63


def _is_page(url: str) -> bool:
    """An address with a path or query: some feeds give every entry the address of the site."""
    return bool(url_path(url).strip("/"))


def _is_telling(slug: str) -> bool:
    """A slug of words or a long number, not "index" or "article-2"."""
    return slug.count("-") + slug.count("_") >= 3 or sum(c.isdigit() for c in slug) >= 7


def _is_surely(member: Member, other: Member) -> bool:
    return True


def _is_near(member: Member, other: Member) -> bool:
    """Sites number a slug that is used again weeks later."""
    return abs(member.at - other.at) <= SAME_TITLE_WITHIN


def _is_same_title(member: Member, other: Member) -> bool:
    """A headline repeated by its outlet; texts that both have must be of one dispatch."""
    is_near = abs(member.at - other.at) <= SAME_TITLE_WITHIN
    return is_near and _are_texts_alike(member, other)


def _is_same_headline(member: Member, other: Member) -> bool:
    """A headline that another outlet prints within hours: a copy of one wire dispatch."""
    is_near = abs(member.at - other.at) <= SAME_TITLE_ELSEWHERE_WITHIN
    return is_near and member.outlet != other.outlet


def _are_texts_alike(member: Member, other: Member) -> bool:
    has_both = bool(member.shingles and other.shingles)
    return not has_both or bool(set(member.shingles) & set(other.shingles))


def _is_copy(member: Member, other: Member) -> bool:
    is_near = abs(member.at - other.at) <= COPIED_WITHIN
    return is_near and are_copies(member.shingles, other.shingles)
