"""Whatever happens between its steps, the outbox brings each story to each place once, in order."""

import shutil
import tempfile
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from watchers.model import (
    Article,
    DeliveryKind,
    Grouped,
    News,
    Owed,
    Place,
    PlaceKind,
    Reason,
    Source,
    Story,
    Tier,
)
from watchers.store import Store, Tx, articles, deliveries, places, sources
from watchers.store.deliveries import Chunk, Delivery

START = datetime(2023, 8, 14, tzinfo=UTC)
PLACES = st.integers(min_value=0, max_value=1)
LEASE_S = 60.0


class Outbox(RuleBasedStateMachine):
    """The store against a model: what was remembered as owed, and a Discord that knows nonces."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="watchfloor-outbox-"))
        self.now = START
        self.store = Store.open("", data_dir=self.folder)
        self.source_id, self.places = self.store.write_now(self._fill)
        self.owed: dict[int, list[str]] = defaultdict(list)
        self.channels: dict[int, dict[str, str]] = defaultdict(dict)
        self.edited: dict[str, int] = {}
        self.wanted: dict[str, int] = defaultdict(int)
        self.stories: list[int] = []

    def _fill(self, tx: Tx) -> tuple[int, list[Place]]:
        shipped = Source(id=0, url="https://wire.example/rss", name="Wire", key="wire")
        (source_id,) = sources.sync_catalogue(tx, (), (shipped,), START)
        made = [places.ensure(tx, PlaceKind.CHANNEL, n, START, guild_id=9) for n in (1, 2)]
        return source_id, made

    def teardown(self) -> None:
        """In the end, with all faults gone, everything owed is there, once and in order."""
        for place in self.places:
            self.store.write_now(lambda tx, p=place: places.resume(tx, p.id, self.now))  # type: ignore[misc]
        self.now += timedelta(hours=2)
        while found := self._heads():
            for delivery in found:
                self._send(delivery, is_acknowledged=True)
        for place in self.places:
            assert list(self.channels[place.id].values()) == self.owed[place.id]
        self.store.close()
        shutil.rmtree(self.folder)

    @rule(both=st.booleans(), place=PLACES, fails=st.booleans())
    def publish(self, both: bool, place: int, fails: bool) -> None:
        """A story is remembered with what it owes, or, with a failure at the end, not at all."""
        told = self.places if both else [self.places[place]]
        story_id = self.store.ids.next(self.now)
        owed = [self._owed(each, story_id) for each in told]
        remembered = self._remembered(story_id, owed)

        def work(tx: Tx) -> None:
            articles.remember(tx, remembered)
            if fails:
                raise _Killed

        try:
            self.store.write_now(work)
        except _Killed:
            return
        self.stories.append(story_id)
        for each in owed:
            self.owed[each.place_id].append(each.about)

    @precondition(lambda self: self.stories)
    @rule(place=PLACES, data=st.data())
    def owe_again(self, place: int, data: st.DataObject) -> None:
        """What is owed already is not owed twice, whoever asks."""
        story_id = data.draw(st.sampled_from(self.stories))
        owed = self._owed(self.places[place], story_id)
        new = self.store.write_now(lambda tx: deliveries.owe(tx, [owed], self.now))
        if new:
            self.owed[owed.place_id].append(owed.about)

    @rule(is_acknowledged=st.booleans(), is_posted=st.booleans(), waits=st.booleans())
    def send(self, is_acknowledged: bool, is_posted: bool, waits: bool) -> None:
        """The heads are claimed; their posts may be lost, or made and not acknowledged."""
        for delivery in self._heads():
            self._send(delivery, is_acknowledged=is_acknowledged, is_posted=is_posted)
            if not is_acknowledged and waits:
                self.store.write_now(partial(self._retry_later, delivery_id=delivery.id))

    @rule(seconds=st.integers(min_value=1, max_value=200))
    def wait(self, seconds: int) -> None:
        """Time passes; leases run out and retries come due."""
        self.now += timedelta(seconds=seconds)

    @rule()
    def crash(self) -> None:
        """The process ends and another starts."""
        self.store.close()
        self.store = Store.open("", data_dir=self.folder)
        self.store.write_now(deliveries.release)

    @rule(place=PLACES)
    def suspend(self, place: int) -> None:
        """Discord refuses a place."""
        place_id = self.places[place].id
        self.store.write_now(lambda tx: places.suspend(tx, place_id, 50001, self.now))

    @rule(place=PLACES)
    def resume(self, place: int) -> None:
        """The place works again."""
        place_id = self.places[place].id
        self.store.write_now(lambda tx: places.resume(tx, place_id, self.now))

    @precondition(lambda self: self.stories)
    @rule(data=st.data())
    def grow(self, data: st.DataObject) -> None:
        """Another outlet joins a story: its cards want an edit."""
        story_id = data.draw(st.sampled_from(self.stories))
        self.store.write_now(lambda tx: deliveries.want_edits(tx, [story_id]))

    @rule()
    def edit(self) -> None:
        """Cards that are behind are brought up; asked again, none is."""
        behind = self.store.read_now(lambda tx: deliveries.edits(tx, self.now))
        for each in behind:
            assert each.marker in self.channels[each.place.id]
            self.store.write_now(
                lambda tx, d=each: deliveries.mark_edited(tx, d.id, d.wanted_revision)  # type: ignore[misc]
            )
        assert self.store.read_now(lambda tx: deliveries.edits(tx, self.now)) == ()

    @invariant()
    def nothing_is_doubled_or_invented(self) -> None:
        """Each place has of each story one message at most, and none that was not owed."""
        for place_id, messages in self.channels.items():
            said = list(messages.values())
            assert len(said) == len(set(said))
            assert set(said) <= set(self.owed[place_id])

    def _heads(self) -> tuple[Delivery, ...]:
        return self.store.read_now(lambda tx: deliveries.heads(tx, self.now))

    def _send(self, head: Delivery, *, is_acknowledged: bool, is_posted: bool = True) -> None:
        """One turn of the deliverer; Discord answers a known nonce with its message."""
        claimed = self.store.write_now(
            lambda tx: deliveries.claim(
                tx, head.id, [{"about": head.about}], self.now, lease_s=LEASE_S
            )
        )
        if claimed is None or not is_posted:
            return
        assert claimed.marker == head.marker
        self.channels[claimed.place.id].setdefault(claimed.nonce(), claimed.payload[0]["about"])
        if is_acknowledged:
            self.store.write_now(lambda tx: self._acknowledge(tx, claimed))

    def _retry_later(self, tx: Tx, delivery_id: int) -> None:
        at, why = self.now + timedelta(seconds=30), Reason(code="discord-unavailable")
        deliveries.retry_later(tx, delivery_id, at, why)

    def _acknowledge(self, tx: Tx, claimed: Delivery) -> None:
        chunk = Chunk(number=0, message_id=claimed.id, channel_id=claimed.place.discord_id)
        deliveries.mark_chunk_sent(tx, claimed.id, chunk, self.now)
        deliveries.mark_sent(tx, claimed.id, self.now)

    def _owed(self, place: Place, story_id: int) -> Owed:
        return Owed(
            place_id=place.id,
            kind=DeliveryKind.ALERT,
            about=f"story:{story_id}:1",
            tier=Tier.NORMAL,
            due_at=START,
            story_ids=(story_id,),
        )

    def _remembered(self, story_id: int, owed: list[Owed]) -> articles.Remembered:
        article = Article(
            id=story_id, title="News", first_seen_at=self.now, source_id=self.source_id
        )
        grouped = Grouped(article_id=story_id, story_id=story_id, is_new_story=True)
        story = Story(
            id=story_id, title="News", revision=1, first_seen_at=self.now, updated_at=self.now
        )
        return articles.Remembered(
            at=self.now,
            news=(News(article=article, grouped=grouped, matches=()),),
            stories=(story,),
            owed=tuple(owed),
        )


class _Killed(Exception):
    """Ends a transaction before it is committed."""


TestOutbox = Outbox.TestCase
TestOutbox.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
