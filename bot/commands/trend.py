"""/news trend: stories of a watch per day as a chart, with the numbers in words."""

import asyncio
from datetime import datetime, timedelta

from bot.commands.answering import Attachment, Outcome, Reply
from bot.commands.asking import Ask
from bot.commands.choices import Shelf, find_known, read_shelf
from bot.render.notice import card
from bot.render.parts import picture
from bot.render.safe import Markup
from bot.render.series import Chart, Series, days_between, mean, values
from bot.render.shown import NORMAL, Voice
from bot.render.words import moment
from watchers.model import Reason, Watch
from watchers.store import Tx, articles, stories

PERIODS = {
    "7 days": timedelta(days=7),
    "30 days": timedelta(days=30),
    "90 days": timedelta(days=90),
}
PICTURE_NAME = "trend.png"


async def tell_trend(ask: Ask, what: str, compare: str, period: str) -> Outcome:
    """The chart, its alt text and the numbers in words; over no longer than the archive reaches."""
    shelf = await ask.chat.store.read(lambda tx: read_shelf(tx, ask))
    named = _named(shelf, (what, compare) if compare else (what,))
    if isinstance(named, Reason):
        return named
    since = ask.now - PERIODS.get(period, PERIODS["30 days"])
    span = await ask.chat.store.read(lambda tx: articles.archive_span(tx, since, ask.reader))
    if span.first_seen_at is None:
        return Reason(code="archive-empty")
    start = max(since, span.first_seen_at)
    series = await ask.chat.store.read(lambda tx: _series(tx, ask, named, start))
    chart = _chart(ask, series, start)
    content = await asyncio.to_thread(_draw, chart)
    text = describe(chart, ask.voice)
    about = ask.voice.say("trend-span", since=moment(start, "f"), articles=span.articles)
    title = Markup(f"### {ask.voice.say('trend-title', names=_names(series))}")
    shown = picture(f"attachment://{PICTURE_NAME}", "\n".join(text))
    message = card([title, "\n".join(text), f"-# {about}"], NORMAL, [shown])
    return Reply(messages=(message,), files=(Attachment(name=PICTURE_NAME, content=content),))


def _named(shelf: Shelf, asked: tuple[str, ...]) -> tuple[Watch, ...] | Reason:
    """The first watch of each name."""
    found = []
    for typed in asked:
        named = find_known(shelf, typed)
        if isinstance(named, Reason):
            return named
        found.append(named.watches[0])
    return tuple(found)


def _series(tx: Tx, ask: Ask, named: tuple[Watch, ...], since: datetime) -> tuple[Series, ...]:
    until = ask.now + timedelta(seconds=1)
    return tuple(
        Series(
            name=watch.name,
            counts=stories.counts_per_day(tx, watch.id, since, until, ask.reader),
        )
        for watch in named
    )


def _names(series: tuple[Series, ...]) -> str:
    return " · ".join(one.name for one in series)


def _chart(ask: Ask, series: tuple[Series, ...], start: datetime) -> Chart:
    first, last = start.date(), ask.now.date()
    usual = mean(values(series[0], days_between(first, last)))
    said = ask.voice.label
    return Chart(
        title=said("trend-title", names=_names(series)),
        y_label=said("trend-axis"),
        x_label=said("trend-days"),
        baseline_label=said("trend-baseline", usual=f"{usual:.1f}"),
        first=first,
        last=last,
        series=series,
    )


def _draw(chart: Chart) -> bytes:
    """The picture. The drawing library takes 40 MB and half a second: loaded at the first chart."""
    from bot.render.chart import draw_chart

    return draw_chart(chart)


def describe(chart: Chart, voice: Voice) -> list[Markup]:
    """Each series in a sentence: how many, how many a day, which day had most."""
    days = days_between(chart.first, chart.last)
    said = []
    for series in chart.series:
        numbers = values(series, days)
        top = max(range(len(numbers)), key=lambda index: numbers[index])
        said.append(
            voice.say(
                "trend-words",
                name=series.name,
                count=sum(numbers),
                usual=f"{mean(numbers):.1f}",
                most=numbers[top],
                day=days[top].isoformat(),
                days=len(days),
            )
        )
    return said
