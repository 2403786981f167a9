"""Messages, threads and direct messages over REST alone, as discord.py sends them."""

import asyncio
import io
from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest
from discord import ui

from tests.contract.discord.conftest import Bot, running
from tests.fakes.discord import Channel, FakeDiscord, Guild, Permission, User

EACH = discord.AllowedMentions.all()


@pytest.fixture
async def bot(fake: FakeDiscord) -> AsyncIterator[Bot]:
    """Logged in, without a gateway: enough to send."""
    async with Bot() as bot:
        await bot.login(fake.token)
        yield bot


@pytest.fixture
def guild(fake: FakeDiscord) -> Guild:
    return fake.add_guild()


@pytest.fixture
def channel(fake: FakeDiscord, guild: Guild) -> Channel:
    return fake.add_channel(guild)


def card(*texts: str, custom_id: str = "why:1:abc") -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    for text in texts:
        view.add_item(ui.Container(ui.TextDisplay(text), ui.Separator()))
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    row.add_item(ui.Button(label="Why", custom_id=custom_id))
    return view.add_item(row)


def place(bot: Bot, channel: Channel) -> discord.PartialMessageable:
    return bot.get_partial_messageable(channel.id)


async def test_same_nonce_makes_one_message(fake: FakeDiscord, channel: Channel, bot: Bot) -> None:
    """Within the window a repeated nonce gives the first message back; after it, a second one."""
    first = await place(bot, channel).send("one", nonce="a1b2c3-7")
    again = await place(bot, channel).send("one", nonce="a1b2c3-7")
    fake.clock.advance(121)
    later = await place(bot, channel).send("one", nonce="a1b2c3-7")

    assert first.id == again.id
    assert first.nonce == "a1b2c3-7"
    assert later.id != first.id
    assert len(fake.messages(channel)) == 2
    assert fake.repeated_nonces == 1


async def test_nonce_of_a_deleted_message_is_unknown(
    fake: FakeDiscord, channel: Channel, bot: Bot
) -> None:
    """A repeated nonce whose message was deleted meanwhile answers 10008."""
    sent = await place(bot, channel).send("one", nonce="n-1")
    await sent.delete()

    with pytest.raises(discord.NotFound) as refused:
        await place(bot, channel).send("one", nonce="n-1")

    assert refused.value.code == 10008


async def test_card_is_sent_edited_and_found(fake: FakeDiscord, channel: Channel, bot: Bot) -> None:
    """A Components V2 card keeps its flag through edits and is found in history by custom_id."""
    sent = await place(bot, channel).send(view=card("# Title", "Words"), silent=True)
    await place(bot, channel).get_partial_message(sent.id).edit(view=card("# Newer"))

    stored = fake.messages(channel)[0]
    history = [message async for message in place(bot, channel).history(limit=10)]

    assert stored.is_v2
    assert stored.is_silent
    assert stored.text == "# Newer"
    assert stored.edits[0]["text"] == "# Title\nWords"
    assert history[0].components[1].children[0].custom_id == "why:1:abc"  # type: ignore[union-attr]


async def test_embed_comes_back_as_it_was(fake: FakeDiscord, channel: Channel, bot: Bot) -> None:
    """An embed survives with all its parts; without the permission to embed it is lost."""
    embed = discord.Embed(title="T", description="D", url="https://news.example/1", colour=0xFF)
    embed.set_footer(text="F").set_author(name="A").add_field(name="N", value="V")

    sent = await place(bot, channel).send(embed=embed)
    fake.forbid_bot(channel, Permission.EMBED_LINKS)
    bare = await place(bot, channel).send("x", embed=embed)

    assert sent.embeds[0].to_dict() == embed.to_dict() | {"type": "rich"}
    assert bare.embeds == []


async def test_files_are_kept_and_served(fake: FakeDiscord, channel: Channel, bot: Bot) -> None:
    """A multipart message carries its files; a card may show them as attachment://name."""
    plain = discord.File(io.BytesIO(b"abc"), filename="export.json", description="all of it")
    shown = discord.File(io.BytesIO(b"png"), filename="chart.png")
    view = ui.LayoutView().add_item(
        ui.MediaGallery(discord.MediaGalleryItem("attachment://chart.png"))
    )

    sent = await place(bot, channel).send("look", file=plain)
    await place(bot, channel).send(view=view, file=shown)

    async with aiohttp.ClientSession() as session, session.get(sent.attachments[0].url) as reply:
        assert await reply.read() == b"abc"
    assert fake.messages(channel)[0].attachments[0]["description"] == "all of it"
    gallery = fake.messages(channel)[1].components[0]
    assert gallery["items"][0]["media"]["url"].endswith("/chart.png")


async def test_history_pages(fake: FakeDiscord, channel: Channel, bot: Bot) -> None:
    """`after`, `before`, `around` and `limit` cut the history as Discord does."""
    sent = [await place(bot, channel).send(str(n)) for n in range(6)]

    async def contents(**page: object) -> list[str]:
        found = place(bot, channel).history(**page)  # type: ignore[arg-type]
        return [message.content async for message in found]

    assert await contents(limit=2) == ["5", "4"]
    assert await contents(after=sent[3], limit=5) == ["4", "5"]
    assert await contents(before=sent[2], limit=1) == ["1"]
    assert await contents(around=sent[3], limit=3) == ["4", "3", "2"]
    assert (await place(bot, channel).fetch_message(sent[0].id)).content == "0"


