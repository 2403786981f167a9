"""The service's figures in the Prometheus text format; never one series per source or guild."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What has been counted since the start."""

    polls: Mapping[str, int]
    sends: Mapping[str, int]
    loop_faults: Mapping[str, int]
    client_starts: int = 0
    invalid_answers: int = 0
    """Of the last ten minutes: Discord bans an address at 10,000."""


def format_metrics(counts: Counts, status: Mapping[str, Any]) -> bytes:
    """One page of metrics, from the counts and from `gather_status`."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Given([*_count_metrics(counts), *_status_metrics(status)]))
    return generate_latest(registry)


class _Given(Collector):
    """Metrics that were measured already."""

    def __init__(self, metrics: list[Metric]) -> None:
        self._metrics = metrics

    def collect(self) -> Iterable[Metric]:
        return self._metrics


def _count_metrics(counts: Counts) -> Iterator[Metric]:
    yield _counter("watchfloor_poll", "Polls by outcome.", "outcome", counts.polls)
    yield _counter("watchfloor_send", "Messages and edits by outcome.", "outcome", counts.sends)
    yield _counter("watchfloor_loop_fault", "Faults by loop.", "loop", counts.loop_faults)
    starts = CounterMetricFamily("watchfloor_gateway_start", "Gateway clients started.")
    starts.add_metric([], counts.client_starts)
    yield starts
    yield GaugeMetricFamily(
        "watchfloor_invalid_answers_10m",
        "Answers of 401, 403 and 429 in the last ten minutes.",
        value=counts.invalid_answers,
    )


def _status_metrics(status: Mapping[str, Any]) -> Iterator[Metric]:
    sources = status["sources"]
    for name in ("active", "failing", "stopped"):
        yield GaugeMetricFamily(
            f"watchfloor_sources_{name}", f"Sources that are {name}.", value=sources[name]
        )
    yield GaugeMetricFamily(
        "watchfloor_poll_lag_seconds", "Age of the oldest overdue check.", value=sources["lag_s"]
    )
    yield GaugeMetricFamily(
        "watchfloor_loop_lag_seconds", "Lag of the event loop.", value=status["loop_lag_s"] or 0.0
    )
    yield from _outbox_metrics(status["outbox"])


def _outbox_metrics(outbox: Mapping[str, Any]) -> Iterator[Metric]:
    waiting = GaugeMetricFamily("watchfloor_outbox_open", "Open deliveries.", labels=["lane"])
    oldest = GaugeMetricFamily(
        "watchfloor_outbox_oldest_seconds", "Age of the oldest due delivery.", labels=["lane"]
    )
    for lane, counted in outbox["lanes"].items():
        waiting.add_metric([lane], counted["open"])
        oldest.add_metric([lane], counted["oldest_s"])
    yield waiting
    yield oldest
    yield GaugeMetricFamily(
        "watchfloor_outbox_parked", "Deliveries of suspended places.", value=outbox["parked"]
    )


def _counter(name: str, meaning: str, label: str, counted: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily(name, meaning, labels=[label])
    for value, count in sorted(counted.items()):
        family.add_metric([value], count)
    return family
