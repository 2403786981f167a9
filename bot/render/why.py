"""Why a reader got a card: alias, sentence, score, what was refused, the tier."""

from bot.render.alert import SPAN_MAX, headline, watch_name
from bot.render.facts import article_of, best_matches, leading_article
from bot.render.limits import is_within, measure
from bot.render.message import Message
from bot.render.notice import card
from bot.render.safe import Markup, escape
from bot.render.sentence import highlight
from bot.render.shown import COLOURS, Shown, Voice
from watchers.model import Article, Evidence, Match, Refusal, StoryView

EVIDENCE_MAX = 3
REFUSED_MAX = 3
REASONS_MAX = 4


def why(view: StoryView, shown: Shown) -> Message:
    """The explanation of a card, from what was stored when it was decided."""
    voice = shown.voice
    paragraphs = [headline(leading_article(view), "### ")]
    paragraphs += [_watch(view, match, voice) for match in best_matches(view)]
    paragraphs.append(_tier(shown))
    return card(_fitting(paragraphs), COLOURS[shown.tier])


def _fitting(paragraphs: list[Markup]) -> list[Markup]:
    """As many paragraphs as Discord takes, the last one (the tier) always among them."""
    while len(paragraphs) > 2 and not is_within(measure(card(paragraphs).components)):
        del paragraphs[-2]
    return paragraphs


def _watch(view: StoryView, match: Match, voice: Voice) -> Markup:
    watch = watch_name(view.watches, match.watch_id, voice)
    return match_words(article_of(view.articles, match), match, watch, voice)


def match_words(article: Article, match: Match, watch: str, voice: Voice) -> Markup:
    """One match in full: role and score, each mention in its sentence, reasons, refusals."""
    role = voice.say(f"role-{match.role}")
    lines = [voice.say("why-watch", watch=watch, role=role, score=round(match.score))]
    lines += [evidence_words(article, found, voice) for found in match.evidence[:EVIDENCE_MAX]]
    lines += [Markup(f"-# {voice.give_reason(reason)}") for reason in match.reasons[:REASONS_MAX]]
    lines += [refusal_words(refusal, voice) for refusal in match.refused[:REFUSED_MAX]]
    return Markup("\n".join(lines))


def evidence_words(article: Article, evidence: Evidence, voice: Voice) -> Markup:
    """The sentence with its mention, and which alias found it."""
    found = voice.say(
        "why-evidence",
        alias=escape(evidence.alias, SPAN_MAX),
        field=voice.say(f"field-{evidence.field}"),
        score=round(evidence.score),
    )
    return Markup(f"> {highlight(article, evidence)}\n-# {found}")


def refusal_words(refusal: Refusal, voice: Voice) -> Markup:
    """What was weighed and refused, and why."""
    text = escape(refusal.evidence.text, SPAN_MAX)
    reason = voice.give_reason(refusal.reason)
    return Markup(f"-# {voice.say('why-refused', text=text, reason=reason)}")


def _tier(shown: Shown) -> Markup:
    voice = shown.voice
    lines = [voice.say("why-tier", tier=voice.say(f"tier-{shown.tier}"))]
    lines += [Markup(f"-# {voice.give_reason(reason)}") for reason in shown.reasons[:REASONS_MAX]]
    return Markup("\n".join(lines))
