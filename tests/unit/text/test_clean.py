"""HTML to plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchers.model import LineClass
from watchers.text.clean import clean_html, clean_title
from watchers.text.lines import classify_lines


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("plain", "plain"),
        ("", ""),
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<ul><li>a</li><li>b</li></ul>after", "a\nb\nafter"),
        ("<p>A <b>bold</b>\n  word &amp; more</p>", "A bold word & more"),
        ("Text<script>alert(1)</script><style>p{}</style>!", "Text!"),
        ("<div><div>deep</div></div>", "deep"),
        ("a &lt; b", "a < b"),
        ("AT&T &nbsp; Co", "AT&T Co"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb"),
        ("<p>unclosed <i>tags", "unclosed tags"),
        ("<!-- hidden -->seen", "seen"),
    ],
)
def test_what_a_reader_sees_is_kept(source: str, expected: str) -> None:
    """One paragraph, list entry or cell per line, nothing that no reader sees."""
    assert clean_html(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "<figure><img><figcaption>Kim at the plant</figcaption></figure>",
        '<p class="wp-caption-text">Kim at the plant</p>',
        '<div class="photo-credit">Kim at the plant</div>',
    ],
)
def test_caption_is_recognised_as_one(source: str) -> None:
    """A caption that only its markup tells is marked, so that it is never matched as prose."""
    text = clean_html(f"<p>Kim visited a plant.</p>{source}<p>Then he left.</p>")

    kinds = [line.kind for line in classify_lines(text)]
    assert kinds == [LineClass.PROSE, LineClass.CAPTION, LineClass.PROSE]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("A <b>bold</b> title", "A bold title"),
        ("AT&amp;amp;T", "AT&T"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("Line\none", "Line one"),
        ("&#8216;Quoted&#8217;", "‘Quoted’"),
        ("Using <Component> in code", "Using <Component> in code"),
        ("One<br>two", "One two"),
        ("\u202eevil\u200b", "evil"),
    ],
)
def test_title_is_one_plain_line(source: str, expected: str) -> None:
    """Known tags go, what only looks like one stays, entities are resolved also when doubled."""
    assert clean_title(source) == expected


def test_nesting_bomb_is_read_shallowly() -> None:
    """Depth costs no recursion."""
    assert clean_html("<div>" * 50_000 + "deep" + "</div>" * 50_000) in {"", "deep"}


@given(st.text(max_size=300))
def test_cleaning_clean_text_changes_nothing(text: str) -> None:
    """Plain text that was cleaned once is a fixed point, unless it spells markup anew."""
    once = clean_html(text)

    if "<" not in once and "&" not in once:
        assert clean_html(once) == once
