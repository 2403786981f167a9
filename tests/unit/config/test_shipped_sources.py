"""The catalogue that ships."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from watchers.sources.addresses import ALLOWED_PORTS
from watchers.text.urls import canonical_url

SOURCES = Path(__file__).resolve().parents[3] / "config" / "sources.toml"


@pytest.fixture(scope="module")
def catalogue() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(SOURCES.read_text())


def test_every_source_has_a_publisher_and_every_publisher_a_source(
    catalogue: dict[str, list[dict[str, Any]]],
) -> None:
    """Families are whole: copies of one house's text count once."""
    families = {each["key"] for each in catalogue["publisher"]}

    assert {each["publisher"] for each in catalogue["source"]} == families


def test_no_address_stands_twice(catalogue: dict[str, list[dict[str, Any]]]) -> None:
    """Nor two spellings of one."""
    keys = Counter(canonical_url(each["url"]) for each in catalogue["source"])

    assert [url for url, times in keys.items() if times > 1 or not url] == []
    assert ALLOWED_PORTS


@pytest.mark.parametrize("language", ["en", "ko", "ja", "zh", "ru", "de", "fr", "es"])
def test_mission_languages_have_sources(
    catalogue: dict[str, list[dict[str, Any]]], language: str
) -> None:
    """Each has at least two houses of its own."""
    houses = {each["publisher"] for each in catalogue["source"] if each["language"] == language}

    assert len(houses) >= 2


def test_state_media_are_marked(catalogue: dict[str, list[dict[str, Any]]]) -> None:
    """The mouthpieces are known as such."""
    marked = {each["key"] for each in catalogue["publisher"] if each.get("is_state_media")}

    assert {"kcna", "xinhua", "tass", "global-times", "rt", "presstv"} <= marked
    assert not {"yonhap", "bbc", "reuters", "nhk"} & marked
