"""Whose report a story rests on, and what its tellers could not verify."""

from tests.unit.stories.newspaper import make_article, make_index
from watchers.stories import StoryFacts

TITLE = "Kim urges drastic boost in missile production on factory tour"
TEXT = (
    "Kim Jong Un toured munitions factories and called for a drastic boost in missile production, "
    "the Korean Central News Agency said on Monday."
)


def facts_of(*tellings: tuple[str, str]) -> StoryFacts:
    """The facts of a story that these outlets tell in these words."""
    index = make_index()
    for number, (outlet, text) in enumerate(tellings, 1):
        grouped = index.assign(make_article(number, TITLE, text, outlet=outlet))
        assert grouped.story_id == 1
    return index.facts(1)


def test_three_agencies_on_one_dispatch_are_one_origin() -> None:
    """AFP, Reuters and Yonhap that retell KCNA rest on one report, and on state media alone."""
    # when
    facts = facts_of(
        ("AFP", TEXT),
        ("Reuters", TEXT.replace("the Korean Central News Agency", "state media KCNA")),
        ("Yonhap", TEXT.replace("the Korean Central News Agency", "North Korea's state media")),
    )

    # then
    assert facts.outlets == ("AFP", "Reuters", "Yonhap")
    assert facts.origins == ("KCNA",)
    assert facts.is_state_only


def test_a_shared_quotation_is_one_origin() -> None:
    """Five quoted words in common show that two outlets rest on one report."""
    # given
    quote = "“the shells must be made faster than ever before”"

    # when
    facts = facts_of(
        ("Daily", f"Kim called for more missile production on his factory tour, saying {quote}."),
        (
            "Weekly",
            f"On the factory tour Kim urged missile production and said {quote}.",
        ),
    )

    # then
    assert facts.origins == ("Daily",)


def test_outlets_with_their_own_reports_are_two_origins() -> None:
    """Two outlets that name nobody else count as two."""
    # when
    facts = facts_of(
        ("Daily", "Kim toured factories and urged missile production, satellite images show."),
        ("Weekly", "Two officials told Weekly that Kim urged missile production on a tour."),
    )

    # then
    assert facts.origins == ("Daily", "Weekly")
    assert not facts.is_state_only


def test_a_doubt_of_the_teller_is_kept_and_a_photo_desks_is_not() -> None:
    """A sentence of the prose that could not be verified is kept; a note to editors is none."""
    # given
    doubt = "The claim could not be independently verified."
    note = (
        "EDITORS NOTE - RESTRICTED TO EDITORIAL USE - AFP CAN NOT INDEPENDENTLY VERIFY THE "
        "AUTHENTICITY OF THIS IMAGE"
    )

    # then
    assert facts_of(("AFP", f"{TEXT}\n{doubt}")).unverified == doubt
    assert facts_of(("AFP", f"{TEXT}\n{note}")).unverified == ""
