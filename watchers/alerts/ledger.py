"""What each place was told and is owed: at most one card per story and event of the day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from watchers.alerts.policy import DecideContext, PlacePolicy, Told
from watchers.alerts.schedule import is_quiet, start_of_day
from watchers.alerts.wishes import StoryNews, Wish, may_see
from watchers.model import DeliveryKind, Owed, Reason, Story, Tier

CARD_KINDS = frozenset({DeliveryKind.ALERT, DeliveryKind.UPDATE})
RINGING_CHANGES = ("retraction", "correction")
MATERIAL = frozenset({"number", "date", "place", "correction", "retraction"})
EVENT_SPAN = timedelta(hours=24)


class Ledger:
    """Books wishes against what was told; mutable only while one decision is made."""

    def __init__(self, context: DecideContext) -> None:
        self._context = context
        self._told: dict[int, list[Told]] = defaultdict(list)
        for told in context.told:
            self._told[told.place_id].append(told)
        self._alerts: dict[tuple[int, int], Owed] = {}
        self._updates: dict[tuple[int, int], Owed] = {}

    def owed(self) -> tuple[Owed, ...]:
        return (*self._alerts.values(), *self._updates.values())

    def wish(self, story_news: StoryNews, wish: Wish) -> None:
        """Owe an alert, put the story on its event's card, or leave both for what was told."""
        place_id = wish.place_id
        card = self._card_of(place_id, story_news.story)
        if card is None:
            if not self._is_digested(place_id, story_news):
                self._owe_alert(story_news, wish, _first_reason(story_news))
            return
        ring = self._ring(story_news, place_id)
        if ring is not None:
            self._owe_alert(story_news, wish, ring)
        else:
            self._put_on_card(story_news, wish, card)

    def refresh(self, story_news: StoryNews) -> None:
        """Owe an edit to every card that the story stands on and this batch did not write."""
        if not _is_material(story_news):
            return
        for place_id, told in self._told.items():
            cards = [one for one in told if _is_card_of(one, story_news.story.id)]
            if cards and self._may_see_any(place_id, story_news):
                self._owe_update(place_id, story_news, cards[-1].card_story_id)

    def _card_of(self, place_id: int, story: Story) -> int | None:
        """The story whose card in that place the story stands or belongs on."""
        for (place, card), alert in self._alerts.items():
            if place == place_id and (story.id in alert.story_ids or self._is_event(card, story)):
                return card
        told = self._told[place_id]
        own = [one for one in told if one.story_id == story.id and one.kind in CARD_KINDS]
        kin = [one for one in told if self._is_kin(one, story)]
        return (own or kin)[-1].card_story_id if own or kin else None

    def _is_event(self, card_story_id: int, story: Story) -> bool:
        card = self._context.stories.get(card_story_id)
        return story.event_id is not None and card is not None and card.event_id == story.event_id

    def _is_kin(self, told: Told, story: Story) -> bool:
        return (
            told.kind in CARD_KINDS
            and story.event_id is not None
            and told.event_id == story.event_id
            and told.at > self._context.now - EVENT_SPAN
        )

    def _is_digested(self, place_id: int, story_news: StoryNews) -> bool:
        """Whether a digest told the story and it has not risen to urgent since."""
        told = [one for one in self._told[place_id] if one.story_id == story_news.story.id]
        has_risen = story_news.tiered.tier is Tier.URGENT and all(
            one.tier is Tier.NORMAL for one in told
        )
        return bool(told) and not has_risen

    def _ring(self, story_news: StoryNews, place_id: int) -> Reason | None:
        """Why a place that pings may get one new message on a story that it was told."""
        policy = self._policy(place_id)
        told = [one for one in self._told[place_id] if one.story_id == story_news.story.id]
        if not (policy.does_ping and told) or self._is_resting(told, policy):
            return None
        codes = {code for one in told for code in one.reason_codes}
        return next((r for r in _rings(story_news, told) if r.code not in codes), None)

    def _is_resting(self, told: Iterable[Told], policy: PlacePolicy) -> bool:
        since = self._context.now - timedelta(hours=policy.cooldown_h)
        rung = [one for one in told if set(one.reason_codes) & EXTRA_CODES]
        return any(one.at > since for one in rung)

    def _owe_alert(self, story_news: StoryNews, wish: Wish, reason: Reason) -> None:
        if self._is_held(story_news, wish.place_id):
            return
        story = story_news.story
        self._alerts[wish.place_id, story.id] = Owed(
            place_id=wish.place_id,
            kind=DeliveryKind.ALERT,
            about=about(story),
            tier=story_news.tiered.tier,
            due_at=self._context.now,
            story_ids=(story.id,),
            watch_ids=wish.watch_ids,
            reasons=(reason, *story_news.tiered.reasons),
        )

    def _put_on_card(self, story_news: StoryNews, wish: Wish, card: int) -> None:
        alert = self._alerts.get((wish.place_id, card))
        if alert is None:
            self._owe_update(wish.place_id, story_news, card, wish.watch_ids)
            return
        self._alerts[wish.place_id, card] = replace(
            alert,
            story_ids=tuple(dict.fromkeys((*alert.story_ids, story_news.story.id))),
            watch_ids=tuple(sorted({*alert.watch_ids, *wish.watch_ids})),
        )

    def _owe_update(
        self, place_id: int, story_news: StoryNews, card: int, watch_ids: tuple[int, ...] = ()
    ) -> None:
        story = story_news.story
        if (place_id, card) in self._alerts or not _is_material(story_news):
            return
        earlier = self._updates.get((place_id, story.id))
        self._updates[place_id, story.id] = Owed(
            place_id=place_id,
            kind=DeliveryKind.UPDATE,
            about=about(story),
            tier=story_news.tiered.tier,
            due_at=self._context.now,
            story_ids=tuple(dict.fromkeys((card, story.id))),
            watch_ids=watch_ids or (earlier.watch_ids if earlier else ()),
            reasons=_update_reasons(story_news, card),
        )

    def _is_held(self, story_news: StoryNews, place_id: int) -> bool:
        """Whether quiet hours, the budget or an outage leave the story to the digest."""
        policy, now = self._policy(place_id), self._context.now
        is_urgent = story_news.tiered.tier is Tier.URGENT
        if self._context.is_catching_up and not is_urgent:
            return True
        is_hushed = is_quiet(policy, now) and not (is_urgent and policy.may_urgent_break_quiet)
        return is_hushed or self._is_spent(place_id, policy)

    def _is_spent(self, place_id: int, policy: PlacePolicy) -> bool:
        if policy.budget_per_day is None:
            return False
        since = start_of_day(policy, self._context.now)
        earlier = sum(at >= since for at in self._context.alerted_at.get(place_id, ()))
        now = sum(place == place_id for place, _ in self._alerts)
        return earlier + now >= policy.budget_per_day

    def _policy(self, place_id: int) -> PlacePolicy:
        return self._context.policies.get(place_id, PlacePolicy())

    def _may_see_any(self, place_id: int, story_news: StoryNews) -> bool:
        private = self._context.private_sources
        return any(may_see(place_id, news.article, private) for news in story_news.news)


