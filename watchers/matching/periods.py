"""Role aliases: "North Korean leader" stands for whoever it was at the time of the article."""

from watchers.matching.codes import reason
from watchers.matching.hits import Hit
from watchers.matching.view import View
from watchers.model import Alias, AliasKind


def is_in_period(hit: Hit, view: View) -> bool:
    """True; a role outside its dates is refused, and one inside says so."""
    if hit.kind is not AliasKind.ROLE:
        return True
    alias = next((a for a in hit.entry.watch.aliases if a.text == hit.alias), None)
    if alias is not None and not is_valid(alias, view):
        hit.refuse(reason("refused-date", role=hit.alias))
    else:
        hit.reasons.append(reason("match-role", role=hit.alias))
    return True


def is_valid(alias: Alias, view: View) -> bool:
    """Whether the alias held when the article appeared."""
    has_begun = alias.valid_from is None or alias.valid_from <= view.at
    return has_begun and (alias.valid_until is None or view.at < alias.valid_until)
