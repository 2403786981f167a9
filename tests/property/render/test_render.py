"""Whatever feeds say, messages keep Discord's limits and nothing of it acts."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render.alert import alert
from bot.render.digest import DigestSection, DigestView, digest
from bot.render.limits import is_within, measure
from bot.render.message import from_json, to_json
from bot.render.safe import cut, escape, masked_link, one_line, safe_url
from bot.render.shown import Shown, Voice
from bot.render.terminal import Screen, draw
from bot.render.why import why
from bot.render.words import load_words
from watchers.model import (
    Article,
    Evidence,
    Field,
    Match,
    Role,
    Story,
    StoryView,
    Watch,
)

NOW = datetime(2026, 8, 18, 9, tzinfo=UTC)
VOICES = [Voice(words=load_words(), locale=locale) for locale in ("en", "ko")]
ACTING = ("@everyone", "<@1>", "**", "__", "||", "~~", "`", "\n# ", "> ", "-# ", "1. ", "\\")
LEADING = ("[a](https://x.example)", ")", "](", "\u202e", "\u200b")
SCRIPTS = ("김정은", "金正恩", "كيم", "👩\u200d👩\u200d👧", "e\u0301" * 6)
TRICKS = st.sampled_from([*ACTING, *LEADING, *SCRIPTS])
TEXTS = st.lists(st.one_of(TRICKS, st.text(max_size=40)), max_size=60).map("".join)


@st.composite
def views(draw_from: st.DrawFn) -> StoryView:
    """A story of up to three articles and seven watches, of any text."""
    count = draw_from(st.integers(1, 3))
    articles = tuple(_article(draw_from, number) for number in range(count))
    watches = {n: Watch(id=n, name=draw_from(TEXTS)) for n in range(draw_from(st.integers(0, 7)))}
    matches = tuple(_match(draw_from, articles[0], watch_id) for watch_id in watches)
    story = Story(
        id=draw_from(st.integers(1, 9)), title="", revision=1, first_seen_at=NOW, updated_at=NOW
    )
    return StoryView(story=story, articles=articles, matches=matches, watches=watches)


def _article(draw_from: st.DrawFn, number: int) -> Article:
    return Article(
        id=number,
        title=draw_from(TEXTS),
        summary=draw_from(TEXTS) * draw_from(st.integers(1, 9)),
        url=draw_from(st.one_of(TEXTS, st.just("https://news.example/" + "a" * 800))),
        outlet=draw_from(TEXTS),
        publisher=str(number),
        origin=draw_from(TEXTS),
        language="ko",
        first_seen_at=NOW,
    )


def _match(draw_from: st.DrawFn, article: Article, watch_id: int) -> Match:
    text = draw_from(TEXTS)
    start = draw_from(st.integers(0, 50))
    found = Evidence(
        alias=text, field=Field.SUMMARY, start=start, end=start + 5, text=text, score=90
    )
    role = draw_from(st.sampled_from(Role))
    return Match(article_id=article.id, watch_id=watch_id, score=90, role=role, evidence=(found,))


@settings(max_examples=60, deadline=None)
@given(view=views(), voice=st.sampled_from(VOICES))
def test_every_card_keeps_discords_limits(view: StoryView, voice: Voice) -> None:
    """40 components, 4,000 characters, 10,000 bytes, for alert and explanation."""
    shown = Shown(voice=voice, marker="abc123-9zzzzzzzz")
    for message in (alert(view, shown), why(view, shown)):
        assert is_within(measure(message.components))
        assert "<@1>" not in message.plain
        assert "@everyone" not in message.plain
        assert from_json(to_json(message)) == message


@settings(max_examples=15, deadline=None)
@given(stories=st.lists(views(), min_size=1, max_size=25), voice=st.sampled_from(VOICES))
def test_a_split_digest_loses_no_story_and_passes_no_limit(
    stories: list[StoryView], voice: Voice
) -> None:
    """Each story has its line in one of the messages, in order."""
    part = DigestSection(watch="Kim", stories=tuple(stories))
    view = DigestView(sections=(part,), until=NOW)

    messages = digest(view, voice, "abc")

    assert all(is_within(measure(message.components)) for message in messages)
    lines = [line for message in messages for line in message.plain.split("\n")]
    assert sum(line.startswith("- ") for line in lines) == len(stories)


@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_cleaning_a_line_twice_changes_nothing(text: str) -> None:
    """What is clean stays as it is."""
    once = one_line(text)

    assert one_line(once) == once
    assert "\n" not in once


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, limit=st.integers(1, 50))
def test_a_cut_keeps_its_limit_in_every_script(text: str, limit: int) -> None:
    """UTF-16 units and bytes; a shorter text is left as it is."""
    shown = cut(one_line(text), limit, 3 * limit)

    assert len(shown.encode("utf-16-le")) // 2 <= limit
    assert len(shown.encode()) <= 3 * limit


@settings(max_examples=200, deadline=None)
@given(label=TEXTS, url=TEXTS)
def test_a_link_leads_nowhere_but_to_its_own_address(label: str, url: str) -> None:
    """The label cannot close the link and open another."""
    link = masked_link(label, f"https://news.example/{url}")
    address = safe_url(f"https://news.example/{url}")

    assert link.count("](") == (1 if address and link else 0) or not address
    assert "://" not in str(escape(label))


@settings(max_examples=60, deadline=None)
@given(view=views())
def test_a_terminal_gets_plain_text(view: StoryView) -> None:
    """No control character of a feed reaches it, and no line is longer than the screen asks."""
    drawn = draw(alert(view, Shown(voice=VOICES[0], marker="a-1")), Screen(width=72))

    assert all(char == "\n" or char.isprintable() or char.isspace() for char in drawn if char < " ")
    assert "\x1b" not in drawn
