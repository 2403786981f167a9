"""One outlet's dispatch again: the same address, the same title, or a mark that says so."""

from watchers.model import Mark
from watchers.stories.copies import are_copies
from watchers.stories.member import Member

REVISING = frozenset({Mark.UPDATE, Mark.LEAD, Mark.CORRECTION, Mark.WRAPUP, Mark.RETRACTION})
MIN_TITLE_TERMS = 4


class Revisions:
    """Keys of known dispatches → their story."""

    def __init__(self) -> None:
        self._stories: dict[str, int] = {}
        self._keys: dict[int, list[str]] = {}

    def add(self, member: Member, story_id: int) -> None:
        for key in _keys(member):
            if self._stories.setdefault(key, story_id) == story_id:
                self._keys.setdefault(story_id, []).append(key)

    def find(self, member: Member) -> int | None:
        """The story of the dispatch that the article repeats or revises, or None."""
        for key in _keys(member):
            story_id = self._stories.get(key)
            if story_id is not None:
                return story_id
        return None

    def drop(self, story_id: int) -> None:
        """Forget a story's dispatches."""
        for key in self._keys.pop(story_id, ()):
            self._stories.pop(key, None)


def is_revision(member: Member, other: Member) -> bool:
    """Whether the article revises that dispatch of its own outlet."""
    if member.outlet != other.outlet:
        return False
    return bool(
        set(member.urls) & set(other.urls)
        or REVISING & set(member.marks)
        or are_copies(member.shingles, other.shingles)
    )


def _keys(member: Member) -> list[str]:
    keys = [f"url {url}" for url in member.urls]
    if member.title_key.count(" ") >= MIN_TITLE_TERMS - 1:
        keys.append(f"title {member.title_key} {(member.published_at or member.seen_at).date()}")
    return keys
