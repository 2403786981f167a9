"""Full text over the archive, the same on both databases."""

from dataclasses import dataclass

from watchers.model import Article, Reader
from watchers.store.tx import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of articles, newest first; `before_id` asks for the next page, None ends."""

    articles: tuple[Article, ...]
    before_id: int | None = None


def search(
    tx: Tx, text: str, reader: Reader, *, limit: int = 10, before_id: int | None = None
) -> Found:
    """Articles visible to the reader that hold every word of the query; words in "quotes" must
    stand side by side; any part of a name counts in scripts without spaces."""
    raise NotImplementedError
