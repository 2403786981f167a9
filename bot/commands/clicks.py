"""Which verb of a button, list or form does what. A verb, once shipped, keeps its meaning."""

from collections.abc import Awaitable, Callable
from functools import partial

from bot.commands import (
    adjust,
    cards,
    changing,
    data_rights,
    editing_one,
    follow,
    following,
    mending,
    news,
    onboarding,
    sampling,
    settings_forms,
    source,
)
from bot.commands.about import help_card
from bot.commands.answering import Outcome
from bot.commands.asking import Ask
from bot.commands.presses import Clicks, Handler, Press, Verb

Argued = Callable[[Ask, str], Awaitable[Outcome]]


def _with_argument(work: Argued) -> Handler:
    """A handler that needs only what the button carries."""

    async def handle(ask: Ask, press: Press) -> Outcome:
        return await work(ask, press.argument)

    return handle


async def _list(ask: Ask, _: Press) -> Outcome:
    return await following.list_followed(ask)


async def _help(ask: Ask, _: Press) -> Outcome:
    return help_card(ask)


VERBS = {
    # alerts and digests
    "why": Verb(work=cards.tell_why),
    "story": Verb(work=cards.tell_story),
    "open": Verb(work=cards.open_story),
    "up": Verb(work=cards.praise),
    "down": Verb(work=cards.ask_cause),
    "snooze": Verb(work=cards.snooze),
    "following": Verb(work=_list),
    "help": Verb(work=_help),
    "mend": Verb(work=mending.accept, in_place=True),
    "unmend": Verb(work=changing.revert, in_place=True),
    **{one: Verb(work=partial(mending.mend, cause=one), in_place=True) for one in cards.CAUSES},
    # /follow
    "follow": Verb(work=_with_argument(follow.confirm), in_place=True),
    "cancel": Verb(work=_with_argument(follow.cancel), in_place=True),
    "adjust-form": Verb(work=adjust.adjust, in_place=True),
    # /following
    "page": Verb(work=following.turn_page, in_place=True),
    "edit": Verb(work=editing_one.open_one, in_place=True),
    "mode": Verb(work=editing_one.change_mode, in_place=True),
    "level": Verb(work=editing_one.change_level, in_place=True),
    "pause": Verb(work=editing_one.pause, in_place=True),
    "resume": Verb(work=editing_one.resume, in_place=True),
    "words-form": Verb(work=editing_one.change_watch, in_place=True),
    "move": Verb(work=editing_one.move_to, in_place=True),
    "copy": Verb(work=editing_one.copy_to),
    "sample": Verb(work=editing_one.sample),
    "remove": Verb(work=editing_one.remove, in_place=True),
    "undo": Verb(work=editing_one.undo, in_place=True),
    # /news and /source
    "older": Verb(work=news.search_older, in_place=True),
    "sources": Verb(work=news.turn_sources, in_place=True),
    "readd": Verb(work=source.put_back, in_place=True),
    # /settings
    "clock-form": Verb(work=settings_forms.set_clock, in_place=True),
    "quiet-form": Verb(work=settings_forms.set_quiet, in_place=True),
    "style-form": Verb(work=settings_forms.set_style, in_place=True),
    "role": Verb(work=settings_forms.set_role, in_place=True),
    "sample-here": Verb(work=sampling.sample_here),
    "export": Verb(work=data_rights.export),
    "import-form": Verb(work=data_rights.preview_import),
    "apply": Verb(work=data_rights.apply_import, in_place=True),
    "delete-form": Verb(work=data_rights.delete_all, in_place=True),
    # the panel on joining a server
    "greet-packs": Verb(work=onboarding.choose_packs, in_place=True),
    "greet-channel": Verb(work=onboarding.choose_channel, in_place=True),
    "greet-zone-form": Verb(work=onboarding.choose_zone, in_place=True),
    "greet-preview": Verb(work=onboarding.preview),
    "greet-start": Verb(work=onboarding.start, in_place=True),
}
FORMS = {
    "adjust": adjust.open_adjust,
    "words": editing_one.open_words,
    "import": data_rights.open_import,
    "delete": data_rights.open_delete,
    "greet-zone": onboarding.open_zone,
    "set-clock": settings_forms.open_clock,
    "set-quiet": settings_forms.open_quiet,
    "set-style": settings_forms.open_style,
}
CLICKS = Clicks(verbs=VERBS, forms=FORMS)
