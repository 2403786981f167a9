"""Stories that nothing confuses with each other, published one after another into a feed."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

from tests.fakes.news import Entry, NewsServer, rss

SYLLABLES = ("ba", "do", "ki", "lu", "me", "no", "pa", "ri", "su", "ta", "vo", "ze")
AHEAD = 15
"""So many stories at most are published and not yet in every channel: the feed lists them all."""
KEPT = 2 * AHEAD


def make_word(number: int, salt: int) -> str:
    """A word that no other story has: syllables that spell the number."""
    left, word = number * 7 + salt * 100_003, ""
    for _ in range(5):
        left, rest = divmod(left, len(SYLLABLES))
        word += SYLLABLES[rest]
    return word.capitalize()


def code_word(number: int) -> str:
    """By this word a story is known in a message."""
    return make_word(number, 1) + "q"


def make_entry(number: int) -> Entry:
    """A story on Kim Jong Un that shares no other word with any: an event of its own."""
    words = [make_word(number, salt) for salt in range(2, 20)]
    return Entry(
        title=" ".join([code_word(number), *words[:3], "Kim Jong Un", *words[3:6]]),
        url=f"http://news.example/{words[6].lower()}",
        guid=f"guid-{number}",
        summary=" ".join([*words[6:12], "Kim Jong Un", *words[12:]]),
        published_at=datetime.now(UTC),
    )


class NewsDesk:
    """Publishes numbered stories into one feed."""

    def __init__(self, news: NewsServer, path: str = "/feed.xml") -> None:
        self._news = news
        self._path = path
        self._entries = [make_entry(0)]
        self._put()

    @property
    def url(self) -> str:
        return f"{self._news.url}{self._path}"

    @property
    def numbers(self) -> range:
        """The stories published after the first, which is the source's baseline."""
        return range(1, len(self._entries))

    def publish(self) -> None:
        """One more story."""
        self._entries.append(make_entry(len(self._entries)))
        self._put()

    async def publish_every(self, seconds: float, count_arrived: Callable[[], int]) -> None:
        """One more story each so many seconds, until cancelled; never too far ahead."""
        while True:
            if len(self.numbers) - count_arrived() < AHEAD:
                self.publish()
            await asyncio.sleep(seconds)

    def _put(self) -> None:
        self._news.put(self._path, rss(self._entries[-KEPT:][::-1]))
