"""What each source's last document held, so that only what is new or changed in it is cleaned.

Cleaning an entry costs about a millisecond, a document has some fifty, of which one or two change.
"""

from array import array
from collections import OrderedDict
from collections.abc import Sequence

from watchers.sources.model import RawArticle

_SOURCES = 100_000


class Skim:
    """Fingerprints of the entries last seen, per source; empty at start, when all counts as new."""

    def __init__(self, sources: int = _SOURCES) -> None:
        self._most = sources
        self._seen: OrderedDict[int, array[int]] = OrderedDict()

    def find_changed(self, source_id: int, entries: Sequence[RawArticle]) -> tuple[bool, ...]:
        """For each entry whether the source's last document did not hold it just so."""
        seen = set(self._seen.get(source_id, ()))
        return tuple(_fingerprint(each) not in seen for each in entries)

    def note(self, source_id: int, entries: Sequence[RawArticle]) -> None:
        """These entries have been remembered."""
        self._seen[source_id] = array("q", map(_fingerprint, entries))
        self._seen.move_to_end(source_id)
        while len(self._seen) > self._most:
            self._seen.popitem(last=False)


def _fingerprint(entry: RawArticle) -> int:
    words = (entry.title, entry.summary, entry.content)
    return hash((entry.guid, entry.url, *words, entry.published_at, entry.updated_at))
