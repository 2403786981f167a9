"""Who is owed an alert or a reply under a card, and who is not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.alerts.newsroom import (
    NOW,
    QUIET,
    make_context,
    make_news,
    make_story,
    make_subscription,
    make_told,
    told_of,
    with_role,
)
from watchers.alerts import PlacePolicy, Snooze, decide
from watchers.matching import THRESHOLDS
from watchers.model import DeliveryKind, Mode, Role, Strictness, Tier


def test_one_alert_names_all_watches_of_a_place() -> None:
    """Two watches of one place that match one story owe one message."""
    # given
    news = [make_news(watch_ids=(1, 2))]
    subscriptions = [make_subscription(watch_id=1), make_subscription(watch_id=2)]

    # when
    owed = decide(news, subscriptions, make_context())

    # then
    assert [(one.kind, one.about, one.watch_ids) for one in owed] == [
        (DeliveryKind.ALERT, "story:10:1", (1, 2))
    ]


def test_two_articles_of_one_story_in_a_batch_owe_one_alert() -> None:
    """A batch that brings a story twice alerts once."""
    # given
    news = [make_news(id=1), make_news(id=2, change="number")]

    # when
    owed = decide(news, [make_subscription()], make_context())

    # then
    assert [one.kind for one in owed] == [DeliveryKind.ALERT]


@pytest.mark.parametrize(
    ("mode", "tier", "kinds"),
    [
        (Mode.RIGHT_AWAY, Tier.NORMAL, [DeliveryKind.ALERT]),
        (Mode.BOTH, Tier.NORMAL, []),
        (Mode.BOTH, Tier.URGENT, [DeliveryKind.ALERT]),
        (Mode.ONCE_A_DAY, Tier.URGENT, []),
    ],
)
def test_mode_settles_what_comes_at_once(mode: Mode, tier: Tier, kinds: list[DeliveryKind]) -> None:
    """Right away takes every tier, both only what is urgent, once a day nothing."""
    # given
    subscription = make_subscription(mode=mode)

    # when
    owed = decide([make_news()], [subscription], make_context(tier=tier))

    # then
    assert [one.kind for one in owed] == kinds


@pytest.mark.parametrize("role", [Role.BACKGROUND, Role.SOURCE])
def test_a_mention_in_passing_never_alerts(role: Role) -> None:
    """Background and source mentions wait for the digest."""
    # given
    news = with_role(make_news(), role)

    # when
    owed = decide([news], [make_subscription()], make_context(tier=Tier.URGENT))

    # then
    assert owed == ()


def test_baseline_is_silent_but_for_what_came_after_the_subscription() -> None:
    """A first poll alerts only on articles published after the subscription was made."""
    # given
    before = replace(make_news(10), is_baseline=True)
    after = replace(make_news(11, published_at=NOW), is_baseline=True)
    undated = replace(make_news(12, published_at=None), is_baseline=True)
    subscription = make_subscription(created_at=NOW - timedelta(minutes=1))

    # when
    owed = decide([before, after, undated], [subscription], make_context())

    # then
    assert [one.about for one in owed] == ["story:11:1"]


def test_an_undated_article_after_the_baseline_is_new() -> None:
    """What has no date counts by its first sight."""
    # given
    news = make_news(published_at=None)

    # when
    owed = decide([news], [make_subscription()], make_context())

    # then
    assert len(owed) == 1


@pytest.mark.parametrize(("age_h", "count"), [(47, 1), (49, 0)])
def test_an_old_article_waits_for_the_digest(age_h: int, count: int) -> None:
    """An article older than the limit never alerts at once."""
    # given
    news = make_news(published_at=NOW - timedelta(hours=age_h))

    # when
    owed = decide([news], [make_subscription()], make_context(max_age_h=48))

    # then
    assert len(owed) == count


def test_a_date_ahead_counts_as_unknown() -> None:
    """An article dated 2099 alerts by its first sight, as an undated one does."""
    # given
    news = make_news(published_at=NOW.replace(year=2099))

    # when
    owed = decide([news], [make_subscription()], make_context())

    # then
    assert len(owed) == 1


@pytest.mark.parametrize(
    ("wish", "count"),
    [
        ({"languages": ("ko",)}, 0),
        ({"languages": ("en", "ko")}, 1),
        ({"is_paused": True}, 0),
        ({"watch_id": 2}, 0),
    ],
)
def test_a_subscription_filters_what_it_did_not_ask_for(
    wish: dict[str, object], count: int
) -> None:
    """Other languages, other watches and paused subscriptions owe nothing."""
    # given
    subscription = replace(make_subscription(), **wish)

    # when
    owed = decide([make_news()], [subscription], make_context())

    # then
    assert len(owed) == count


def test_strictness_is_the_score_from_which_a_match_counts() -> None:
    """A weak match alerts the wide subscription and not the strict one."""
    # given
    news = make_news()
    weak = replace(news, matches=(replace(news.matches[0], score=THRESHOLDS[Strictness.WIDE]),))
    strict = make_subscription(1, strictness=Strictness.STRICT)
    wide = make_subscription(2, strictness=Strictness.WIDE)

    # when
    owed = decide([weak], [strict, wide], make_context())

    # then
    assert [one.place_id for one in owed] == [2]


def test_a_private_source_is_told_only_where_it_may_be_seen() -> None:
    """An article of one server's own source never reaches another server."""
    # given
    subscriptions = [make_subscription(1), make_subscription(2)]
    context = make_context(private_sources={3: frozenset({2})})

    # when
    owed = decide([make_news()], subscriptions, context)

    # then
    assert [one.place_id for one in owed] == [2]


