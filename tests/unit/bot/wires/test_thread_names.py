"""A thread is called what its message says."""

import pytest

from bot.render.message import Message
from bot.wires.thread_names import NAME_MAX, name_thread


def message(*texts: str) -> Message:
    parts = tuple({"type": 10, "content": text} for text in texts)
    return Message(components=({"type": 17, "components": parts},), plain="")


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (("### [Kim opens\\_a farm](http://a.example/1)\nOutlet",), "Kim opens_a farm"),
        (("-# Updated <t:1795477228:R>\n### Freedom Shield",), "Freedom Shield"),
        (("**Digest** of Monday",), "Digest of Monday"),
        (("",), "…"),
        ((), "…"),
    ],
)
def test_the_headline_names_the_thread(texts: tuple[str, ...], name: str) -> None:
    """Links, marks and escapes are a reader's, not a name's; there is always a name."""
    assert name_thread(message(*texts)) == name


def test_a_name_keeps_discords_length() -> None:
    """Discord: 100 characters."""
    assert len(name_thread(message("## " + "x" * 300))) == NAME_MAX
