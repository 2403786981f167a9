"""/news trend and /news calendar."""

from datetime import date, timedelta

from tests.e2e.commands.conftest import Room
from watchers.model import Reader
from watchers.store import event_dates, watches
from watchers.stories.calendar import DatedEvent
from watchers.stories.dates import EventKind


async def test_trend_is_a_picture_with_its_numbers_in_words(room: Room) -> None:
    """A PNG with alt text; the span that the archive really covers is said."""
    await room.publish("Kim Jong Un visits a shipyard", "Kim Jong Un tours a farm in the north")
    room.clock.now += timedelta(days=2)

    answer = await room.use(
        "news trend", {"watch": "Kim Jong Un", "compare": "Ulchi Freedom Shield"}
    )

    (picture,) = answer.latest.attachments
    content = room.fake.world.files[int(picture["id"])]
    assert content.startswith(b"\x89PNG")
    assert "**Kim Jong Un**: 2 stories in 3 days" in answer.text
    assert "**Ulchi Freedom Shield**: 0 stories" in answer.text
    assert "Sampled since" in answer.text


async def test_trend_of_an_empty_archive_says_so(room: Room) -> None:
    """No empty chart is drawn."""
    answer = await room.use("news trend", {"watch": "Kim Jong Un"})

    assert "still empty" in answer.text


async def test_calendar_tells_days_and_who_says_so(room: Room) -> None:
    """Days, how long until, the sentence that proves it, and a file of them."""
    title = "Ulchi Freedom Shield drills announced"
    await room.publish(title)
    reader = Reader(guild_id=room.guild.id)
    seen = await room.store.read(lambda tx: watches.visible_watches(tx, reader))
    shield = next(watch for watch in seen if watch.key == "ulchi-freedom-shield")
    found = await room.use("news search", {"query": "Ulchi"})
    assert title in found.text
    (article_id,) = await room.article_ids()
    told = DatedEvent(
        article_id=article_id,
        watch_id=shield.id,
        kind=EventKind.EXERCISE,
        first=date(2026, 8, 24),
        last=date(2026, 8, 28),
        sentence="The drill runs from August 24 to 28, the ministry said.",
    )
    await room.store.write(lambda tx: event_dates.add(tx, [told]))

    answer = await room.use("news calendar")

    assert "Ulchi Freedom Shield (exercise) · in 6 days" in answer.text
    assert "“The drill runs from August 24 to 28" in answer.text
    (file,) = answer.latest.attachments
    content = room.fake.world.files[int(file["id"])].decode()
    assert "DTSTART;VALUE=DATE:20260824\r\n" in content
    assert "DTEND;VALUE=DATE:20260829\r\n" in content


async def test_an_empty_calendar_says_so(room: Room) -> None:
    """And when there will be something."""
    assert "no days for this yet" in (await room.use("news calendar")).text
