"""One period, one digest, in as many messages as it takes."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.render.digest import DigestSection, DigestView, digest
from bot.render.limits import is_within, measure
from bot.render.message import walk
from bot.render.shown import Voice
from watchers.model import Reason, StoryView

SINCE = datetime(2026, 8, 17, 8, tzinfo=UTC)
UNTIL = datetime(2026, 8, 18, 8, tzinfo=UTC)


def stories(view: StoryView, count: int, title: str) -> tuple[StoryView, ...]:
    """So many stories with long headlines."""
    return tuple(
        replace(
            view,
            story=replace(view.story, id=n),
            articles=(replace(view.articles[0], title=f"{n} {title}"),),
        )
        for n in range(count)
    )


def test_a_digest_groups_stories_under_their_watch(view: StoryView, voice: Voice) -> None:
    """Heading, watch, headline, what was left out, what was held, what is not well."""
    part = DigestSection(watch="Kim Jong Un", stories=(view,), more=2)
    shown = DigestView(
        sections=(part,),
        since=SINCE,
        until=UNTIL,
        reasons=(Reason(code="digest-held", params={"count": 3}),),
        unhealthy=("Second Voice",),
    )

    (message,) = digest(shown, voice, "abc")

    assert message.plain.splitlines() == [
        "## Digest",
        "1 story from <t:1786953600:f> to <t:1787040000:f>.",
        "### Kim Jong Un",
        "- [Kim inspects destroyer at Nampho](https://news.example/kim-nampho)",
        "  -# Harbour Wire · <t:1787043720:R> · +1 outlet · en ko · 1 state outlet · rests on KCNA",
        "-# and 2 more",
        "-# 3 stories were held back for this digest.",
        "-# 1 source is not well: Second Voice",
    ]


def test_an_empty_digest_says_so(voice: Voice) -> None:
    """Silence is an answer, and still carries its marker."""
    (message,) = digest(DigestView(sections=(), since=SINCE, until=UNTIL), voice, "abc")

    assert "Nothing from" in message.plain
    assert any(part.get("custom_id") == "following:1:abc" for part in walk(message.components))


def test_a_long_digest_goes_on_in_further_messages(view: StoryView, voice: Voice) -> None:
    """No story is lost, no message passes a limit, each carries its own marker."""
    parts = tuple(
        DigestSection(watch=f"Watch {n}", stories=stories(view, 12, "김정은 " * 40))
        for n in range(5)
    )

    messages = digest(DigestView(sections=parts, since=SINCE, until=UNTIL), voice, "abc")

    assert len(messages) > 1
    assert all(is_within(measure(message.components)) for message in messages)
    assert sum(message.plain.count("\n- [") for message in messages) == 60
    for number, message in enumerate(messages):
        marker = f"open:1:abc.{number}" if number else "open:1:abc"
        assert any(part.get("custom_id") == marker for part in walk(message.components))
