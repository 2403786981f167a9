"""What a known article says anew: only words count, never its date or its guid (pure)."""

from collections.abc import Mapping
from dataclasses import replace

from watchers.model import Article


def revise(known: Article, seen: Article) -> Article | None:
    """The known article with the words that it has now; None where none of them changed.

    What the feed has shortened or dropped since is kept: a summary that has left the feed is no
    change of the article. Another source's copy changes nothing.
    """
    if seen.source_id != known.source_id:
        return None
    revised = replace(
        known,
        title=seen.title or known.title,
        summary=seen.summary or known.summary,
        text=seen.text if len(seen.text) >= len(known.text) else known.text,
        updated_at=seen.updated_at or known.updated_at,
        marks=tuple(dict.fromkeys((*known.marks, *seen.marks))),
    )
    return revised if _words(revised) != _words(known) else None


def find_revised(
    known: Mapping[int, Article], reseen: Mapping[int, Article]
) -> tuple[Article, ...]:
    """The known articles that read otherwise now, by id."""
    pairs = ((known[each], reseen[each]) for each in sorted(reseen) if each in known)
    return tuple(filter(None, (revise(old, new) for old, new in pairs)))


def _words(article: Article) -> tuple[str, str, str]:
    return (article.title, article.summary, article.text)
