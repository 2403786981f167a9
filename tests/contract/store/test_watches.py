"""Watches and subscriptions: packs keep their ids, following again changes, places carry wishes."""

from dataclasses import replace

from tests.contract.store.making import (
    GUILD_A,
    PERSON,
    READER_A,
    READER_PERSON,
    START,
    World,
    minutes,
)
from watchers.alerts.policy import PlacePolicy, Snooze
from watchers.model import Alias, AliasKind, GuildSettings, Mode, PlaceKind, PostStyle, Strictness
from watchers.store import guilds, installation, places, subscriptions, watches


def test_a_watch_comes_back_as_it_shipped(world: World) -> None:
    """Aliases with language, kind and dates survive in their order."""
    # given
    role = Alias(text="N.K. leader", kind=AliasKind.ROLE, valid_from=minutes(-99))
    watch = replace(
        world.watch,
        aliases=(Alias(text="김정은", language="ko"), role),
        confusables=("Kim Jong Nam",),
        context=("Pyongyang",),
        excluded=("football",),
    )
    pack = watches.Pack(key="korea", name="Korea", description="Both", watches=(watch,))
    # when
    synced = world.write(lambda tx: watches.sync_packs(tx, (pack,), START))
    # then
    assert synced == watches.Synced(changed=(watch,))
    assert world.read(lambda tx: watches.all_watches(tx)) == (watch,)
    assert world.read(watches.packs) == (pack,)


def test_syncing_the_same_packs_changes_nothing(world: World) -> None:
    """A restart with the same watchlists leaves the matcher as it is."""
    # given
    packs = world.read(watches.packs)
    # when
    synced = world.write(lambda tx: watches.sync_packs(tx, packs, minutes(5)))
    # then
    assert synced == watches.Synced()


def test_a_retired_watch_comes_back_with_its_followers(world: World) -> None:
    """A watch dropped from its pack rests with its subscriptions, and returns under its id."""
    # given
    packs = world.read(watches.packs)
    followed = world.follow(world.place_a)
    # when
    retired = world.write(lambda tx: watches.sync_packs(tx, (), START))
    resting = world.read(lambda tx: subscriptions.by_watch_ids(tx, [world.watch.id]))
    back = world.write(lambda tx: watches.sync_packs(tx, packs, START))
    # then
    assert retired.retired == (world.watch.id,)
    assert resting == ()
    assert back.changed == (world.watch,)
    assert world.read(lambda tx: subscriptions.by_watch_ids(tx, [world.watch.id])) == (followed,)


def test_an_own_watch_can_be_changed_and_removed_by_its_owner(world: World) -> None:
    """A guild edits the aliases of what it made; removing ends its subscriptions."""
    # given
    made = world.own_watch("Sea Breeze", READER_A)
    world.follow(world.place_a, made)
    changed = replace(made, aliases=(Alias(text="Sea Breeze"), Alias(text="Си Бриз")))
    # when
    updated = world.write(lambda tx: watches.update(tx, changed, READER_A, START))
    stored = world.read(lambda tx: watches.by_ids(tx, [made.id], READER_A))
    removed = world.write(lambda tx: watches.remove(tx, made.id, READER_A))
    # then
    assert (updated, removed) == (True, True)
    assert stored == {made.id: changed}
    assert world.read(lambda tx: subscriptions.of_place(tx, world.place_a.id)) == ()


def test_following_again_changes_the_wishes_and_keeps_the_start(world: World) -> None:
    """A place follows a watch once; the second time says how."""
    # given
    first = world.follow(world.place_a)
    again = replace(
        first,
        id=0,
        created_at=minutes(60),
        mode=Mode.RIGHT_AWAY,
        strictness=Strictness.STRICT,
        languages=("en", "ko"),
    )
    # when
    second = world.write(lambda tx: subscriptions.add(tx, again))
    # then
    assert second == replace(again, id=first.id, created_at=START)
    assert world.read(lambda tx: subscriptions.of_reader(tx, READER_A)) == (second,)


def test_paused_and_suspended_are_not_in_force(world: World) -> None:
    """Deciding sees only subscriptions that may be answered now."""
    # given
    in_a, in_b = world.follow(world.place_a), world.follow(world.place_b)
    # when
    world.write(lambda tx: subscriptions.change(tx, replace(in_a, is_paused=True)))
    paused = world.read(lambda tx: subscriptions.by_watch_ids(tx, [world.watch.id]))
    world.write(lambda tx: places.suspend(tx, world.place_b.id, 10003, START))
    suspended = world.read(lambda tx: subscriptions.by_watch_ids(tx, [world.watch.id]))
    # then
    assert paused == (in_b,)
    assert suspended == ()
    assert world.read(places.following_places) == ()


def test_a_subscription_moves_with_its_wishes(world: World) -> None:
    """A followed watch goes to another channel of the same guild as it was."""
    # given
    followed = world.follow(world.place_a)
    other = world.place(33, guild_id=GUILD_A)
    # when
    moved = world.write(lambda tx: subscriptions.move(tx, followed.id, other.id, READER_A))
    # then
    assert moved is not None
    assert (moved.place_id, moved.created_at) == (other.id, START)
    assert world.read(lambda tx: subscriptions.of_place(tx, world.place_a.id)) == ()


