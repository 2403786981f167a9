"""What is known of a story beyond its articles: who stands behind the telling."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFacts:
    """Who tells a story: `outlets` are publisher families, `origins` whose reports they rest on.

    Both are names to show, in order of first sight. `is_state_only` where every origin is state
    media; `unverified` the sentence in which an outlet says that it could not verify the report.
    """

    articles: int
    outlets: tuple[str, ...]
    origins: tuple[str, ...]
    is_state_only: bool = False
    unverified: str = ""
    languages: tuple[str, ...] = ()
