"""The card that /follow answers with: what would have come, and what pressing Follow will do."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.commands.context import Backtest, NearMiss
from bot.commands.languages import name_language
from bot.render.alert import headline
from bot.render.buttons import custom_id
from bot.render.message import PRIMARY, SECONDARY, SUCCESS, Component, Message
from bot.render.notice import card
from bot.render.parts import button, row
from bot.render.safe import Markup, escape
from bot.render.shown import GOOD, NORMAL, Voice
from bot.render.words import moment
from watchers.model import Article, GuildSettings, Mode, Reason, Strictness, Subscription

TITLE_MAX = 120
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowCard:
    """All that the card says."""

    name: str
    place: Markup
    mode: Mode
    strictness: Strictness
    languages: tuple[str, ...]
    nearest: tuple[str, ...]
    advice: tuple[Reason, ...]
    settings: GuildSettings
    backtest: Backtest
    token: str


def follow_card(shown: FollowCard, voice: Voice) -> Message:
    """What is about to be followed, where, when, and what the archive would have brought."""
    paragraphs = [
        _heading(shown, voice),
        backtest_words(shown.backtest, voice),
        samples_words(shown.backtest.samples, voice),
        near_words(shown.backtest.near_misses, voice),
        _hints(shown, voice),
    ]
    return card(paragraphs, NORMAL, [_buttons(shown, voice)])


def _heading(shown: FollowCard, voice: Voice) -> Markup:
    title = voice.say("follow-title", name=shown.name, place=shown.place)
    strictness = voice.say(f"strictness-{shown.strictness}")
    wishes = [mode_words(shown.mode, shown.settings, voice), strictness]
    wishes.append(languages_words(shown.languages, voice))
    return Markup(f"### {title}\n{' · '.join(wishes)}")


def mode_words(mode: Mode, settings: GuildSettings, voice: Voice) -> Markup:
    """When it will be told, with the digest's hours and zone where they matter."""
    times = ", ".join(settings.digest_times) or "–"
    return voice.say(f"mode-{mode.value.replace('_', '-')}-at", times=times, zone=settings.zone)


def languages_words(languages: Sequence[str], voice: Voice) -> Markup:
    """The languages it is limited to."""
    if not languages:
        return voice.say("languages-all")
    return escape(", ".join(name_language(code, voice.locale) for code in languages), 120)


def backtest_words(backtest: Backtest, voice: Voice) -> Markup:
    """How many stored articles match over what span, in how many stories and alerts."""
    if backtest.first_at is None or backtest.last_at is None:
        return voice.say("backtest-empty")
    days = max((backtest.last_at - backtest.first_at).total_seconds() / 86400, 1 / 24)
    found = voice.say(
        "backtest-found",
        articles=backtest.articles,
        searched=backtest.searched,
        since=moment(backtest.first_at, "f"),
        until=moment(backtest.last_at, "f"),
    )
    if not backtest.articles:
        return found
    weekly = round(backtest.alerts * DAYS_A_WEEK / max(days, DAYS_A_WEEK))
    told = voice.say(
        "backtest-told", stories=backtest.stories, alerts=backtest.alerts, weekly=weekly
    )
    return Markup(f"{found}\n{told}")


def samples_words(samples: Sequence[Article], voice: Voice) -> Markup:
    """The newest that would have counted."""
    lines = [headline(article, "- ", TITLE_MAX) for article in samples]
    return Markup("\n".join(lines))


def near_words(misses: Sequence[NearMiss], voice: Voice) -> Markup:
    """The best that would not have counted, and why."""
    if not misses:
        return Markup("")
    lines = [f"-# {voice.say('backtest-near')}"]
    for miss in misses:
        why = voice.give_reason(miss.reason) if miss.reason else str(round(miss.score))
        title = escape(miss.article.title, TITLE_MAX)
        lines.append(f"-# “{escape(miss.text, 60)}” · {why} · {title}")
    return Markup("\n".join(lines))


def _hints(shown: FollowCard, voice: Voice) -> Markup:
    lines = [voice.give_reason(reason) for reason in shown.advice]
    if shown.nearest:
        lines.append(voice.say("follow-nearest", names=" · ".join(shown.nearest)))
    return Markup("\n".join(f"-# {line}" for line in lines))


def _buttons(shown: FollowCard, voice: Voice) -> Component:
    def one(verb: str, style: int) -> Component:
        return button(custom_id(verb, shown.token), voice.label(f"button-{verb}"), style=style)

    return row([one("follow", SUCCESS), one("adjust", PRIMARY), one("cancel", SECONDARY)])


def followed_card(
    name: str, place: Markup, stored: Sequence[Subscription], voice: Voice
) -> Message:
    """What is followed now, and the way back."""
    said = voice.say("followed", name=name, place=place, count=len(stored))
    buttons = [
        button(custom_id("following", "now"), voice.label("button-following")),
        *_remove_button(stored, voice),
    ]
    return card([said], GOOD, [row(buttons)])


def _remove_button(stored: Sequence[Subscription], voice: Voice) -> list[Component]:
    if len(stored) != 1:
        return []
    return [button(custom_id("remove", str(stored[0].id)), voice.label("button-remove"))]
