"""/explain: does this text or link match, and why."""

from bot.commands.answering import Outcome
from bot.commands.asking import Ask
from bot.commands.choices import followed_watches, read_shelf
from bot.commands.context import Explained
from bot.render.limits import is_within, measure
from bot.render.message import Message
from bot.render.notice import card
from bot.render.safe import Markup, escape
from bot.render.shown import GOOD, WARNING, Voice
from bot.render.why import match_words, refusal_words
from watchers.matching import is_counted
from watchers.model import Article, Reason, Strictness, Watch

REFUSED_MAX = 5


async def explain(ask: Ask, typed: str) -> Outcome:
    """Every watch that the asker follows, else may see, on that text or article."""
    article = await _article(ask, typed.strip())
    if isinstance(article, Reason):
        return article
    watched = await _watches(ask)
    if not watched:
        return Reason(code="explain-no-watches")
    explained = await ask.chat.newsroom.explain(article, watched, Strictness.WIDE)
    return explanation(article, explained, ask.voice)


async def _article(ask: Ask, typed: str) -> Article | Reason:
    if typed.startswith(("http://", "https://")):
        return await ask.chat.newsroom.read_page(typed, ask.reader)
    return Article(id=0, title=typed, first_seen_at=ask.now)


async def _watches(ask: Ask) -> tuple[Watch, ...]:
    """The followed ones first; all that may be seen where nothing is followed."""
    shelf = await ask.chat.store.read(lambda tx: read_shelf(tx, ask))
    followed = set(await ask.chat.store.read(lambda tx: followed_watches(tx, ask)))
    return tuple(sorted(shelf.watches, key=lambda watch: watch.id not in followed))


def explanation(article: Article, explained: tuple[Explained, ...], voice: Voice) -> Message:
    """Each match in full, then what was weighed and refused."""
    matched = [one for one in explained if one.explanation.match is not None]
    code = "explain-matches" if matched else "explain-no-match"
    paragraphs = [voice.say(code, count=len(matched), title=escape(article.title, 160))]
    paragraphs += [_words(article, one, voice) for one in matched]
    paragraphs += _refusals(explained, voice)
    while len(paragraphs) > 1 and not is_within(measure(card(paragraphs).components)):
        paragraphs.pop()
    return card(paragraphs, GOOD if matched else WARNING)


def _words(article: Article, one: Explained, voice: Voice) -> Markup:
    match = one.explanation.match
    assert match is not None  # noqa: S101  # only matched ones are given
    counts = [level for level in Strictness if is_counted(match, level)]
    from_level = voice.say(f"strictness-{counts[0]}") if counts else "–"
    words = match_words(article, match, one.watch.name, voice)
    return Markup(f"{words}\n-# {voice.say('explain-counts', level=Markup(from_level))}")


def _refusals(explained: tuple[Explained, ...], voice: Voice) -> list[Markup]:
    lines = [
        Markup(f"-# {escape(one.watch.name, 60)} · {refusal_words(refusal, voice)[3:]}")
        for one in explained
        if one.explanation.match is None
        for refusal in one.explanation.refused[:2]
    ]
    return [Markup("\n".join(lines[:REFUSED_MAX]))] if lines else []
