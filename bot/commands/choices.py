"""What a name in a command stands for: a watch, a pack, or words of the person's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from discord import app_commands

from bot.commands.asking import Ask
from bot.commands.nearest import fold, rank
from bot.render.safe import cut, one_line
from bot.render.shown import Voice
from watchers.model import Alias, Reason, Watch
from watchers.store import Tx, places, subscriptions, watches
from watchers.store.watches import Pack

CHOICES_MAX = 25  # Discord: choices of one autocomplete
NAME_MAX = 100  # Discord: a choice's name and value
NEAREST_MAX = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What a reader may name: watches and packs."""

    watches: tuple[Watch, ...]
    packs: tuple[Pack, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a name stands for; `is_new` ones are not stored, `nearest` were perhaps meant."""

    label: str
    watches: tuple[Watch, ...]
    is_new: bool = False
    nearest: tuple[str, ...] = ()


def read_shelf(tx: Tx, ask: Ask) -> Shelf:
    """Everything the asker may follow."""
    return Shelf(watches=watches.visible_watches(tx, ask.reader), packs=watches.packs(tx))


def names_of(watch: Watch) -> list[str]:
    """Every spelling of a watch, its name first."""
    return [watch.name, *(alias.text for alias in watch.aliases)]


def find_named(shelf: Shelf, typed: str) -> Named | None:
    """The watch or pack that was picked or typed by its full name, in any spelling of it."""
    kind, _, key = typed.partition(":")
    for pack in shelf.packs:
        if (kind == "pack" and key == pack.key) or fold(typed) in (fold(pack.name), fold(pack.key)):
            return Named(label=pack.name, watches=_of_pack(shelf, pack))
    for watch in shelf.watches:
        if kind == "watch" and key == str(watch.id):
            return Named(label=watch.name, watches=(watch,))
    asked = fold(typed)
    for watch in shelf.watches:
        if asked and any(asked == fold(name) for name in names_of(watch)):
            return Named(label=watch.name, watches=(watch,))
    return None


def _of_pack(shelf: Shelf, pack: Pack) -> tuple[Watch, ...]:
    return tuple(watch for watch in shelf.watches if watch.pack == pack.key)


def find_or_make(shelf: Shelf, typed: str) -> Named | Reason:
    """What was named, else a new watch for the words themselves."""
    words = one_line(typed)
    found = find_named(shelf, words)
    if found is not None:
        return found
    if not fold(words):
        return Reason(code="nothing-named")
    watch = Watch(id=0, name=words, aliases=(Alias(text=words),))
    return Named(label=words, watches=(watch,), is_new=True, nearest=nearest_names(shelf, words))


def find_known(shelf: Shelf, typed: str) -> Named | Reason:
    """What was named; a refusal with the nearest names where there is no such thing."""
    words = one_line(typed)
    found = find_named(shelf, words)
    if found is not None:
        return found
    nearest = nearest_names(shelf, words)
    if not nearest:
        return Reason(code="unknown-watch", params={"typed": words})
    return Reason(
        code="unknown-watch-nearest", params={"typed": words, "nearest": " · ".join(nearest)}
    )


def nearest_names(shelf: Shelf, typed: str) -> tuple[str, ...]:
    """The three names that come nearest to what was typed."""
    named = [(watch.name, names_of(watch)) for watch in shelf.watches]
    named += [(pack.name, [pack.name]) for pack in shelf.packs]
    return tuple(rank(typed, named, NEAREST_MAX))


def offer(shelf: Shelf, typed: str, voice: Voice) -> list[app_commands.Choice[str]]:
    """Packs and watches that fit what is typed so far, at most 25."""
    named: list[tuple[tuple[str, str], Sequence[str]]] = [
        ((f"pack:{pack.key}", _pack_label(shelf, pack, voice)), [pack.name, pack.key])
        for pack in shelf.packs
    ]
    named += [((f"watch:{w.id}", w.name), names_of(w)) for w in shelf.watches]
    return [choice(label, value) for value, label in rank(typed, named, CHOICES_MAX)]


def _pack_label(shelf: Shelf, pack: Pack, voice: Voice) -> str:
    count = len(_of_pack(shelf, pack))
    return voice.label("choice-pack", name=pack.name, count=count)


def choice(label: str, value: str) -> app_commands.Choice[str]:
    """A choice within Discord's lengths."""
    return app_commands.Choice(name=cut(one_line(label), NAME_MAX) or value, value=value[:NAME_MAX])


def followed_watches(tx: Tx, ask: Ask) -> tuple[int, ...]:
    """Watches followed where it is asked: in this channel, else anywhere in the server."""
    followed = subscriptions.of_reader(tx, ask.reader)
    here = {
        place.id
        for place in places.by_ids(tx, {one.place_id for one in followed}).values()
        if place.discord_id == ask.channel_id
    }
    chosen = [one for one in followed if one.place_id in here] or list(followed)
    return tuple(dict.fromkeys(one.watch_id for one in chosen))