def test_a_retrospective_never_alerts_at_once() -> None:
    """A piece that looks back waits for the digest, also where everything is wanted."""
    # given
    context = make_context(tier=Tier.NORMAL, reasons=["tier-retrospective"])

    # when
    owed = decide([make_news()], [make_subscription()], context)

    # then
    assert owed == ()


@pytest.mark.parametrize(
    ("change", "kinds"),
    [("outlet", []), ("copy", []), ("number", [DeliveryKind.UPDATE])],
)
def test_a_told_story_owes_at_most_a_reply(change: str, kinds: list[DeliveryKind]) -> None:
    """A further outlet edits the card, which owes nothing; a new number owes a reply under it."""
    # given
    context = make_context(
        told=(make_told(),), stories={10: make_story(revision=4)}, tier=Tier.NORMAL
    )

    # when
    owed = decide([make_news(change=change)], [make_subscription()], context)

    # then
    assert [one.kind for one in owed] == kinds
    assert all(one.about == "story:10:4" and one.story_ids == (10,) for one in owed)


def test_a_told_story_never_alerts_twice_whatever_is_new() -> None:
    """Without a role to ping, no change posts a second message of its own."""
    # given
    context = make_context(told=(make_told(),), tier=Tier.URGENT)
    changes = ["correction", "retraction", "date", "place", "outlet"]
    news = [make_news(id=n, change=change) for n, change in enumerate(changes)]

    # when
    owed = decide(news, [make_subscription()], context)

    # then
    assert DeliveryKind.ALERT not in {one.kind for one in owed}


def test_a_place_that_pings_is_told_once_more_of_a_rise_and_then_never() -> None:
    """A rise to urgent rings once; the next article of the urgent story does not."""
    # given
    policy = {1: PlacePolicy(does_ping=True)}
    context = make_context(told=(make_told(),), tier=Tier.URGENT, policies=policy)

    # when
    first = decide([make_news(change="outlet")], [make_subscription()], context)
    told = (make_told(), told_of(first[0]))
    second = decide(
        [make_news(change="outlet")], [make_subscription()], replace(context, told=told)
    )

    # then
    assert [(one.kind, one.reasons[0].code) for one in first] == [
        (DeliveryKind.ALERT, "alert-rise")
    ]
    assert second == ()


def test_rings_on_one_story_keep_their_distance() -> None:
    """A correction within the cooldown of a rise does not ring."""
    # given
    rise = make_told(at=NOW - timedelta(hours=1), tier=Tier.URGENT, reason_codes=("alert-rise",))
    context = make_context(
        told=(make_told(), rise),
        tier=Tier.URGENT,
        policies={1: PlacePolicy(does_ping=True, cooldown_h=6)},
    )

    # when
    owed = decide([make_news(change="correction")], [make_subscription()], context)

    # then
    assert [one.kind for one in owed] == [DeliveryKind.UPDATE]


