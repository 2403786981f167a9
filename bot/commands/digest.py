"""/digest: the stories of a period, of one watch or pack, or of what is followed here."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.commands.answering import Outcome, Reply
from bot.commands.asking import Ask
from bot.commands.choices import find_known, followed_watches, read_shelf
from bot.outfit import find_unwell
from bot.render.digest import DigestSection, DigestView, digest
from watchers.alerts import compose_digest
from watchers.alerts.policy import DigestPlan, DueDigest, Slot
from watchers.model import Mode, Reader, Reason, Strictness, Subscription
from watchers.store import Tx, digests, stories, subscriptions, watches

PERIODS = {
    "24 hours": timedelta(hours=24),
    "3 days": timedelta(days=3),
    "7 days": timedelta(days=7),
    "30 days": timedelta(days=30),
}
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Which watches, from when to when."""

    watch_ids: tuple[int, ...]
    since: datetime
    until: datetime


async def tell_digest(ask: Ask, what: str, since: str) -> Outcome:
    """The digest of that period up to now."""
    shelf = await ask.chat.store.read(lambda tx: read_shelf(tx, ask))
    watch_ids = await ask.chat.store.read(lambda tx: followed_watches(tx, ask))
    if what:
        named = find_known(shelf, what)
        if isinstance(named, Reason):
            return named
        watch_ids = tuple(watch.id for watch in named.watches)
    span = PERIODS.get(since, PERIODS["24 hours"])
    everything = tuple(watch.id for watch in shelf.watches)
    period = Period(watch_ids=watch_ids or everything, since=ask.now - span, until=ask.now)
    view = await ask.chat.store.read(lambda tx: read_digest(tx, ask.reader, period))
    return Reply(messages=digest(view, ask.voice, "now"))


def read_digest(tx: Tx, reader: Reader, period: Period) -> DigestView:
    """The stories of the period by watch, as the reader may see them."""
    plan = _plan(tx, reader, period)
    views = stories.story_views(tx, plan.story_ids, reader)
    named = watches.by_ids(tx, plan.watch_ids, reader)
    sections = [
        DigestSection(
            watch=named[group.watch_id].name,
            stories=tuple(views[story] for story in group.story_ids if story in views),
        )
        for group in plan.groups
        if group.watch_id in named
    ]
    if plan.rest_ids and sections:
        last = sections.pop()
        sections.append(
            DigestSection(watch=last.watch, stories=last.stories, more=len(plan.rest_ids))
        )
    unwell = find_unwell(tx, reader, period.until)
    return DigestView(
        sections=tuple(sections), since=period.since, until=period.until, unhealthy=unwell
    )


def _plan(tx: Tx, reader: Reader, period: Period) -> DigestPlan:
    """Ranked as the daily digest is, with nothing counted as told before."""
    # The window is half open; what was seen in this very moment belongs to it.
    end = period.until + timedelta(seconds=1)
    found = digests.candidates_of_watches(tx, period.watch_ids, period.since, end, reader)
    local = period.until.date()
    slot = Slot(local_date=local, local_time=f"{period.until:%H:%M}", at=period.until)
    wished = {one.watch_id: one for one in subscriptions.of_reader(tx, reader)}
    asked = [_as_digest(watch_id, wished.get(watch_id)) for watch_id in period.watch_ids]
    return compose_digest(found, asked, DueDigest(slot=slot, start=period.since))


def _as_digest(watch_id: int, followed: Subscription | None) -> Subscription:
    """A subscription to all that the watch brings, at the strictness it is followed with."""
    return Subscription(
        id=0,
        place_id=0,
        watch_id=watch_id,
        created_at=LONG_AGO,
        mode=Mode.ONCE_A_DAY,
        strictness=followed.strictness if followed else Strictness.BALANCED,
        languages=followed.languages if followed else (),
    )
