"""Known dispatches by their keys: the same address, the same headline, the same text again."""

import re
from collections.abc import Iterator
from datetime import timedelta

from watchers.model import Mark
from watchers.stories.copies import PROBES, are_copies
from watchers.stories.member import Member

REVISING = frozenset({Mark.UPDATE, Mark.LEAD, Mark.CORRECTION, Mark.WRAPUP, Mark.RETRACTION})
REVISED_FOR = timedelta(hours=24)
SAME_TITLE_WITHIN = timedelta(hours=48)
SAME_TITLE_ELSEWHERE_WITHIN = timedelta(hours=18)
COPIED_WITHIN = timedelta(hours=72)
MIN_TITLE_TERMS = 4
_SLUG = re.compile(r"/([^/?#]+?)(?:[-_]\d{1,2})?(?:\.\w{2,5})?/?(?:[?#].*)?$")


class Dispatches:
    """Keys of known dispatches → story and member, the latest of each key."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, Member]] = {}
        self._keys: dict[int, set[str]] = {}

    def add(self, member: Member, story_id: int) -> None:
        """Note a member under all of its keys."""
        for key in _keys(member):
            before = self._known.get(key)
            if before is not None:
                self._keys[before[0]].discard(key)
            self._known[key] = (story_id, member)
            self._keys.setdefault(story_id, set()).add(key)

    def find(self, member: Member) -> int | None:
        """The story of the dispatch that the article repeats or copies, or None."""
        for key in _keys(member):
            known = self._known.get(key)
            if known is not None and _IS_SAME[key.split(" ", 1)[0]](member, known[1]):
                return known[0]
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


def _keys(member: Member) -> Iterator[str]:
    for url in member.urls:
        yield f"url {url}"
        slug = _SLUG.search(url)
        if slug is not None and _is_telling(slug[1]):
            yield f"slug {member.outlet} {slug[1]}"
    if member.title_key.count(" ") >= MIN_TITLE_TERMS - 1:
        yield f"title {member.outlet} {member.title_key}"
        yield f"headline {member.title_key}"
    for run in member.shingles[:PROBES]:
        yield f"run {run}"


def _is_telling(slug: str) -> bool:
    """A slug of words or a long number, not "index" or "article-2"."""
    return slug.count("-") + slug.count("_") >= 3 or sum(c.isdigit() for c in slug) >= 7


def _is_same_title(member: Member, other: Member) -> bool:
    """A headline repeated by its outlet; texts that both have must be of one dispatch."""
    is_near = abs(member.at - other.at) <= SAME_TITLE_WITHIN
    return is_near and _are_texts_alike(member, other)


def _is_same_headline(member: Member, other: Member) -> bool:
    """A headline that another outlet prints within hours: a copy of one wire dispatch."""
    is_near = abs(member.at - other.at) <= SAME_TITLE_ELSEWHERE_WITHIN
    return is_near and member.outlet != other.outlet


def _are_texts_alike(member: Member, other: Member) -> bool:
    has_both = member.shingles and other.shingles
    return not has_both or bool(set(member.shingles) & set(other.shingles))


def _is_copy(member: Member, other: Member) -> bool:
    is_near = abs(member.at - other.at) <= COPIED_WITHIN
    return is_near and are_copies(member.shingles, other.shingles)


_IS_SAME = {
    "url": lambda member, other: True,
    "slug": lambda member, other: True,
    "title": _is_same_title,
    "headline": _is_same_headline,
    "run": _is_copy,
}
