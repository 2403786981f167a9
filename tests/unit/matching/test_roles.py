"""What a mention is in its article."""

import pytest

from benchmarks.evaluate_roles import run
from tests.unit.matching.given import acronym, match, watch
from watchers.model import Role, Watch

KIM = watch("Kim Jong Un")
DRILL = watch("Ulchi Freedom Shield", "exercise")
KCNA = watch("Korean Central News Agency", "organisation", acronym("KCNA"))


@pytest.mark.parametrize(
    ("one", "title", "role"),
    [
        (KIM, "Kim Jong Un visits a plant", Role.SUBJECT),
        (KIM, "Kim Jong Un's sister visits a plant", Role.MENTIONED),
        (KIM, "Sister of Kim Jong Un visits a plant", Role.MENTIONED),
        (KIM, "Former Kim Jong Un bodyguard tells his story", Role.MENTIONED),
        (KIM, "Kim Jong Un's visit to a plant", Role.SUBJECT),
        (DRILL, "Ulchi Freedom Shield begins", Role.SUBJECT),
        (DRILL, "Farmers protest ahead of Ulchi Freedom Shield", Role.MENTIONED),
        (KCNA, "Missile launched: KCNA", Role.SOURCE),
        (KCNA, "KCNA: missile launched", Role.SOURCE),
        (KCNA, "Missile launched, KCNA says", Role.SOURCE),
        (KCNA, "KCNA appoints new director", Role.SUBJECT),
    ],
)
def test_a_headline_tells_the_role(one: Watch, title: str, role: Role) -> None:
    """The headline tells whether they act, are only named, or report."""
    # given a headline alone
    # when it is matched
    found = match(one, title)
    # then it has the role
    assert found is not None
    assert found.role is role


def test_a_closing_reminder_is_background() -> None:
    """The exercise that the last paragraph recalls is not what the article is about."""
    # given an article that recalls the exercise at its end
    text = (
        "The price of rice has doubled in a year, traders said.\n"
        "Aid groups fear a poor harvest after the floods of July.\n"
        "Markets in the capital stay open late to sell what there is.\n"
        "The warning comes as the allies prepare for the annual Ulchi Freedom Shield."
    )
    # when it is matched
    found = match(DRILL, "Rice price doubles", text)
    # then it is background
    assert found is not None
    assert found.role is Role.BACKGROUND


def test_roles_reach_their_figures() -> None:
    """On the labelled samples `subject` is told with nine in ten right and found."""
    # given the labelled samples, over 200 of them
    # when the roles are told
    rows = {(row["half"], row["way"]): row for row in run()}
    ours, naive = rows["all", "watchfloor"], rows["all", "title or first sentence"]
    # then precision and recall hold, and are above the naive way's
    assert ours["of"] >= 200
    assert ours["precision"] >= 0.9
    assert ours["recall"] >= 0.9
    assert ours["precision"] > naive["precision"]
