"""/digest, /news and /explain: reading what was found."""

from datetime import timedelta

from tests.e2e.commands.conftest import Room
from watchers.model import Reader, Source
from watchers.store import sources


async def test_digest_tells_each_story_once_under_its_watch(room: Room) -> None:
    """Stories of the last day that match what is followed here."""
    await room.follow("Kim Jong Un")
    await room.publish("Kim Jong Un visits a shipyard", "Rain in the mountains")

    answer = await room.use("digest")

    assert answer.is_ephemeral
    assert "### Kim Jong Un\n- [Kim Jong Un visits a shipyard]" in answer.text
    assert "Rain" not in answer.text


async def test_a_public_digest_is_seen_by_all(room: Room) -> None:
    """Only where it is asked for."""
    answer = await room.use("digest", {"public": True})

    assert not answer.is_ephemeral
    assert "Nothing from" in answer.text


async def test_digest_of_an_unknown_watch_names_the_nearest(room: Room) -> None:
    """A wrong name is not an empty digest."""
    answer = await room.use("digest", {"what": "Ulchi Freedom Sheild"})

    assert "Did you mean: Ulchi Freedom Shield" in answer.text


async def test_digest_reaches_back_as_far_as_asked(room: Room) -> None:
    """An older story shows in the longer span alone."""
    await room.publish("Kim Jong Un visits a shipyard")
    room.clock.now += timedelta(days=2)

    short = await room.use("digest", {"what": "Kim Jong Un"})
    long = await room.use("digest", {"what": "Kim Jong Un", "since": "3 days"})

    assert "shipyard" not in short.text
    assert "shipyard" in long.text


async def test_a_story_opens_from_the_digest(room: Room) -> None:
    """The list under a digest leads to who reported what when."""
    await room.publish("Kim Jong Un visits a shipyard")
    answer = await room.use("digest", {"what": "Kim Jong Un"})
    (choice, *_) = [
        part["options"][0]["value"]
        for row in answer.components
        for part in row.get("components", ())
        if part.get("custom_id") == "open:1:now"
    ]

    story = await room.fake.select(answer, "open:1:now", [choice], room.manager)

    assert "1 article" in story.text
    assert "Harbour Wire" in story.text


async def test_search_pages_through_the_archive(room: Room) -> None:
    """Newest first, with a button to what is older; Korean is found by two letters."""
    await room.publish(*(f"Harbour report number {n}" for n in range(10)))
    await room.publish("김정은, 남포 구축함 시찰", language="ko")

    page = await room.use("news search", {"query": "harbour report"})
    first = page.text
    older = await room.fake.click(page, "Older", room.manager)
    korean = await room.use("news search", {"query": "남포"})

    assert "number 9" in first
    assert "number 0" not in first
    assert "number 0" in older.text
    assert "김정은, 남포" in korean.text


async def test_search_without_a_hit_says_so(room: Room) -> None:
    """And what to try."""
    assert "Try fewer words" in (await room.use("news search", {"query": "zeppelin"})).text


async def test_story_is_found_by_words_link_and_choice(room: Room) -> None:
    """However it is named."""
    address = "https://wire.example/a"
    await room.publish("Kim Jong Un visits a shipyard", url=address, canonical_url=address)
    choices = await room.fake.autocomplete(
        room.guild, room.channel, room.manager, "news story", {"story": "shipyard"}
    )

    for named in (choices[0]["value"], "https://wire.example/a", "shipyard"):
        answer = await room.use("news story", {"story": named})
        assert "Kim Jong Un visits a shipyard" in answer.text, named
    missing = await room.use("news story", {"story": "https://wire.example/none"})
    assert "find no story" in missing.text


async def test_sources_are_listed_with_their_health(room: Room) -> None:
    """A dot, a name, when it was last read."""
    answer = await room.use("news sources")

    assert "🟢 **Harbour Wire**" in answer.text


async def test_explain_shows_why_a_text_matches(room: Room) -> None:
    """The mention in its sentence, the alias, and from which strictness it counts."""
    answer = await room.use("explain", {"text_or_link": "Kim Jong-un boards a submarine"})

    assert "1 watch matches" in answer.text
    assert "> **Kim Jong-un** boards a submarine" in answer.text
    assert "counts from the strictness strict" in answer.text


async def test_explain_shows_what_was_refused(room: Room) -> None:
    """A shop of that name is told from the leader."""
    answer = await room.use("explain", {"text_or_link": "Kim Jong Un Noodles opens a new shop"})

    assert "No watch matches" in answer.text
    assert "refused “Kim Jong Un”: “Kim Jong Un Noodles” fits better" in answer.text


async def test_a_private_source_stays_with_its_server(room: Room) -> None:
    """Search, digest, story, sources and autocomplete of another server know nothing of it."""
    theirs = await room.store.write(
        lambda tx: sources.add_source(
            tx,
            Source(id=0, url="https://secret.example/feed", name="Secret Bulletin"),
            Reader(guild_id=room.guild.id),
            room.clock.now,
            added_by=room.manager.id,
        )
    )
    await room.follow("Kim Jong Un")
    await room.publish("Kim Jong Un opens a secret tunnel", source=theirs)
    other = room.fake.add_guild("Elsewhere")
    channel = room.fake.add_channel(other, "news")
    stranger = room.fake.add_member(other, "stranger", permissions=2**40 - 1)
    assert "tunnel" in (await room.use("news search", {"query": "tunnel"})).text

    asked = {
        "news search": {"query": "tunnel"},
        "digest": {"what": "Kim Jong Un"},
        "news story": {"story": "tunnel"},
        "news sources": {},
        "status": {},
        "explain": {"text_or_link": "https://secret.example/feed/1"},
        "follow": {"what": "Kim Jong Un"},
        "following": {},
    }
    for name, options in asked.items():
        answer = await room.fake.slash(other, channel, stranger, name, options)
        assert "secret tunnel" not in answer.text, name
        assert "Secret Bulletin" not in answer.text, name
    for command, option in (("news story", "story"), ("source check", "source")):
        choices = await room.fake.autocomplete(other, channel, stranger, command, {option: "se"})
        assert "ecret" not in str(choices), command
