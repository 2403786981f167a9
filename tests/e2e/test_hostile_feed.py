"""A feed that tries to ping, to mask links and to break out of the card it stands in."""

import re
from datetime import UTC, datetime

from tests.e2e.service import Service
from tests.fakes.discord import ALL, FakeDiscord, Message
from tests.fakes.news import Entry, NewsServer, rss

EVIL = "http://evil.example"
MASKED = re.compile(r"(?<!\\)\]\(<?http://evil\.example")
PING = re.compile(r"@everyone|@here|<@&?!?\d+>|<#\d+>")
FOLLOWED = {"what": "Kim Jong Un", "when": "right away"}
TITLE = (
    "Kim Jong Un @everyone @here <@{user}> <@&{role}> [free nitro]({evil}/1) ||**inspects**|| "
    "\u202egnihsihp\u202c z\u200bw\u200bs `code` # heading"
)
SUMMARY = """Kim Jong Un was seen.
# A heading of their own
> quoted [here]({evil}/2) and <{evil}/3> ```block``` @everyone
-# small print </follow:1> <t:1:R> <:emoji:1>"""


def texts(*messages: Message) -> str:
    return "\n".join(message.text for message in messages)


async def test_hostile_words_stay_words(
    fake: FakeDiscord, news: NewsServer, service: Service
) -> None:
    """In the alert and in every answer on it nobody is pinged and no link is masked."""
    # given: the bot may mention everyone, and a feed speaks to people
    guild = fake.add_guild(bot_permissions=ALL)
    channel, ann = fake.add_channel(guild), fake.add_member(guild, "ann", permissions=ALL)
    names = {"user": ann.id, "role": fake.add_role(guild).id, "evil": EVIL}
    card = await fake.slash(guild, channel, ann, "follow", FOLLOWED)
    await fake.click(card, "Follow", ann)
    hostile = Entry(
        title=TITLE.format(**names),
        url="http://news.example/1",
        guid="guid-1",
        summary=SUMMARY.format(**names).replace("<", "&lt;"),
        published_at=datetime.now(UTC),
    )
    assert MASKED.findall(hostile.title)
    assert PING.findall(hostile.title)

    # when: it becomes an alert, and is looked at from every side
    news.put("/feed.xml", rss([hostile]))
    alert = await fake.wait_for_message(channel)
    answers = [await fake.click(alert, name, ann) for name in ("Why", "Story")]
    for name, options in (
        ("digest", {"public": True}),
        ("news search", {"query": "seen"}),
        ("news story", {"story": "seen"}),
        ("explain", {"text_or_link": hostile.title}),
        ("follow", {"what": "@everyone [x](http://evil.example/4)"}),
    ):
        answers.append(await fake.slash(guild, channel, ann, name, options))

    # then
    shown = texts(alert, *(message for answer in answers for message in answer.messages))
    assert "free nitro" in shown
    assert not any(message.pings for message in fake.world.messages.values())
    assert MASKED.findall(shown) == []
    assert [found for found in PING.findall(shown) if found != f"<#{channel.id}>"] == []
    assert "\u202e" not in shown
    assert "\u200b" not in shown
