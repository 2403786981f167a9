"""/news calendar: days of exercises and events, who tells them, and a file of them."""

from collections.abc import Mapping
from datetime import date, timedelta

from babel.dates import format_date, format_interval

from bot.commands.answering import Attachment, Outcome, Reply
from bot.commands.asking import Ask
from bot.commands.choices import find_known, read_shelf
from bot.render.ics import CalendarDay, write_ics
from bot.render.notice import card
from bot.render.parts import attached_file
from bot.render.safe import Markup, escape, masked_link, safe_url
from bot.render.shown import NORMAL, Voice
from bot.render.words import closest
from watchers.model import Reason, Watch
from watchers.store import event_dates
from watchers.stories.calendar import CalendarEntry, Testimony, make_calendar

BEHIND = timedelta(days=7)
AHEAD = timedelta(days=120)
SHOWN_MAX = 12
SENTENCE_MAX = 220
ICS_NAME = "watchfloor.ics"


async def tell_calendar(ask: Ask, what: str) -> Outcome:
    """What begins or runs from a week ago to four months ahead."""
    shelf = await ask.chat.store.read(lambda tx: read_shelf(tx, ask))
    named = shelf.watches
    if what:
        found = find_known(shelf, what)
        if isinstance(found, Reason):
            return found
        named = found.watches
    by_id = {watch.id: watch for watch in named}
    today = ask.now.date()
    told = await ask.chat.store.read(
        lambda tx: event_dates.between(tx, today - BEHIND, today + AHEAD, ask.reader, by_id)
    )
    entries = make_calendar(told)
    if not entries:
        return Reason(code="calendar-none")
    return _reply(ask, entries, by_id)


def _reply(ask: Ask, entries: tuple[CalendarEntry, ...], named: Mapping[int, Watch]) -> Reply:
    """The days in words, and all of them as a file."""
    days = [_day(entry, named, ask.voice) for entry in entries]
    file = Attachment(name=ICS_NAME, content=write_ics(days, ask.now).encode())
    lines = [_words(entry, named, ask) for entry in entries[:SHOWN_MAX]]
    if len(entries) > SHOWN_MAX:
        lines.append(f"-# {ask.voice.say('calendar-more', count=len(entries) - SHOWN_MAX)}")
    title = Markup(f"### {ask.voice.say('calendar-title')}")
    message = card([title, "\n".join(lines)], NORMAL, [attached_file(ICS_NAME)])
    return Reply(messages=(message,), files=(file,))


def _words(entry: CalendarEntry, named: Mapping[int, Watch], ask: Ask) -> str:
    """Days, watch, kind, how long until, who agrees, who says otherwise, phase and proof."""
    voice, agreed = ask.voice, entry.agreed
    head = voice.say(
        "calendar-entry",
        days=days_words(agreed.first, agreed.last, voice.locale),
        watch=named[entry.watch_id].name,
        kind=voice.say(f"event-{agreed.kind}"),
        until=_until(entry, ask),
    )
    facts = [voice.say("calendar-agree", count=len(agreed.publishers))]
    facts += [
        voice.say("calendar-other", count=count, days=days_words(first, last, voice.locale))
        for first, last, count in agreed.others
    ]
    lines = [f"- {head}", f"  -# {' · '.join(facts)}", f"  -# {_quote(entry.proof)}"]
    if entry.phase is not None:
        phase = voice.say(f"phase-{entry.phase.event.phase}")
        lines.append(f"  -# {phase}: {_quote(entry.phase)}")
    return "\n".join(lines)


def _quote(told: Testimony) -> str:
    """The sentence that proves it, and where it stands."""
    where = masked_link(told.outlet or told.title, told.url, 60)
    return f"“{escape(told.event.sentence, SENTENCE_MAX)}” {where}"


def _until(entry: CalendarEntry, ask: Ask) -> Markup:
    """How long until it begins, or that it runs or is over."""
    today, agreed = ask.now.date(), entry.agreed
    if (agreed.last or agreed.first) < today:
        return ask.voice.say("calendar-over")
    if agreed.first <= today:
        return ask.voice.say("calendar-runs")
    return ask.voice.say("calendar-in", days=(agreed.first - today).days)


def days_words(first: date, last: date | None, locale: str) -> str:
    """ "Aug 18 – 28, 2026" as the reader's language writes it; one day where no last is told."""
    language = closest(locale)
    if last is None or first == last:
        return format_date(first, "medium", locale=language)
    return str(format_interval(first, last, "yMMMd", locale=language))


def _day(entry: CalendarEntry, named: Mapping[int, Watch], voice: Voice) -> CalendarDay:
    watch, agreed = named[entry.watch_id].name, entry.agreed
    kind = voice.label(f"event-{agreed.kind}")
    return CalendarDay(
        uid=f"{entry.watch_id}-{agreed.kind}-{agreed.first.isoformat()}@watchfloor",
        first=agreed.first,
        last=agreed.last or agreed.first,
        title=f"{watch} ({kind})",
        description=f"{agreed.sentence} ({entry.proof.outlet})",
        url=safe_url(entry.proof.url),
    )
