"""Every command, button, list and form is answered, within Discord's rules and without a ping."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.render.words import load_words
from tests.conftest import SHARED
from tests.e2e.service import Service
from tests.e2e.visitor import Visitor
from tests.fakes.discord import ALL, FakeDiscord
from tests.fakes.news import Entry, NewsServer, rss

OPENAPI = SHARED / "reference" / "discord-openapi.json"
FEWEST_VISITS = 30
"""So that the visit cannot pass by finding nothing to use."""

WORDS = load_words()
COMMANDS: tuple[tuple[str, dict[str, object]], ...] = (
    ("help", {}),
    ("status", {}),
    ("privacy", {}),
    ("digest", {}),
    ("news search", {"query": "destroyer"}),
    ("news sources", {}),
    ("news story", {"story": "destroyer"}),
    ("news trend", {"watch": "Kim Jong Un"}),
    ("news trend", {"watch": "Kim Jong Un", "compare": "Ulchi Freedom Shield"}),
    ("news calendar", {}),
    ("source check", {"source": "Outlet 1"}),
    ("source add", {"url": "http://127.0.0.1:1/nothing"}),
    ("explain", {"text_or_link": "Kim Jong Un spoke in Pyongyang"}),
    ("follow", {"what": "Ulchi Freedom Shield"}),
    ("follow", {"what": "a thing that nobody knows"}),
    ("following", {}),
    ("settings", {}),
)
MENUS = ("Follow this story", "Explain this alert", "Not a match")
FOLLOWED = {"what": "Kim Jong Un", "when": "right away"}


def entry(number: int, title: str, hours_ago: float = 0) -> Entry:
    return Entry(
        title=title,
        url=f"http://news.example/articles/{number}",
        guid=f"guid-{number}",
        summary=f"{title}, the ministry said on Monday.",
        published_at=datetime.now(UTC) - timedelta(hours=hours_ago),
    )


OLD = entry(1, "Kim Jong Un opens a farm", 5)


@pytest.mark.parametrize("locale", ["en-US", "ko"])
async def test_everything_that_is_shown_can_be_used(
    fake: FakeDiscord, news: NewsServer, service: Service, locale: str
) -> None:
    """A visitor uses every kind of component once; Discord refuses nothing of what is answered."""
    guild = fake.add_guild(locale=locale)
    channel = fake.add_channel(guild)
    ann = fake.add_member(guild, fake.add_user("ann", locale=locale), permissions=ALL)
    visitor = Visitor(fake=fake, guild=guild, channel=channel, user=ann)

    # given: a watch that is followed, and an alert on it
    news.put("/feed.xml", rss([OLD]))
    card = await fake.slash(guild, channel, ann, "follow", FOLLOWED)
    await fake.click(card, next(one for one in card.custom_ids if one.startswith("follow:")), ann)
    fresh = entry(2, "Kim Jong Un inspects a new destroyer at Nampho")
    news.put("/feed.xml", rss([fresh, OLD]))
    alert = await fake.wait_for_message(channel)
    visitor.look_at(alert)

    # when: every command is given, and every component of every answer is used
    for name, options in COMMANDS:
        answer = await fake.slash(guild, channel, ann, name, options)
        visitor.look_at(*answer.messages)
    for name in MENUS:
        answer = await fake.message_menu(guild, channel, ann, name, alert)
        visitor.look_at(*answer.messages)
    await visitor.try_everything()

    # then: all was answered, nobody was pinged, nothing was refused
    assert [one for one in visitor.visits if not (one.text or one.modal)] == []
    outdated = str(WORDS.say(locale, "reason-old-button"))
    assert [one.custom_id for one in visitor.visits if outdated in one.text] == []
    assert len(visitor.visits) >= FEWEST_VISITS
    assert [message for message in fake.world.messages.values() if message.pings] == []
    assert [(one.route, one.response) for one in fake.exchanges if one.status >= 400] == []
    assert fake.check_exchanges(OPENAPI) == [] if OPENAPI.is_file() else True
    assert await service.stop() == 0