def test_a_place_is_made_once(world: World) -> None:
    """The same channel is the same place, and a terminal is a place of nobody's."""
    # when
    again = world.place(11, guild_id=GUILD_A)
    terminal = world.write(lambda tx: places.ensure(tx, PlaceKind.TERMINAL, 0, START))
    # then
    assert again == world.place_a
    assert (terminal.kind, terminal.guild_id) == (PlaceKind.TERMINAL, None)
    assert world.read(lambda tx: places.of_guild(tx, GUILD_A)) == (world.place_a,)


def test_settings_of_a_guild_are_the_wishes_of_its_places(world: World) -> None:
    """What a guild or a person sets reaches deciding; the rest has defaults."""
    # given
    wanted = GuildSettings(
        zone="Asia/Seoul",
        digest_times=("07:30", "19:00"),
        quiet_from="23:00",
        quiet_until="06:30",
        budget_per_day=9,
        ping_role_id=2**62,
        post_style=PostStyle.FORUM,
    )
    # when
    world.write(lambda tx: guilds.change_settings(tx, READER_A, wanted, START))
    ids = [world.place_a.id, world.place_b.id, world.direct.id]
    policies = world.read(lambda tx: places.policies(tx, ids))
    # then
    assert world.read(lambda tx: guilds.settings(tx, READER_A)) == wanted
    assert world.read(lambda tx: guilds.settings(tx, READER_PERSON)) == GuildSettings()
    assert policies[world.place_a.id] == PlacePolicy(
        zone="Asia/Seoul",
        digest_times=("07:30", "19:00"),
        quiet_from="23:00",
        quiet_until="06:30",
        budget_per_day=9,
    )
    assert policies[world.place_b.id] == policies[world.direct.id] == PlacePolicy()


def test_a_guild_that_returns_has_its_settings_back(world: World) -> None:
    """Leaving starts a clock that returning stops; nothing set is lost within it."""
    # given
    wanted = GuildSettings(zone="Asia/Tokyo")
    world.write(lambda tx: guilds.change_settings(tx, READER_A, wanted, START))
    # when
    world.write(lambda tx: guilds.leave(tx, GUILD_A, minutes(1)))
    left = world.read(lambda tx: guilds.left_before(tx, minutes(2)))
    back = world.write(lambda tx: guilds.ensure(tx, GUILD_A, minutes(3), name="Newsroom"))
    # then
    assert left == (GUILD_A,)
    assert (back.left_at, back.settings, back.name) == (None, wanted, "Newsroom")
    assert GUILD_A in world.read(guilds.present)


def test_where_a_guilds_people_are_reached_is_remembered(world: World) -> None:
    """Contacts are kept one by one; what is not said stays."""
    # when
    for contacts in (guilds.Contacts(last_channel_id=5, owner_id=6), guilds.Contacts(owner_id=7)):
        world.write(lambda tx, c=contacts: guilds.note_contacts(tx, GUILD_A, c))
    # then
    stored = world.read(lambda tx: guilds.by_id(tx, GUILD_A))
    assert stored is not None
    assert (stored.last_channel_id, stored.owner_id) == (5, 7)


def test_snoozes_end_by_themselves(world: World) -> None:
    """A snooze holds until its time; the later wish for the same story replaces the earlier."""
    # given
    wish = Snooze(place_id=world.place_a.id, until=minutes(60), story_id=42)
    world.write(lambda tx: places.snooze(tx, wish))
    later = replace(wish, until=minutes(90))
    # when
    world.write(lambda tx: places.snooze(tx, later))
    # then
    asked = [world.place_a.id]
    assert world.read(lambda tx: places.snoozes(tx, asked, minutes(61))) == (later,)
    assert world.read(lambda tx: places.snoozes(tx, asked, minutes(90))) == ()


def test_identifies_are_counted_across_restarts(world: World) -> None:
    """The budget of gateway logins knows every one of the last day and forgets the old."""
    # given
    for at in (-60 * 50, -60, 0):
        world.write(lambda tx, at=at: installation.log_identify(tx, minutes(at)))
    # when
    counted = world.read(lambda tx: installation.count_identifies(tx, minutes(-60 * 24)))
    # then
    assert counted == 2
    assert world.read(lambda tx: installation.count_identifies(tx, minutes(-60 * 99))) == 2


def test_a_memo_holds_the_latest_value(world: World) -> None:
    """Small values are kept by key."""
    # when
    for value in ({"at": 1}, {"at": 2, "what": "sync"}):
        world.write(lambda tx, v=value: installation.keep_memo(tx, "commands", v, START))
    # then
    assert world.read(lambda tx: installation.memo(tx, "commands")) == {"at": 2, "what": "sync"}
    assert world.read(lambda tx: installation.memo(tx, "unknown")) is None


def test_people_and_guilds_are_counted(world: World) -> None:
    """Status tells how many guilds and people there are."""
    assert world.read(guilds.counts) == (2, 1)
    assert world.direct.discord_id == PERSON
