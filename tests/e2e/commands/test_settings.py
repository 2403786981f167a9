"""/settings, /help, /status, /privacy."""

from tests.e2e.commands.conftest import Room
from watchers.model import GuildSettings, PostStyle, Reader
from watchers.store import guilds


async def settings(room: Room) -> GuildSettings:
    """What the server has set."""
    reader = Reader(guild_id=room.guild.id)
    return await room.store.read(lambda tx: guilds.settings(tx, reader))


async def test_the_panel_shows_what_is_set(room: Room) -> None:
    """Every setting on a line of its own, with its default."""
    answer = await room.use("settings")

    assert "Time zone: **UTC**" in answer.text
    assert "Digest: **08:00**, every day" in answer.text


async def test_zone_and_hours_are_set_in_a_form(room: Room) -> None:
    """A city stands for its zone, a time may be written as people do."""
    panel = await room.use("settings")
    opened = await room.fake.click(panel, "Zone and digest", room.manager)

    changed = await room.fake.submit_modal(
        opened, {"zone": "서울", "times": "8 am, 18:30", "days": ["weekdays"]}, room.manager
    )

    assert "Time zone: **Asia/Seoul**" in changed.text
    kept = await settings(room)
    assert kept.zone == "Asia/Seoul"
    assert kept.digest_times == ("08:00", "18:30")
    assert kept.digest_days == (1, 2, 3, 4, 5)


async def test_a_time_that_does_not_exist_changes_nothing(room: Room) -> None:
    """The wrong value is named and everything stays."""
    panel = await room.use("settings")
    opened = await room.fake.click(panel, "Zone and digest", room.manager)

    answer = await room.fake.submit_modal(
        opened, {"zone": "Europe/Berlin", "times": "25:00", "days": ["weekdays"]}, room.manager
    )

    assert "“25:00” is no time of day" in answer.text
    assert await settings(room) == GuildSettings()


async def test_an_unknown_zone_names_the_nearest(room: Room) -> None:
    """A misspelt city is asked about."""
    answer = await room.use("settings", {"zone": "Europe/Berlim"})

    assert "Did you mean: Europe/Berlin" in answer.text


async def test_zones_complete_by_city_in_korean(room: Room) -> None:
    """The form takes any spelling, and the option offers them."""
    choices = await room.fake.autocomplete(
        room.guild, room.channel, room.manager, "settings", {"zone": "베를"}
    )

    assert choices[0]["value"] == "Europe/Berlin"


async def test_quiet_hours_and_budget(room: Room) -> None:
    """Both ends, the urgent, and the most alerts a day."""
    panel = await room.use("settings")
    opened = await room.fake.click(panel, "Quiet hours and budget", room.manager)

    await room.fake.submit_modal(
        opened,
        {"from": "22", "until": "7:00", "breaks": ["yes"], "budget": "5"},
        room.manager,
    )

    kept = await settings(room)
    assert (kept.quiet_from, kept.quiet_until) == ("22:00", "07:00")
    assert kept.may_urgent_break_quiet
    assert kept.budget_per_day == 5


async def test_language_and_style(room: Room) -> None:
    """Words of ours, looks of alerts, pictures, crossposts."""
    panel = await room.use("settings")
    opened = await room.fake.click(panel, "Language and style", room.manager)

    await room.fake.submit_modal(
        opened,
        {"language": ["ko"], "style": ["compact"], "images": ["yes"], "crossposts": ["no"]},
        room.manager,
    )

    kept = await settings(room)
    assert (kept.language, kept.post_style) == ("ko", PostStyle.COMPACT)
    assert (kept.shows_images, kept.crossposts) == (True, False)


async def test_a_role_is_chosen_but_never_everyone(room: Room) -> None:
    """Pings are opt-in, and never for all."""
    role = room.fake.add_role(room.guild, "news")
    panel = await room.use("settings")

    await room.fake.select(panel, "role:1:now", [role.id], room.manager)
    assert (await settings(room)).ping_role_id == role.id
    panel = await room.use("settings")
    refused = await room.fake.select(panel, "role:1:now", [room.guild.id], room.manager)

    assert "never ping everyone" in refused.text
    assert (await settings(room)).ping_role_id == role.id


async def test_a_member_may_not_change_settings(room: Room) -> None:
    """Discord hides the command from them; a panel that they get hold of asks again."""
    panel = await room.use("settings")

    answer = await room.fake.click(panel, "Zone and digest", room.member)

    assert "need Manage Server" in answer.text


async def test_help_names_the_four_commands(room: Room) -> None:
    """A newcomer needs no more."""
    text = (await room.use("help", by=room.member)).text

    for command in ("/follow", "/digest", "/following", "/explain"):
        assert command in text


async def test_status_tells_of_this_server_alone(room: Room) -> None:
    """Sources, articles, messages, and that the bot lives."""
    await room.publish("Rain in the mountains")

    text = (await room.use("status")).text

    assert "Sources: 1, failing: 0" in text
    assert "Articles in the last 24 hours: 1" in text


async def test_privacy_tells_what_is_kept_and_when_it_goes(room: Room) -> None:
    """Ids, settings, 30 days."""
    assert "deleted after 30 days" in (await room.use("privacy")).text


async def test_a_sample_comes_where_it_was_asked_for(room: Room) -> None:
    """Through the outbox, into this channel, before anything is followed."""
    panel = await room.use("settings")

    told = await room.fake.click(panel, "Sample alert", room.manager)
    posted = await room.post_card()

    assert f"on its way to <#{room.channel.id}>" in told.text
    assert "Sample: this is how an alert looks here." in posted.text
