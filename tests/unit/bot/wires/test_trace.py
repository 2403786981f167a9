"""Which requests wait, and what their answers teach."""

import pytest

from bot.wires.trace import find_place, read_retry_after_s, warn_of_another


@pytest.mark.parametrize(
    ("method", "path", "place_id"),
    [
        ("POST", "/api/v10/channels/42/messages", 42),
        ("PATCH", "/api/v10/channels/42/messages/7", 42),
        ("GET", "/api/v10/channels/42/messages", None),
        ("POST", "/api/v10/channels/42/typing", None),
        ("POST", "/api/v10/users/@me/channels", None),
        ("POST", "/api/v10/channels/42/messages/7/crosspost", None),
    ],
)
def test_only_messages_count_for_their_channel(
    method: str, path: str, place_id: int | None
) -> None:
    """Making and changing a message uses its channel's limit; nothing else does."""
    assert find_place(method, path) == place_id


@pytest.mark.parametrize(
    ("body", "header", "seconds"),
    [
        (b'{"retry_after": 0.35}', "1", 0.35),
        (b'{"retry_after": 3000.5, "code": 20028}', "1", 3000.5),
        (b"<html>", "17", 17.0),
        (b"", "", 1.0),
        (b'{"message": "no"}', "soon", 1.0),
    ],
)
def test_the_body_says_how_long_to_wait(body: bytes, header: str, seconds: float) -> None:
    """The body is right where it differs from the header, and one second is the last resort."""
    assert read_retry_after_s(body, header) == seconds


@pytest.mark.parametrize(
    ("body", "is_warned"),
    [(b'{"code": 40060}', True), (b'{"code": 10062}', False), (b"<html>", False), (b"[]", False)],
)
def test_another_process_with_our_token_is_told(
    body: bytes, is_warned: bool, caplog: pytest.LogCaptureFixture
) -> None:
    """Where somebody else has answered an interaction, the operator reads of it."""
    # when
    warn_of_another(body)
    # then
    assert ("another process" in caplog.text) == is_warned
