"""Values to plain JSON and back."""

from collections.abc import Mapping, Sequence
from typing import Any

from watchers.model import Evidence, Field, GuildSettings, PostStyle, Reason, Refusal

Plain = Any
"""A value of plain JSON, as a JSON column holds it."""


def reason_as_json(reason: Reason | None) -> Plain:
    """[code, params]; None for none."""
    return None if reason is None else [reason.code, dict(reason.params)]


def reason_of(stored: Plain) -> Reason | None:
    """The reason that `reason_as_json` wrote."""
    return None if stored is None else Reason(code=stored[0], params=stored[1])


def reasons_as_json(reasons: Sequence[Reason]) -> Plain:
    """A list of reasons; None for an empty one, which saves its room in every row."""
    return [reason_as_json(each) for each in reasons] or None


def reasons_of(stored: Plain) -> tuple[Reason, ...]:
    """The reasons that `reasons_as_json` wrote."""
    return tuple(Reason(code=code, params=params) for code, params in stored or ())


def evidence_as_json(evidence: Sequence[Evidence]) -> Plain:
    """Each mention as [alias, field, start, end, text, score]."""
    return [_mention(each) for each in evidence]


def evidence_of(stored: Plain) -> tuple[Evidence, ...]:
    """The mentions that `evidence_as_json` wrote."""
    return tuple(_evidence(each) for each in stored or ())


def refusals_as_json(refusals: Sequence[Refusal]) -> Plain:
    """Each refused mention with its reason; None for an empty list."""
    return [[_mention(each.evidence), reason_as_json(each.reason)] for each in refusals] or None


def refusals_of(stored: Plain) -> tuple[Refusal, ...]:
    """The refusals that `refusals_as_json` wrote."""
    return tuple(
        Refusal(evidence=_evidence(mention), reason=Reason(code=reason[0], params=reason[1]))
        for mention, reason in stored or ()
    )


def settings_as_json(settings: GuildSettings) -> Plain:
    """What differs from the defaults, so that a later version may improve on these."""
    blank = GuildSettings()
    changed = {
        name: getattr(settings, name)
        for name in GuildSettings.__dataclass_fields__
        if getattr(settings, name) != getattr(blank, name)
    }
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in changed.items()
    }


def settings_of(stored: Mapping[str, Any] | None) -> GuildSettings:
    """The settings that `settings_as_json` wrote; names of other versions are left out."""
    known: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in (stored or {}).items()
        if name in GuildSettings.__dataclass_fields__
    }
    if "post_style" in known:
        known["post_style"] = PostStyle(known["post_style"])
    return GuildSettings(**known)


def _mention(evidence: Evidence) -> list[str | int | float]:
    span = (str(evidence.field), evidence.start, evidence.end)
    return [evidence.alias, *span, evidence.text, evidence.score]


def _evidence(stored: Plain) -> Evidence:
    alias, field, start, end, text, score = stored
    return Evidence(alias=alias, field=Field(field), start=start, end=end, text=text, score=score)