def test_a_story_that_a_digest_told_alerts_only_when_it_rises() -> None:
    """What stood in a digest comes again only if it has become urgent since."""
    # given
    told = (make_told(kind=DeliveryKind.DIGEST),)
    news, subscription = make_news(change="outlet"), make_subscription()

    # when
    as_before = decide([news], [subscription], make_context(told=told))
    risen = decide([news], [subscription], make_context(told=told, tier=Tier.URGENT))

    # then
    assert as_before == ()
    assert [one.kind for one in risen] == [DeliveryKind.ALERT]


def test_stories_of_one_event_stand_on_one_card() -> None:
    """Dispatches on one event of the day owe one message; later ones reply under it."""
    # given
    stories = {10: make_story(10, event_id=7), 11: make_story(11, event_id=7)}
    both = make_context(stories=stories)
    later = make_context(stories=stories, told=(make_told(event_id=7),))

    # when
    at_once = decide([make_news(10), make_news(11)], [make_subscription()], both)
    afterwards = decide([make_news(11)], [make_subscription()], later)

    # then
    assert [(one.kind, one.story_ids) for one in at_once] == [(DeliveryKind.ALERT, (10, 11))]
    assert [(one.kind, one.story_ids) for one in afterwards] == [(DeliveryKind.UPDATE, (10, 11))]


def test_an_event_of_yesterday_gets_a_new_card() -> None:
    """An event card is for a day; the next day's dispatch opens another."""
    # given
    stories = {11: make_story(11, event_id=7)}
    told = (make_told(event_id=7, at=NOW - timedelta(hours=30)),)

    # when
    owed = decide([make_news(11)], [make_subscription()], make_context(stories=stories, told=told))

    # then
    assert [one.kind for one in owed] == [DeliveryKind.ALERT]


def test_quiet_hours_hold_and_urgent_may_break_them() -> None:
    """Nothing rings in quiet hours but what the place lets through."""
    # given
    night = NOW.replace(hour=23)
    news = make_news(first_seen_at=night, published_at=night)
    deaf = make_context(now=night, policies={1: QUIET}, tier=Tier.URGENT)
    breaking = replace(deaf, policies={1: replace(QUIET, may_urgent_break_quiet=True)})

    # when
    held = decide([news], [make_subscription()], deaf)
    let_through = decide([news], [make_subscription()], breaking)

    # then
    assert held == ()
    assert len(let_through) == 1


def test_the_budget_counts_the_local_day_and_goes_to_the_urgent_first() -> None:
    """With one alert left today, the urgent story gets it."""
    # given
    policies = {1: PlacePolicy(zone="Asia/Seoul", budget_per_day=2)}
    yesterday, today = NOW - timedelta(hours=19), NOW - timedelta(hours=2)
    context = make_context(policies=policies, alerted_at={1: (yesterday, today)})
    urgent = make_context(tier=Tier.URGENT).tier_of(make_news())
    normal = make_context().tier_of(make_news())
    context = replace(
        context, tier_of=lambda news: urgent if news.grouped.story_id == 11 else normal
    )

    # when
    owed = decide([make_news(10), make_news(11)], [make_subscription()], context)

    # then
    assert [one.story_ids for one in owed] == [(11,)]


@pytest.mark.parametrize("snoozed", [{"story_id": 10}, {"watch_id": 1}])
def test_a_snooze_silences_until_it_runs_out(snoozed: dict[str, int]) -> None:
    """A snoozed story or watch does not alert; afterwards it does."""
    # given
    running = Snooze(place_id=1, until=NOW + timedelta(hours=1), **snoozed)
    over = Snooze(place_id=1, until=NOW, **snoozed)

    # when
    silent = decide([make_news()], [make_subscription()], make_context(snoozes=(running,)))
    told = decide([make_news()], [make_subscription()], make_context(snoozes=(over,)))

    # then
    assert silent == ()
    assert len(told) == 1


def test_reasons_of_the_tier_go_with_the_delivery() -> None:
    """What the tier rested on is stored with what is owed."""
    # given
    context = make_context(tier=Tier.URGENT, reasons=["tier-corroborated"])

    # when
    owed = decide([make_news()], [make_subscription()], context)

    # then
    assert [reason.code for reason in owed[0].reasons] == ["alert-urgent", "tier-corroborated"]
