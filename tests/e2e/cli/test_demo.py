"""The demo, as a newcomer runs it."""

import re

import pytest

from tests.e2e.cli.conftest import Cli, Done


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """One run of the demo in an empty folder."""
    return Cli(folder=tmp_path_factory.mktemp("demo"))("demo")


def test_the_demo_ends_by_itself_without_noise(demo: Done) -> None:
    """Exit code 0, and nothing on standard error."""
    assert (demo.code, demo.errors) == (0, [])


def test_the_demo_shows_cards_with_their_explanations(demo: Done) -> None:
    """Both stories have a card with buttons, and under it what brought it; languages meet."""
    # when
    cards = demo.out.split("[ Why ]")
    # then
    assert len(cards) > 2
    assert "┃ Kim Jong Un tours missile plants" in cards[0]
    assert "found by the alias “Kim Jong Un”" in cards[1]
    assert "┃ Thailand opens Cobra Gold" in demo.out
    assert "+3 outlets · en ko" in demo.out


def test_what_only_looks_like_a_watch_gets_no_card(demo: Done) -> None:
    """The midfielder and the insurer head no card."""
    # then
    assert "┃ Two late goals" not in demo.out
    assert "┃ Oldest insurer" not in demo.out


def test_the_demo_answers_a_digest_and_says_how_to_go_on(demo: Done) -> None:
    """The digest names each story once, and the end names the token."""
    # when
    digest = demo.out.partition("4  What /digest")[2]
    # then
    assert digest.count("Thailand opens Cobra Gold") == 1
    assert "WATCHFLOOR_DISCORD__TOKEN" in digest
    assert "make run" in digest


def test_every_code_is_worded(demo: Done) -> None:
    """No bare code stands where a sentence should."""
    assert re.findall(r"\b(?:reason|error|alert|role|tier)-[a-z-]+", demo.out) == []