async def test_who_would_be_pinged(
    fake: FakeDiscord, guild: Guild, channel: Channel, bot: Bot
) -> None:
    """Texts and text displays ping whom allowed_mentions lets them; `none` pings nobody."""
    ann, news = fake.add_member(guild, "ann"), fake.add_role(guild)
    words = f"<@{ann.id}> <@&{news.id}> @everyone"
    one_role = discord.AllowedMentions(everyone=False, users=False, roles=[discord.Object(news.id)])

    await place(bot, channel).send(words)
    await place(bot, channel).send(view=card(words), allowed_mentions=one_role)
    await place(bot, channel).send(words, allowed_mentions=EACH)
    fake.allow_bot(channel, guild.bot_permissions | Permission.MENTION_EVERYONE)
    await place(bot, channel).send(words, allowed_mentions=EACH)
    silent, role, all_but_everyone, everyone = (m.pings for m in fake.messages(channel))

    assert not silent
    assert (role.users, role.roles) == ([], [news.id])
    assert (all_but_everyone.users, all_but_everyone.is_everyone) == ([ann.id], False)
    assert everyone.is_everyone


async def test_lost_places_answer_with_their_codes(
    fake: FakeDiscord, guild: Guild, channel: Channel, bot: Bot
) -> None:
    """50013 without the permission, 50001 without access, 10003 once the channel is gone."""
    codes = []
    muted, hidden, gone = (fake.add_channel(guild, name) for name in ("muted", "hidden", "gone"))
    fake.forbid_bot(muted, Permission.SEND_MESSAGES)
    fake.forbid_bot(hidden)
    fake.remove_channel(gone)
    for where in (muted, hidden, gone):
        with pytest.raises(discord.HTTPException) as refused:
            await place(bot, where).send("x")
        codes.append(refused.value.code)
    fake.kick_bot(guild)
    with pytest.raises(discord.Forbidden) as refused:
        await place(bot, channel).send("x")
    with pytest.raises(discord.NotFound) as unknown:
        await bot.fetch_guild(guild.id)

    assert codes == [50013, 50001, 10003]
    assert refused.value.code == 50001
    assert unknown.value.code == 10004


async def test_direct_messages(fake: FakeDiscord, bot: Bot) -> None:
    """A direct message reaches its person; a closed door answers 50007."""
    ann = fake.add_user("ann")
    opened = await (await bot.fetch_user(ann.id)).create_dm()
    await opened.send("hello")
    fake.close_dm(ann)
    with pytest.raises(discord.Forbidden) as refused:
        await opened.send("again")

    assert [message.content for message in fake.messages(fake.dm(ann))] == ["hello"]
    assert refused.value.code == 50007


async def test_threads_and_forum_posts(fake: FakeDiscord, guild: Guild, channel: Channel) -> None:
    """A message carries one thread, of its own id; a forum takes posts and nothing else."""
    forum_made = fake.add_channel(guild, "forum", kind="forum")
    async with running(Bot(), fake) as bot:
        text, forum = bot.get_channel(channel.id), bot.get_channel(forum_made.id)
        assert isinstance(text, discord.TextChannel)
        assert isinstance(forum, discord.ForumChannel)
        sent = await text.send("start")
        thread = await sent.create_thread(name="the story")
        await thread.send("inside")
        with pytest.raises(discord.HTTPException) as second:
            await sent.create_thread(name="again")
        post = await forum.create_thread(name="a post", view=card("words"))
        await post.thread.edit(archived=True)
        await post.thread.send("wakes it up")
        with pytest.raises(discord.HTTPException) as refused:
            await place(bot, forum_made).send("not here")

    assert thread.id == sent.id
    assert fake.messages(thread.id)[0].content == "inside"
    assert second.value.code == 160004
    assert post.message.id == post.thread.id
    assert [m.text for m in fake.messages(post.thread.id)] == ["words", "wakes it up"]
    assert not fake.world.channels[post.thread.id].is_archived
    assert refused.value.code == 50008


async def test_crosspost_is_for_announcements_and_once(
    fake: FakeDiscord, guild: Guild, channel: Channel, bot: Bot
) -> None:
    """A message of an announcement channel is published once; elsewhere never."""
    wire = fake.add_channel(guild, "wire", kind="announcement")
    sent, plain = await place(bot, wire).send("x"), await place(bot, channel).send("x")
    await sent.publish()
    codes = []
    for message in (sent, plain):
        with pytest.raises(discord.HTTPException) as refused:
            await message.publish()
        codes.append(refused.value.code)

    assert codes == [40033, 50024]


async def test_replies_and_strangers_words(
    fake: FakeDiscord, guild: Guild, channel: Channel, bot: Bot
) -> None:
    """A reply names its message; what others wrote is blank without the privileged intent."""
    ann: User = fake.add_member(guild, "ann")
    said = fake.say(channel, ann, "secret words")
    sent = await place(bot, channel).send("first")
    await sent.reply("second")
    reply = fake.messages(channel)[-1]
    read = await place(bot, channel).fetch_message(said.id)

    assert reply.reference is not None
    assert reply.reference["message_id"] == str(sent.id)
    assert read.content == ""


async def test_a_person_waits_for_a_message(fake: FakeDiscord, channel: Channel, bot: Bot) -> None:
    """A test can wait for the next message, and gives up in time."""
    waiting = asyncio.create_task(fake.wait_for_message(channel))
    await place(bot, channel).send("there")

    assert (await waiting).content == "there"
    with pytest.raises(TimeoutError):
        await fake.wait_for_message(channel, 0.05, count=2)
