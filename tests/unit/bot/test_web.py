"""The operator's pages: life, readiness, metrics and the status page."""

from collections.abc import AsyncIterator, Mapping

import aiohttp
import pytest

from bot.metrics import Counts, format_metrics
from bot.web import Questions, Web

STATUS = {
    "loop_lag_s": 0.01,
    "sources": {"active": 3, "failing": 1, "stopped": 0, "lag_s": 2.0},
    "outbox": {"lanes": {"alert": {"open": 2, "oldest_s": 4.5}}, "parked": 1},
    "note": "<script>alert(1)</script>",
}


class Answers:
    """What the service says of itself; tests change it."""

    def __init__(self) -> None:
        self.ailments: tuple[str, ...] = ()
        self.is_alive = True

    async def find_ailments(self) -> tuple[str, ...]:
        return self.ailments

    async def gather_status(self) -> Mapping[str, object]:
        return STATUS

    async def format_metrics(self) -> bytes:
        counts = Counts(polls={"read": 5}, sends={"sent": 7}, loop_faults={})
        return format_metrics(counts, STATUS)


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
async def base_url(answers: Answers) -> AsyncIterator[str]:
    questions = Questions(
        find_ailments=answers.find_ailments,
        gather_status=answers.gather_status,
        is_alive=lambda: answers.is_alive,
        format_metrics=answers.format_metrics,
    )
    async with Web(("127.0.0.1", 0), questions) as web:
        yield f"http://127.0.0.1:{web.port}"


async def fetch(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.status, await response.text()


async def test_readiness_tells_what_is_wrong(base_url: str, answers: Answers) -> None:
    """200 while all is well, else 503 with a sentence per ailment."""
    assert await fetch(f"{base_url}/readyz") == (200, "ready\n")
    answers.ailments = ("the writer stands still",)
    assert await fetch(f"{base_url}/readyz") == (503, "the writer stands still\n")


async def test_liveness_is_the_pulse_alone(base_url: str, answers: Answers) -> None:
    """A full outbox restarts nothing; a loop that stands does."""
    answers.ailments = ("the outbox is full",)
    assert (await fetch(f"{base_url}/livez"))[0] == 200
    answers.is_alive = False
    assert (await fetch(f"{base_url}/livez"))[0] == 503


async def test_metrics_count_by_outcome_and_lane(base_url: str) -> None:
    """Prometheus reads counters by outcome and gauges by lane."""
    _, text = await fetch(f"{base_url}/metrics")
    assert 'watchfloor_poll_total{outcome="read"} 5.0' in text
    assert 'watchfloor_outbox_oldest_seconds{lane="alert"} 4.5' in text


async def test_the_status_page_escapes_what_it_shows(base_url: str) -> None:
    """Nothing that the status holds becomes markup."""
    _, page = await fetch(f"{base_url}/")
    assert "<script>" not in page
    assert "sources.failing" in page
