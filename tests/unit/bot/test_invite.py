"""The address that invites the bot."""

from urllib.parse import parse_qs, urlsplit

from bot.invite import invite_url, read_application_id

SEVEN = 1 << 10 | 1 << 11 | 1 << 14 | 1 << 15 | 1 << 16 | 1 << 35 | 1 << 38
"""Discord: view, send, embed, attach, history, public threads, send in threads."""


def test_the_address_asks_for_seven_permissions_and_two_scopes() -> None:
    """No more than the bot can work with."""
    # when
    query = parse_qs(urlsplit(invite_url(42)).query)
    # then
    assert query["client_id"] == ["42"]
    assert query["permissions"] == [str(SEVEN)]
    assert query["scope"] == ["bot applications.commands"]


def test_a_token_names_its_application() -> None:
    """Its first part is the id in base64, padded or not."""
    # then
    assert read_application_id("MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.xyz") == 123456789012345678


def test_what_is_no_token_names_none() -> None:
    """A slip gives no address rather than a wrong one."""
    # then
    assert [read_application_id(text) for text in ("", "abc", "....", "Bot x")] == [None] * 4
