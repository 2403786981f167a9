"""Which verb of a button, list or form does what. A verb, once shipped, keeps its meaning."""

from collections.abc import Awaitable, Callable
from functools import partial

from bot.commands import adjust, cards, follow, following, mending, news, settings_forms, source
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
    "unmend": Verb(work=mending.revert, in_place=True),
    **{one: Verb(work=partial(mending.mend, cause=one), in_place=True) for one in cards.CAUSES},
    # /follow
    "follow": Verb(work=_with_argument(follow.confirm), in_place=True),
    "cancel": Verb(work=_with_argument(follow.cancel), in_place=True),
    "adjust-form": Verb(work=adjust.adjust, in_place=True),
    # /following
    "edit": Verb(work=following.open_one, in_place=True),
    "page": Verb(work=following.turn_page, in_place=True),
    "mode": Verb(work=following.change_mode, in_place=True),
    "level": Verb(work=following.change_level, in_place=True),
    "pause": Verb(work=following.pause, in_place=True),
    "resume": Verb(work=following.resume, in_place=True),
    "remove": Verb(work=following.remove, in_place=True),
    "undo": Verb(work=following.undo, in_place=True),
    # /news and /source
    "older": Verb(work=news.search_older, in_place=True),
    "sources": Verb(work=news.turn_sources, in_place=True),
    "readd": Verb(work=source.put_back, in_place=True),
    # /settings
    "clock-form": Verb(work=settings_forms.set_clock, in_place=True),
    "quiet-form": Verb(work=settings_forms.set_quiet, in_place=True),
    "style-form": Verb(work=settings_forms.set_style, in_place=True),
    "role": Verb(work=settings_forms.set_role, in_place=True),
}
FORMS = {
    "adjust": adjust.open_adjust,
    "set-clock": settings_forms.open_clock,
    "set-quiet": settings_forms.open_quiet,
    "set-style": settings_forms.open_style,
}
CLICKS = Clicks(verbs=VERBS, forms=FORMS)
