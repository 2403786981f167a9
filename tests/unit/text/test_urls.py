"""Addresses as keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchers.text.urls import canonical_url, domain_of, registrable_domain

SAME = [
    ("http://www.example.com/a/", "https://example.com/a"),
    ("https://example.com:443/a", "https://example.com/a"),
    ("https://m.example.com/a", "https://www.example.com/a"),
    ("https://example.com/a?utm_source=rss&utm_medium=x", "https://example.com/a"),
    ("https://example.com/a?b=2&a=1", "https://example.com/a?a=1&b=2"),
    ("https://example.com/a#:~:text=Kim", "https://example.com/a"),
    ("https://example.com/a?fbclid=1#comments", "https://example.com/a"),
    ("https://example.com/a?ref=rss", "https://example.com/a"),
    ("https://www.bbc.co.uk/news/1?at_medium=RSS&at_campaign=x", "https://bbc.co.uk/news/1"),
    ("https://example.com/a/index.html", "https://example.com/a"),
    ("https://example.com/a/amp", "https://example.com/a"),
    ("https://example-com.cdn.ampproject.org/c/s/example.com/a", "https://example.com/a"),
    ("https://www.google.com/url?q=https://example.com/a&sa=U", "https://example.com/a"),
    ("https://www.google.com/amp/s/example.com/a", "https://example.com/a"),
    ("https://EXAMPLE.com/a", "https://example.com/a"),
    ("https://example.com//a", "https://example.com/a"),
    ("https://example.com/%7Ea", "https://example.com/~a"),
    ("https://example.com/%ea%b9%80", "https://example.com/김"),
    ("https://예.example.com/a", "https://xn--2j5b.example.com/a"),
]
DIFFERENT = [
    ("https://example.com/a", "https://example.com/b"),
    ("https://example.com/a", "https://example.com/A"),
    ("https://example.com/#post-1", "https://example.com/#post-2"),
    ("https://www.youtube.com/watch?v=1", "https://www.youtube.com/watch?v=2"),
    ("https://example.com/docs?ref=v2.0", "https://example.com/docs?ref=v1.0"),
    ("https://example.com/?p=1", "https://example.com/?p=2"),
    ("https://a.example.com/x", "https://b.example.com/x"),
    ("https://example.com:8080/x", "https://example.com/x"),
    ("https://news.google.com/rss/articles/CBMiA", "https://news.google.com/rss/articles/CBMiB"),
    ("https://example.com/view?source=123", "https://example.com/view?source=124"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_page_have_one_key(one: str, other: str) -> None:
    """Schemes, trackers, mobile hosts, caches and order are spelling."""
    assert canonical_url(one) == canonical_url(other) != ""


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_pages_have_different_keys(one: str, other: str) -> None:
    """What names a page is never dropped."""
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize("url", ["", "mailto:a@b", "javascript:1", "not a url", "http://", "//x"])
def test_what_is_no_web_address_has_no_key(url: str) -> None:
    """Nothing is made up."""
    assert canonical_url(url) == ""


@given(st.text(max_size=60), st.text(max_size=30), st.text(max_size=20))
def test_key_of_a_key_is_itself(path: str, query: str, fragment: str) -> None:
    """A canonical address is canonical."""
    once = canonical_url(f"https://news.example.com/{path}?{query}#{fragment}")

    assert canonical_url(once) == once


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("feeds.bbci.co.uk", "bbci.co.uk"),
        ("www.yna.co.kr", "yna.co.kr"),
        ("example.com", "example.com"),
        ("a.b.tumblr.com", "tumblr.com"),
        ("127.0.0.1", "127.0.0.1"),
        ("localhost", "localhost"),
    ],
)
def test_registrable_domain(host: str, domain: str) -> None:
    """What somebody registered, by the public suffix list."""
    assert registrable_domain(host) == domain


def test_domain_of_no_address_is_empty() -> None:
    """Garbage has no domain."""
    assert domain_of("http://[::1") == ""