EXTRA_CODES = frozenset({"alert-rise", "alert-correction", "alert-retraction"})


def about(story: Story) -> str:
    """What a delivery on a story's revision is about: unique in its place."""
    return f"story:{story.id}:{story.revision}"


def _first_reason(story_news: StoryNews) -> Reason:
    is_urgent = story_news.tiered.tier is Tier.URGENT
    code = "alert-urgent" if is_urgent else "alert-new-story"
    return Reason(code=code, params={"story": story_news.story.id})


def _rings(story_news: StoryNews, told: Iterable[Told]) -> list[Reason]:
    changes = [news.grouped.change for news in story_news.news if news.grouped.change]
    rings = [
        Reason(code=f"alert-{change.code}", params=change.params)
        for code in RINGING_CHANGES
        for change in changes
        if change.code == code
    ]
    was_urgent = any(one.tier is Tier.URGENT for one in told)
    if story_news.tiered.tier is Tier.URGENT and not was_urgent:
        rings.append(Reason(code="alert-rise", params={"story": story_news.story.id}))
    return rings


def _update_reasons(story_news: StoryNews, card: int) -> tuple[Reason, ...]:
    changes = tuple(n.grouped.change for n in story_news.news if n.grouped.change is not None)
    story_id = story_news.story.id
    code = "update-story" if card == story_id else "alert-same-event"
    return (Reason(code=code, params={"story": story_id}), *changes, *story_news.tiered.reasons)


def _is_material(story_news: StoryNews) -> bool:
    """Whether a reply under the card is owed; a further outlet only edits the card itself."""
    changes = (news.grouped.change for news in story_news.news if not news.is_baseline)
    return any(change is None or change.code in MATERIAL for change in changes)


def _is_card_of(told: Told, story_id: int) -> bool:
    return told.story_id == story_id and told.kind in CARD_KINDS
