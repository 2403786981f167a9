"""Export, import and delete: what a server or person may do with everything kept of them."""

import json
from dataclasses import replace

import discord

from bot.commands.answering import Attachment, Outcome, Reply
from bot.commands.asking import Ask
from bot.commands.follow import ensure_place
from bot.commands.forms import FormField, make_form, make_upload
from bot.commands.importing import Import, Unreadable, read_import
from bot.commands.presses import Press
from bot.commands.targets import Chosen, Target, find_target, mention, personal
from bot.render.buttons import custom_id
from bot.render.message import SUCCESS
from bot.render.notice import card
from bot.render.parts import attached_file, button, row
from bot.render.safe import Markup, escape
from bot.render.shown import DIGEST, GOOD, NORMAL, WARNING
from watchers.model import Reason, Watch
from watchers.sources.opml import Outline, write_opml
from watchers.store import Tx, guilds, rights, sources, subscriptions, watches

JSON_NAME = "watchfloor.json"
OPML_NAME = "watchfloor-sources.opml"
NAMED_MAX = 15


async def export(ask: Ask, press: Press) -> Outcome:
    """Everything kept of the asker's server or person, as two files."""
    if not ask.may_manage_guild:
        return Reason(code="no-manage-server")
    kept = await ask.chat.store.read(lambda tx: rights.export(tx, ask.reader))
    linked = await ask.chat.store.read(lambda tx: sources.linked_sources(tx, ask.reader))
    outlines = [Outline(url=one.url, title=one.name, language=one.language) for one in linked]
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    files = (
        Attachment(name=JSON_NAME, content=text.encode()),
        Attachment(name=OPML_NAME, content=write_opml(outlines, "Watchfloor")),
    )
    parts = [attached_file(JSON_NAME), attached_file(OPML_NAME)]
    message = card([ask.voice.say("exported")], DIGEST, parts)
    return Reply(messages=(message,), files=files)


async def open_import(ask: Ask, press: Press) -> discord.ui.Modal | Reason:
    """A form that takes the file."""
    if not ask.may_manage_guild:
        return Reason(code="no-manage-server")
    said = ask.voice.label
    return make_upload(
        custom_id("import-form", "now"), said("button-import"), "file", said("field-import-file")
    )


async def preview_import(ask: Ask, press: Press) -> Outcome:
    """What the file would add and change; nothing is changed yet."""
    if not ask.may_manage_guild:
        return Reason(code="no-manage-server")
    if not press.files:
        return Reason(code="import-no-file")
    read = read_import(press.files[0])
    if isinstance(read, Unreadable):
        return Reason(code="import-unreadable", params={"detail": read.detail})
    known = await ask.chat.store.read(lambda tx: watches.visible_watches(tx, ask.reader))
    wanted = _without_known(read, known)
    current = await ask.chat.store.read(lambda tx: guilds.settings(tx, ask.reader))
    lines = [
        *(ask.voice.say("import-watch", name=watch.name) for watch in wanted.watches[:NAMED_MAX]),
        *(_followed_line(ask, one.watch, one.channel_id) for one in wanted.follows[:NAMED_MAX]),
    ]
    if wanted.settings is not None and wanted.settings != current:
        lines.append(ask.voice.say("import-settings"))
    if not lines:
        return card([ask.voice.say("import-nothing")], DIGEST)
    token = ask.chat.drafts.keep(wanted)
    apply = button(custom_id("apply", token), ask.voice.label("button-apply"), style=SUCCESS)
    counts = ask.voice.say(
        "import-counts", watches=len(wanted.watches), follows=len(wanted.follows)
    )
    text = "\n".join(f"+ {line}" for line in lines)
    return card([counts, text], NORMAL, [row([apply])])


def _followed_line(ask: Ask, watch: str, channel_id: int | None) -> Markup:
    place = mention(channel_id) if channel_id else ask.voice.say("place-person")
    return ask.voice.say("import-follow", name=escape(watch, 80), place=place)


def _without_known(read: Import, known: tuple[Watch, ...]) -> Import:
    """The import without the watches that are there already by name."""
    names = {watch.name.casefold() for watch in known}
    fresh = tuple(watch for watch in read.watches if watch.name.casefold() not in names)
    return Import(watches=fresh, follows=read.follows, settings=read.settings)


async def apply_import(ask: Ask, press: Press) -> Outcome:
    """Add what the file holds: watches, settings, and what is followed where the asker may."""
    wanted = ask.chat.drafts.find(press.argument, Import)
    if wanted is None:
        return Reason(code="draft-gone")
    if not ask.may_manage_guild:
        return Reason(code="no-manage-server")
    ask.chat.drafts.drop(press.argument)
    now, reader = ask.now, ask.reader
    for watch in wanted.watches:
        await ask.chat.newsroom.add_watch(_owned(ask, watch))
    settings = wanted.settings
    if settings is not None:
        await ask.chat.store.write(lambda tx: guilds.change_settings(tx, reader, settings, now))
    done = await ask.chat.store.write(lambda tx: _follow_all(tx, ask, wanted))
    said = ask.voice.say("imported", watches=len(wanted.watches), follows=done)
    return card([said], GOOD)


def _owned(ask: Ask, watch: Watch) -> Watch:
    return replace(watch, guild_id=ask.reader.guild_id, owner_id=ask.reader.user_id)


def _follow_all(tx: Tx, ask: Ask, wanted: Import) -> int:
    """How many of the file's subscriptions could be made: channel, watch and right are there."""
    by_name = {w.name.casefold(): w for w in watches.visible_watches(tx, ask.reader)}
    done = 0
    for one in wanted.follows:
        watch, target = by_name.get(one.watch.casefold()), _target(ask, one.channel_id)
        if watch is not None and target is not None:
            place = ensure_place(tx, ask, target)
            subscriptions.add(tx, one.as_subscription(place, watch.id, ask.now))
            done += 1
    return done


def _target(ask: Ask, channel_id: int | None) -> Target | None:
    if channel_id is None or ask.guild_id is None:
        return personal(ask) if ask.guild_id is None else None
    found = find_target(ask, Chosen(channel_id=channel_id, is_thread=False))
    return found if isinstance(found, Target) else None


async def open_delete(ask: Ask, press: Press) -> discord.ui.Modal | Reason:
    """A form that asks for the server's name."""
    if not ask.may_manage_guild:
        return Reason(code="no-manage-server")
    said = ask.voice.label
    field = FormField(
        name="name",
        label=said("field-server-name"),
        is_short=True,
        is_required=True,
        hint=_name_to_type(ask),
    )
    return make_form(custom_id("delete-form", "now"), said("button-delete"), [field])


def _name_to_type(ask: Ask) -> str:
    """The server's name; in direct messages a plain word."""
    return ask.guild_name or "delete"


async def delete_all(ask: Ask, press: Press) -> Outcome:
    """Everything of the server or person is deleted at once, where its name was typed."""
    if not ask.may_manage_guild:
        return Reason(code="no-manage-server")
    name = _name_to_type(ask)
    if press.fields.get("name", "").strip().casefold() != name.strip().casefold():
        return Reason(code="delete-name-wrong", params={"name": name})
    own = await ask.chat.store.read(lambda tx: watches.visible_watches(tx, ask.reader))
    for watch in own:
        if not watch.pack:
            await ask.chat.newsroom.remove_watch(watch.id, ask.reader)
    await ask.chat.store.write(lambda tx: rights.purge(tx, ask.reader))
    return card([ask.voice.say("deleted")], WARNING)
