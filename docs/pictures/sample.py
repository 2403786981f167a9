"""Invented news for the pictures of the docs."""

from datetime import UTC, datetime, timedelta

from watchers.model import (
    Article,
    Evidence,
    Field,
    Match,
    Reason,
    Role,
    Story,
    StoryView,
    Watch,
)

NOW = datetime(2026, 8, 18, 9, 6, tzinfo=UTC)
WATCHES = {
    1: Watch(id=1, name="Kim Jong Un"),
    2: Watch(id=2, name="Ulchi Freedom Shield"),
}


def _article(number: int, title: str, outlet: str, minutes: int, **more: object) -> Article:
    at = NOW - timedelta(minutes=minutes)
    made = {
        "id": number,
        "title": title,
        "url": f"https://news.example/{number}",
        "outlet": outlet,
        "publisher": outlet.lower(),
        "published_at": at,
        "first_seen_at": at,
        "language": "en",
    }
    return Article(**{**made, **more})  # type: ignore[arg-type]


def _match(article: Article, watch_id: int, field: Field, text: str, role: Role) -> Match:
    start = str(getattr(article, field.value)).index(text)
    found = Evidence(
        alias=text, field=field, start=start, end=start + len(text), text=text, score=100
    )
    return Match(article_id=article.id, watch_id=watch_id, score=100, role=role, evidence=(found,))


def _view(number: int, articles: tuple[Article, ...], matches: tuple[Match, ...]) -> StoryView:
    first = articles[0]
    story = Story(
        id=number,
        title=first.title,
        revision=1,
        first_seen_at=first.first_seen_at,
        updated_at=articles[-1].first_seen_at,
    )
    return StoryView(story=story, articles=articles, matches=matches, watches=WATCHES)


def alert_view() -> StoryView:
    """Three outlets on one event that two watches watch."""
    first = _article(
        1,
        "Kim Jong Un visits destroyer as Ulchi Freedom Shield opens",
        "Harbour Wire",
        4,
        summary="The North Korean leader boarded the new ship at Nampho hours after the allies "
        "began their summer drills, state radio said, and told its crew to keep watch on the sea.",
        origin="KCNA",
    )
    second = _article(2, "김정은, 남포서 구축함 시찰", "한바다뉴스", 3, language="ko")
    third = _article(3, "金正恩视察驱逐舰", "海港日报", 2, language="zh", is_state_media=True)
    matches = (
        _match(first, 1, Field.TITLE, "Kim Jong Un", Role.SUBJECT),
        _match(first, 2, Field.TITLE, "Ulchi Freedom Shield", Role.MENTIONED),
    )
    return _view(1, (first, second, third), matches)


def other_views() -> tuple[StoryView, ...]:
    """Two quieter stories of the same day."""
    letter = _article(4, "Kim Jong Un sends letter on Liberation Day", "Morning Courier", 380)
    field = _article(
        5, "을지 자유의 방패 연습 28일까지, 야외 기동훈련 20여 건", "한바다뉴스", 610, language="ko"
    )
    return (
        _view(2, (letter,), (_match(letter, 1, Field.TITLE, "Kim Jong Un", Role.SUBJECT),)),
        _view(3, (field,), (_match(field, 2, Field.TITLE, "을지 자유의 방패", Role.SUBJECT),)),
    )


REASONS = (Reason(code="tier-corroborated", params={"origins": 2, "outlets": 3}),)
HELD = (Reason(code="digest-held", params={"count": 1}),)
