"""What a card says about a story: its leading article, its outlets, its languages, its mentions."""

from collections.abc import Iterable, Sequence

from watchers.model import Article, Match, Role, StoryView

ROLE_ORDER = (Role.SUBJECT, Role.MENTIONED, Role.BACKGROUND, Role.SOURCE)


def leading_article(view: StoryView) -> Article:
    """The first article that matched a watch, else the first that was seen."""
    matched = {match.article_id for match in view.matches}
    return next((a for a in view.articles if a.id in matched), view.articles[0])


def other_outlets(view: StoryView) -> int:
    """How many publishers reported beside the leading one; copies of one family count once."""
    families = {a.publisher or a.outlet or str(a.source_id) for a in view.articles}
    return len(families) - 1


def languages(articles: Iterable[Article]) -> tuple[str, ...]:
    """Each language once, in order of first sight."""
    return tuple(dict.fromkeys(a.language for a in articles if a.language))


def state_outlets(articles: Iterable[Article]) -> int:
    """How many outlets of state media are among them."""
    return len({a.publisher or a.outlet for a in articles if a.is_state_media})


def best_matches(view: StoryView) -> tuple[Match, ...]:
    """For each watch its best match in the story: strongest role, then score, then first seen."""
    order = {article.id: index for index, article in enumerate(view.articles)}
    best: dict[int, Match] = {}
    for match in sorted(view.matches, key=lambda m: (*_rank(m), order.get(m.article_id, 0))):
        best.setdefault(match.watch_id, match)
    return tuple(best.values())


def _rank(match: Match) -> tuple[int, float]:
    return ROLE_ORDER.index(match.role), -match.score


def article_of(articles: Sequence[Article], match: Match) -> Article:
    """The article of a match; the first one where it is not among them."""
    return next((a for a in articles if a.id == match.article_id), articles[0])
